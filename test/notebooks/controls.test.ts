/** Controls that recompute, moved by hand in a real JupyterLab. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { findChromium } from "../../tools/chromium";
import { withElement } from "./hands";
import { startLab, type Lab, type OpenNotebook } from "./lab";

const chromium = findChromium();
const skip =
  chromium === undefined && !process.env.CI
    ? "no Chromium, Chrome or Edge is found; install one, or name it in CHROME_PATH"
    : false;

const CELLS = [
  `import {
  choice, figure, interact, logarithmic, number, play, range, slider, table, text, toggle, whole,
} from "./lib/notebook";
const curveOf = (theta: number, f: (x: number) => number, title: string) => {
  const x = Array.from({ length: 400 }, (_, i) => i / 400);
  const y = x.map((v) => theta * f(v));
  return { data: [{ type: "scatter" as const, x, y }], layout: { title: { text: title } } };
};
const linear = (x: number) => x;
const quadratic = (x: number) => x * x;
let calls = 0;`,
  `interact(
  { theta: slider(0, 1, { label: "θ" }), N: whole(2, 200, { start: 10 }), cost: choice({ linear, quadratic }) },
  ({ theta, N, cost }) => {
    calls++;
    if (theta > 0.9) throw new RangeError("theta must be in [0, 0.9]; got <" + theta + ">");
    console.log("call with N", N);
    figure(curveOf(theta, cost, "θ = " + theta + ", N = " + N));
    table([{ theta, N }]);
    return N;
  },
);`,
  `await interact(
  {
    level: logarithmic(0.01, 100), span: range(0, 10), on: toggle(), field: number({ start: 3, min: 0 }),
    words: text({ start: "two" }), frame: play(0, 5, { interval: 200 }), name: choice(["one", "two"]),
  },
  async (values) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    console.log(JSON.stringify(values));
  },
);`,
  `interact({ busy: slider(0, 1) }, ({ busy }) => {
  for (const end = Date.now() + 30; Date.now() < end;);
  figure(curveOf(busy, linear, "busy " + busy));
});`,
  `calls`,
];

/** The row of a control, found by what stands beside it. */
const rowOf = (page: Page, label: string): Locator =>
  page.locator(".widget-inline-hbox", { has: page.locator(`.widget-label:text-is("${label}")`) });

/** The handle of a slider taken, and moved to shares of its length; the mouse button is up at the end. */
async function drag(page: Page, row: Locator, ...to: readonly number[]): Promise<void> {
  await row.scrollIntoViewIfNeeded();
  const handle = await row.locator(".noUi-handle").last().boundingBox();
  const rail = await row.locator(".noUi-base").boundingBox();
  assert.ok(handle && rail);
  const y = handle.y + handle.height / 2;
  await page.mouse.move(handle.x + handle.width / 2, y);
  await page.mouse.down();
  for (const share of to) await page.mouse.move(rail.x + share * rail.width, y);
  await page.mouse.up();
}

const WAIT = { timeout: 15_000 };
const quantile = (sorted: readonly number[], p: number): number => sorted[Math.floor(p * (sorted.length - 1))];

