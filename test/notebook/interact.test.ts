import assert from "node:assert/strict";
import { test } from "node:test";
import { choice, figure, interact, play, progress, slider, table, toggle } from "../../lib/notebook";
import { inKernel, kernelOfOneCell, type OpenWidget, type Shown } from "./kernel";

const WIDGET = "application/vnd.jupyter.widget-view+json";
const plain = ({ data }: Shown): unknown => data["text/plain"];
const named = (widgets: readonly OpenWidget[], label: string): OpenWidget => {
  const found = widgets.find(({ state }) => state.description === label);
  assert.ok(found, label);
  return found;
};
/** What stands where errors do. */
const errorIn = (widgets: readonly OpenWidget[]): unknown =>
  widgets.find(({ state }) => state._model_name === "HTMLModel")?.told.at(-1)?.state;

test("controls are shown, and below them what is drawn at their starting values; a move redraws in place", async () => {
  const { shown, widgets, kernel } = kernelOfOneCell();
  await inKernel(kernel, async () => {
    interact({ theta: slider(0, 1, { label: "θ" }), on: toggle() }, ({ theta, on }) => {
      console.log("first", theta);
      console.log("second", on);
      table([{ theta }]);
      return 2 * theta;
    });
    assert.equal(plain(shown[0]), "θ = 0.5, on = off");
    assert.ok(WIDGET in shown[0].data);
    const last = (from: number): unknown[] => {
      const byName = new Map(shown.slice(from).map((one) => [one.name, one]));
      return [...byName.values()].map(plain);
    };
    assert.deepEqual(last(1), ["first 0.5\nsecond false\n", "theta\n-----\n  0.5", "1"]);
    const drawn = shown.length;
    await named(widgets, "θ").move({ value: 0.2 });
    assert.ok(shown.slice(drawn).every(({ replaces }) => replaces));
    assert.deepEqual(last(drawn), ["first 0.2\nsecond false\n", "theta\n-----\n  0.2", "0.4"]);
  });
});

test("types of the values are those of the controls", async () => {
  const { kernel } = kernelOfOneCell();
  await inKernel(kernel, () => {
    interact({ x: slider(0, 1), rule: choice(["one", "two"]), f: choice({ sin: Math.sin }) }, ({ x, rule, f }) => {
      const word: "one" | "two" = rule;
      const y: number = f(x);
      return `${word} ${y}`;
    });
  });
});

test("a drawing with fewer outputs empties the rest; one with more adds them", async () => {
  const { shown, widgets, kernel } = kernelOfOneCell();
  await inKernel(kernel, async () => {
    interact({ n: play(1, 3, { start: 2 }) }, ({ n }) => {
      for (let i = 0; i < n; i++) table([{ i }]);
    });
    const names = shown.slice(1).map(({ name }) => name);
    assert.equal(new Set(names).size, 2);
    let before = shown.length;
    await named(widgets, "n").move({ value: 1 });
    assert.deepEqual(
      shown.slice(before).map((one) => [one.name, one.replaces, plain(one) === ""]),
      [
        [names[0], true, false],
        [names[1], true, true],
      ],
    );
    before = shown.length;
    await named(widgets, "n").move({ value: 3 });
    assert.deepEqual(
      shown.slice(before).map(({ replaces }) => replaces),
      [true, true, false],
    );
  });
});

test("what is thrown later stands with the controls until the next success; at the start it is the cell's", async () => {
  const { shown, widgets, kernel } = kernelOfOneCell();
  await inKernel(kernel, async () => {
    interact({ x: slider(0, 1) }, ({ x }) => {
      if (x > 0.9) throw new RangeError("x must be < 0.9");
      return x;
    });
    const before = shown.length;
    await named(widgets, "x").move({ value: 1 });
    assert.equal(shown.length, before);
    assert.match(String((errorIn(widgets) as { value: string }).value), /x = 1\nRangeError: x must be &lt; 0.9/);
    await named(widgets, "x").move({ value: 0.1 });
    assert.equal(plain(shown[shown.length - 1]), "0.1");
    assert.deepEqual((errorIn(widgets) as { value: string }).value.replace(/<[^>]*>/g, ""), "");
    assert.throws(
      () =>
        interact({ x: slider(0, 1) }, () => {
          throw new RangeError("no");
        }),
      /^RangeError: no/,
    );
  });
});

test("an async drawing is awaited, and prints and shows in its place", async () => {
  const { shown, widgets, kernel } = kernelOfOneCell();
  await inKernel(kernel, async () => {
    const drawn: Promise<void> = interact({ x: slider(0, 1) }, async ({ x }) => {
      const bar = progress(2);
      bar.advance();
      await new Promise((resolve) => setTimeout(resolve, 5));
      bar.advance();
      if (x === 1) throw new Error("late");
      figure({ data: [], layout: { title: { text: `at ${x}` } } });
    });
    await drawn;
    assert.ok(shown.some((one) => !one.replaces && plain(one) === "at 0.5"));
    await named(widgets, "x").move({ value: 0.25 });
    // (The test runner's own lines may be among what is printed meanwhile.)
    assert.ok(shown.some((one) => one.replaces && plain(one) === "at 0.25"));
    await named(widgets, "x").move({ value: 1 });
    assert.match(String((errorIn(widgets) as { value: string }).value), /Error: late/);
    // What is shown afterwards goes under the cell again.
    table([{ after: 1 }]);
    assert.equal(shown[shown.length - 1].name, undefined);
  });
});

test("outside a kernel the drawing is made once, and printed", (t) => {
  const log = t.mock.method(console, "log", () => {});
  let calls = 0;
  interact({ x: slider(0, 1) }, ({ x }) => {
    calls++;
    table([{ x }]);
  });
  assert.equal(calls, 1);
  assert.deepEqual(
    log.mock.calls.map(({ arguments: [line] }) => line as string),
    ["x = 0.5", "  x\n---\n0.5"],
  );
});

test("what are no controls, or no function, is refused", () => {
  assert.throws(() => interact(undefined as never, () => 1), /controls must be an object/);
  assert.throws(() => interact({}, 3 as never), /draw must be a function/);
});
