/** The notebooks in a real JupyterLab, in a real Chromium: opened as committed, and run. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findChromium } from "../../tools/chromium";
import { notebookNames, outputsOf, PLOTLY, readNotebook } from "../../tools/notebook";
import { survive } from "./hands";
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
      // The first, and all that have a slider.
      const tried = figures.flatMap(({ data }, i) => (i === 0 || "frames" in (data?.[PLOTLY] as object) ? [i] : []));
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
});
