/** Claims of Section 6: prices that clear the market; and rows about other papers. */
import { claim, notCheckable, type Claim } from "../claim";
import { show } from "../../lib/format";
import { clearingPrices, clearingStates } from "../../lib/pricing-samples/clearing";
import type { Demand } from "../../lib/pricing-samples/demand";
import { designValues } from "../../lib/pricing-samples/optimal-design";
import { C_MAX, SELLERS } from "../../lib/pricing-samples/examples";

const CLONES = { sellers: SELLERS, cMax: C_MAX, a: 0.002, share: 0.5 };

/**
 * A Baseline market with demand that steps down at one price: π(0..2) and the demand below (at or under) and above it.
 */
interface SteppedMarket {
  readonly payment: readonly number[];
  readonly step: number;
  readonly below: Demand;
  readonly above: Demand;
}

/** The Baseline price per record of the ordering design. */
function baselinePrice(demand: Demand, payment: readonly number[]): number {
  const records = demand.reduce((sum, [size, buyers]) => sum + size * buyers, 0);
  return (10 * designValues({ demand, sellers: 10, payment }).ordering) / records;
}

export const clearingClaims: readonly Claim[] = [
  claim({
    id: "gah12/sec6.exists",
    where: "Section 6",
    method: "counterexample search",
    verdict: "fails",
    printed: {
      says: "there always exists a price at which the market clears, e.g. the Baseline Mechanism's",
      value: {
        payment: [0, 1, 1],
        step: 0.6,
        below: [
          [1, 1],
          [2, 1],
        ],
        above: [[1, 2]],
      } as SteppedMarket,
    },
    control: {
      says: "so there does for linear costs: P = c^max, whatever is asked for",
      value: {
        payment: [0, 1, 2],
        step: 0.6,
        below: [
          [1, 1],
          [2, 1],
        ],
        above: [[1, 2]],
      } as SteppedMarket,
    },
    twin: {
      says: "so there does when π = (0, 1, 1.1) and the step is at 0.62",
      value: {
        payment: [0, 1, 1.1],
        step: 0.62,
        below: [
          [1, 1],
          [2, 1],
        ],
        above: [[1, 2]],
      } as SteppedMarket,
    },
    check: ({ payment, step, below, above }) => {
      const [low, high] = [baselinePrice(below, payment), baselinePrice(above, payment)];
      return {
        stands: low <= step || high > step,
        evidence:
          `π = (${payment}): the demand at prices up to ${step} costs ${show(low, 4)} a record, the demand ` +
          `above it ${show(high, 4)}`,
      };
    },
  }),

  claim({
    id: "gah12/sec6.lower",
    where: "Section 6, open question",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "a clearing price below the Baseline's may exist, once or several times, or not at all, as demand has it",
      value: { elasticity1: 1, elasticity2: 0, reservations: 4 },
    },
    twin: {
      says: "exactly one exists for demand of elasticity 1 and of elasticity " + "2",
      value: { elasticity1: 1, elasticity2: 1, reservations: 4 },
    },
    check: ({ elasticity1, elasticity2, reservations }) => {
      const at = (eta: number) => clearingPrices({ bases: [100, 200], buyers: [50, 150], eta }, CLONES, 0.5);
      const [one, two] = [at(1), at(2)];
      const states = clearingStates(
        [
          [9.95, 20],
          [8, 60],
          [6.5, 120],
        ],
        200,
        CLONES,
      );
      return {
        stands:
          one.length === elasticity1 &&
          one.every(({ price }) => price < 10) &&
          two.length === elasticity2 &&
          states.length === reservations,
        evidence:
          `elasticity 1: ${one.map(({ price }) => show(price, 8)).join(", ")}; elasticity 2: ${two.length} ` +
          `prices; reservation ` +
          `prices: ${states.map(({ buyers, price }) => `${buyers} buyers at ${show(price, 5)}`).join(", ")}`,
      };
    },
  }),

  notCheckable(
    "gah12/fn2",
    "Footnote 2",
    "Ghosh and Roth's mechanism pays 95 % of all sellers in an example",
    "a statement about another paper",
  ),
  notCheckable(
    "gah12/holt-laury",
    "Sections 2 and 3",
    "people are more risk averse for larger payments (Holt, Laury 2002)",
    "an experimental finding of another paper",
  ),
];
