/** The notebooks in a real JupyterLab, in a real Chromium: opened as committed, and run. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findChromium } from "../../tools/chromium";
import { notebookNames, outputsOf, PLOTLY, readNotebook } from "../../tools/notebook";
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

  // The start and the first of each paper are run; the others run from clean kernels in reproduce.test.ts.
  const isRun = (name: string): boolean => /^[0-5]0-/.test(name);

  for (const name of notebookNames()) {
    test(
      `${name}: figures as opened${isRun(name) ? ", and after Run All" : ""}, no error`,
      { timeout: 120_000 },
      async () => {
        const figures = outputsOf(readNotebook(name)).filter((output) => output.data?.[PLOTLY]).length;
        const notebook = await lab.open(name);
        await notebook.waitForFigures(figures);
        if (isRun(name)) {
          await notebook.runAll();
          assert.deepEqual(await notebook.failures(), []);
          await notebook.waitForFigures(figures);
        }
        assert.deepEqual(notebook.errors, []);
        await notebook.close();
      },
    );
  }
});
