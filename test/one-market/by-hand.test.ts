/** Tiny markets, worked out by sums over everything that can happen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { marketOutcome, type Market } from "../../lib/one-market";
import { auction } from "../../lib/one-market/auction";
import { federated } from "../../lib/one-market/federated";
import { localReports } from "../../lib/one-market/local-reports";
import { rawSamples } from "../../lib/one-market/raw-samples";
import { bestThreshold } from "../../lib/one-market/noisy-majority";
import { posteriorMean, posteriorVariance } from "../../lib/one-market/posterior";
import { ceMechanism } from "../../lib/pricing-samples";
import { laplaceCdf } from "../../lib/probability/laplace";
import { correlated, plain } from "./markets";

const near = (a: number, b: number, relative: number, say = ""): void =>
  assert.ok(Math.abs(a - b) <= relative * Math.abs(b), `${say} ${a} against ${b}`);

const bitsOf = (code: number, n: number): number[] => Array.from({ length: n }, (_, i) => (code >> i) & 1);

/** P(bits | state). */
const chance = (bits: readonly number[], state: number, theta: number): number =>
  bits.reduce((product, bit) => product * (bit === state ? theta : 1 - theta), 1);

test("reports of three among four people: both errors, report by report", () => {
  const market: Market = { ...correlated, people: 4 };
  const reward = 7;
  // P(report = bit) for either bit, by a midpoint sum over its costs.
  const truth = market.costs.map((law) => {
    if (law.kind !== "uniform") throw new Error("uniform laws only");
    let sum = 0;
    for (let i = 0; i < 1e5; i++) {
      const cost = law.lo + ((law.hi - law.lo) * (i + 0.5)) / 1e5;
      sum += Math.sqrt(Math.max(0, 1 - (4 * cost) / reward));
    }
    return (1 + sum / 1e5) / 2;
  });
  const countGiven = [new Float64Array(4), new Float64Array(4)];
  const [shares, squares] = [new Float64Array(4), new Float64Array(4)];
  for (const state of [0, 1]) {
    for (let code = 0; code < 16; code++) {
      const bits = bitsOf(code, 4);
      const weight = chance(bits, state, market.theta);
      for (let sent = 0; sent < 8; sent++) {
        const reports = bitsOf(sent, 3);
        const sending = reports.reduce((p, r, i) => p * (r === bits[i] ? truth[bits[i]] : 1 - truth[bits[i]]), weight);
        const count = reports.reduce((a, b) => a + b, 0);
        const share = bits.reduce((a, b) => a + b, 0) / 4;
        shares[count] += (sending * share) / 2;
        squares[count] += (sending * share * share) / 2;
        countGiven[state][count] += sending;
      }
    }
  }
  const wrong = countGiven[0].reduce((sum, p, k) => sum + Math.min(p, countGiven[1][k]) / 2, 0);
  // What remains of the square when the mean given the count is answered.
  const square = squares.reduce(
    (sum, all, k) => sum + all - shares[k] ** 2 / ((countGiven[0][k] + countGiven[1][k]) / 2),
    0,
  );
  const { shareError, stateError } = marketOutcome(localReports, market, { invited: 3, reward });
  near(shareError, Math.sqrt(square), 1e-4);
  near(stateError, wrong, 1e-4);
});

/** Sums f over the state, two people's bits, and a grid of their costs. */
function overPairs(
  market: Market,
  f: (bits: readonly number[], costs: readonly number[], state: 0 | 1) => number,
): number {
  const cells = 300;
  let sum = 0;
  for (const state of [0, 1] as const) {
    for (let code = 0; code < 4; code++) {
      const bits = bitsOf(code, 2);
      const weight = chance(bits, state, market.theta) / 2 / cells ** 2;
      const grids = bits.map((bit) => {
        const law = market.costs[bit];
        if (law.kind !== "uniform") throw new Error("uniform laws only");
        return Array.from({ length: cells }, (_, i) => law.lo + ((law.hi - law.lo) * (i + 0.5)) / cells);
      });
      for (const a of grids[0]) for (const b of grids[1]) sum += weight * f(bits, [a, b], state);
    }
  }
  return sum;
}

