/** What the checks of several claims share. */
import type { Finding } from "../claim";
import { show } from "../../lib/format";
import type { Channel } from "../../lib/privacy/channel";
import { logRatio } from "../../lib/privacy/channel";
import type { Stream } from "../../lib/probability/stream";
import { linearBound, logBound, powerBound, type PrivacyBound } from "../../lib/truthful-mechanisms/privacy-bound";

/** The families of privacy bounds on which the claims are tried. */
export const BOUNDS: readonly PrivacyBound[] = [logBound(1), linearBound(0.5), powerBound(2, 1.5)];

export const EPSILONS = [0.1, 0.5, 1, 3] as const;

/** A finding from the worst of many cases: stands when it does. */
export interface Case {
  /** ≤ 0 when the case agrees with the statement. */
  readonly excess: number;
  readonly evidence: string;
}

/** The case with the largest excess decides; NaN never stands. */
export function worstOf(cases: Iterable<Case>, slack = 0): Finding {
  let worst: Case | undefined;
  let count = 0;
  for (const found of cases) {
    count++;
    if (!worst || !(found.excess <= worst.excess)) worst = found;
    if (Number.isNaN(found.excess)) break;
  }
  if (!worst) return { stands: false, evidence: "no case" };
  return { stands: worst.excess <= slack, evidence: `${worst.evidence} (worst of ${count})` };
}

/** The case that a number must be at most a limit, up to a relative rounding. */
export const atMost = (label: string, value: number, limit: number, rounding = 1e-11): Case => ({
  excess: value - limit - rounding * Math.abs(limit),
  evidence: `${label}: ${show(value)} against at most ${show(limit)}`,
});

/** The case that a number must equal another, up to an absolute or relative rounding. */
export const equals = (label: string, value: number, expected: number, rounding = 1e-11): Case => ({
  excess: value === expected ? 0 : Math.abs(value - expected) - rounding * Math.max(1, Math.abs(expected)),
  evidence: `${label}: ${show(value, 8)} against ${show(expected, 8)}`,
});

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

/** The log ratio of each outcome over the rows of a channel. */
export const columnRatios = (channel: Channel): number[] =>
  Array.from(channel[0], (_, o) => {
    const column = channel.map((row) => row[o]);
    return logRatio(Math.max(...column), Math.min(...column));
  });

/** A whole number in from..to. */
export const randomInteger = (from: number, to: number, stream: Stream): number =>
  from + Math.floor(stream.uniform() * (to - from + 1));
