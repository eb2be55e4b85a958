/** Laws, sizes and rules that the checks of section 4 share. */
import { logBinomialTail } from "../../lib/numerics/binomial";
import { integrate } from "../../lib/numerics/quadrature";
import { openLaw, type CostLaw } from "../../lib/probability/cost-laws";
import type { Stream } from "../../lib/probability/stream";
import { exponential, histogram, uniform } from "../../lib/correlated-costs/laws";
import { between, whole } from "./random";

/** Laws whose virtual cost increases. */
export const ANTI_REGULAR: readonly CostLaw[] = [
  uniform(0, 1),
  uniform(1, 3),
  exponential(1),
  { kind: "power", shape: 3, scale: 1 },
  { kind: "power", shape: 0.5, scale: 1 },
  { kind: "pareto", xm: 1, shape: 2 },
  histogram([0, 1, 2, 3], [0.5, 0.3, 0.2]),
];

/** Numbers of players and of units. */
export const SIZES: readonly (readonly [number, number])[] = [
  [2, 1],
  [5, 4],
  [10, 3],
  [30, 15],
  [100, 67],
  [1000, 500],
];

/** P(Bin(n, p) ≤ k). */
export const binomialCdf = (k: number, n: number, p: number): number => Math.exp(logBinomialTail(n - k, n, 1 - p, p));

/** ∫ g(v) dF(v), split at the law's breaks and at further points. */
export function expectation(law: CostLaw, g: (v: number) => number, cuts: readonly number[] = []): number {
  const { breaks, density } = openLaw("law", law);
  const points = [...new Set([...breaks, ...cuts])].sort((a, b) => a - b);
  return points
    .slice(1)
    .reduce(
      (sum, to, i) =>
        sum + integrate((v) => g(v) * density(v), points[i], to, { relative: 1e-10, absolute: 1e-12, panels: 2 }),
      0,
    );
}

/** A decreasing step function with a few random steps on [lo, hi], 0 beyond. */
export function randomDecreasing(
  lo: number,
  hi: number,
  stream: Stream,
): { readonly steps: number[]; readonly x: (v: number) => number } {
  const steps = Array.from({ length: whole(stream, 1, 4) }, () => between(stream, lo, hi)).sort((a, b) => a - b);
  const drops = steps.map(() => stream.uniform());
  const total = drops.reduce((sum, drop) => sum + drop, stream.uniform());
  const x = (v: number): number =>
    v > hi ? 0 : 1 - drops.reduce((sum, drop, i) => sum + (v >= steps[i] ? drop / total : 0), 0);
  return { steps, x };
}

/** ∫_v^hi of a step function. */
export function area(
  { steps, x }: { readonly steps: readonly number[]; readonly x: (v: number) => number },
  v: number,
  hi: number,
): number {
  const points = [v, ...steps.filter((s) => s > v && s < hi), hi];
  return points.slice(1).reduce((sum, to, i) => sum + (to - points[i]) * x((points[i] + to) / 2), 0);
}