test("one of two people sells, or is a member: payment, both errors, and what is left", () => {
  const market: Market = { ...correlated, people: 2 };
  const level = 1.3;
  const cheapest = (costs: readonly number[]): 0 | 1 => (costs[0] <= costs[1] ? 0 : 1);
  // P(bit of the cheapest, bit of the other), and the mean conditional variance by a midpoint sum over what is seen.
  const joint = [0, 1].map((sold) =>
    [0, 1].map((kept) =>
      overPairs(market, (bits, costs) => {
        const first = cheapest(costs);
        return bits[first] === sold && bits[1 - first] === kept ? 1 : 0;
      }),
    ),
  );
  let square = 0;
  for (let seen = -20; seen < 21; seen += 1e-3) {
    const noise = [0, 1].map((sold) => (level / 2) * Math.exp(-level * Math.abs(seen + 5e-4 - sold)));
    let [mass, mean, second] = [0, 0, 0];
    joint.forEach((row, sold) => {
      row.forEach((p, kept) => {
        const [weight, share] = [p * noise[sold], (sold + kept) / 2];
        [mass, mean, second] = [mass + weight, mean + weight * share, second + weight * share * share];
      });
    });
    square += (second - mean ** 2 / mass) * 1e-3;
  }
  const dearest = overPairs(market, (_, costs) => Math.max(...costs));
  const least = overPairs(market, (_, costs) => Math.min(...costs));
  const one = [0, 1].map(
    (state) => 2 * overPairs(market, (bits, costs, here) => (here === state ? bits[cheapest(costs)] : 0)),
  );
  let wrong = 1;
  for (let at = -1; at <= 2; at += 0.001) {
    const below = (p: number): number => p * laplaceCdf(at - 1, 1 / level) + (1 - p) * laplaceCdf(at, 1 / level);
    wrong = Math.min(wrong, (below(one[1]) + 1 - below(one[0])) / 2);
  }
  const sold = marketOutcome(auction, market, { units: 1, level });
  const shared = marketOutcome(federated, market, { members: 1, level });
  for (const { shareError, stateError } of [sold, shared]) {
    near(shareError, Math.sqrt(square), 1e-4, "share");
    near(stateError, wrong, 1e-4, "state");
  }
  near(sold.payment, level * dearest, 1e-4, "price");
  near(shared.payment, level * least, 1e-4, "payment");
  near(sold.surplus, level * (dearest - least), 1e-3, "surplus");
  assert.ok(Math.abs(shared.surplus) < 1e-9);
});

test("the error of the best estimate, count by count and draw by draw", () => {
  // Small cases of different kinds together, against a midpoint sum of the conditional variance over what is seen.
  const cases = [
    {
      state: 1,
      weight: 0.5,
      size: 6,
      chance: 0.7,
      shift: 0,
      mean: 1,
      perCount: 0.8,
      variance: 0.2,
      variancePerCount: 0.1,
    },
    { state: 0, weight: 0.3, size: 6, chance: 0.2, shift: 1, mean: 0, perCount: 1, variance: 0.5, variancePerCount: 0 },
    {
      state: 0,
      weight: 0.2,
      size: 2,
      chance: 0.5,
      shift: 9,
      mean: 3,
      perCount: -0.2,
      variance: 4,
      variancePerCount: -0.3,
    },
  ] as const;
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  for (const level of [0.05, 0.7, 4]) {
    const seenAt = (seen: number) => {
      let [mass, mean, second] = [0, 0, 0];
      for (const { weight, size, chance: p, shift, ...ones } of cases) {
        for (let k = 0; k <= size; k++) {
          const count = k + shift;
          const noise = (level / 2) * Math.exp(-level * Math.abs(seen - count));
          const w = weight * choose(size, k) * p ** k * (1 - p) ** (size - k) * noise;
          const m = ones.mean + ones.perCount * count;
          [mass, mean] = [mass + w, mean + w * m];
          second += w * (m * m + ones.variance + ones.variancePerCount * count);
        }
      }
      return { mass, mean: mean / mass, variance: second / mass - (mean / mass) ** 2 };
    };
    const step = 0.001 / level;
    let expected = 0;
    for (let seen = -25 / level; seen < 11 + 25 / level; seen += step) {
      const { mass, variance } = seenAt(seen + step / 2);
      expected += mass * variance * step;
    }
    near(posteriorVariance(cases, level), expected, 1e-6, `level ${level}`);
    const estimate = posteriorMean(cases, level);
    for (const seen of [-7.3, 0, 0.4, 3, 7.6, 10.99, 11, 40]) near(estimate(seen), seenAt(seen).mean, 1e-12, `${seen}`);
  }
});

test("the best threshold is: no other one is wrong less often", () => {
  const cases = [
    { state: 1, weight: 0.5, size: 9, chance: 0.6, shift: 0 },
    { state: 0, weight: 0.3, size: 9, chance: 0.2, shift: 0 },
    { state: 0, weight: 0.2, size: 9, chance: 0.1, shift: 1 },
  ] as const;
  const choose = [1, 9, 36, 84, 126, 126, 84, 36, 9, 1];
  const wrongAt = (at: number): number =>
    cases.reduce(
      (sum, { state, weight, chance: p, shift }) =>
        sum +
        choose.reduce((inner, ways, k) => {
          const below = laplaceCdf(at - shift - k, 1 / 0.8);
          return inner + weight * ways * p ** k * (1 - p) ** (9 - k) * (state === 1 ? below : 1 - below);
        }, 0),
      0,
    );
  const { threshold, wrong } = bestThreshold(cases, 0.8);
  near(wrong, wrongAt(threshold), 1e-9);
  for (let at = -3; at <= 12; at += 0.01) assert.ok(wrongAt(at) >= wrong - 1e-9, `${at}`);
});

test("raw samples are paid by the paper's mechanism, at the costs i/(n + 1) of the way up", () => {
  const market: Market = { ...plain, people: 3 };
  const utility = { type: "cara", a: 0.2 } as const;
  const { total } = ceMechanism({
    demand: [[1, 1]],
    design: { type: "ordering" },
    cMax: 5 * 1.25,
    population: [
      { cost: 5 * 0.75, utility },
      { cost: 5 * 1, utility },
    ],
  });
  near(marketOutcome(rawSamples, market, { records: 1 }).payment, total, 1e-12);
});
