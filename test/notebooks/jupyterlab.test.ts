/** The notebooks in a real JupyterLab, in a real Chromium: opened as committed, and run. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { findChromium } from "../../tools/chromium";
import { notebookNames, outputsOf, PLOTLY, readNotebook, textOf } from "../../tools/notebook";
import { looksOf, survive, withElement } from "./hands";
import { startLab, type Lab } from "./lab";

const chromium = findChromium();
const skip =
  chromium === undefined && !process.env.CI
    ? "no Chromium, Chrome or Edge is found; install one, or name it in CHROME_PATH"
    : false;

describe("JupyterLab in Chromium", { skip }, () => {
  let lab: Lab;
  before(async () => {
    assert.ok(chromium, "CI needs a Chromium");
    lab = await startLab(chromium);
  });
  after(() => lab?.close());

  for (const name of notebookNames()) {
    test(`${name}: figures survive a reader's hands, as opened and after Run All`, { timeout: 600_000 }, async (t) => {
      const figures = outputsOf(readNotebook(name)).filter((output) => output.data?.[PLOTLY]);
      // The first, and all that have a slider, or two axes of one scale, which a narrow window must not stretch.
      const isHard = (specification: object): boolean =>
        "frames" in specification || JSON.stringify(specification).includes('"scaleanchor"');
      const tried = figures.flatMap(({ data }, i) => (i === 0 || isHard(data?.[PLOTLY] as object) ? [i] : []));
      const notebook = await lab.open(name);
      const tryAll = async (when: string): Promise<void> => {
        await notebook.waitForFigures(figures.length);
        for (const done of await survive(notebook.page, tried.map(notebook.figure))) t.diagnostic(`${when}, ${done}`);
      };
      await tryAll("as opened");
      await notebook.runAll();
      assert.deepEqual(await notebook.failures(), []);
      await tryAll("after Run All");
      assert.deepEqual(notebook.errors, []);
      await notebook.close();
    });
  }

  test(
    "figures: sentence, picture until seen, theme, mode bar, file at twice the pixels",
    { timeout: 300_000 },
    async () => {
      const name = "10-value-of-privacy";
      const outputs = outputsOf(readNotebook(name)).filter((output) => output.data?.[PLOTLY]);
      const notebook = await lab.open(name);
      const { page } = notebook;
      await notebook.waitForFigures(outputs.length);

      // Not seen yet: a picture, of the page's size, and shrunk with it.
      const last = notebook.figure(outputs.length - 1);
      const text = textOf(outputs[outputs.length - 1].data?.["text/plain"] as string);
      assert.equal(await last.getAttribute("role"), "img");
      assert.equal(await last.getAttribute("aria-label"), text);
      assert.equal(await last.locator(".main-svg").count(), 0);
      const widthOf = async (): Promise<number> => (await last.locator("img").boundingBox())?.width ?? 0;
      assert.equal(await last.locator("img").getAttribute("alt"), text);
      assert.equal(await widthOf(), 800);
      await page.setViewportSize({ width: 900, height: 1000 });
      const output = (await last.boundingBox())?.width ?? 0;
      assert.ok(output < 800 && Math.abs((await widthOf()) - output) < 2, `${await widthOf()} px in ${output} px`);
      await page.setViewportSize({ width: 1280, height: 1000 });

      const figure = notebook.figure(1);
      await figure.scrollIntoViewIfNeeded();
      await figure.locator(".main-svg").first().waitFor();
      const paper = (): Promise<unknown> =>
        withElement(figure, `(node) => getComputedStyle(node.querySelector(".main-svg")).backgroundColor`);
      const themed = async (theme: string, colour: string): Promise<void> => {
        await page.evaluate(`jupyterapp.commands.execute("apputils:change-theme", { theme: "${theme}" })`);
        for (const end = Date.now() + 15_000; (await paper()) !== colour && Date.now() < end;)
          await page.waitForTimeout(50);
        assert.equal(await paper(), colour);
        assert.ok((await looksOf(page, figure)).ink > 0.01);
      };
      await themed("JupyterLab Dark", "rgb(17, 17, 17)");
      await themed("JupyterLab Light", "rgb(255, 255, 255)");

      await figure.hover();
      const buttons = await figure
        .locator(".modebar-btn")
        .evaluateAll((nodes) =>
          nodes.map((node) => String((node as unknown as { dataset: { title?: string } }).dataset.title)),
        );
      assert.ok(
        buttons.some((title) => /Download/.test(title)),
        String(buttons),
      );
      assert.deepEqual(
        buttons.filter((title) => /Share|Edit/.test(title)),
        [],
      );
      const download = page.waitForEvent("download");
      await figure.locator('.modebar-btn[data-title*="Download"]').click();
      const png = readFileSync(await (await download).path());
      const width = (await figure.boundingBox())?.width ?? 0;
      assert.ok(Math.abs(png.readUInt32BE(16) - 2 * width) < 5, `${png.readUInt32BE(16)} px for ${width}`);
      assert.deepEqual(notebook.errors, []);
      await notebook.close();
    },
  );
});
