import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accuracyCosts,
  benchmarkRatioFigure,
  directFigure,
  errorRadiusFigure,
  frontierFigure,
  ironingFigure,
  levelsFigure,
  logRatioFigure,
  paymentsFigure,
} from "../../figures/correlated-costs";
import { exponential, uniform, VALLEY } from "../../lib/correlated-costs";
import type { Figure } from "../../lib/plot";
import { stream } from "../../lib/probability/stream";

/** A trace's value at x. */
function at({ data }: Figure, name: string, x: number): number {
  const trace = data.find((one) => (one as { name?: string }).name === name) as
    { x: number[]; y: number[] } | undefined;
  assert.ok(trace, `no trace ${name}`);
  const i = trace.x.findIndex((value) => Math.abs(value - x) < 1e-9);
  assert.ok(i >= 0, `${name} has no point at ${x}`);
  return trace.y[i];
}

const near = (x: number, y: number, tolerance: number): void =>
  assert.ok(Math.abs(x - y) <= tolerance, `${x} for ${y}`);

test("figure 1: the error radius, with runs beside it", () => {
  const cs = [0.05, 0.5, 0.99];
  const figure = errorRadiusFigure({ n: 1000, n1: 300, eps: 0.5, cs, simulatedAt: [0.5], runs: 2000 }, stream(1));
  [88.78, 17.6, 2.89].forEach((k, i) => near(at(figure, "exact, n₁ = 300", cs[i]), k, 0.005));
  [163.4, 31.56, 5.79].forEach((k, i) => near(at(figure, "Lemma 3.7, n₁ = 300", cs[i]), k, 0.005));
  near(at(figure, "exact, worst database", 0.5), 30.61, 0.005);
  near(at(figure, "2000 runs, 95 % interval", 0.5), 17.6, 2);
});

test("figure 2: the frontier", () => {
  const exp = accuracyCosts(200, exponential(1), [5, 10, 20, 40]);
  [539.27, 177.7, 48.02, 9.69].forEach((p, i) => near(exp[i].recipe, p, 0.006));
  [514.52, 175.35, 47.98, 9.4].forEach((p, i) => near(exp[i].chebyshev, p, 0.006));
  [178.5, 51.7, 10.4, 1.42].forEach((p, i) => near(exp[i].exact, p, 0.01 * p));
  const flat = accuracyCosts(200, uniform(0, 1), [5, 10, 20, 40]);
  [44, 21.97, 7.82, 1.32].forEach((p, i) => near(flat[i].exact, p, 0.01 * p));
  assert.equal(frontierFigure(200, [["Exp(1)", exponential(1)]], [10, 20]).data.length, 3);
});

test("figure 3: ratios to the benchmark", () => {
  const figure = benchmarkRatioFigure(30, [2, 10, 100, 1000]);
  near(at(figure, "U[0, 1]", 0.5), 0.96875, 5e-6);
  near(at(figure, "three steps", 0.5), 1.08874, 5e-6);
  near(at(figure, "near-tight law", 0.5), 1.74674, 5e-6);
  near(at(figure, "<i>R</i>(<i>w</i>, <i>n</i>)", 20 / 30), 1.75977, 5e-6);
  near(at(figure, "largest <i>R</i>", 100), 1.8603, 5e-5);
});

test("figure 4: ironing and payments", () => {
  const curves = ironingFigure(VALLEY, "three steps");
  near(at(curves, "<i>H</i>(<i>q</i>): a posted price", 0.5), 1, 1e-12);
  near(at(curves, "<i>G</i>(<i>q</i>): its convex hull", 0.5), 0.82, 1e-12);
  const payments = paymentsFigure(VALLEY, [20, 100, 1000], [20], 500, stream(2));
  near(at(payments, "optimal auction", 20), 1.69202, 5e-6);
  near(at(payments, "uniform (<i>w</i> + 1)-st price", 100), 93.634 / 50, 1e-5);
  near(at(payments, "posted two-price lottery", 1000), 1.64, 1e-9);
});

test("figure 5: privacy", () => {
  const figure = logRatioFigure(3, 1, [0.1, 0.5], 1);
  near(at(figure, "estimate, costs random", -4), -0.3799, 5e-5);
  near(at(figure, "estimate, costs random", 7), 0.6201, 5e-5);
  assert.equal(figure.frames?.length, 2);
  const levels = levelsFigure(1, [0.1, 1, 5], [1], 2000, stream(3));
  [0.4524, 0.1839, 0.0034].forEach((p, i) =>
    near(at(levels, "acceptors with a negative payment", [0.1, 1, 5][i]), p, 5e-5),
  );
});

test("figure 6: why direct mechanisms fail", () => {
  const figure = directFigure({ eps: 0.5, access: 0.3, cost: 1, c: 0.6, runs: 500 }, stream(4));
  near(at(figure, "gain from reporting another cost", 10), 1.35, 1e-12);
  near(at(figure, "least payment of a truthful direct mechanism", 10), 1.5, 1e-12);
  near(at(figure, "after a cost report", 1), 0.5761, 5e-5);
});
