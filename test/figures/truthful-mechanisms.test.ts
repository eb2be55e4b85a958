import assert from "node:assert/strict";
import { test } from "node:test";
import { estimateProportion } from "../../lib/probability/monte-carlo";
import { scanVcg } from "../../lib/truthful-mechanisms";
import * as figures from "../../figures/truthful-mechanisms";
import type { Figure } from "../../lib/plot";

interface Trace {
  readonly name?: string;
  readonly x: number[];
  readonly y: number[];
}

/** The value of a trace at x. */
function at(figure: Figure, name: string, x: number): number {
  const trace = (figure.data as readonly Trace[]).find((t) => t.name === name);
  assert.ok(trace, `no trace ${name}`);
  const i = trace.x.findIndex((value) => Math.abs(value - x) < 1e-9);
  assert.ok(i >= 0, `no point ${x} in ${name}`);
  return trace.y[i];
}
const close = (a: number, b: number, tolerance: number): void =>
  assert.ok(Math.abs(a - b) <= tolerance * Math.abs(b), `${a} against ${b}`);
const some = { x: [1], estimates: [estimateProportion(10, 5)] };

test("figure 1: the price of noise", () => {
  const fig = figures.priceOfNoise([0.1, 0.25, 0.5], [some, some, some]);
  close(at(fig, "<i>ε</i> = 0.1, printed", -10), 1.93129, 1e-5);
  close(at(fig, "<i>ε</i> = 0.1, halved", -20), 3.77075, 1e-5);
  close(at(fig, "<i>ε</i> = 0.5, printed", -2), 0.45798, 1e-4);
  close(at(fig, "<i>ε</i> = 0.5, halved", -4), 0.82725, 1e-4);
});

test("figure 2: both tiny", () => {
  const fig = figures.bothTiny(0.5, 0.3, some);
  close(at(fig, "vote decides: utility at stake", 0), 0.2212, 1e-4);
  close(at(fig, "privacy difference between the votes", 10), 0.0028263, 1e-4);
  close(at(fig, "expected privacy cost Σ <i>P F</i>", 40), 5.3348e-6, 1e-4);
  const none = { x: [], y: [] };
  const levels = figures.electionLevels({ printed: { x: [1], y: [2] }, halved: none, doubled: none });
  assert.equal(at(levels, "printed, all profiles", 1), 2);
});

test("figure 3: privacy per outcome", () => {
  const fig = figures.privacyPerOutcome(5, 6, some, 2);
  close(at(fig, "ℓ<sub>1</sub> and ℓ<sub>5</sub>", 1), 1, 1e-12);
  close(at(fig, "ℓ<sub>3</sub>", 1), 0.78761, 1e-5);
  close(at(fig, "middle of three", 10), 0.91691, 1e-5);
});

test("figure 4: Xiao's noise", () => {
  const fig = figures.xiaoFigure(1, 20);
  close(at(fig, "one coordinate, <i>δ</i>₁", 10), 0.0016587, 1e-4);
  close(at(fig, "histogram, exact", 5), 0.042406, 1e-4);
  close(at(fig, "median, exact (<i>q</i> = 2)", 15), 2.0898e-4, 1e-4);
  close(at(fig, "<i>δ</i>₁ with the printed sign", 2), 0.27926, 1e-4);
});

test("figure 5: welfare", () => {
  const fig = figures.facilityLossFigure(0.5, some);
  close(at(fig, "five equidistant, exact", 8), 1.804, 1e-5);
  const worst = Math.max(...(fig.data as readonly Trace[]).find((t) => t.name === "<i>q</i> = 200")!.y);
  assert.ok(worst > 0.815 && worst <= 0.81889 * (1 + 1e-5));
  const vcg = figures.vcgLossFigure(3, 1, 1, some);
  close(at(vcg, "exact", 5), 1.49312, 1e-5);
  const shrink = figures.vanishingLoss({ a: (n) => n }, 100);
  close(at(shrink, "a", 100), 1, 1e-12);
});

test("figures 6 and 7: tightness, and where honesty pays", () => {
  const scans = [scanVcg(2, 1, 1, 40)];
  const tight = figures.lemmaTightness([1], scans);
  close(at(tight, "of the limit 2 cosh(<i>ε</i>/2)", 1), 2.2311 / 2.2553, 1e-4);
  close(at(tight, "of the paper's 2(1+2<i>e</i><sup><i>ε</i>/2</sup>)", 1), 3.221 / 8.5949, 1e-4);
  const worth = figures.vcgWorth([1], scans);
  close(at(worth, "exact, scan", 1), 0.32535, 1e-4);
  close(at(worth, "Theorem 7.5", 1), 0.058174, 1e-4);
  const honest = figures.whereHonestyPays([0.5, 0.8]);
  close(at(honest, "exact, printed noise", 0.5), 0.58342, 1e-4);
  close(at(honest, "exact, halved noise", 0.5), 1.10018, 1e-4);
  close(at(honest, "exact, printed noise", 1), 0.31162, 1e-4);
  const told = figures.whatOutcomesTell(0.5);
  close(at(told, "mutual information <i>I</i>(<i>T</i>; <i>O</i>)", 20), 9.2472e-5, 1e-4);
});

test("every figure has axis titles and says what it shows", () => {
  const all: Figure[] = [
    figures.priceOfNoise([0.5], [some]),
    figures.xiaoFigure(1, 8),
    figures.whereHonestyPays([0.5, 0.8]),
    figures.whatOutcomesTell(0.5),
    figures.electionRivals([{ name: "a", series: 2, at: () => 1 }]),
    figures.strongRationality({ a: () => 1 }),
    figures.vcgGrowth([2, 3], { a: () => 1 }),
    figures.facilityTightness({ a: () => 1 }),
  ];
  for (const { layout, text } of all) {
    assert.ok(text.length > 30);
    for (const [key, axis] of Object.entries(layout)) {
      if (/^[xy]axis/.test(key)) assert.ok((axis as { title?: { text?: string } }).title?.text, key);
    }
  }
});
