/** Claims of Section 6: prices that clear the market; and rows about other papers. */
import { claim, notCheckable, type Claim } from "../claim";
import { holdsFor } from "../evidence";
import { show } from "../../lib/format";
import type { Stream } from "../../lib/probability/stream";
import { countLaw } from "../../lib/pricing-samples/count-law";
import { clearingPrices, clearingStates } from "../../lib/pricing-samples/clearing";
import type { Demand } from "../../lib/pricing-samples/demand";
import type { Design } from "../../lib/pricing-samples/design";
import { C_MAX, DESIGNS, SELLERS } from "../../lib/pricing-samples/examples";
import { randomMaxOfConcave, whole } from "../../lib/pricing-samples/random-market";

const CLONES = { sellers: SELLERS, cMax: C_MAX, a: 0.002, share: 0.5 };

/** A Baseline market: π(0..m), and demand that falls from one step to the next as the price passes each `upTo`. */
interface SteppedMarket {
  readonly payment: readonly number[];
  readonly sellers: number;
  readonly steps: readonly { readonly upTo: number; readonly demand: Demand }[];
}

/** Markets to look for clearing prices in, and the designs that the Baseline may use. */
interface Clearing {
  readonly markets: (stream: Stream) => readonly SteppedMarket[];
  readonly designs: readonly Design[];
}

/** Whether some price makes buyers ask for samples that cost just this price a record. */
const clears = ({ payment, sellers, steps }: SteppedMarket, design: Design): boolean =>
  steps.some(({ upTo, demand }, i) => {
    const law = countLaw({ demand, sellers, design });
    const total = sellers * law.reduce((sum, p, k) => sum + p * payment[k], 0);
    const price = total / demand.reduce((sum, [size, buyers]) => sum + size * buyers, 0);
    return price <= upTo * (1 + 1e-12) && (i === 0 || price > steps[i - 1].upTo);
  });

/** Every buyer wants every seller, so that all designs are one: two buyers up to 1.5, then one; π = (0, 1, 4). */
const ALL_WANT_ALL: SteppedMarket = {
  payment: [0, 1, 4],
  sellers: 10,
  steps: [
    { upTo: 1.5, demand: [[10, 2]] },
    { upTo: Infinity, demand: [[10, 1]] },
  ],
};

/** Markets of concave costs: one that the ordering design does not clear, and random ones of two to four steps. */
const concaveMarkets = (stream: Stream): readonly SteppedMarket[] => [
  {
    payment: [0, 1, 1],
    sellers: 10,
    steps: [
      {
        upTo: 0.6,
        demand: [
          [1, 1],
          [2, 1],
        ],
      },
      { upTo: Infinity, demand: [[1, 2]] },
    ],
  },
  ...Array.from({ length: 500 }, () => {
    const [sellers, buyers] = [whole(2, 8, stream), whole(1, 4, stream)];
    const sizes = Array.from({ length: buyers }, () => whole(1, sellers, stream));
    const payment = randomMaxOfConcave(buyers, 3, stream);
    const cuts = Array.from({ length: whole(1, 3, stream) }, () => stream.uniform() * payment[1]);
    return {
      payment,
      sellers,
      steps: [...cuts.sort((a, b) => a - b), Infinity].map((upTo, i) => ({
        upTo,
        demand: sizes.map((size) => [Math.max(1, size - i), 1] as const),
      })),
    };
  }),
];

export const clearingClaims: readonly Claim[] = [
  claim<Clearing>({
    id: "gah12/sec6.exists",
    where: "Section 6",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "there always exists a price at which the market clears, e.g. the Baseline Mechanism's, whatever the costs",
      value: { markets: () => [ALL_WANT_ALL], designs: DESIGNS.map(({ design }) => design) },
    },
    corrected: {
      says: "for concave costs there does, with balanced samples (their price does not fall with P: Tarski)",
      value: { markets: concaveMarkets, designs: [{ type: "balanced" }] },
    },
    twin: {
      says: "for concave costs there does with the ordering design",
      value: { markets: concaveMarkets, designs: [{ type: "ordering" }] },
    },
    check: ({ markets, designs }, stream) =>
      holdsFor(
        markets(stream),
        (market) => designs.some((design) => clears(market, design)),
        `a clearing price with ${designs.map(({ type }) => type).join(", ")} samples`,
      ),
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
