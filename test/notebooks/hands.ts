/** What a reader's hands do to a figure in JupyterLab, and whether it is still there, as pixels. */
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

/** Two pictures of the screen, compared in the browser: no package for pictures is needed. */
const COMPARE = `async (a, b) => {
  const pixels = async (base64) => {
    const blob = await (await fetch("data:image/png;base64," + base64)).blob();
    const bitmap = await createImageBitmap(blob);
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const [one, other] = [await pixels(a), await pixels(b)];
  const far = (data, i, with_, j) => [0, 1, 2].some((c) => Math.abs(data[i + c] - with_[j + c]) > 24);
  let ink = 0, changed = 0;
  for (let i = 0; i < one.data.length; i += 4) {
    if (far(one.data, i, one.data, 0)) ink++;
    if (one.data.length !== other.data.length || far(one.data, i, other.data, i)) changed++;
  }
  return { ink: (4 * ink) / one.data.length, changed: (4 * changed) / one.data.length };
}`;

/** Shares of a figure's pixels: those that differ from its background, those that differ from an earlier picture. */
interface Looks {
  readonly ink: number;
  readonly changed: number;
  readonly height: number;
  readonly picture: string;
}

const LEAST_INK = 0.003;
const SAME = 0.004;
const MILLISECONDS_TO_SETTLE = 15_000;

/** The share of a figure's pixels below which it is blank, and within which it is the same. */
export async function looksOf(page: Page, figure: Locator, before?: string): Promise<Looks> {
  await page.mouse.move(2, 2);
  const shoot = async (): Promise<string> => (await figure.screenshot({ animations: "disabled" })).toString("base64");
  let picture = await shoot();
  // Until it stands still: what is drawn late belongs to it.
  for (let last = ""; last !== picture;) {
    await page.waitForTimeout(150);
    last = picture;
    picture = await shoot();
  }
  const compared = (await page.evaluate(`(${COMPARE})("${picture}", "${before ?? picture}")`)) as {
    ink: number;
    changed: number;
  };
  const box = await figure.boundingBox();
  return { ...compared, height: box?.height ?? 0, picture };
}

/** Waits until what a reader sees is so. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + MILLISECONDS_TO_SETTLE;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Calls a function of the page, given as text since this program knows no types of a page's, with an element of it. */
export const withElement = (of: Locator, call: string): Promise<unknown> =>
  of.evaluate((node, text) => (eval(text) as (element: unknown) => unknown)(node), call);

const run = (page: Page, command: string): Promise<unknown> =>
  page.evaluate(`jupyterapp.commands.execute("${command}").then(() => undefined)`);

/**
 * Moves a figure's slider, clicks in its legend, zooms, resizes the window, collapses the side bar, opens a second view
 * and scrolls away and back: each time it must be there, as high as before, and as it was where nothing else was asked.
 * Returns what was done.
 */
export async function survives(page: Page, figure: Locator): Promise<string[]> {
  await figure.scrollIntoViewIfNeeded();
  await figure.locator(".main-svg").first().waitFor();
  const done: string[] = [];
  const first = await looksOf(page, figure);
  assert.ok(first.ink > LEAST_INK, "drawn at first");

  let now = first;
  /** After a step: there, of its height, and the same as it was before, or not. */
  const check = async (step: string, same: boolean): Promise<void> => {
    const before = now;
    await until(`${step}: ${same ? "as before" : "changed"}`, async () => {
      now = await looksOf(page, figure, before.picture);
      return now.changed <= SAME === same || (!same && now.changed > 0.0005);
    });
    assert.ok(now.ink > LEAST_INK, `${step}: not blank; ink ${now.ink}`);
    assert.ok(Math.abs(now.height - first.height) < 3, `${step}: ${now.height} px high, was ${first.height}`);
    done.push(step);
  };
  /** A way there and back, looked at on both ends. */
  const back = async (step: string): Promise<void> => {
    now = { ...first, ...(await looksOf(page, figure)) };
    assert.ok(now.ink > LEAST_INK, `${step}: not blank`);
  };

  const rail = figure.locator(".slider-rail-touch-rect");
  if (await rail.count()) {
    const box = await rail.boundingBox();
    assert.ok(box);
    for (const share of [0.98, 0.02]) {
      await page.mouse.click(box.x + share * box.width, box.y + box.height / 2);
      await check(`slider at ${share}`, false);
    }
  }
  const entry = figure.locator(".legendtoggle").first();
  if (await entry.count()) {
    // Plotly waits whether a second click follows.
    for (const step of ["curve hidden", "curve shown again"]) {
      await page.waitForTimeout(400);
      await entry.click({ force: true });
      await check(step, false);
    }
  }
  const plot = figure.locator(".nsewdrag").first();
  const area = (await plot.count()) ? await plot.boundingBox() : null;
  if (area) {
    await page.mouse.move(area.x + 0.25 * area.width, area.y + 0.25 * area.height);
    await page.mouse.down();
    await page.mouse.move(area.x + 0.6 * area.width, area.y + 0.7 * area.height, { steps: 4 });
    await page.mouse.up();
    await check("zoomed", false);
    await page.mouse.dblclick(area.x + area.width / 2, area.y + area.height / 2);
    await check("zoomed out", false);
  }

  const fits = async (step: string, of = figure): Promise<void> =>
    until(`${step}: as wide as its output`, async () => {
      const [svg, output] = [await of.locator(".main-svg").first().boundingBox(), await of.boundingBox()];
      return svg !== null && output !== null && Math.abs(svg.width - output.width) < 2;
    });
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 1000 };
  await page.setViewportSize({ width: 800, height });
  await fits("window of 800 px");
  await back("window of 800 px");
  done.push("narrow window");
  await page.setViewportSize({ width, height });
  await fits("window as before");
  await back("window as before");

  await run(page, "application:toggle-left-area");
  await fits("side bar");
  await back("side bar");
  await run(page, "application:toggle-left-area");
  await fits("side bar again");
  await back("side bar again");
  done.push("side bar");

  const scroll = (to: string): Promise<unknown> =>
    withElement(figure, `(node) => { node.closest(".jp-WindowedPanel-outer").scrollTop = ${to}; }`);
  for (const to of ["0", "1e6"]) {
    await scroll(to);
    await page.waitForTimeout(100);
    await figure.scrollIntoViewIfNeeded();
    await check(`scrolled to ${to} and back`, true);
  }

  await withElement(
    figure,
    `(node) => {
    const { content } = jupyterapp.shell.currentWidget;
    const cell = node.closest(".jp-Cell");
    content.activeCellIndex = content.widgets.findIndex((widget) => widget.node === cell);
  }`,
  );
  await run(page, "notebook:create-output-view");
  const second = page.locator(".jp-LinkedOutputView .pm-figure").first();
  await second.locator(".main-svg").first().waitFor();
  await fits("second view", second);
  assert.ok((await looksOf(page, second)).ink > LEAST_INK, "second view: not blank");
  await page.evaluate(`[...jupyterapp.shell.widgets("main")]
    .filter(({ node }) => node.querySelector(".jp-LinkedOutputView")).forEach((widget) => widget.close())`);
  await figure.scrollIntoViewIfNeeded();
  await fits("second view closed");
  await back("second view closed");
  done.push("second view");
  return done;
}
