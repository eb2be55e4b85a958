/** The figures' landmarks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Figure } from "../../lib/plot";
import { ceMechanism } from "../../lib/pricing-samples/ce-mechanism";
import { countLaw } from "../../lib/pricing-samples/count-law";
import { FIGURE_2A, FIGURE_2B, VARIED, VARIED_DEMAND } from "../../lib/pricing-samples/examples";
import * as figures from "../../figures/pricing-samples";

type Trace = { name: string; x: number[]; y: number[]; z: number[][] };
const traces = (figure: Figure): Trace[] => figure.data as unknown as Trace[];
const named = (figure: Figure, name: string): Trace => traces(figure).find((trace) => trace.name === name) as Trace;

test("Figures 2(a) and 2(b): bars and steps", () => {
  const a = figures.demandFigure(FIGURE_2A, 1000, "2(a)");
  assert.deepEqual(
    [named(a, "buyers").x, named(a, "buyers").y],
    [
      [100, 200],
      [50, 150],
    ],
  );
  assert.deepEqual(
    [named(a, "times sampled").x, named(a, "times sampled").y],
    [
      [1, 101, 201, 1000],
      [200, 150, 0, 0],
    ],
  );
  const b = figures.demandFigure(FIGURE_2B, 1000, "2(b)");
  assert.deepEqual(named(b, "times sampled").y, [100, 60, 30, 10, 0, 0]);
  assert.deepEqual(named(b, "times sampled").x, [1, 101, 201, 301, 501, 1000]);
});

test("price against risk aversion: the specification's values at a = 10⁻⁴ … 1", () => {
  const figure = figures.riskAversionFigure([1e-4, 1e-3, 1e-2, 1e-1, 1]);
  const shown = (name: string) => named(figure, name).y.map((y) => y.toFixed(6));
  assert.deepEqual(shown("ordering"), ["9.654454", "7.561575", "5.318776", "5.031878", "5.003188"]);
  assert.deepEqual(shown("same size"), ["9.734686", "7.985761", "5.468222", "5.046929", "5.004693"]);
  assert.deepEqual(shown("independent"), ["9.997965", "9.979686", "9.800695", "8.362708", "5.553394"]);
  assert.deepEqual(shown("balanced"), Array(5).fill("10.000000"));
});

test("bundling: blocks from 6.533334 to 9.858582, mixtures from 9.959457 down, spread from √5025", () => {
  const [blocks, mixtures] = traces(figures.bundlingFigure(0.002));
  assert.deepEqual([blocks.y[0].toFixed(6), blocks.y[5].toFixed(6)], ["6.533334", "9.858582"]);
  assert.deepEqual([mixtures.y[0].toFixed(6), mixtures.y[20].toFixed(6)], ["9.959457", "6.533334"]);
  assert.ok(Math.abs(blocks.x[0] - Math.sqrt(5025)) < 1e-9);
});

test("the slider's stop at a shows the prices at a", () => {
  const slider = figures.blocksSlider([0.001, 0.002], 1);
  assert.equal(slider.frames?.length, 2);
  assert.equal(traces(slider)[0].y[3].toFixed(6), "9.335085");
});

test("the trade-off of Theorem 5.1: segments through the minimax points", () => {
  const figure = figures.tradeOffFigure([4, 10, 50]);
  assert.deepEqual(
    named(figure, "best on both").x.map((x) => x.toFixed(6)),
    ["1.290323", "1.582734", "1.889589"],
  );
  for (const [i, segment] of traces(figure).slice(0, 3).entries()) {
    const minimax = named(figure, "best on both").x[i];
    const share = (minimax - segment.x[0]) / (segment.x[1] - segment.x[0]);
    assert.ok(Math.abs(segment.y[0] + share * (segment.y[1] - segment.y[0]) - minimax) < 1e-12);
  }
});

test("worst cases: the tight curve ends at R*(9) = 1.5", () => {
  const figure = figures.worstCaseFigure([{ buyers: 4, ratio: 1.2 }], 9);
  assert.equal(traces(figure)[1].y[7], 1.5);
  assert.match(figure.text, /1\.200000/);
});

test("the threshold choice peaks at 16.593213, without an accepted seller at 20.439456", () => {
  const { reports, accepted } = ceMechanism({
    demand: VARIED_DEMAND,
    design: { type: "ordering" },
    cMax: 10,
    population: VARIED,
  });
  const figure = figures.thresholdFigure(reports, 27.5, [0, accepted.indexOf(1)]);
  const peaks = traces(figure)
    .filter((trace) => trace.x.length === 1)
    .map((trace) => trace.x[0].toFixed(6));
  assert.deepEqual(peaks, ["16.593213", "16.593213", "20.439456"]);
});

test("the heat maps' maxima: 93.425992 for the averse, 73.669579 for the seeker", () => {
  const law = countLaw({ demand: FIGURE_2A, sellers: 1000, design: { type: "ordering" } });
  const figure = figures.reportHeatmap(
    { law, others: 10, threshold: 107.33337139136853 },
    [
      { name: "averse", type: { cost: 2, utility: { type: "cara", a: 0.002 } } },
      { name: "seeking", type: { cost: 9.9, utility: { type: "cara", a: -0.005 } } },
    ],
    [100, 4],
  );
  const highest = traces(figure)
    .filter((trace) => trace.z)
    .map((trace) => Math.max(...trace.z.flat()).toFixed(6));
  assert.deepEqual(highest, ["93.425992", "73.669579"]);
});

test("contracts cross the Baseline at k° < w", () => {
  const points = traces(figures.contractsFigure(10, 35, 107.333371, [0, 2], 60)).slice(3);
  assert.deepEqual(
    points.map(({ x }) => x[0].toFixed(4)),
    ["10.7333", "4.6667"],
  );
});

test("the clearing figure marks 6.631177, and shows the jump that leaves elasticity 2 without a price", () => {
  const clones = { sellers: 1000, cMax: 10, a: 0.002, share: 0.5 };
  const figure = figures.clearingFigure({ bases: [100, 200], buyers: [50, 150] }, [1, 2], clones, 2, [6.76, 6.82]);
  assert.match(figure.text, /Elasticity 1: clears at 6\.631177; Elasticity 2: no clearing price/);
  assert.equal(named(figure, "clears, elasticity 2"), undefined);
});

test("every figure says in words what it shows, and titles its axes", () => {
  const drawn = [
    figures.demandFigure(FIGURE_2A, 1000, "a"),
    figures.riskAversionFigure([0.1, 1]),
    figures.bundlingFigure(0.002),
    figures.tradeOffFigure([4]),
    figures.worstCaseFigure([{ buyers: 3, ratio: 1 }], 4),
    figures.budgetFigure([{ name: "x", price: 1, deviation: 2 }]),
    figures.agreementFigure(["x"], [1], [1], [{ estimate: 1, standardError: 1, interval: [0, 2], runs: 4 }]),
    figures.marketDiagram({ records: 2, price: 1, seller: 0, times: 1, paid: 1 }),
  ];
  for (const figure of drawn) {
    assert.ok(figure.text.length > 20 || figure.text.includes("x"));
    if (figure.data.length > 0) assert.ok((figure.layout.xaxis?.title as { text: string }).text.length > 0);
  }
});
