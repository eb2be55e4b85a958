/** Which state a noisy count of ones speaks for, and how often it is wrong. */
import { minimise } from "../numerics/minimise";
import { atLeast, atMost, noisyCount, type NoisyCount } from "../probability/noisy-count";

/** A noisy count that the buyer may see: its law in one of the states, the whole count moved by `shift`. */
export interface PossibleCount {
  readonly state: 0 | 1;
  /** Probability of this case; all cases sum to 1. */
  readonly weight: number;
  /** Bin(size, chance) + shift + Lap(1/eps). */
  readonly size: number;
  readonly chance: number;
  readonly shift: number;
}

/**
 * Neighbouring cases that differ in weight alone made one: where bits do not depend on costs, all pivots of a state are
 * alike.
 */
export function merged<Case extends PossibleCount>(cases: readonly Case[]): Case[] {
  const distinct: Case[] = [];
  for (const one of cases) {
    const last = distinct.at(-1);
    const keys = Object.keys(one) as (keyof Case)[];
    if (last && keys.every((key) => key === "weight" || last[key] === one[key]))
      distinct[distinct.length - 1] = { ...last, weight: last.weight + one.weight };
    else distinct.push(one);
  }
  return distinct;
}

/** The best threshold of the noisy count, from which on state 1 is chosen, and the probability of being wrong there. */
export function bestThreshold(
  cases: readonly PossibleCount[],
  eps: number,
): { readonly threshold: number; readonly wrong: number } {
  const laws = merged(cases)
    .filter(({ weight }) => weight > 1e-13)
    .map((one) => ({ ...one, law: noisyCount(one.size, one.chance, eps, 1e-20) }));
  const wrongAt = ({ state, shift, law }: { state: 0 | 1; shift: number; law: NoisyCount }, at: number): number =>
    state === 1 ? atMost(law, at - shift) : atLeast(law, at - shift);
  const wrong = (at: number): number => laws.reduce((sum, one) => sum + one.weight * wrongAt(one, at), 0);
  const means = [0, 1].map((state) => {
    const here = laws.filter((one) => one.state === state);
    const mass = here.reduce((sum, { weight }) => sum + weight, 0);
    return here.reduce((sum, { weight, size, chance, shift }) => sum + weight * (size * chance + shift), 0) / mass;
  });
  const { x, value } = minimise(wrong, Math.min(...means), Math.max(...means), 1e-7);
  return { threshold: x, wrong: value };
}
