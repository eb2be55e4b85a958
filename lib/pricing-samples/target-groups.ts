/** Buyers who target different groups of sellers: the remark of Section 2, which overlapping targets refute. */
import { combinations, permutationsHeap } from "simple-statistics";
import { checkArray, checkFunction, checkInteger, rejectValue } from "../arguments";
import { solveLinearProgram } from "../numerics/linear-program";

/** Buyers with target groups: buyer b wants `sizes[b]` of the sellers `targets[b]`, each of them equally likely. */
export interface Targets {
  readonly targets: readonly (readonly number[])[];
  readonly sizes: readonly number[];
  /** At most 8. */
  readonly sellers: number;
}

/** Σ_i E g(K_i) for the best joint design, for each seller's own best design, and for one global order. */
export interface TargetValues {
  readonly jointMin: number;
  readonly sumOfIndividualMins: number;
  readonly globalOrdering: number;
}

function check({ targets, sizes, sellers }: Targets): void {
  checkInteger("sellers", sellers, { min: 1, max: 8 });
  checkArray("targets", targets, { min: 1 });
  checkArray("sizes", sizes, { min: targets.length, max: targets.length });
  targets.forEach((target, b) => {
    checkArray(`targets[${b}]`, target, { min: 1 });
    target.forEach((seller, t) => checkInteger(`targets[${b}][${t}]`, seller, { min: 0, max: sellers - 1 }));
    if (new Set(target).size < target.length) rejectValue(`targets[${b}]`, target, "made of different sellers");
    checkInteger(`sizes[${b}]`, sizes[b], { min: 0, max: target.length });
  });
}

const counts = (samples: readonly (readonly number[])[], sellers: number): number[] => {
  const times = Array<number>(sellers).fill(0);
  for (const sample of samples) for (const seller of sample) times[seller]++;
  return times;
};

/**
 * The least expected Σ_i g(K_i) over all joint designs, by a linear program over the allocations, beside two others:
 * each seller's least on his own, and the design that orders all sellers once.
 * @param market buyers with targets; at most 20 000 allocations
 * @param g a function of the count, concave
 * @claims gah12/thm4.4
 */
export async function targetValues(market: Targets, g: (k: number) => number): Promise<TargetValues> {
  check(market);
  checkFunction("g", g);
  const { targets, sizes, sellers } = market;
  const sum = (times: readonly number[]): number => times.reduce((total, k) => total + g(k), 0);
  const choices = targets.map((target, b) => combinations([...target], sizes[b]));
  checkInteger(
    "the number of allocations",
    choices.reduce((n, c) => n * c.length, 1),
    { max: 20_000 },
  );
  const allocations = choices.reduce<number[][][]>((all, next) => all.flatMap((a) => next.map((c) => [...a, c])), [[]]);
  const rows = targets.flatMap((target, b) =>
    target.map((seller) => ({
      coefficients: allocations.map((samples) => (samples[b].includes(seller) ? 1 : 0)),
      lower: sizes[b] / target.length,
      upper: sizes[b] / target.length,
    })),
  );
  const one = { coefficients: allocations.map(() => 1), lower: 1, upper: 1 };
  const { value } = await solveLinearProgram({
    sense: "min",
    objective: allocations.map((samples) => sum(counts(samples, sellers))),
    rows: [...rows, one],
  });
  const all = permutationsHeap(Array.from({ length: sellers }, (_, i) => i));
  const ordered = all.map((order) =>
    sum(
      counts(
        targets.map((target, b) => order.filter((seller) => target.includes(seller)).slice(0, sizes[b])),
        sellers,
      ),
    ),
  );
  return {
    jointMin: value,
    sumOfIndividualMins: ownMinima(market, g),
    globalOrdering: ordered.reduce((total, v) => total + v, 0) / all.length,
  };
}

/** Σ_i of seller i's least E g(K_i): his chances nested, so that he is in many samples or in none. */
function ownMinima({ targets, sizes, sellers }: Targets, g: (k: number) => number): number {
  let total = 0;
  for (let seller = 0; seller < sellers; seller++) {
    const chances = targets
      .map((target, b) => (target.includes(seller) ? sizes[b] / target.length : 0))
      .filter((z) => z > 0)
      .sort((a, b) => b - a);
    const never = 1 - (chances[0] ?? 0);
    total += chances.reduce((sum, z, k) => sum + (z - (chances[k + 1] ?? 0)) * g(k + 1), never * g(0));
  }
  return total;
}
