/** Controls that recompute, moved by hand in a real JupyterLab. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { findChromium } from "../../tools/chromium";
import { startLab, type Lab, type OpenNotebook } from "./lab";

const chromium = findChromium();
const skip =
  chromium === undefined && !process.env.CI
    ? "no Chromium, Chrome or Edge is found; install one, or name it in CHROME_PATH"
    : false;

const CELLS = [
  `import { choice, figure, interact, logarithmic, number, play, range, slider, table, text, toggle, whole } from "./lib/notebook";
const curveOf = (theta: number, f: (x: number) => number, title: string) => {
  const x = Array.from({ length: 400 }, (_, i) => i / 400);
  const y = x.map((v) => theta * f(v));
  return { data: [{ type: "scatter" as const, x, y }], layout: { title: { text: title } }, text: title };
};
const linear = (x: number) => x;
const quadratic = (x: number) => x * x;
let calls = 0;`,
  `interact(
  { theta: slider(0, 1, { label: "θ" }), N: whole(2, 200, { start: 10 }), cost: choice({ linear, quadratic }) },
  ({ theta, N, cost }) => {
    calls++;
    if (theta > 0.9) throw new RangeError("theta must be in [0, 0.9]; got " + theta);
    console.log("call with N", N);
    figure(curveOf(theta, cost, "θ = " + theta + ", N = " + N));
    table([{ theta, N }]);
    return N;
  },
);`,
  `interact(
  { a: logarithmic(0.01, 100), b: range(0, 10), c: toggle(), d: number({ start: 3 }), e: text({ start: "word" }), f: play(0, 20) },
  (values) => JSON.stringify(values),
);`,
  `calls`,
];

/** Rows of a control: what stands beside it, and the handles. */
const rowOf = (notebook: OpenNotebook, label: string): Locator =>
  notebook.page.locator(".widget-inline-hbox", { has: notebook.page.locator(`.widget-label:text-is("${label}")`) });

/** Drags a slider's handle to a share of its length, in steps; when the mouse was moved last. */
async function drag(page: Page, row: Locator, to: number, steps = 10): Promise<number> {
  const [handle, rail] = [
    await row.locator(".noUi-handle").first().boundingBox(),
    await row.locator(".noUi-base").boundingBox(),
  ];
  assert.ok(handle && rail);
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(rail.x + to * rail.width, handle.y + handle.height / 2, { steps });
  const now = Date.now();
  await page.mouse.up();
  return now;
}

describe("controls in JupyterLab", { skip }, () => {
  let lab: Lab;
  let notebook: OpenNotebook;
  before(async () => {
    assert.ok(chromium, "CI needs a Chromium");
    lab = await startLab(chromium);
    notebook = await lab.openNew("controls", CELLS);
    await notebook.runAll();
  });
  after(() => lab?.close());

  const title = (): Locator => notebook.figure(0).locator(".gtitle");
  const titled = (text: string): Promise<void> => title().filter({ hasText: text }).waitFor({ timeout: 15_000 });

  test("a figure, a table, a print and a value follow", { timeout: 60_000 }, async () => {
    const { page } = notebook;
    assert.deepEqual(await notebook.failures(), []);
    await titled("θ = 0.5, N = 10");
    await page.screenshot({ path: "/tmp/controls-1.png" });
    const area = page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea").first();
    const before = await area.boundingBox();
    await drag(page, rowOf(notebook, "θ"), 0.2);
    await titled("θ = 0.2, N = 10");
    await page.screenshot({ path: "/tmp/controls-2.png" });
    const after = await area.boundingBox();
    assert.ok(before && after && Math.abs(before.height - after.height) < 3);
    await drag(page, rowOf(notebook, "N"), 1);
    await titled("N = 200");
    await area.getByText("call with N 200").waitFor();
    assert.deepEqual(notebook.errors, []);
  });
});
