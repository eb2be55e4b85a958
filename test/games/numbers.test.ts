/** Values and equilibria of games beside their definitions: all orders, all coalitions, all bases in whole numbers. */
import fc from "fast-check";
import { permutationsHeap } from "simple-statistics";
import { banzhafValue } from "../../lib/games/banzhaf";
import { subsetSums } from "../../lib/games/coalitions";
import { dividends, potential, sharesOfDividends } from "../../lib/games/dividends";
import { mixedEquilibria } from "../../lib/games/equilibria";
import { leastCore } from "../../lib/games/least-core";
import { nucleolus } from "../../lib/games/nucleolus";
import { shapleyValue, shapleyWithVeto } from "../../lib/games/shapley";
import { shapleyByTypes } from "../../lib/games/shapley-types";
import { between, compare, logarithmic } from "../compare";
import { CANCELLED, PROGRAMMED, SUMMED } from "../near";
import { equilibriaExactly } from "./exact";

/** Games of 1 to `most` players, worths of any size and sign, some 0, in a unit. */
const games = (most: number): fc.Arbitrary<{ players: number; worth: number[] }> =>
  fc.integer({ min: 1, max: most }).chain((players) =>
    fc
      .tuple(
        fc.array(fc.oneof(between(-1, 1, 1e-6), fc.constantFrom(0, 1)), {
          minLength: 2 ** players,
          maxLength: 2 ** players,
        }),
        logarithmic(1e-9, 1e9),
      )
      .map(([worth, unit]) => ({ players, worth: worth.map((v, set) => (set === 0 ? 0 : unit * v)) })),
  );

/** Each player's mean marginal contribution over all orders of arrival. */
function byOrders(players: number, worth: ArrayLike<number>): number[] {
  const value = new Array<number>(players).fill(0);
  const orders = permutationsHeap(Array.from(value.keys()));
  for (const order of orders) {
    let set = 0;
    for (const i of order) {
      value[i] += worth[set | (1 << i)] - worth[set];
      set |= 1 << i;
    }
  }
  return value.map((sum) => sum / orders.length);
}

/** Numbers in the unit of the largest worth. */
const inUnits = (worth: readonly number[], numbers: ArrayLike<number>): number[] => {
  const unit = Math.max(...worth.map(Math.abs)) || 1;
  return Array.from(numbers, (x) => x / unit);
};

compare("the Shapley value, directly and by dividends and potential", {
  inputs: games(6),
  ours: ({ players, worth }) => {
    const p = potential(players, worth);
    const all = p.length - 1;
    return inUnits(worth, [
      ...shapleyValue(players, worth),
      ...sharesOfDividends(players, dividends(players, worth)),
      ...Array.from({ length: players }, (_, i) => p[all] - p[all ^ (1 << i)]),
    ]);
  },
  slow: ({ players, worth }) => {
    const value = byOrders(players, worth);
    return inUnits(worth, [...value, ...value, ...value]);
  },
  within: CANCELLED,
  few: 150,
});

compare("the Shapley value with a veto player", {
  inputs: games(5),
  ours: ({ players, worth }) => {
    const { veto, others } = shapleyWithVeto(players, worth);
    const shares = sharesOfDividends(players, dividends(players, worth), 1);
    return inUnits(worth, [...others, veto, ...shares]);
  },
  slow: ({ players, worth }) => {
    const value = byOrders(players + 1, [...worth.map(() => 0), ...worth]);
    return inUnits(worth, [...value, ...value.slice(0, players)]);
  },
  within: CANCELLED,
  few: 100,
});

compare("the Banzhaf value", {
  inputs: games(8),
  ours: ({ players, worth }) => inUnits(worth, banzhafValue(players, worth)),
  slow: ({ players, worth }) =>
    inUnits(
      worth,
      Array.from({ length: players }, (_, i) => {
        const gains = worth.flatMap((v, set) => ((set >> i) & 1 ? [v - worth[set ^ (1 << i)]] : []));
        return gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
      }),
    ),
  within: CANCELLED,
});

compare("the Shapley value by types", {
  inputs: fc
    .record({
      counts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
      power: logarithmic(0.1, 4),
    })
    .filter(({ counts }) => counts.reduce((sum, m) => sum + m, 0) <= 9),
  ours: ({ counts, power }) =>
    shapleyByTypes(counts, (k) => k.reduce((sum, count, t) => sum + (t + 1) * count, 0) ** power),
  slow: ({ counts, power }) => {
    const weights = counts.flatMap((m, t) => new Array<number>(m).fill(t + 1));
    const value = shapleyValue(
      weights.length,
      subsetSums(weights).map((sum) => sum ** power),
    );
    return counts.map((_, t) => value[weights.indexOf(t + 1)]);
  },
  within: SUMMED,
});

