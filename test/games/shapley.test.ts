import assert from "node:assert/strict";
import { test } from "node:test";
import { banzhafValue } from "../../lib/games/banzhaf";
import { coalitionSizes, MOST_PLAYERS, subsetSums, worthTable } from "../../lib/games/coalitions";
import { dividends, sharesOfDividends } from "../../lib/games/dividends";
import { leastCore } from "../../lib/games/least-core";
import { shapleyValue } from "../../lib/games/shapley";
import { CANCELLED, near } from "../near";

const nearly = (a: ArrayLike<number>, b: ArrayLike<number>): void => near(a, b, CANCELLED);

test("the Banzhaf value averages over coalitions, and is the Shapley value for two players", () => {
  nearly(banzhafValue(2, [0, 1, 2, 4]), shapleyValue(2, [0, 1, 2, 4]));
  // A majority game: each of three players turns two of the four coalitions of the others.
  nearly(banzhafValue(3, [0, 0, 0, 1, 0, 1, 1, 1]), [0.5, 0.5, 0.5]);
});

test("a null player gets exactly 0, and equal players get the same", () => {
  const worth = worthTable(4, (set) => Math.sqrt((set & 1) + ((set >> 1) & 1) + ((set >> 2) & 1)));
  const value = shapleyValue(4, worth);
  assert.equal(value[3], 0);
  nearly([value[0], value[1]], [value[2], value[2]]);
});

test("the least core leaves no coalition shorter than e, and e is the least", async () => {
  const { value, division } = await leastCore(3, [0, 1, 2, 4, 0.5, 3, 5.5, 9]);
  assert.ok(Math.abs(value + 1.25) < 1e-9);
  const paid = subsetSums(division);
  [1, 2, 4, 0.5, 3, 5.5].forEach((worth, k) => assert.ok(paid[k + 1] >= worth - value - 1e-9));
  assert.ok(Math.abs(paid[7] - 9) < 1e-9);
  // Two players short of v1 + v2 − v12 share the shortage; one alone has no proper coalition.
  assert.ok(Math.abs((await leastCore(2, [0, 3, 2, 4])).value - 0.5) < 1e-9);
  assert.equal((await leastCore(1, [0, 3])).value, -Infinity);
  // An empty core: three players of whom any two earn 1.
  assert.ok(Math.abs((await leastCore(3, [0, 0, 0, 1, 0, 1, 1, 1])).value - 1 / 3) < 1e-9);
});

test("twenty players are enumerated in under a second", () => {
  const sizes = coalitionSizes(MOST_PLAYERS);
  const worth = worthTable(MOST_PLAYERS, (set) => Math.sqrt(sizes[set]));
  const begin = performance.now();
  const value = shapleyValue(MOST_PLAYERS, worth);
  assert.ok(performance.now() - begin < 1000);
  nearly(value, new Float64Array(20).fill(Math.sqrt(20) / 20));
});

test("wrong games are refused, by name", () => {
  const refused: [() => unknown, RegExp][] = [
    [() => shapleyValue(3, [0, 1, 2, 3]), /the length of worth/],
    [() => shapleyValue(2, [1, 1, 2, 3]), /worth\[0\].*0.*got 1/],
    [() => shapleyValue(2, [0, 1, NaN, 3]), /worth\[2\]/],
    [() => shapleyValue(21, []), /players must be at most 20.*shapleyByTypes.*got 21/],
    [() => shapleyValue(0, [0]), /players/],
    [() => shapleyValue(1.5, [0, 1]), /players/],
    [() => banzhafValue(2, [0, 1]), /worth/],
    [() => dividends(2, [2, 1, 1, 1]), /worth\[0\]/],
    [() => worthTable(30, () => 0), /players/],
    [() => sharesOfDividends(2, [0, 1]), /b/],
  ];
  for (const [call, message] of refused) assert.throws(call, (e) => e instanceof RangeError && message.test(e.message));
  assert.throws(() => shapleyValue("3" as unknown as number, [0]), TypeError);
  assert.throws(() => shapleyValue(1, "01" as unknown as number[]), TypeError);
});
