/** The game with three levels: against brute force for few users, and at the ends of its domain. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  federatedPayments,
  federatedUtility,
  levelEquilibria,
  levelOptimum,
  levelRegret,
  REGIMES,
  threeLevelGame,
  type LevelCosts,
  type LevelLaw,
} from "../../lib/fair-value";
import { levelValues } from "../../lib/fair-value/three-level-game";
import { commonRoots } from "../../lib/fair-value/triangles";

const close = (a: number, b: number, tolerance: number): void =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} and ${b}`);
const LAWS: readonly LevelLaw[] = [
  [0.2, 0.5, 0.3],
  [0, 0.25, 0.75],
  [0.6, 0, 0.4],
  [0.1, 0.9, 0],
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const grid = (steps: number): LevelLaw[] =>
  Array.from({ length: steps + 1 }, (_, i) =>
    Array.from({ length: steps + 1 - i }, (__, j): LevelLaw => [(steps - i - j) / steps, i / steps, j / steps]),
  ).flat();

test("expected fair values are those of every profile of the others, paid one by one", () => {
  for (const spread of REGIMES) {
    for (const users of [1, 2, 3]) {
      const game = threeLevelGame(users, 10, spread);
      for (const law of LAWS) {
        const own = [0, 0, 0];
        let utility = 0;
        for (let profile = 0; profile < 3 ** users; profile++) {
          const levels = Array.from({ length: users }, (_, i) => Math.floor(profile / 3 ** i) % 3);
          const samples = levels.map(() => 10);
          const others = levels.slice(1).reduce((p, level) => p * law[level], 1);
          own[levels[0]] += others * federatedPayments({ levels, samples }, spread).payments[0];
          utility += law[levels[0]] * others * federatedUtility({ levels, samples }, spread);
        }
        const values = levelValues(game, law);
        assert.equal(own[0], 0);
        close(values.federated, own[1], 1e-10);
        close(values.direct, own[2], 1e-10);
        close(values.utility, utility, 1e-10);
      }
    }
  }
});

/** Costs and α of games with one and with several equilibria. */
const CASES: readonly (readonly [users: number, regime: number, alpha: number, costs: LevelCosts])[] = [
  [2, 0, 0.3, { federated: 0.4, direct: 1.1 }],
  [2, 1, 0.4, { federated: 0.6, direct: 1 }],
  [2, 2, 0.5, { federated: 2, direct: 2.2 }],
  [3, 0, 0.2, { federated: 0.3, direct: 1.4 }],
  [3, 1, 0.5, { federated: 1, direct: 1.3 }],
  [3, 1, 0.35, { federated: 0.9, direct: 1 }],
  [3, 2, 0.3, { federated: 1.2, direct: 1.4 }],
  [10, 1, 0.3127, { federated: 0.9, direct: 1 }],
];

test("equilibria leave no gain, and the rest of the simplex does", () => {
  let mixed = 0;
  for (const [users, regime, alpha, costs] of CASES) {
    const game = threeLevelGame(users, 10, REGIMES[regime]);
    const found = levelEquilibria(game, alpha, costs);
    assert.ok(found.length >= 1);
    for (const law of found) {
      close(levelRegret(game, alpha, costs, law), 0, 1e-9);
      if (Math.min(...law) > 0) mixed++;
    }
    for (const law of grid(40)) {
      const far = found.every((x) => Math.hypot(x[1] - law[1], x[2] - law[2]) > 0.1);
      if (far) assert.ok(levelRegret(game, alpha, costs, law) > 1e-4, `${users} ${regime} ${law.join()}`);
    }
  }
  assert.ok(mixed >= 1, "one has all three levels");
});

test("the platform's optimum is the best of the equilibria of all α", () => {
  for (const [users, regime, , costs] of CASES) {
    const game = threeLevelGame(users, 10, REGIMES[regime]);
    const best = levelOptimum(game, costs);
    close(levelRegret(game, best.alpha, costs, best.law), 0, 1e-6);
    close(best.share, (1 - best.alpha) * best.utility, 1e-12);
    let found = 0;
    for (let k = 0; k <= 200; k++) {
      for (const law of levelEquilibria(game, k / 200, costs)) {
        found = Math.max(found, (1 - k / 200) * levelValues(game, law).utility);
      }
    }
    assert.ok(best.share >= found - 1e-6 && best.share <= found + 0.02 * best.utility + 1e-9, `${best.share} ${found}`);
  }
});

