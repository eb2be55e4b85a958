/** Every formula against arithmetic of 50 digits or a search, on random inputs that reach the edges of its domain. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BigNumber } from "mathjs";
import * as fair from "../../lib/fair-value";
import { stream } from "../../lib/probability/stream";
import { big, sum } from "../big";

function agrees(got: number, exact: BigNumber, what: unknown, tolerance = 1e-11, size = 0): void {
  const off = exact.minus(got).abs().toNumber();
  const scale = Math.max(Math.abs(exact.toNumber()), size);
  assert.ok(off <= tolerance * scale || off < 1e-300, `${JSON.stringify(what)}: ${got}, exactly ${exact.toString()}`);
}

const { uniform } = stream(2026, "accuracy");
const logarithmic = (lo: number, hi: number): number => lo * (hi / lo) ** uniform();
const whole = (lo: number, hi: number): number => lo + Math.floor(uniform() * (hi - lo + 1));
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** The optimal linear-Laplace estimator by trying every number of binding levels, in 50 digits. */
function bestLaplace(levels: readonly number[]): { risk: BigNumber; utility: BigNumber; scale: BigNumber } {
  const positive = levels.filter((e) => e > 0).sort((a, b) => a - b);
  const M = positive.length;
  const n = levels.length;
  if (M === 0) return { risk: big(1).div(12), utility: big(0), scale: big(0) };
  let best: { risk: BigNumber; scale: BigNumber } | undefined;
  for (let k = 0; k <= M; k++) {
    const binding = positive.slice(0, k);
    if (binding.includes(Infinity)) break;
    const E = sum(binding.map(big));
    const Q = sum(binding.map((e) => big(e).times(e)));
    const b = E.div(
      Q.plus(12)
        .times(2 + M - k)
        .plus(E.times(E)),
    );
    const level = big(1)
      .minus(b.times(E))
      .div(2 + M - k);
    const fits =
      (k === 0 ? positive.every((e) => e === Infinity) : b.times(positive[k - 1]).lte(level.times(1 + 1e-30))) &&
      (k === M || positive[k] === Infinity || b.times(positive[k]).gte(level.times(1 - 1e-15)));
    if (fits && (!best || level.div(6).lt(best.risk))) best = { risk: level.div(6), scale: b };
  }
  assert.ok(best, JSON.stringify(levels));
  return {
    ...best,
    utility: big(1)
      .minus(best.risk.times(12))
      .times(n + 2)
      .div(n),
  };
}

test("linear Laplace estimators, levels from 1e-12 to 1e12 and beyond", () => {
  for (let run = 0; run < 300; run++) {
    const levels = many(whole(1, 7), () => [0, Infinity, logarithmic(1e-12, 1e12), logarithmic(0.1, 20)][whole(0, 3)]);
    const exact = bestLaplace(levels);
    const got = fair.optimalLaplace(levels);
    agrees(got.risk, exact.risk, levels);
    agrees(got.scale, exact.scale, levels, 1e-11, 1e-300);
    if (exact.utility.toNumber() > 1e-25) agrees(got.utility, exact.utility, levels, 1e-9);
    agrees(fair.bayesRisk(got), exact.risk, levels);
  }
});

test("utility by the number who share", () => {
  for (let run = 0; run < 100; run++) {
    const [N, level] = [whole(1, 200), logarithmic(1e-100, 1e100)];
    const noise = big(24).div(level).div(level);
    fair.utilityByCount(N, level).forEach((u, m) => {
      const exact = big(m * m)
        .div(noise.plus(m * m + 2 * m))
        .times(N + 2)
        .div(N);
      agrees(u, m === 0 ? big(0) : exact, { N, level, m });
    });
  }
});

/** Users of any level and spreads over sixteen orders of magnitude. */
function randomUsers(n: number): { users: fair.FederatedUsers; spread: fair.Spread } {
  return {
    users: {
      levels: many(n, () => whole(0, 2)),
      samples: many(n, () => Math.round(logarithmic(1, 1e6))),
      importance: many(n, () => logarithmic(1e-3, 1e3)),
    },
    spread: { between: logarithmic(1e-8, 1e8), within: logarithmic(1e-8, 1e8) },
  };
}

