import assert from "node:assert/strict";
import { test } from "node:test";
import {
  equilibriaFigure,
  figure1,
  figure2,
  figure3,
  figure4,
  figure5,
  figure6At,
  figure7,
  laplaceFigure,
  levelsFigure,
  phasesFigure,
  populationFigure,
  regimeLabel,
  regimesFigure,
  relativePayoffFigure,
  saturationFigure,
  shareAgainstAlpha,
  thresholdsFigure,
} from "../../figures/fair-value";
import {
  BASELINE,
  figure5Bars,
  laplaceSharingGame,
  REGIMES,
  threeLevelGame,
  twoUserUtility,
  usersOf,
} from "../../lib/fair-value";
import type { Figure } from "../../lib/plot";
import { stream } from "../../lib/probability/stream";

interface Trace {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly (readonly number[])[];
}
const traces = (figure: Figure): readonly Trace[] => figure.data as unknown as readonly Trace[];
const named = (figure: Figure, name: string): Trace => {
  const trace = traces(figure).find((t) => t.name.startsWith(name));
  assert.ok(trace, `there is a trace ${name}`);
  return trace;
};
const at = (trace: Trace, x: number): number => trace.y[trace.x.findIndex((value) => Math.abs(value - x) < 1e-6)];
const close = (a: number, b: number, tolerance = 1e-5): void =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} and ${b}`);

test("Fig. 5(a): the bars of the baseline stand in their groups", () => {
  const groups = REGIMES.map((spread) => ({ label: regimeLabel(spread), bars: figure5Bars(BASELINE, spread) }));
  const figure = figure5(groups, 10, { title: "Fig. 5(a)" });
  const landmarks: Record<string, number[]> = {
    "(1,10)": [-3.2666, -0.8811, -2.8175],
    "(1,100)": [-2.6899, 0.528, 2.7325],
    "(2,10)": [3.6492, -0.1292, -1.8755],
    "(2,100)": [5.952, 2.4819, 6.0871],
  };
  for (const [kind, bars] of Object.entries(landmarks)) {
    const { x, y } = named(figure, kind);
    y.forEach((bar, g) => {
      close(bar, bars[g], 1e-4);
      close(Math.round(x[g]), g);
    });
  }
  assert.equal(traces(figure).length, 4, "the user at level 0 has no bar");
});

test("Fig. 5(b): the star has a bar of its own, and all can be given in averages", () => {
  const bars = figure5Bars(BASELINE, REGIMES[0], { level: 2, samples: "many" });
  const plain = figure5([{ label: "1", bars }], 10, { title: "Fig. 5(b)" });
  const relative = figure5([{ label: "1", bars }], 10, { title: "Fig. 5(b)", relative: true });
  close(named(plain, "★").y[0], 851.55, 1e-2);
  close(named(relative, "★").y[0], 851.55 / 102.1177, 1e-3);
});

test("Fig. 6: landmarks on the curves", () => {
  const costs = Array.from({ length: 161 }, (_, k) => k / 200);
  const figure = regimesFigure(laplaceSharingGame(2, Infinity), costs, { title: "Fig. 6" });
  for (const [c, total, platform, users] of [
    [0.1, 1, 0.8, 0.2],
    [0.25, 1, 0.5, 0.5],
    [0.4, 0.853333, 0.213333, 0.64],
    [0.5, 0.583333, 0.083333, 0.5],
    [0.6, 0.253333, 0.0133333, 0.24],
    [0.7, 0, 0, 0],
  ]) {
    close(at(named(figure, "total"), c), total);
    close(at(named(figure, "platform"), c), platform);
    close(at(named(figure, "users"), c), users);
  }
  for (const [c, regime] of [
    [0.2, /all share, α\* = 0\.400/],
    [0.5, /users mix, p\* = 0\.500, α\* = 0\.857/],
    [0.7, /nothing is paid/],
  ] as const) {
    const hand = figure6At(laplaceSharingGame(2, Infinity), costs, c);
    assert.match(hand.text ?? "", regime);
    close(named(hand, "at c").y[1], at(named(hand, "platform"), c));
  }
});

test("Fig. 7: lens, wedge and jump, rows along the axis of user 2", () => {
  const costs = Array.from({ length: 21 }, (_, k) => k / 20);
  const [payment, share] = traces(figure7(twoUserUtility(Infinity), costs));
  const z = (trace: Trace, c1: number, c2: number): number => trace.z[Math.round(20 * c2)][Math.round(20 * c1)];
  close(z(payment, 0.1, 0.2), 0.2, 1e-4);
  close(z(payment, 0.5, 0.4), 0.4, 1e-4);
  close(z(payment, 0.4, 0.5), 0, 1e-4);
  close(z(share, 0.1, 0.2), 0.6, 1e-4);
  close(z(share, 0.5, 0.25), 0.4167, 1e-4);
  close(z(share, 0.25, 0.5), 0.4167, 1e-4);
  close(z(share, 0.7, 0.7), 0, 1e-4);
  for (const [c1, c2, told] of [
    [0.2, 0.25, /both users share.*keeps 0\.5000, user 2 is paid 0\.2500/],
    [0.5, 0.4, /only user 2 shares/],
    [0.31, 0.3, /user 1 shares with probability 1\.000, user 2 with 0\.900/],
    [0.7, 0.8, /nobody shares/],
  ] as const) {
    assert.match(figure7(twoUserUtility(Infinity), costs, [c1, c2]).text ?? "", told);
  }
  const [phases, lost] = traces(phasesFigure(twoUserUtility(Infinity), [0.2, 0.3, 0.31, 0.5]));
  assert.equal(phases.z[1][2], 2, "the sliver at (0.31, 0.3) is mixed");
  close(lost.z[1][2], 0.0067, 1e-4);
  close(lost.z[3][3], 0.0833, 1e-4);
});

test("the other figures: saturation, utilities, thresholds, equilibria, share against α, a round", () => {
  const saturation = saturationFigure([1], [5, 13, 30]);
  traces(saturation)[0].y.forEach((used, k) => close(used, [5, 13, 13][k]));
  const utility = laplaceFigure([1, 2, 1e6]);
  close(traces(utility)[0].y[2], 1);
  close(traces(utility)[1].y[2], 2 / 3);
  close(traces(utility)[2].y[2], 5 / 9);
  const [nobody, everybody] = traces(thresholdsFigure([2, 5], [Infinity]));
  close(nobody.y[1], 7 / 15);
  close(everybody.y[1], 1 / 15);
  const several = traces(equilibriaFigure(laplaceSharingGame(3, 2), 0.05, "three"))[0];
  assert.equal(several.x.filter((alpha) => alpha === 0.24).length, 3);
  const share = shareAgainstAlpha(laplaceSharingGame(2, Infinity), 0.5);
  close(named(share, "optimum").y[0], 1 / 12);
  close(named(share, "Theorem 3").x[0], 0.75);
  close(traces(relativePayoffFigure({ two: laplaceSharingGame(2, Infinity) }))[0].y[80], 2 / 3);
  const population = populationFigure(usersOf(BASELINE), REGIMES[0], stream(1, "figure"));
  assert.equal(named(population, "true mean").x.length, 10);
  assert.equal(named(population, "own estimate, level 1").x.length, 5);
});

/** Flows of a Sankey diagram. */
interface Flows {
  readonly source: readonly number[];
  readonly target: readonly number[];
  readonly value: readonly number[];
}
const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);

test("Fig. 1: what knowing the users is worth flows to the platform, and out again as payments and its share", () => {
  const figure = figure1(usersOf(BASELINE), REGIMES[2], { alpha: 0.6, rounds: 4000 }, stream(1, "figure 1"));
  const { source, target, value } = (figure.data[0] as unknown as { link: Flows }).link;
  const into = value.filter((_, k) => target[k] === 10);
  const out = value.filter((_, k) => source[k] === 10);
  assert.equal(into.length, 10, "the user at level 0 is known a little, too");
  close(sum(out), 54.35637, 1e-3);
  close(sum(into), 54.35637, 0.7);
  close(value[target.indexOf(21)], 0.4 * 54.35637, 1e-3);
  close(value[target.indexOf(20 - 1)], 0.6 * (5.435637 + 6.0871), 1e-3);
  assert.equal(target.includes(20), false, "the user at level 0 is paid nothing");
  const harmful = figure1(
    usersOf({ ...BASELINE, fewSamples: 1 }),
    REGIMES[2],
    { alpha: 1, rounds: 100 },
    stream(1, "negative"),
  );
  const back = (harmful.data[0] as unknown as { link: Flows }).link;
  close(back.value[back.source.lastIndexOf(0)], 1.551, 1e-2);
  assert.equal(back.target[back.source.lastIndexOf(0)], 10, "a negative payment flows to the platform");
});

test("Fig. 2: direct models arrive as they are, federated ones as their average, the rest not at all", () => {
  const figure = figure2(usersOf(BASELINE), REGIMES[0], stream(1, "figure 2"));
  const own = (level: string): Trace => named(figure, `level ${level}: own model`);
  const arrived = (level: string): Trace =>
    traces(figure).find(({ name, x }) => name === `level ${level}` && x.length > 0) as Trace;
  assert.deepEqual(arrived("2 (direct)").y, own("2 (direct)").y);
  assert.deepEqual([own("2 (direct)").x.length, own("1 (federated)").x.length, own("0 (nothing)").x.length], [4, 5, 1]);
  close(arrived("1 (federated)").y[0], sum(own("1 (federated)").y) / 5, 1e-3);
  assert.equal(arrived("1 (federated)").y.length, 1);
  const ends = (level: string): number[] => named(figure, `level ${level}: sent`).y.filter((_, k) => k % 3 === 1);
  assert.deepEqual(ends("2 (direct)"), arrived("2 (direct)").y);
  assert.deepEqual(new Set(ends("1 (federated)")), new Set(arrived("1 (federated)").y));
  assert.ok(Math.max(...named(figure, "level 0 (nothing): sent").x.filter(Number.isFinite)) < 1);
});

test("Fig. 3: payments and the platform's share make up the utility of every play", () => {
  const game = {
    samples: [10, 10, 10, 10, 10],
    spread: REGIMES[1],
    alpha: 0.5,
    law: [0.3, 0.4, 0.3],
    plays: 120,
  } as const;
  const figure = figure3(game, stream(1, "figure 3"));
  const [direct, federated, kept] = ["paid to direct", "paid to federated", "kept"].map(
    (name) => named(figure, name).y,
  );
  kept.forEach((share, k) => close(share, direct[k] + federated[k], 1e-4));
  kept.slice(1).forEach((share, k) => assert.ok(share >= kept[k], "plays stand in the order of their utility"));
  const own = traces(figure).filter(({ name }) => name.startsWith("user 1 at"));
  assert.equal(sum(own.map(({ y }) => y.length)), 120);
  own[0].y.forEach((paid) => close(paid, 0));
  named(figure, "mean payment").y.forEach((mean, level) => close(mean, sum(own[level].y) / own[level].y.length, 1e-4));
  assert.ok(Math.abs(own[1].y.length / 120 - 0.4) < 0.2, "levels are drawn by their law");
});

test("Fig. 4: users' means and samples spread as s² and t² say", () => {
  const figure = figure4([REGIMES[0], REGIMES[2]], 200, 20, stream(1, "figure 4"));
  const [far, farMeans, near, nearMeans] = figure.data as unknown as (Trace & { error_y: { array: number[] } })[];
  const variance = (x: readonly number[]): number => sum(x.map((y) => (y - sum(x) / x.length) ** 2)) / (x.length - 1);
  assert.equal(far.x.length, 4000);
  // The variance of 200 normal means has standard error s² √(2/199); a mean of 200 exponentials, t²/√200.
  for (const [trace, { between, within }] of [
    [farMeans, REGIMES[0]],
    [nearMeans, REGIMES[2]],
  ] as const) {
    assert.ok(Math.abs(variance(trace.y) - between) < 4.5 * between * Math.sqrt(2 / 199));
    assert.ok(Math.abs(sum(trace.error_y.array.map((x) => x ** 2)) / 200 - within) < (4.5 * within) / Math.sqrt(200));
  }
  for (const [samples, means] of [
    [far, farMeans],
    [near, nearMeans],
  ]) {
    const residuals = samples.y.map((y, k) => (y - means.y[samples.x[k] - 1]) / means.error_y.array[samples.x[k] - 1]);
    close(variance(residuals), 1, 4.5 * Math.sqrt(2 / 4000));
  }
});

test("who federates: probabilities fill each panel, and the landmarks are there", () => {
  const games = { far: threeLevelGame(10, 10, REGIMES[0]), alike: threeLevelGame(10, 10, REGIMES[2]) };
  const figure = levelsFigure(games, 1, [0.2, 0.5, 1]);
  const [farDirect, farFederated, farOut, direct, federated, out] = traces(figure);
  for (const panel of [
    [farDirect, farFederated, farOut],
    [direct, federated, out],
  ]) {
    [0, 1, 2].forEach((k) => close(sum(panel.map(({ y }) => y[k])), 1));
  }
  assert.deepEqual(federated.y.slice(0, 2), [1, 1]);
  close(federated.y[2], 0);
  close(farFederated.y[1], 0.097, 1e-3);
  assert.match(figure.text, /alike: .* above one half for c₁\/c₂ up to 0.5/);
});

test("every figure says in words what it shows, and names its axes", () => {
  const costs = [0.1, 0.3, 0.5];
  const figures = [
    laplaceFigure([1, 2]),
    saturationFigure([1], [1, 2]),
    populationFigure(usersOf(BASELINE), REGIMES[0], stream(1, "figure")),
    figure2(usersOf(BASELINE), REGIMES[0], stream(1, "figure")),
    figure4(REGIMES, 5, 5, stream(1, "figure")),
    regimesFigure(laplaceSharingGame(2, Infinity), costs, { title: "Fig. 6" }),
    figure7(twoUserUtility(5), costs),
    shareAgainstAlpha(laplaceSharingGame(2, Infinity), 0.5),
    thresholdsFigure([2, 3], [5]),
  ];
  for (const { text, layout } of figures) {
    assert.ok(text.length > 40);
    const axes = Object.entries(layout).filter(([key]) => /^[xy]axis/.test(key));
    assert.ok(axes.length >= 2);
    for (const [, axis] of axes) {
      const { title, ticktext } = axis as { title: { text: string }; ticktext?: readonly string[] };
      assert.ok(title.text.length > 0 || ticktext, "an axis has a title, or names on its ticks");
    }
  }
});
