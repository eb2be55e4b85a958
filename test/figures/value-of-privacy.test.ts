import assert from "node:assert/strict";
import { test } from "node:test";
import { totalBounds } from "../../lib/value-of-privacy";
import * as figures from "../../figures/value-of-privacy";
import { boundStaircases } from "../../figures/value-of-privacy/bounds";
import { MARKET, near, OFFER } from "../value-of-privacy/market";

test("Figure 2: 62 jumps at τ = e^{−jD}, j = 10..71, both staircases at the paper's values", () => {
  const { tau, N, lower, upper } = boundStaircases(MARKET);
  assert.equal(tau.length, 64);
  for (let i = 1; i <= 62; i++) assert.ok(near(tau[i], Math.exp(-(72 - i) * 0.09673673728338407), 1e-9));
  assert.deepEqual([N[0], N[1], N[63]], [72, 71, 10]);
  assert.ok(near(lower[0], 656.9231, 1e-6) && near(upper[0], 666.3049, 1e-6));
  assert.ok(near(lower[63], 83.2719, 1e-6) && near(upper[63], 111.1211, 1e-6));
  const steps = [111.1211, 127.7157, 127.6406, 143.3972, 144.2339, 159.1908, 160.9536];
  steps.forEach((value, i) => assert.ok(near(upper[62 - i], value, 1e-6), `Ñ = ${10 + i}: ${upper[62 - i]}`));
});

test("between two breakpoints the staircase is the bound at any target there", () => {
  const { tau, upper } = boundStaircases(MARKET);
  for (let i = 0; i < 62; i += 7) {
    const middle = Math.sqrt(tau[i] * tau[i + 1]);
    assert.ok(near(totalBounds(MARKET, middle)?.upper ?? NaN, upper[i]));
  }
});

test("every figure has titled axes, finite numbers and words that say what it shows", () => {
  const all = {
    bounds: figures.boundsFigure(MARKET),
    designs: figures.boundsFigure(MARKET, { logTau: false, designs: true }),
    ratio: figures.ratioFigure([0.7, 0.8], MARKET.cost),
    utility: figures.utilityFigure({ ...OFFER, N: 10 }),
    map: figures.strategyMap({ ...OFFER, N: 10 }),
    gap: figures.gapFigure(OFFER),
    scaled: figures.scaledGapFigure(OFFER),
    payment: figures.paymentFigure(OFFER),
    error: figures.errorFigure(OFFER),
    population: figures.populationFigure(MARKET),
    equilibria: figures.equilibriumFigure({ ...OFFER, p1: 0.5 }, 6),
    excess: figures.excessFigure(MARKET),
    allocation: figures.allocationFigure(0.8, [1, 2], [0.9, 0.7]),
  };
  for (const [name, { data, layout, text }] of Object.entries(all)) {
    assert.ok(text.length > 20 && !/NaN|undefined/.test(text), `${name}: ${text}`);
    assert.ok(JSON.stringify([layout.xaxis, layout.yaxis]).includes("text"), name);
    for (const trace of data as { x?: number[]; y?: number[] }[]) {
      for (const value of [...(trace.x ?? []), ...(trace.y ?? [])])
        assert.ok(Number.isFinite(value), `${name}: ${value}`);
    }
  }
});

test("the best response is drawn at ε, where the curve is highest", () => {
  const { data } = figures.utilityFigure({ ...OFFER, N: 10 });
  const curve = data[0] as { x: number[]; y: number[] };
  const top = curve.y.indexOf(Math.max(...curve.y));
  assert.ok(Math.abs(curve.x[top] - 1) < 0.02);
});
