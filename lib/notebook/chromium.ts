/** A Chromium on this machine, and pages in it that have plotly.js. */
import { existsSync } from "node:fs";
import path from "node:path";

const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"].flatMap((name) => [
      `/usr/bin/${name}`,
      `/usr/local/bin/${name}`,
      `/snap/bin/${name}`,
    ]),
    "/opt/google/chrome/chrome",
  ],
  darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA].flatMap((folder) =>
    (folder ? ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"] : []).map(
      (program) => path.join(folder ?? "", program),
    ),
  ),
};

/** The Chromium, Chrome or Edge that is found, or that CHROME_PATH names; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env.CHROME_PATH;
  return [...(named ? [named] : []), ...(PLACES[process.platform] ?? [])].find((file) => existsSync(file));
}

/** How it is started, headless. (Its sandbox needs rights that containers lack; it opens local pages only.) */
export const chromiumOptions = (executablePath: string) => ({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});

/** The file of plotly.js, which a page loads. */
export const plotlyFile = (): string => require.resolve("plotly.js/dist/plotly.min.js");

/** What is used of playwright's page. (Its own types take tslab long to read.) */
export interface PlotlyPage {
  /** What an expression, given as text, or the promise that it is, comes to in the page. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly setContent: (html: string) => Promise<void>;
  readonly addScriptTag: (script: { readonly path: string }) => Promise<unknown>;
  readonly pdf: (options: {
    readonly width: string;
    readonly height: string;
    readonly printBackground: boolean;
    readonly pageRanges: string;
  }) => Promise<Uint8Array>;
}

interface Browser {
  readonly newContext: (options: { readonly offline: boolean }) => Promise<{ newPage: () => Promise<PlotlyPage> }>;
  readonly close: () => Promise<void>;
}

/** Does some work in a page that has plotly.js, without network. */
export async function withPlotly<T>(executable: string, work: (page: PlotlyPage) => Promise<T>): Promise<T> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded late, and without its types
  const { chromium } = require("playwright-core") as {
    readonly chromium: { readonly launch: (options: object) => Promise<Browser> };
  };
  const browser = await chromium.launch(chromiumOptions(executable));
  try {
    const page = await (await browser.newContext({ offline: true })).newPage();
    await page.addScriptTag({ path: plotlyFile() });
    return await work(page);
  } finally {
    await browser.close();
  }
}
