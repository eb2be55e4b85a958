/** What a reader's hands do to figures in JupyterLab, and whether they are still there, as pixels. */
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";

/**
 * Two pictures of the screen, compared in the browser (no package for pictures is needed): the share of pixels that are not
 * of the first one's background; of those that differ; and of those that differ by more than a shift by a pixel.
 */
const COMPARE = `async (a, b) => {
  const pixels = async (base64, shrunk) => {
    const blob = await (await fetch("data:image/png;base64," + base64)).blob();
    const bitmap = await createImageBitmap(blob);
    const [width, height] = [Math.ceil(bitmap.width / shrunk), Math.ceil(bitmap.height / shrunk)];
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  const share = (one, limit, otherAt) => {
    let count = 0;
    for (let i = 0; i < one.length; i += 4) {
      if ([0, 1, 2].some((c) => Math.abs(one[i + c] - otherAt(i + c, c)) > limit)) count++;
    }
    return (4 * count) / one.length;
  };
  const [one, other] = [await pixels(a, 1), await pixels(b, 1)];
  const [coarse, otherCoarse] = [await pixels(a, 6), await pixels(b, 6)];
  return {
    ink: share(one, 24, (i, c) => one[c]),
    changed: one.length === other.length ? share(one, 24, (i) => other[i]) : 1,
    moved: coarse.length === otherCoarse.length ? share(coarse, 48, (i) => otherCoarse[i]) : 1,
  };
}`;

/** How a figure looks, compared with an earlier picture of it. */
interface Looks {
  readonly ink: number;
  readonly changed: number;
  readonly moved: number;
  readonly height: number;
  readonly picture: string;
}

const LEAST_INK = 0.003;
const SAME = 0.004;
const CHANGED = 0.0005;
const MILLISECONDS_TO_SETTLE = 15_000;

/** How a figure looks once it stands still: what is drawn late belongs to it. */
export async function looksOf(page: Page, figure: Locator, before?: string): Promise<Looks> {
  // A label at the mouse may be drawn after the mouse has left.
  const options = { animations: "disabled", style: ".hoverlayer { visibility: hidden }" } as const;
  const shoot = async (): Promise<string> => (await figure.screenshot(options)).toString("base64");
  let picture = await shoot();
  for (let last = ""; last !== picture;) {
    await page.waitForTimeout(60);
    last = picture;
    picture = await shoot();
  }
  const compared = (await page.evaluate(`(${COMPARE})("${picture}", "${before ?? picture}")`)) as {
    ink: number;
    changed: number;
    moved: number;
  };
  const box = await figure.boundingBox();
  return { ...compared, height: box?.height ?? 0, picture };
}

/** Waits until what a reader sees is so. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + MILLISECONDS_TO_SETTLE;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Calls a function of the page, given as text since this program knows no types of a page's, with an element of it. */
export const withElement = (of: Locator, call: string): Promise<unknown> =>
  of.evaluate((node, text) => (eval(text) as (element: unknown) => unknown)(node), call);

const run = (page: Page, command: string): Promise<unknown> =>
  page.evaluate(`jupyterapp.commands.execute("${command}").then(() => undefined)`);

const awayFrom = (page: Page): Promise<void> => page.mouse.move(2, 2);

async function drawn(figure: Locator): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  await figure.locator(".main-svg").first().waitFor();
}

