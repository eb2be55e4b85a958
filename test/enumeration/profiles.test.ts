import assert from "node:assert/strict";
import { test } from "node:test";
import { countProfiles, forEachProfile, strides } from "../../lib/enumeration/profiles";

test("every profile once, at the index that the strides give", () => {
  const sizes = [2, 3, 2];
  const steps = strides(sizes);
  const seen: string[] = [];
  forEachProfile(sizes, (profile, index) => {
    seen.push(profile.join());
    assert.equal(
      index,
      profile.reduce((sum, choice, i) => sum + choice * steps[i], 0),
    );
  });
  assert.equal(new Set(seen).size, 12);
  assert.equal(countProfiles(sizes), 12);
});

test("no player has one profile; too many profiles are refused", () => {
  assert.equal(countProfiles([]), 1);
  assert.throws(() => countProfiles(new Array(30).fill(2)), { name: "RangeError", message: /simulate instead/ });
  assert.throws(() => countProfiles([2, 0]), { message: /sizes\[1\]/ });
});
