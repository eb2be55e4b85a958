import assert from "node:assert/strict";
import { test } from "node:test";
import { TEMPLATE, type Figure } from "../../lib/plot";
import { figure } from "../../lib/notebook";
import { shownBy } from "./kernel";

const PLOTLY = "application/vnd.plotly.v1+json";
const parabola: Figure = {
  data: [{ type: "scatter", x: Float64Array.of(1, 2) as unknown as number[], y: [1, 4] }],
  layout: { title: { text: "Parabola" } },
  text: "A parabola.",
};

test("a figure is shown as a plotly specification in the house's template, with its sentence for other viewers", async () => {
  const [{ data }] = await shownBy(() => figure(parabola));
  const { layout } = data[PLOTLY] as { layout: { template: unknown; title: { text: string } } };
  assert.deepEqual(layout.template, JSON.parse(JSON.stringify(TEMPLATE)));
  assert.equal(layout.title.text, "Parabola");
  assert.equal(data["text/plain"], "A parabola.");
});

test("typed arrays are shown as arrays", async () => {
  const [{ data }] = await shownBy(() => figure(parabola));
  assert.deepEqual((data[PLOTLY] as { data: { x: unknown }[] }).data[0].x, [1, 2]);
});

test("what is no figure is refused", () => {
  assert.throws(() => figure({ ...parabola, text: "" }), /fig.text must be a sentence; got ""/);
  assert.throws(() => figure({ ...parabola, data: undefined as never }), /fig.data must be an array/);
  assert.throws(() => figure(undefined as never), /fig must be an object/);
});