/** Moves a figure's slider, clicks in its legend, zooms: each changes it, and leaves it as high. What was done. */
async function handled(page: Page, figure: Locator): Promise<string[]> {
  await drawn(figure);
  await awayFrom(page);
  const done: string[] = [];
  const first = await looksOf(page, figure);
  assert.ok(first.ink > LEAST_INK, "drawn at first");
  let now = first;
  const changes = async (step: string): Promise<void> => {
    const before = now;
    await awayFrom(page);
    await until(`${step}: changed`, async () => {
      now = await looksOf(page, figure, before.picture);
      return now.changed > CHANGED;
    });
    assert.ok(now.ink > LEAST_INK, `${step}: not blank; ink ${now.ink}`);
    assert.ok(Math.abs(now.height - first.height) < 3, `${step}: ${now.height} px high, was ${first.height}`);
    done.push(step);
  };

  const rail = figure.locator(".slider-rail-touch-rect");
  if (await rail.count()) {
    const box = await rail.boundingBox();
    assert.ok(box);
    for (const share of [0.98, 0.02]) {
      await page.mouse.click(box.x + share * box.width, box.y + box.height / 2);
      await changes(`slider at ${share}`);
    }
  }
  const entry = figure.locator(".legendtoggle").first();
  if (await entry.count()) {
    for (const step of ["curve hidden", "curve shown"]) {
      // Plotly waits whether a second click follows.
      await page.waitForTimeout(350);
      await entry.click({ force: true });
      await changes(step);
    }
  }
  const plot = figure.locator(".nsewdrag").first();
  const area = (await plot.count()) ? await plot.boundingBox() : null;
  if (area) {
    // From where no legend lies over the plot: there the mouse would take hold of the legend.
    const legend = (await entry.count()) ? await figure.locator(".legend .bg").first().boundingBox() : null;
    const isFree = (x: number, y: number): boolean =>
      !legend || x < legend.x || x > legend.x + legend.width || y < legend.y || y > legend.y + legend.height;
    const from = [0.25, 0.5, 0.65]
      .map((share) => ({ x: area.x + share * area.width, y: area.y + share * area.height }))
      .find(({ x, y }) => isFree(x, y));
    assert.ok(from, "a place to begin a zoom");
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 0.3 * area.width, from.y + 0.3 * area.height, { steps: 4 });
    await page.mouse.up();
    await changes("zoomed in");
    await page.mouse.dblclick(area.x + area.width / 2, area.y + area.height / 2);
    await changes("zoomed out");
  }
  return done;
}

const fits = (step: string, figure: Locator): Promise<void> =>
  until(`${step}: as wide as its output`, async () => {
    const svg = await figure.locator(".main-svg").first().boundingBox();
    const output = await figure.boundingBox();
    return svg !== null && output !== null && output.width > 100 && Math.abs(svg.width - output.width) < 2;
  });

/** Opens a second view of a figure's output, looks at the figure there, and closes it. */
async function seenTwice(page: Page, figure: Locator): Promise<void> {
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
}

/**
 * Handles figures one by one; then, all at once, makes the window narrow, collapses the side bar, opens and closes second
 * views, and scrolls away and back. Each time they must be there, as wide as their output, and at last as they were. What
 * was done.
 */
export async function survive(page: Page, figures: readonly Locator[]): Promise<string[]> {
  const done: string[] = [];
  for (const [i, figure] of figures.entries()) {
    const steps = await handled(page, figure);
    done.push(`figure ${i + 1} of ${figures.length}: ${steps.join(", ")}`);
  }

  const each = async (step: string, look: (figure: Locator, i: number) => Promise<Looks>): Promise<void> => {
    for (const [i, figure] of figures.entries()) {
      await drawn(figure);
      await fits(step, figure);
      const { ink } = await look(figure, i);
      assert.ok(ink > LEAST_INK, `${step}: not blank; ink ${ink}`);
    }
    done.push(step);
  };
  const before: Looks[] = [];
  await each("as it was handled", async (figure, i) => (before[i] = await looksOf(page, figure)));
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 1000 };
  await page.setViewportSize({ width: 800, height });
  await each("window of 800 px", (figure) => looksOf(page, figure));
  await page.setViewportSize({ width, height });
  await run(page, "application:toggle-left-area");
  await each("side bar collapsed", (figure) => looksOf(page, figure));
  await run(page, "application:toggle-left-area");
  await each("second view, scrolled away and back", async (figure, i) => {
    await seenTwice(page, figure);
    for (const to of ["0", "1e6"])
      await withElement(figure, `(node) => { node.closest(".jp-WindowedPanel-outer").scrollTop = ${to}; }`);
    await drawn(figure);
    let now = before[i];
    await until("as it was before", async () => {
      now = await looksOf(page, figure, before[i].picture);
      return now.moved <= SAME && Math.abs(now.height - before[i].height) < 3;
    });
    return now;
  });
  return done;
}
