/** Figures drawn in a Chromium on this machine. */
import { chromium, type Browser } from "playwright-core";
import { chromiumOptions, withPlotly } from "../lib/notebook/chromium";
import type { Json } from "./notebook";
import { png } from "./picture";

export { findChromium } from "../lib/notebook/chromium";

/** Starts it, headless. */
export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch(chromiumOptions(executablePath));

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

/** Draws plotly specifications as PNG pictures, in base64. */
export const drawFigures = (executable: string, specifications: readonly Json[]): Promise<string[]> =>
  withPlotly(executable, async (page) => {
    const pictures: string[] = [];
    for (const specification of specifications) {
      const { width, height } = sizeOf(specification);
      const options = { format: "png", scale: SCALE, width, height };
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
  });