test("who federates: all where users are alike and it costs half, few where they differ, nobody at equal costs", () => {
  const at = (regime: number, federated: number): LevelLaw =>
    levelOptimum(threeLevelGame(10, 10, REGIMES[regime]), { federated, direct: 1 }).law;
  assert.deepEqual(at(2, 0.5), [0, 1, 0]);
  close(at(0, 0.5)[1], 0.097, 1e-3);
  for (const regime of [0, 1, 2]) assert.ok(at(regime, 1)[1] < 1e-9, "nobody federates at equal costs");
});

test("the ends of the domain", () => {
  const game = threeLevelGame(4, 10, REGIMES[1]);
  const costs = { federated: 0.5, direct: 1 };
  assert.deepEqual(levelEquilibria(game, 0, costs), [[1, 0, 0]]);
  assert.equal(levelEquilibria(game, 0, { federated: 0, direct: 0 }).length, 3, "all are indifferent: the corners");
  assert.deepEqual(levelOptimum(game, { federated: 0, direct: 0 }).law, [0, 0, 1]);
  assert.equal(levelOptimum(game, { federated: 0, direct: 0 }).alpha, 0);
  assert.deepEqual(levelOptimum(game, { federated: 0, direct: 1 }), {
    ...levelOptimum(game, { federated: 0, direct: 1e9 }),
  });
  const dear = levelOptimum(game, { federated: 1e6, direct: 1e9 });
  assert.deepEqual([dear.share, dear.alpha, dear.law], [0, 0, [1, 0, 0]]);
  assert.deepEqual(levelEquilibria(game, 1, { federated: 1e6, direct: 1e9 }), [[1, 0, 0]]);
  // A federation of one is a direct user: the cheaper way to take part is taken, at α = c/U.
  const alone = threeLevelGame(1, 10, REGIMES[1]);
  close(levelValues(alone, [1, 0, 0]).federated, levelValues(alone, [1, 0, 0]).direct, 1e-12);
  const best = levelOptimum(alone, costs);
  assert.deepEqual(best.law, [0, 1, 0]);
  close(best.share + 0.5, levelValues(alone, [0, 1, 0]).utility, 1e-9);
});

test("common zeros of two polynomials in a triangle", () => {
  // x₁ − 0.2 and x₂ − 0.3, written with degree 2.
  const linear = (of: (x1: number, x2: number) => number): Float64Array[] =>
    [0, 1, 2].map((i) => Float64Array.from({ length: 3 - i }, (_, j) => of(i / 2, j / 2)));
  const [root, ...more] = commonRoots(
    linear((x) => x - 0.2),
    linear((_, y) => y - 0.3),
    1e-14,
  );
  assert.equal(more.length, 0);
  close(root[0], 0.2, 1e-12);
  close(root[1], 0.3, 1e-12);
  assert.deepEqual(
    commonRoots(
      linear((x) => x - 0.8),
      linear((_, y) => y - 0.3),
      1e-14,
    ),
    [],
    "outside",
  );
  assert.deepEqual(
    commonRoots(
      linear(() => 0),
      linear((_, y) => y - 0.3),
      1e-14,
    ),
    [],
    "a whole curve",
  );
  // Two zeros of a parabola and a line: x₂ = (x₁ − ½)² and x₂ = 0.04.
  const parabola = [Float64Array.of(-0.25, 0.25, 0.75), Float64Array.of(0.25, 0.75), Float64Array.of(-0.25)];
  const roots = commonRoots(
    parabola,
    linear((_, y) => y - 0.04),
    1e-14,
  );
  assert.equal(roots.length, 2);
  close(roots[0][0], 0.3, 1e-9);
  close(roots[1][0], 0.7, 1e-9);
});

test("wrong arguments are refused, by name", () => {
  const game = threeLevelGame(2, 1, REGIMES[1]);
  const costs = { federated: 1, direct: 2 };
  const refused: [() => unknown, RegExp][] = [
    [() => threeLevelGame(0, 1, REGIMES[0]), /users/],
    [() => threeLevelGame(61, 1, REGIMES[0]), /users/],
    [() => threeLevelGame(2, 0.5, REGIMES[0]), /samples/],
    [() => threeLevelGame(2, 1, { between: 1, within: 0 }), /within/],
    [() => levelEquilibria(game, 1.1, costs), /alpha/],
    [() => levelEquilibria(game, 0.5, { ...costs, direct: -1 }), /direct/],
    [() => levelOptimum(game, { ...costs, federated: Infinity }), /federated/],
    [() => levelRegret(game, -0.1, costs, [1, 0, 0]), /alpha/],
    [() => levelValues(game, [0.5, 0.6, 0]), /law/],
  ];
  for (const [call, message] of refused) assert.throws(call, (e) => e instanceof RangeError && message.test(e.message));
});
