/** The notebooks in a real JupyterLab, in a real Chromium: opened as committed, and run. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findChromium } from "../../tools/chromium";
import { notebookNames, outputsOf, PLOTLY, readNotebook } from "../../tools/notebook";
import { startLab, type Lab } from "./lab";

const chromium = findChromium();
const skip = chromium === undefined && !process.env.CI
  ? "no Chromium, Chrome or Edge is found; install one, or name it in CHROME_PATH"
  : false;

describe("JupyterLab in Chromium", { skip }, () => {
  let lab: Lab;
  before(async () => {
    assert.ok(chromium, "CI needs a Chromium");
    lab = await startLab(chromium);
  });
  after(() => lab?.close());

  const figuresOf = (name: string): number =>
    outputsOf(readNotebook(name)).filter((output) => output.data?.[PLOTLY]).length;

  for (const name of notebookNames()) {
    test(`${name}: its figures are there when it is opened, without an error`, { timeout: 60_000 }, async () => {
      const notebook = await lab.open(name);
      await notebook.waitForFigures(figuresOf(name));
      assert.deepEqual(notebook.errors, []);
      await notebook.close();
    });
  }

  // The start and the first of each paper; the others run from clean kernels in reproduce.test.ts.
  for (const name of notebookNames().filter((notebook) => /^[0-5]0-/.test(notebook))) {
    test(`${name}: its figures are there after Run All, without an error`, { timeout: 120_000 }, async () => {
      const notebook = await lab.open(name);
      await notebook.runAll();
      assert.deepEqual(await notebook.failures(), []);
      await notebook.waitForFigures(figuresOf(name));
      assert.deepEqual(notebook.errors, []);
      await notebook.close();
    });
  }
});
