/** Privacy bounds, laws and channels on which the claims are tried. */
import type { Channel } from "../../lib/privacy/channel";
import type { Stream } from "../../lib/probability/stream";
import { linearBound, logBound, powerBound, type PrivacyBound } from "../../lib/truthful-mechanisms/privacy-bound";

/** Privacy bounds by name. */
export type Bounds = Readonly<Record<string, PrivacyBound>>;

/** Nondecreasing bounds, of each family. */
export const NONDECREASING: Bounds = {
  "ln x": logBound(1),
  "(x − 1)/2": linearBound(0.5),
  "2 (x − 1)^1.5": powerBound(2, 1.5),
};

/**
 * Also one that goes to 0 as x goes to 1, which is all that Assumption 3.1 asks, and falls again: it rises to 1, and is
 * 0.1 beyond x = 1.2.
 */
export const ANY_BOUNDS: Bounds = {
  ...NONDECREASING,
  "1 up to x = 1.2, then 0.1": (y) => (y > Math.log(1.2) ? 0.1 : Math.min(1, 100 * y)),
};

export const EPSILONS = [0.1, 0.5, 1, 3] as const;

/** A random law on a few outcomes; now and then a very uneven one. */
export function randomLaw(outcomes: number, stream: Stream): number[] {
  const power = stream.uniform() < 0.3 ? 6 : 1;
  const weights = Array.from({ length: outcomes }, () => (0.02 + stream.uniform()) ** power);
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}

/** A random channel, every entry positive. */
export const randomChannel = (inputs: number, outcomes: number, stream: Stream): Channel =>
  Array.from({ length: inputs }, () => randomLaw(outcomes, stream));

/** A whole number in from..to. */
export const randomInteger = (from: number, to: number, stream: Stream): number =>
  from + Math.floor(stream.uniform() * (to - from + 1));
