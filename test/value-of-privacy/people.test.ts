/** Signals and reports of four people at a time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { agrees, estimateProportion } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import { fourPeople, reportsOfState } from "../../lib/value-of-privacy/people";

const DRAWS = 100_000;

test("every outcome of four people has its probability, dyadic or not", () => {
  for (const [theta, truth] of [
    [0.8, 0.731],
    [0.75, 0.75],
    [0.5, 0.5],
    [0.97, 1],
  ]) {
    const drawn = new Int32Array(DRAWS);
    fourPeople(theta, truth).fill(drawn, stream(1, `${theta} ${truth}`));
    const counts = new Int32Array(256);
    for (const code of drawn) counts[code]++;
    counts.forEach((count, code) => {
      let p = 1;
      for (let bit = 0; bit < 8; bit += 2) {
        p *= ((code >> bit) & 1 ? 1 - theta : theta) * ((code >> (bit + 1)) & 1 ? 1 - truth : truth);
      }
      if (p === 0) assert.equal(count, 0);
      // Rare outcomes by Poisson's law: 30 are not drawn where less than 5 are expected.
      else if (p * DRAWS < 5) assert.ok(count < 30, `${code}: ${count}`);
      else assert.ok(Math.abs(count - p * DRAWS) < 6 * Math.sqrt(p * DRAWS) + 6, `${code}: ${count}, not ${p * DRAWS}`);
    });
  }
});

test("people are independent, and report the state as often as they should", () => {
  const [theta, truth] = [0.8, 0.7];
  const agree = theta * truth + (1 - theta) * (1 - truth);
  const people = fourPeople(theta, truth);
  const draws = stream(3);
  const [of4, of1] = [reportsOfState(4), reportsOfState(1)];
  let [all, first] = [0, 0];
  for (let i = 0; i < DRAWS; i++) {
    const code = people.draw(draws);
    if (of4[code] === 4) all++;
    if (of1[code] === 1) first++;
  }
  assert.ok(agrees(estimateProportion(DRAWS, all), agree ** 4));
  assert.ok(agrees(estimateProportion(DRAWS, first), agree));
});