/** The least expected errors (55), from the optimal weights of the spec's form, in 50 digits. */
function exactErrors({ levels, samples }: fair.FederatedUsers, { between, within }: fair.Spread): BigNumber[] {
  const [s, t] = [big(between), big(within)];
  const ids = many(levels.length, (i) => i);
  const V = ids.map((i) => s.plus(t.div(samples[i])));
  const federated = ids.filter((i) => levels[i] === 1);
  const direct = ids.filter((i) => levels[i] === 2);
  if (federated.length + direct.length === 0) return ids.map(() => t.plus(s.times(2)));
  const F = federated.length;
  const V0 = F > 0 ? sum(federated.map((i) => V[i])).div(F) : big(1);
  const G = sum(direct.map((i) => big(1).div(V[i]))).plus(big(F).div(V0));
  return ids.map((i) => {
    const [rho, share] =
      levels[i] === 2 ? [s.div(V[i]), big(1)] : levels[i] === 1 ? [s.div(V0), big(1).div(F)] : [big(0), big(0)];
    const rest = big(1).minus(rho);
    return s.times(big(1).minus(rho.times(share))).plus(rest.times(rest).div(G));
  });
}

test("federated errors and utilities over sixteen orders of magnitude", () => {
  for (let run = 0; run < 300; run++) {
    const { users, spread } = randomUsers(whole(1, 7));
    const exact = exactErrors(users, spread);
    fair.expectedErrors(users, spread).forEach((e, i) => agrees(e, exact[i], { users, spread, i }));
    const top = big(spread.within).plus(big(spread.between).times(2));
    const utility = sum(exact.map((e, i) => top.div(e).ln().times(users.importance![i])));
    agrees(fair.federatedUtility(users, spread), utility, { users, spread }, 1e-10, 1e-3);
    // The weights attain the error, and no random other ones do better.
    const i = whole(0, users.levels.length - 1);
    if (Array.from(users.levels).every((level) => level === 0)) continue;
    agrees(fair.errorAtWeights(users, spread, i, fair.estimatorWeights(users, spread, i)), exact[i], { users, spread });
  }
});

test("federated payments against the Shapley value of a table in 50 digits", () => {
  for (let run = 0; run < 60; run++) {
    const n = whole(1, 5);
    const { users, spread } = randomUsers(n);
    const top = big(spread.within).plus(big(spread.between).times(2));
    const worth = many(2 ** n, (set) => {
      const levels = Array.from(users.levels, (level, i) => (set & (1 << i) ? level : 0));
      const errors = exactErrors({ ...users, levels }, spread);
      return sum(errors.map((e, i) => top.div(e).ln().times(users.importance![i])));
    });
    const size = (set: number): number => set.toString(2).replace(/0/g, "").length;
    const choose = (a: number, b: number): number => (b === 0 ? 1 : (choose(a - 1, b - 1) * a) / b);
    const { payments } = fair.federatedPayments(users, spread);
    const largest = Math.max(...worth.map((w) => Math.abs(w.toNumber())));
    payments.forEach((payment, i) => {
      const terms = worth
        .map((w, set) => ({ w, set }))
        .filter(({ set }) => !(set & (1 << i)))
        .map(({ w, set }) => worth[set | (1 << i)].minus(w).div(choose(n - 1, size(set))));
      agrees(payment, sum(terms).div(n), { users, spread, i }, 1e-10, largest);
    });
  }
});

test("the symmetric game: expectations, equilibria and the platform's optimum", () => {
  for (let run = 0; run < 150; run++) {
    const N = whole(1, 12);
    const unit = logarithmic(1e-9, 1e9);
    const slopes = many(N, () => uniform());
    if (run % 2 === 0) slopes.sort((a, b) => b - a);
    const u = slopes.reduce<number[]>((table, slope) => [...table, table[table.length - 1] + slope * unit], [0]);
    const game = fair.sharingGame(u);
    const p = [0, 1, logarithmic(1e-12, 1), 1 - logarithmic(1e-12, 1)][whole(0, 3)];
    const law = (n: number): BigNumber[] =>
      many(n + 1, (k) => {
        let ways = big(1);
        for (let j = 0; j < k; j++) ways = ways.times(n - j).div(j + 1);
        return ways.times(big(1).minus(big(p)).pow(k)).times(big(p).pow(n - k));
      });
    const gamma = sum(law(N - 1).map((w, k) => w.times(u[k + 1]).div(k + 1)));
    agrees(fair.relativePayoff(game, p), gamma, { u, p });
    agrees(fair.expectedUtility(game, p), sum(law(N).map((w, k) => w.times(u[k]))), { u, p });

    const [alpha, cost] = [uniform(), uniform() * u[N]];
    for (const q of fair.symmetricEquilibria(game, alpha, cost)) {
      const gain = alpha * fair.relativePayoff(game, q) - cost;
      const slack = 1e-9 * unit;
      assert.ok(q === 0 ? gain >= -slack : q === 1 ? gain <= slack : Math.abs(gain) <= slack, `${u}: ${q}, ${gain}`);
    }
    const { share } = fair.platformOptimum(game, cost);
    let best = 0;
    for (let k = 0; k <= 1000; k++) {
      const gain = fair.relativePayoff(game, k / 1000);
      if (gain >= cost) best = Math.max(best, (1 - cost / gain) * fair.expectedUtility(game, k / 1000));
    }
    assert.ok(share >= best * (1 - 1e-12) && share <= best + 2e-3 * u[N], `${u}, ${cost}: ${share}, ${best}`);
  }
});

