import assert from "node:assert/strict";
import { test } from "node:test";
import { curves, geometric, inPanel, panels, range, whole } from "../../lib/plot";

test("panels stand side by side, each trace on its own axes", () => {
  const layout = panels(
    [
      { heading: "left", x: ["θ"], y: ["payment"] },
      { x: ["N", { type: "log" }], y: ["error"] },
    ],
    0.2,
  );
  const { xaxis, xaxis2, yaxis2 } = layout as Record<string, { domain?: number[]; anchor?: string; type?: string }>;
  assert.deepEqual(
    [xaxis, xaxis2].map(({ domain }) => domain?.map((x) => Number(x.toFixed(9)))),
    [
      [0, 0.4],
      [0.6, 1],
    ],
  );
  assert.deepEqual([xaxis2.type, xaxis2.anchor, yaxis2.anchor], ["log", "y2", "x2"]);
  assert.equal(layout.annotations?.length, 1);
  assert.deepEqual(
    [inPanel(0), inPanel(1)],
    [
      { xaxis: "x", yaxis: "y" },
      { xaxis: "x2", yaxis: "y2" },
    ],
  );
});

test("grids hold both ends", () => {
  assert.deepEqual(range(0, 1, 5), [0, 0.25, 0.5, 0.75, 1]);
  assert.deepEqual(whole(2, 9, 3), [2, 5, 8]);
  const [first, , last] = geometric(1, 100, 3);
  assert.ok(Math.abs(first - 1) < 1e-12 && Math.abs(last - 100) < 1e-12);
});

test("curves of functions take their colours in order", () => {
  const [a, b] = curves([1, 2], { double: (x) => 2 * x, square: (x) => x * x });
  assert.deepEqual([a.name, a.y, b.y], ["double", [2, 4], [1, 4]]);
  assert.notEqual(a.line?.color, b.line?.color);
});
