import assert from "node:assert/strict";
import { test } from "node:test";
import { subsetSums, worthTable } from "../../lib/games/coalitions";
import { leastCore } from "../../lib/games/least-core";
import { nucleolus } from "../../lib/games/nucleolus";
import { stream } from "../../lib/probability/stream";
import { near, PROGRAMMED } from "../near";

/** What is left of an estate for a set of creditors after the others took their claims. */
const bankruptcy = (estate: number, claims: readonly number[]): Float64Array => {
  const sums = subsetSums(claims);
  return sums.map((sum) => Math.max(0, estate - (sums[sums.length - 1] - sum)));
};

test("the Talmud divides an estate among claims of 100, 200, 300", async () => {
  const claims = [100, 200, 300];
  near(await nucleolus(3, bankruptcy(100, claims)), [100 / 3, 100 / 3, 100 / 3], PROGRAMMED);
  near(await nucleolus(3, bankruptcy(200, claims)), [50, 75, 75], PROGRAMMED);
  near(await nucleolus(3, bankruptcy(300, claims)), [50, 100, 150], PROGRAMMED);
});

test("the owner of the one right glove takes all", async () => {
  const pairs = worthTable(3, (set) => Math.min((set & 1) + ((set >> 1) & 1), (set >> 2) & 1));
  near(await nucleolus(3, pairs), [0, 0, 1], PROGRAMMED);
});

test("users of a runway: the last ones share what a longer one costs, by Littlechild's rule", async () => {
  // Costs c: the first k take min over k of c_k/(k + 1), the last group of all its own share; here the game of savings.
  const costs = [1, 2, 5, 9];
  const dearest = (set: number): number => costs.reduce((most, c, i) => ((set >> i) & 1 ? Math.max(most, c) : most), 0);
  const paid = await nucleolus(
    4,
    worthTable(4, (set) => -dearest(set)),
  );
  // min(1/2, 2/3, 5/4) = ½ for the first; min(1.5/2, 4.5/3) = ¾; min(3.75/2) = 1.875; the rest 5.875.
  near(paid, [-0.5, -0.75, -1.875, -5.875], PROGRAMMED);
});

test("a player and worths in other units; what she is worth alone is added", async () => {
  near(await nucleolus(1, [0, 7]), [7], PROGRAMMED);
  const game = [0, 1, 2, 4, 0.5, 3, 5.5, 9];
  const value = await nucleolus(3, game);
  for (const unit of [1e-9, 1e9]) {
    near(
      await nucleolus(
        3,
        game.map((v) => unit * v),
      ),
      value.map((x) => unit * x),
      { relative: 1e-8 },
    );
  }
  const alone = [1e6, -2e6, 3];
  const shifted = game.map((v, set) => v + subsetSums(alone)[set]);
  near(
    await nucleolus(3, shifted),
    value.map((x, i) => x + alone[i]),
    { absolute: 1e-8 },
  );
});

test("its largest excess is the least core's, and no division near by has lexicographically smaller excesses", async () => {
  for (let round = 0; round < 12; round++) {
    const { uniform } = stream(round, "games");
    const players = 3 + (round % 3);
    // More than any part is worth, so that the least core gives everyone at least what she is worth alone.
    const worth = worthTable(players, (set) => uniform() * set.toString(2).replaceAll("0", "").length ** 2);
    worth[worth.length - 1] = players ** 2;
    const excesses = (division: ArrayLike<number>): number[] => {
      const paid = subsetSums(division);
      return [...worth.slice(1, -1)].map((v, k) => v - paid[k + 1]).sort((x, y) => y - x);
    };
    const division = await nucleolus(players, worth);
    const best = excesses(division);
    near(best[0], (await leastCore(players, worth)).value, PROGRAMMED);
    for (let move = 0; move < 200; move++) {
      const size = 10 ** (-4 * uniform());
      const step = Array.from({ length: players }, () => size * (uniform() - 0.5));
      const mean = step.reduce((sum, x) => sum + x, 0) / players;
      const other = Float64Array.from(division, (x, i) => x + step[i] - mean);
      const found = excesses(other);
      const first = found.findIndex((x, k) => Math.abs(x - best[k]) > 1e-7);
      if (other.every((x, i) => x >= worth[1 << i])) assert.ok(first < 0 || found[first] > best[first]);
    }
  }
});

test("wrong games are refused by name", async () => {
  await assert.rejects(nucleolus(13, new Float64Array(2 ** 13)), { message: /^players must be at most 12/ });
  await assert.rejects(nucleolus(2, [0, 2, 2, 3]), { message: /^worth of all must be at least 4/ });
  await assert.rejects(nucleolus(2, [0, 2, 2]), { message: /worth/ });
});
