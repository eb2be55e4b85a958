/** Saves figures as files. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkNumber, rejectKind, rejectValue } from "../arguments";
import { findChromium, plotlyFile, withPlotly, type PlotlyPage } from "./chromium";
import { display } from "./display";
import { checkFigure, HEIGHT, specificationOf, wordsOfTitle, type FigureToShow } from "./figure";

interface Size {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

type Specification = ReturnType<typeof specificationOf>;

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

/** A page of its own, plotly.js inside: it needs no network, and its sliders move. */
function htmlOf(specification: Specification, title: string, sentence = title): string {
  // Inside a script "</" would end it.
  const json = JSON.stringify(specification).replace(/<\//g, "<\\/");
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>html, body { height: 100%; margin: 0; }</style>
<script>${readFileSync(plotlyFile(), "utf8")}</script></head>
<body><div id="figure" role="img" aria-label="${escaped(sentence)}" style="height: 100%"></div>
<script>
const figure = ${json};
delete figure.layout.height;
Plotly.newPlot("figure", { ...figure, config: { ...figure.config, responsive: true } });
</script></body>
</html>
`;
}

const svgOf = async (page: PlotlyPage, { data, layout }: Specification, { width, height }: Size): Promise<string> => {
  const options = JSON.stringify({ format: "svg", width, height });
  const url = await page.evaluate(`Plotly.toImage(${JSON.stringify({ data, layout })}, ${options})`);
  return decodeURIComponent((url as string).slice((url as string).indexOf(",") + 1));
};

type Drawing = (page: PlotlyPage, specification: Specification, size: Size) => Promise<string | Uint8Array>;

/** What only a browser draws, by the file's ending. */
const DRAWINGS: Readonly<Record<string, Drawing>> = {
  ".svg": svgOf,
  ".png": async (page, { data, layout }, { width, height, scale }) => {
    const options = JSON.stringify({ format: "png", width, height, scale });
    const url = await page.evaluate(`Plotly.toImage(${JSON.stringify({ data, layout })}, ${options})`);
    return Buffer.from((url as string).slice((url as string).indexOf(",") + 1), "base64");
  },
  ".pdf": async (page, specification, size) => {
    const svg = await svgOf(page, specification, size);
    await page.setContent(`<style>body { margin: 0; } svg { display: block; }</style>${svg}`);
    const [width, height] = [`${size.width}px`, `${size.height}px`];
    return page.pdf({ width, height, printBackground: true, pageRanges: "1" });
  },
};

const ENDINGS = [".svg", ".png", ".pdf", ".html", ".json"];

/**
 * Saves a figure; a line under the cell says so. Pictures are drawn by the Chromium, Chrome or Edge that is found; a page
 * (.html) and plotly's specification (.json) need none.
 * @param fig as `figure` shows it
 * @param file its path from the project's root, ending with .svg, .png, .pdf, .html or .json; folders are made
 * @param options of a picture: `width` and `height` in pixels, 800 and the layout's by default; `scale`: how many pixels a
 *   PNG has for each of these, 2 by default
 * @returns a promise of the path: await it
 * @throws RangeError for another ending; Error where a picture is asked for and no browser is found
 */
export async function save(
  fig: FigureToShow,
  file: string,
  options: { readonly width?: number; readonly height?: number; readonly scale?: number } = {},
): Promise<string> {
  checkFigure(fig);
  if (typeof file !== "string") rejectKind("file", file, "a path");
  const ending = path.extname(file).toLowerCase();
  if (!ENDINGS.includes(ending)) rejectValue("file", file, `a path that ends with ${ENDINGS.join(", ")}`);
  const { width = fig.layout.width ?? 800, height = fig.layout.height ?? HEIGHT, scale = 2 } = options;
  for (const [name, value] of Object.entries({ width, height })) checkNumber(name, value, { min: 10, max: 10_000 });
  checkNumber("scale", scale, { min: 0.1, max: 10 });

  const specification = specificationOf(fig);
  const draw = DRAWINGS[ending] as Drawing | undefined;
  let content: string | Uint8Array;
  if (draw) {
    const chromium = findChromium();
    if (chromium === undefined)
      throw new Error(
        `${ending} needs a browser, and no Chromium, Chrome or Edge is found: install one, or name it in CHROME_PATH; ` +
          ".html and .json need none",
      );
    content = await withPlotly(chromium, (page) => draw(page, specification, { width, height, scale }));
  } else
    content = ending === ".html" ? htmlOf(specification, wordsOfTitle(fig), fig.text) : JSON.stringify(specification);
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeFileSync(file, content);
  display({ "text/plain": `Saved ${file}${draw ? ` (${width} × ${height})` : ""}` });
  return file;
}
