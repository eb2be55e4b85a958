import assert from "node:assert/strict";
import { test } from "node:test";
import { COLOURS, curve, family, markers, simulated } from "../../lib/plot";

test("the series of a figure differ in colour, and in dash or marker too", () => {
  const lines = COLOURS.slice(0, 6).map((_, i) => curve(String(i), i, [0], [0]).line);
  const points = COLOURS.map((_, i) => markers(String(i), i, [0], [0]).marker);
  assert.equal(new Set(lines.map((line) => line?.color)).size, lines.length);
  assert.equal(new Set(lines.map((line) => line?.dash)).size, lines.length);
  assert.equal(new Set(points.map((point) => point?.color)).size, points.length);
  assert.equal(new Set(points.map((point) => point?.symbol)).size, points.length);
});

test("an estimate is drawn with its interval", () => {
  const estimate = { estimate: 0.5, standardError: 0.1, interval: [0.3, 0.8], runs: 10 } as const;
  const { y, error_y: bar } = simulated("P", 0, [1], [estimate]);
  assert.deepEqual(y, [0.5]);
  const { array, arrayminus } = bar as unknown as { array: number[]; arrayminus: number[] };
  assert.ok(Math.abs(array[0] - 0.3) < 1e-15 && Math.abs(arrayminus[0] - 0.2) < 1e-15);
});

test("a family has a frame for each stop of its slider, and shows the one it starts at", () => {
  const { data, frames, layout } = family({
    parameter: "θ",
    values: [1, 2, 3],
    start: 1,
    at: (v) => [curve("c", 0, [v], [v])],
    layout: {},
    text: "t",
  });
  assert.equal(frames?.length, 3);
  assert.deepEqual((data[0] as { x: number[] }).x, [2]);
  assert.equal(layout.sliders?.[0].active, 1);
  assert.deepEqual(
    layout.sliders?.[0].steps?.map(({ label }) => label),
    ["1", "2", "3"],
  );
});
