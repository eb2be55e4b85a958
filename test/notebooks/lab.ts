/** A real JupyterLab, on copies of the notebooks (it saves what it shows), driven in a real Chromium. */
import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { launchChromium } from "../../tools/chromium";
import { fileOf, notebookNames } from "../../tools/notebook";
import { jupyterEnvironment, setUpJupyter } from "../../tools/setup.cjs";

export interface Lab {
  readonly browser: Browser;
  /** Opens a notebook as it is committed. */
  readonly open: (name: string) => Promise<OpenNotebook>;
  /** Opens a new notebook with these cells of code. */
  readonly openNew: (name: string, cells: readonly string[]) => Promise<OpenNotebook>;
  readonly close: () => Promise<void>;
}

export interface OpenNotebook {
  readonly page: Page;
  /** What the browser's console reported as errors so far. */
  readonly errors: readonly string[];
  /** Clears the outputs, runs all cells and waits until the last has ended. */
  readonly runAll: () => Promise<void>;
  /** The errors of cells, and what they wrote on stderr. */
  readonly failures: () => Promise<string[]>;
  /** Waits until this many figures are there, and fails if they are not, or more are. */
  readonly waitForFigures: (count: number) => Promise<void>;
  /** A figure in the notebook, from 0. */
  readonly figure: (index: number) => Locator;
  /** Closes it and stops its kernel. */
  readonly close: () => Promise<void>;
}

const SECONDS_TO_START = 60;
const SECONDS_TO_DRAW = 20;

/** Waits for the file in which the server says where it listens. */
async function addressOf(server: ChildProcess, runtime: string): Promise<{ url: string; token: string }> {
  const file = path.join(runtime, `jpserver-${server.pid}.json`);
  for (let tenths = 0; tenths < 10 * SECONDS_TO_START; tenths++) {
    if (server.exitCode !== null) throw new Error(`JupyterLab ended with exit code ${server.exitCode}`);
    if (existsSync(file)) {
      try {
        return JSON.parse(readFileSync(file, "utf8")) as { url: string; token: string };
      } catch {
        /* written just now, and only in part */
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`JupyterLab did not start within ${SECONDS_TO_START} s`);
}

/** Starts JupyterLab and Chromium. */
export async function startLab(chromium: string): Promise<Lab> {
  const folder = mkdtempSync(path.join(tmpdir(), "privacy-markets-"));
  mkdirSync(path.join(folder, "notebooks"));
  for (const name of notebookNames()) copyFileSync(fileOf(name), path.join(folder, "notebooks", `${name}.ipynb`));
  const environment = jupyterEnvironment();
  const server = spawn(
    await setUpJupyter(),
    [
      "-m",
      "jupyterlab",
      "--no-browser",
      "--allow-root",
      "--ServerApp.port=0",
      `--ServerApp.root_dir=${folder}`,
      "--LabApp.expose_app_in_browser=True",
      "--Application.log_level=ERROR",
    ],
    { env: { ...environment, JUPYTER_CONFIG_DIR: path.join(folder, "config") }, stdio: "ignore" },
  );
  const { url, token } = await addressOf(server, environment.JUPYTER_RUNTIME_DIR ?? "");
  const browser = await launchChromium(chromium);

  const open: Lab["open"] = async (name) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
    });
    await page.goto(`${url}lab/tree/notebooks/${name}.ipynb?reset&token=${token}`);
    await page.waitForSelector(".jp-Notebook .jp-Cell");
    await page.getByText("TypeScript | Idle").waitFor();
    const failures = (): Promise<string[]> =>
      page
        .locator('[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]')
        .allInnerTexts();
    return {
      page,
      errors,
      async runAll() {
        await page.evaluate("jupyterapp.commands.execute('notebook:clear-all-cell-outputs')");
        void page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')").catch(() => {});
        const prompts = page.locator(".jp-CodeCell .jp-InputPrompt");
        const waiting = async (): Promise<boolean> => (await prompts.allInnerTexts()).some((text) => !/\d/.test(text));
        while ((await waiting()) && (await failures()).length === 0) await page.waitForTimeout(200);
      },
      failures,
      figure: (index) => page.locator(".jp-Notebook .pm-figure").nth(index),
      async close() {
        await page.evaluate("jupyterapp.commands.execute('kernelmenu:shutdown')");
        await page.close();
      },
      async waitForFigures(count) {
        // Opened as saved, the renderer shows the static picture until it is seen.
        const drawn = page.locator(".pm-figure:has(.main-svg, img[src])");
        for (let tenths = 0; (await drawn.count()) !== count; tenths++) {
          if (tenths === 10 * SECONDS_TO_DRAW)
            throw new Error(`${await drawn.count()} figures are there, not ${count}`);
          await page.waitForTimeout(100);
        }
      },
    };
  };

  return {
    browser,
    open,
    openNew(name, cells) {
      const code = cells.map((source, i) => ({
        cell_type: "code",
        id: `cell-${i}`,
        metadata: {},
        source,
        outputs: [],
        execution_count: null,
      }));
      const metadata = { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } };
      const notebook = { cells: code, metadata, nbformat: 4, nbformat_minor: 5 };
      writeFileSync(path.join(folder, "notebooks", `${name}.ipynb`), JSON.stringify(notebook));
      return open(name);
    },
    async close() {
      await browser.close();
      server.kill();
      await new Promise((resolve) => server.on("close", resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
