/** A Chromium on this machine, and figures drawn in it. */
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser } from "playwright-core";
import { ROOT, type Json } from "./notebook";
import { png } from "./picture";

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

/** Starts it, headless. (Its sandbox needs rights that containers lack; it opens local pages only.) */
export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });

/** Of a picture, in pixels of the page, where the layout says nothing else. As in tools/lab-extension. */
const WIDTH = 800;
const HEIGHT = 450;
/** A picture's own pixels for each of the page's, on sharp screens. */
const SCALE = 2;

/** A picture's width and height in pixels of the page. */
export function sizeOf(specification: Json | undefined): { width: number; height: number } {
  const { width = WIDTH, height = HEIGHT } = (specification as { layout: { width?: number; height?: number } }).layout;
  return { width, height };
}

/** Draws plotly specifications as PNG pictures, in base64; without network. */
export async function drawFigures(executable: string, specifications: readonly Json[]): Promise<string[]> {
  const browser = await launchChromium(executable);
  try {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.addScriptTag({ path: path.join(ROOT, "node_modules", "plotly.js", "dist", "plotly.min.js") });
    const pictures: string[] = [];
    for (const specification of specifications) {
      const { width, height } = sizeOf(specification);
      const options = { format: "png", scale: SCALE, width, height };
      // Text, since tsx's helpers for named functions do not exist in the page.
      const pixels = await page.evaluate(`(async ({ data, layout }, options) => {
        const response = await fetch(await Plotly.toImage({ data, layout }, options));
        const bitmap = await createImageBitmap(await response.blob());
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        context.drawImage(bitmap, 0, 0);
        const blob = new Blob([context.getImageData(0, 0, bitmap.width, bitmap.height).data]);
        return new Promise((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
          reader.readAsDataURL(blob);
        });
      })(${JSON.stringify(specification)}, ${JSON.stringify(options)})`);
      const bytes = Buffer.from(pixels as string, "base64");
      pictures.push(png(bytes, SCALE * width, SCALE * height).toString("base64"));
    }
    return pictures;
  } finally {
    await browser.close();
  }
}
