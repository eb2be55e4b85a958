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
  assert.ok(4 * posted[2] < raw[2] && 1.5 * raw[2] < local[2], `${posted[2]}, ${raw[2]}, ${local[2]}`);
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

test("costs that depend on the bit leave posted prices alone; a buyer who knows the laws learns from who sells", () => {
  const marketOf = (ratio: number): Market => ({
    ...plain,
    costs: [uniform(1 / (1 + ratio), 3 / (1 + ratio)), uniform(ratio / (1 + ratio), (3 * ratio) / (1 + ratio))],
  });
  const [, posted, auction] = curvesOf(correlationFigure(marketOf, [1, 3], "share", 40, plays([]))).map(({ y }) => y);
  assert.ok(Math.abs(posted[1] / posted[0] - 1) < 1e-6);
  assert.ok(auction[1] < 0.95 * auction[0], `${auction}`);
});

test("in larger crowds a curator gets cheaper, towards the price of the noise alone", () => {
  const curves = curvesOf(scalingFigure((people) => ({ ...plain, people }), [100, 10_000, 1e5], 0.05, plays([])));
  const [local, posted] = curves.map(({ y }) => y);
  assert.ok(local[2] < local[0] && local[2] > 0.98 * local[1]);
  // Of the share only whether it is θ or 1 − θ is left to learn, through noise of scale b, by a sum over what is seen.
  const remains = (b: number): number => {
    let sum = 0;
    for (let y = -30 * b; y < 0.4 + 30 * b; y += b / 200) {
      const [f, g] = [0, 0.4].map((share) => Math.exp(-Math.abs(y - share) / b) / (4 * b));
      sum += ((0.16 * f * g) / (f + g)) * (b / 200);
    }
    return Math.sqrt(sum);
  };
  let [lo, hi] = [0.01, 1];
  while (hi - lo > 1e-5) [lo, hi] = remains((lo + hi) / 2) > 0.05 ? [lo, (lo + hi) / 2] : [(lo + hi) / 2, hi];
  const noise = 0.5 / lo;
  assert.ok(posted[0] > posted[1] && posted[1] > posted[2] && posted[2] > noise && posted[2] < 1.06 * noise);
});

test("a mechanism has one colour in every figure, and no title stands twice", () => {
  const marketOf = (people: number): Market => ({ ...plain, people });
  const figures = [
    marketFrontierFigure(plain, "share", [30, 300], plays([])),
    marketFrontierFigure(plain, "state", [30, 300], plays([])),
    distrustFigure([plain, marketOf(400)], [0.05, 0.1], plays([])),
    correlationFigure(() => plain, [1, 2], "share", 200, plays([])),
    correlationFigure(() => plain, [1, 2], "state", 200, plays([])),
    scalingFigure(marketOf, [100, 300], 0.05, plays([])),
  ];
  const titles = figures.map(({ layout }) => (layout.title as { text: string }).text);
  assert.equal(new Set(titles).size, titles.length);
  const colours = new Map<string, string>();
  for (const { name, line } of figures.flatMap(
    (f) => curvesOf(f) as unknown as { name: string; line: { color: string } }[],
  )) {
    const mechanism = name.split(",")[0];
    assert.equal(colours.get(mechanism) ?? line.color, line.color, name);
    colours.set(mechanism, line.color);
  }
  assert.equal(colours.size, 5);
});
