/** A design's counts, prepared for certainty equivalents. */
import { exponentialMean } from "./certainty-equivalent";
import { lawOf } from "./count-law";
import { staircaseOf, type Histogram } from "./demand";
import { openSampling, type OpenSampling, type Part, type Sampling } from "./design";

/** A law on its support. */
export interface Atoms {
  /** h(k), k itself for linear costs, where p(k) > 0. */
  readonly scale: Float64Array;
  readonly probabilities: Float64Array;
}

/**
 * The support of p(0..m).
 * @param h h(0..m); k if left out
 */
export function atomsOf(law: ArrayLike<number>, h?: ArrayLike<number>): Atoms {
  const support: number[] = [];
  for (let k = 0; k < law.length; k++) if (law[k] > 0) support.push(k);
  return {
    scale: Float64Array.from(support, (k) => (h ? h[k] : k)),
    probabilities: Float64Array.from(support, (k) => law[k]),
  };
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

/** The counts of a design. */
export const countsOfDesign = (sampling: Sampling): Counts => countsOfOpen(openSampling(sampling));

/** The counts of an opened sampling. */
export function countsOfOpen(open: OpenSampling): Counts {
  const law = lawOf(open);
  const lotteries = open.parts.map(([, part]) => lotteriesOf(part, open));
  const weights = Float64Array.from(open.parts, ([weight]) => weight);
  const worth = (list: readonly Lottery[], a: number, step: number): number =>
    list.reduce(
      (sum, { scale, probabilities, copies }) =>
        sum +
        copies *
          exponentialMean(
            a,
            scale.map((k) => step * k),
            probabilities,
          ),
      0,
    );
  return {
    law,
    atoms: atomsOf(law),
    cara: (a, step) =>
      exponentialMean(
        a,
        Float64Array.from(lotteries, (list) => worth(list, a, step)),
        weights,
      ),
  };
}

/** Counts of a block's lottery, and how many independent copies of it there are. */
interface Lottery extends Atoms {
  readonly copies: number;
}

/** The independent lotteries that a part of a design adds up. */
function lotteriesOf(part: Part, { sellers, sizes }: OpenSampling): readonly Lottery[] {
  if (part.type !== "blocks") {
    return [{ ...atomsOf(lawOf({ sellers, sizes, parts: [[1, part]] })), copies: 1 }];
  }
  return part.blocks.map(({ sizes: block, copies }) => ({ ...atomsOfBlock(block, sellers), copies }));
}

function atomsOfBlock(block: Histogram, sellers: number): Atoms {
  const steps = staircaseOf(block);
  const rest = steps.reduce((left, { places }) => left - places, sellers);
  const atoms = rest > 0 ? [...steps, { times: 0, places: rest }] : steps;
  return {
    scale: Float64Array.from(atoms, ({ times }) => times),
    probabilities: Float64Array.from(atoms, ({ places }) => places / sellers),
  };
}
