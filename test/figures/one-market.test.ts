import assert from "node:assert/strict";
import { test } from "node:test";
import { correlationFigure, distrustFigure, marketFrontierFigure, scalingFigure } from "../../figures/one-market";
import { type Market } from "../../lib/one-market";
import type { Figure } from "../../lib/plot";
import { stream } from "../../lib/probability/stream";
import { plain, uniform } from "../one-market/markets";

const plays = (at: readonly number[]) => ({ at, plays: 300, stream: stream(3, "figures") });
const traces = ({ data }: Figure) =>
  data as unknown as readonly { name: string; mode: string; x: number[]; y: number[]; error_y?: { array: number[] } }[];
const curvesOf = (figure: Figure) => traces(figure).filter(({ mode }) => mode === "lines");
const dotsOf = (figure: Figure) => traces(figure).filter(({ mode }) => mode === "markers");

test("errors fall with the budget; whoever may be trusted with raw bits makes them far smaller", () => {
  const [local, posted, auction, federated, raw] = curvesOf(
    marketFrontierFigure(plain, "share", [30, 100, 300, 1000], plays([100])),
  ).map(({ y }) => y);
  for (const y of [local, posted, auction, federated, raw]) {
    for (let i = 1; i < y.length; i++) assert.ok(Number.isNaN(y[i - 1]) || y[i] <= y[i - 1]);
  }
  assert.ok(Number.isNaN(local[0]), "30 buy no agreement");
  assert.ok(5 * posted[2] < raw[2] && 1.5 * raw[2] < local[2], `${posted[2]}, ${raw[2]}, ${local[2]}`);
});

test("the dots lie on the curves", () => {
  const figure = marketFrontierFigure(plain, "share", [100, 300], plays([300]));
  curvesOf(figure).forEach(({ name, y }, i) => {
    const { y: dot, error_y } = dotsOf(figure)[i];
    // The half width of a 95 % interval is 1.96 standard errors.
    const error = (error_y as { array: number[] }).array[0] / 1.96;
    assert.ok(Math.abs(dot[0] - y[1]) < 5 * error, `${name}: ${dot[0]} against ${y[1]}`);
  });
});

test("not trusting a curator costs more the larger the crowd", () => {
  const [small, , large] = curvesOf(distrustFigure([plain, { ...plain, people: 5000 }], [0.05, 0.1], plays([]))).map(
    ({ y }) => y,
  );
  assert.ok(small[0] > 10 && large[0] > 1.5 * small[0], `${small[0]}, ${large[0]}`);
});

test("costs that depend on the bit leave posted prices alone and mislead the auction", () => {
  const marketOf = (ratio: number): Market => ({
    ...plain,
    costs: [uniform(1 / (1 + ratio), 3 / (1 + ratio)), uniform(ratio / (1 + ratio), (3 * ratio) / (1 + ratio))],
  });
  const [, posted, auction] = curvesOf(correlationFigure(marketOf, [1, 3], "share", 40, plays([]))).map(({ y }) => y);
  assert.ok(Math.abs(posted[1] / posted[0] - 1) < 1e-6);
  assert.ok(auction[1] > 1.2 * auction[0], `${auction}`);
});

test("in larger crowds a curator gets cheaper, towards the price of the noise alone", () => {
  const curves = curvesOf(scalingFigure((people) => ({ ...plain, people }), [100, 10_000, 1e6], 0.05, plays([])));
  const [local, posted] = curves.map(({ y }) => y);
  assert.ok(local[2] > local[0] && local[2] < 1.02 * local[1]);
  const noise = (0.5 * Math.SQRT2) / 0.05;
  assert.ok(posted[0] > posted[1] && posted[1] > posted[2] && posted[2] > noise && posted[2] < 1.05 * noise);
});