test("two users: equilibria and shares scale with the unit of money, and meet a search", () => {
  for (let run = 0; run < 150; run++) {
    const one = uniform();
    const both = one * (1 + 1.5 * uniform());
    const [c1, c2] = run % 5 === 0 ? [0.5 * one, 0.5 * one] : [uniform() * one * 1.2, uniform() * one * 1.2];
    const alpha = run % 3 === 0 ? c1 / Math.max(c1, one) : uniform();
    const unit = 2 ** whole(-60, 60);
    const scaled = { one: one * unit, both: both * unit };
    const boxes = fair.twoUserEquilibria({ one, both }, c1, c2, alpha);
    assert.ok(boxes.length > 0);
    assert.deepEqual(fair.twoUserEquilibria(scaled, c1 * unit, c2 * unit, alpha), boxes);
    const optimum = fair.twoUserOptimum({ one, both }, c1, c2);
    const larger = fair.twoUserOptimum(scaled, c1 * unit, c2 * unit);
    assert.deepEqual([larger.phase, larger.alpha, larger.share], [optimum.phase, optimum.alpha, optimum.share * unit]);
    assert.equal(fair.robustShare(scaled, c1 * unit, c2 * unit), fair.robustShare({ one, both }, c1, c2) * unit);

    // The best of all equilibria on a grid of α, and at the optimum's own.
    const shareAt = (a: number): number =>
      Math.max(
        ...fair
          .twoUserEquilibria({ one, both }, c1, c2, a)
          .flatMap(({ q1, q2 }) => q1.flatMap((x) => q2.map((y) => (1 - a) * fair.utilityOfPlay({ one, both }, x, y)))),
      );
    const grid = Math.max(...many(201, (k) => shareAt(k / 200)));
    assert.ok(optimum.share >= grid - 1e-12, `${one}, ${both}, ${c1}, ${c2}: ${optimum.share}, ${grid}`);
    assert.ok(Math.abs(shareAt(optimum.alpha) - optimum.share) <= 1e-9, `${one}, ${both}, ${c1}, ${c2}`);
  }
});

test("areas of the phases, as near to ε′ = 2√3 as it goes", () => {
  for (let run = 0; run < 100; run++) {
    const level = 2 * Math.sqrt(3) * (1 + logarithmic(1e-9, 1e6));
    const utility = fair.twoUserUtility(level);
    const [u, v] = [big(utility.one), big(utility.both)];
    const [w, half] = [v.minus(u), v.div(2)];
    const d = u.minus(half);
    if (d.lte(1e-12)) continue;
    const L = v.times(w).div(u.times(2));
    const x = half.minus(L);
    const integral = half
      .times(d)
      .times(x.div(d).ln())
      .neg()
      .plus(v.minus(w).times(x.minus(d)))
      .minus(x.times(x).minus(d.times(d)).div(2));
    const areas = fair.phaseAreas(utility);
    // d itself is a difference of u and v/2.
    agrees(areas.mixed, d.times(2).div(w).times(integral), level, 1e-11 + 1e-15 / d.toNumber());
    agrees(areas.both, w.times(L).minus(L.times(L).div(2)), level);
  }
});

test("the cheapest users who share, against every number of them", () => {
  for (let run = 0; run < 150; run++) {
    const n = whole(1, 10);
    const unit = logarithmic(1e-12, 1e12);
    const u = Array.from(fair.utilityByCount(n, logarithmic(0.1, 100)), (x) => x * unit);
    const costs = many(n, () => uniform() * 0.3 * unit);
    const sorted = [...costs].sort((a, b) => a - b);
    const best = Math.max(...many(n + 1, (k) => (k === 0 ? 0 : u[k] - k * sorted[k - 1])));
    assert.ok(Math.abs(fair.cheapestShare(u, costs).share - best) <= 1e-12 * u[n]);
  }
});
