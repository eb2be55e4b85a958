/** A design's counts, prepared for certainty equivalents. */
import { gaussRule, type DiscreteRule } from "../numerics/gauss-rule";
import { exponentialMean } from "./certainty-equivalent";
import { countLaw } from "./count-law";
import { histogram, staircaseOf } from "./demand";
import { blocksOf, type Sampling } from "./design";

/** A law on its support. */
export interface Atoms {
  /** h(k), k itself for linear costs, where p(k) > 0. */
  readonly scale: Float64Array;
  readonly probabilities: Float64Array;
  /** The law's Gauss rule with {@link RULE} nodes, computed once; for laws with more atoms. */
  readonly rule: () => DiscreteRule;
}

/** Nodes of a Gauss rule that stands for a law of many atoms. */
export const RULE = 16;

/**
 * The support of p(0..m).
 * @param h h(0..m); k if left out
 */
export function atomsOf(law: ArrayLike<number>, h?: ArrayLike<number>): Atoms {
  const support: number[] = [];
  for (let k = 0; k < law.length; k++) if (law[k] > 0) support.push(k);
  const scale = Float64Array.from(support, (k) => (h ? h[k] : k));
  const probabilities = Float64Array.from(support, (k) => law[k]);
  let rule: DiscreteRule | undefined;
  return { scale, probabilities, rule: () => (rule ??= gaussRule(scale, probabilities, RULE)) };
}

/** The count law, and a shortcut for constant absolute risk aversion. */
export interface Counts {
  /** p(0..m). */
  readonly law: Float64Array;
  readonly atoms: Atoms;
  /**
   * The certainty equivalent of `step` per access under CARA(a) utility. Those of independent lotteries add, so the
   * blocks of a design are judged one by one: exact even where the law is below the least positive double.
   */
  readonly cara: (a: number, step: number) => number;
}

/** Atoms of a lottery's counts, and how many independent copies of it there are. */
interface Part {
  readonly times: Float64Array;
  readonly probabilities: Float64Array;
  readonly copies: number;
}

const partOf = (atoms: readonly (readonly [times: number, probability: number])[], copies = 1): Part => ({
  times: Float64Array.from(atoms, ([times]) => times),
  probabilities: Float64Array.from(atoms, ([, probability]) => probability),
  copies,
});

/** The counts of a design. */
export function countsOfDesign(sampling: Sampling): Counts {
  const law = countLaw(sampling);
  return { law, atoms: atomsOf(law), cara: caraWorth(sampling) };
}

function caraWorth(sampling: Sampling): Counts["cara"] {
  const { demand, sellers, design } = sampling;
  if (design.type === "mixture") {
    const worths = design.parts.map(([, part]) => caraWorth({ demand, sellers, design: part }));
    const weights = Float64Array.from(design.parts, ([weight]) => weight);
    return (a, step) =>
      exponentialMean(
        a,
        Float64Array.from(worths, (worth) => worth(a, step)),
        weights,
      );
  }
  const parts = partsOf(sampling);
  return (a, step) =>
    parts.reduce(
      (sum, { times, probabilities, copies }) =>
        sum +
        copies *
          exponentialMean(
            a,
            times.map((k) => step * k),
            probabilities,
          ),
      0,
    );
}

function partsOf(sampling: Sampling): Part[] {
  const { sellers } = sampling;
  const blocks = blocksOf(sampling);
  if (!blocks) {
    const law = countLaw(sampling);
    return [partOf(Array.from(law, (p, k) => [k, p] as const).filter(([, p]) => p > 0))];
  }
  return blocks.map(({ demand: block, copies }) => {
    const steps = staircaseOf(histogram(block, sellers));
    const rest = steps.reduce((left, { places }) => left - places, sellers);
    const atoms = steps.map(({ times, places }) => [times, places / sellers] as const);
    return partOf(rest > 0 ? [...atoms, [0, rest / sellers]] : atoms, copies);
  });
}