describe("controls in JupyterLab", { skip }, () => {
  let lab: Lab;
  let notebook: OpenNotebook;
  let page: Page;
  before(async () => {
    assert.ok(chromium, "CI needs a Chromium");
    lab = await startLab(chromium);
    notebook = await lab.openNew("controls", CELLS);
    ({ page } = notebook);
    await notebook.runAll();
    assert.deepEqual(await notebook.failures(), []);
  });
  after(() => lab?.close());

  const cell = (index: number): Locator => page.locator(".jp-CodeCell").nth(index);
  const titled = (text: string, figure = 0): Promise<void> =>
    notebook.figure(figure).locator(".gtitle").filter({ hasText: text }).waitFor(WAIT);
  const noErrors = (): void => assert.deepEqual(notebook.errors, []);
  const heightOf = async (locator: Locator): Promise<number> => (await locator.boundingBox())?.height ?? 0;

  test(
    "a print, a figure, a table and a value follow, and the area keeps its height",
    { timeout: 120_000 },
    async () => {
      await titled("θ = 0.5, N = 10");
      const area = cell(1).locator(".jp-OutputArea").first();
      const before = await heightOf(area);
      const heights = new Set<number>();
      for (const [share, theta] of [
        [0.2, "0.2"],
        [0.7, "0.7"],
      ] as const) {
        await drag(page, rowOf(page, "θ"), share);
        heights.add(await heightOf(area));
        await titled(`θ = ${theta}, N = 10`);
        heights.add(await heightOf(area));
      }
      for (const height of heights) assert.ok(Math.abs(height - before) < 3, `${height} px, was ${before}`);
      await drag(page, rowOf(page, "N"), 1);
      await titled("N = 200");
      await area.getByText("call with N 200").waitFor(WAIT);
      await area.locator("td").getByText("200").waitFor(WAIT);
      await rowOf(page, "cost").locator("select").selectOption("quadratic");
      noErrors();
    },
  );

  test("what the callback throws stands below the controls until it succeeds again", { timeout: 120_000 }, async () => {
    const error = cell(1).getByText("RangeError: theta must be in [0, 0.9]; got <1>");
    const figure = notebook.figure(0);
    const before = await heightOf(figure);
    await drag(page, rowOf(page, "θ"), 1);
    await error.waitFor(WAIT);
    assert.equal(await heightOf(figure), before);
    await drag(page, rowOf(page, "θ"), 0.4);
    await titled("θ = 0.4");
    await error.waitFor({ ...WAIT, state: "hidden" });
    noErrors();
  });

  test("zoom is kept while a control moves", { timeout: 120_000 }, async () => {
    const figure = notebook.figure(0);
    await figure.scrollIntoViewIfNeeded();
    const plot = await figure.locator(".nsewdrag").boundingBox();
    assert.ok(plot);
    await page.mouse.move(plot.x + 0.5 * plot.width, plot.y + 0.5 * plot.height);
    await page.mouse.down();
    await page.mouse.move(plot.x + 0.9 * plot.width, plot.y + 0.9 * plot.height, { steps: 5 });
    await page.mouse.up();
    const range = (): Promise<unknown> =>
      withElement(figure, `(node) => node.querySelector(".js-plotly-plot")._fullLayout.xaxis.range.slice()`);
    await page.waitForTimeout(500);
    const zoomed = await range();
    assert.ok((zoomed as number[])[0] > 0.3, `zoomed to ${String(zoomed)}`);
    await drag(page, rowOf(page, "θ"), 0.6);
    await titled("θ = 0.6");
    assert.deepEqual(await range(), zoomed);
    noErrors();
  });

  test("every kind of control gives its values, rounded to its stops", { timeout: 120_000 }, async () => {
    const values = async (): Promise<Record<string, unknown>> =>
      JSON.parse(await cell(2).locator(".jp-OutputArea-output pre").last().innerText()) as Record<string, unknown>;
    const until = async (name: string, value: unknown): Promise<void> => {
      const end = Date.now() + WAIT.timeout;
      let now: unknown;
      while (JSON.stringify((now = (await values())[name])) !== JSON.stringify(value)) {
        assert.ok(Date.now() < end, `${name} is ${JSON.stringify(now)}, not ${JSON.stringify(value)}`);
        await page.waitForTimeout(50);
      }
    };
    assert.deepEqual(await values(), {
      level: 1,
      span: [0, 10],
      on: false,
      field: 3,
      words: "two",
      frame: 0,
      name: "one",
    });
    await drag(page, rowOf(page, "level"), 0.75);
    await until("level", 10);
    await drag(page, rowOf(page, "span"), 0.3);
    await until("span", [0, 3]);
    await cell(2).locator(".widget-checkbox input").click();
    await until("on", true);
    await rowOf(page, "field").locator("input").fill("-7");
    await page.keyboard.press("Enter");
    await until("field", 0);
    await rowOf(page, "words").locator("input").fill("three <b>");
    await page.keyboard.press("Enter");
    await until("words", "three <b>");
    await rowOf(page, "name").locator("select").selectOption("two");
    await until("name", "two");
    await cell(2).locator(".jupyter-widgets.widget-play button").first().click();
    await until("frame", 5);
    noErrors();
  });

  test(
    "fast dragging: the figure follows the hand, and the last move is the last drawn",
    { timeout: 180_000 },
    async (t) => {
      const row = rowOf(page, "busy");
      await row.scrollIntoViewIfNeeded();
      await notebook.figure(1).locator(".gtitle").waitFor(WAIT);
      const handle = await row.locator(".noUi-handle").boundingBox();
      const rail = await row.locator(".noUi-base").boundingBox();
      assert.ok(handle && rail);
      // From a move of the mouse, as the page sees it, to the frame in which the figure has changed.
      await withElement(
        notebook.figure(1),
        `(node) => {
      const times = (window.times = []);
      let moved = 0;
      document.addEventListener("pointermove", () => (moved = performance.now()), true);
      new MutationObserver(() => {
        const from = moved;
        requestAnimationFrame(() => setTimeout(() => from && times.push(performance.now() - from)));
      }).observe(node.querySelector(".gtitle"), { childList: true, characterData: true, subtree: true });
    }`,
      );
      const times = (): Promise<number[]> => page.evaluate("window.times") as Promise<number[]>;
      const y = handle.y + handle.height / 2;
      await page.mouse.move(handle.x + handle.width / 2, y);
      await page.mouse.down();
      for (let i = 1; i <= 30; i++) {
        const { length } = await times();
        await page.mouse.move(rail.x + (0.1 + (0.8 * i) / 30) * rail.width, y);
        for (const end = Date.now() + 5000; (await times()).length === length && Date.now() < end;)
          await page.waitForTimeout(20);
      }
      const single = [...(await times())].sort((a, b) => a - b);
      await page.evaluate("window.times.length = 0");
      const begin = Date.now();
      for (let i = 0; i <= 150; i++) await page.mouse.move(rail.x + (i / 150) * rail.width, y);
      const moving = Date.now() - begin;
      const end = Date.now();
      await titled("busy 1", 1);
      const last = Date.now() - end;
      await page.mouse.up();
      const drawings = (await times()).length;
      t.diagnostic(
        `30 ms of computing, from hand to redraw: median ${quantile(single, 0.5).toFixed(0)} ms, 90 % ${quantile(single, 0.9).toFixed(0)} ms;` +
          ` 150 moves in ${moving} ms: ${drawings} drawings, the last ${last} ms after the last move`,
      );
      assert.ok(single.length >= 25, `${single.length} of 30 moves were drawn`);
      assert.ok(drawings < 150, "fast moves are drawn together");
      noErrors();
    },
  );

  test("a cell that runs again closes its old controls", { timeout: 120_000 }, async () => {
    const rows = rowOf(page, "θ");
    const open = (): Promise<unknown> =>
      page.evaluate(`(async () => {
        const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
        return Object.keys((await kernel.requestCommInfo({ target_name: "jupyter.widget" })).content.comms).length;
      })()`);
    const before = await open();
    await cell(1).locator(".jp-InputArea-editor").click();
    await page.keyboard.press("Control+Enter");
    await titled("θ = 0.5, N = 10");
    assert.equal(await rows.count(), 1);
    assert.equal(await open(), before);
    await drag(page, rows, 0.3);
    await titled("θ = 0.3");
    noErrors();
  });

  test("a page that is loaded again has its controls, as they stood", { timeout: 120_000 }, async () => {
    await page.evaluate("jupyterapp.commands.execute('docmanager:save')");
    await page.reload();
    await page.waitForSelector(".jp-Notebook .jp-Cell");
    const readout = rowOf(page, "θ").locator(".widget-readout");
    await readout.filter({ hasText: "0.30" }).waitFor(WAIT);
    noErrors();
  });
});
