import assert from "node:assert/strict";
import { test } from "node:test";
import { progress } from "../../lib/notebook";
import { shownBy } from "./kernel";

test("a bar is replaced as work goes on, and leaves nothing when it is done", async () => {
  const shown = await shownBy(async () => {
    const bar = progress(3, "work");
    bar.advance();
    await new Promise((resolve) => setTimeout(resolve, 120));
    bar.advance();
    bar.advance();
  });
  assert.deepEqual(
    shown.map(({ replaces }) => replaces),
    [false, true, true],
  );
  assert.match(shown[0].data["text/plain"] as string, /^work 33 % \d+ s left$/);
  assert.equal(shown[2].data["text/plain"], "");
});

test("work that is given up takes its bar away", async () => {
  const shown = await shownBy(() => {
    const bar = progress(3);
    bar.advance();
    bar.done();
    bar.done();
  });
  assert.deepEqual(
    shown.map(({ data }) => data["text/plain"] === ""),
    [false, true],
  );
});

test("work without steps is refused", () => {
  assert.throws(() => progress(0), /total must be a whole number in \[1, ∞\); got 0|total must be/);
  assert.throws(() => progress("3" as never), TypeError);
});