/** The minimal balanced collections of proper coalitions of three players, with weights. */
const BALANCED: readonly (readonly (readonly [set: number, weight: number])[])[] = [
  [[1, 1], [2, 1], [4, 1]], // prettier-ignore
  [[1, 1], [6, 1]], // prettier-ignore
  [[2, 1], [5, 1]], // prettier-ignore
  [[4, 1], [3, 1]], // prettier-ignore
  [[3, 0.5], [5, 0.5], [6, 0.5]], // prettier-ignore
];

compare("the least core of three players, by the balanced collections", {
  inputs: games(3).filter(({ players }) => players === 3),
  ours: async ({ players, worth }) => inUnits(worth, [(await leastCore(players, worth)).value]),
  slow: ({ worth }) =>
    inUnits(worth, [
      Math.max(
        ...BALANCED.map((sets) => {
          const most = sets.reduce((sum, [set, weight]) => sum + weight * worth[set], -worth[7]);
          return most / sets.reduce((sum, [, weight]) => sum + weight, 0);
        }),
      ),
    ]),
  within: PROGRAMMED,
  few: 60,
});

compare("the nucleolus of bankruptcies, by the Talmud's rule (Aumann, Maschler 1985)", {
  inputs: fc.record({
    claims: fc.array(logarithmic(1e-3, 1), { minLength: 2, maxLength: 5 }),
    share: between(0, 1, 1e-3),
    unit: logarithmic(1e-9, 1e9),
  }),
  ours: async ({ claims, share, unit }) => {
    const sums = subsetSums(claims);
    const all = sums[sums.length - 1];
    const worth = sums.map((sum) => unit * Math.max(0, share * all - (all - sum)));
    return inUnits([unit * all], await nucleolus(claims.length, worth));
  },
  slow: ({ claims, share }) => {
    const all = claims.reduce((sum, claim) => sum + claim, 0);
    /** Equal shares of what is not more than half of all, none above half of its claim. */
    const halves = (estate: number): number[] => {
      let [lo, hi] = [0, Math.max(...claims)];
      for (let step = 0; step < 100; step++) {
        const middle = (lo + hi) / 2;
        if (claims.reduce((sum, claim) => sum + Math.min(claim / 2, middle), 0) < estate) lo = middle;
        else hi = middle;
      }
      return claims.map((claim) => Math.min(claim / 2, lo));
    };
    const estate = share * all;
    const paid = estate <= all / 2 ? halves(estate) : halves(all - estate).map((loss, i) => claims[i] - loss);
    return inUnits([all], paid);
  },
  within: PROGRAMMED,
  few: 40,
});

/** Payoffs, small whole numbers so that many games are degenerate, in units and with constants of each player's own. */
const bimatrices = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([m, n]) => {
  const payoffs = fc.integer({ min: 1, max: 4 }).chain((most) =>
    fc.array(fc.array(fc.integer({ min: -1, max: most }), { minLength: n, maxLength: n }), {
      minLength: m,
      maxLength: m,
    }),
  );
  return fc.record({
    a: payoffs,
    b: payoffs,
    zeroSum: fc.boolean(),
    unit: logarithmic(1e-9, 1e9),
    constant: fc.constantFrom(0, -3, 1e6),
  });
});

const sorted = (equilibria: readonly (readonly number[])[]): number[] => {
  const key = (laws: readonly number[]): string => laws.map((x) => (x + 1e-12).toFixed(6)).join();
  return [...equilibria].sort((one, other) => (key(one) < key(other) ? -1 : 1)).flat();
};

compare("the extreme equilibria of games, degenerate ones included", {
  inputs: bimatrices,
  ours: ({ a, b, zeroSum, unit, constant }) =>
    sorted(
      mixedEquilibria(
        a.map((row) => row.map((x) => unit * (x + constant))),
        zeroSum ? a.map((row) => row.map((x) => -x)) : b,
      ).map(([x, y]) => [...x, ...y]),
    ),
  slow: ({ a, b, zeroSum }) => sorted(equilibriaExactly(a, zeroSum ? a.map((row) => row.map((x) => -x)) : b)),
  within: { absolute: 1e-9 },
  few: 150,
});
