import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { save } from "../../lib/notebook";
import { findChromium, launchChromium } from "../../tools/chromium";
import { shownBy } from "./kernel";

const folder = mkdtempSync(path.join(tmpdir(), "privacy-markets-save-"));
after(() => rmSync(folder, { recursive: true }));

const parabola = {
  data: [{ type: "scatter" as const, x: [1, 2, 3], y: [1, 4, 9], text: ["</script>", "", ""] }],
  layout: { title: { text: "A <i>parabola</i>" } },
  text: 'The squares "</script>" of numbers.',
};

test("plotly's specification and a page need no browser", async () => {
  const json = path.join(folder, "of", "parabola.json");
  const [{ data }] = await shownBy(async () => assert.equal(await save(parabola, json), json));
  assert.equal(data["text/plain"], `Saved ${json}`);
  const specification = JSON.parse(readFileSync(json, "utf8")) as { data: { y: number[] }[]; layout: object };
  assert.deepEqual(specification.data[0].y, [1, 4, 9]);
  assert.ok("template" in specification.layout);
});

test("what cannot be saved is refused", async () => {
  await assert.rejects(save(parabola, "parabola.gif"), /^RangeError: file must be a path that ends with .svg, .png/);
  await assert.rejects(save(parabola, 3 as never), TypeError);
  await assert.rejects(save({} as never, "parabola.svg"), /fig.data must be an array/);
  await assert.rejects(save(parabola, "parabola.svg", { width: 0 }), /width must be a number in \[10, 10000\]; got 0/);
});

test("where no browser is found, that is said, and what to do", async () => {
  const platform = Object.getOwnPropertyDescriptor(process, "platform");
  const named = process.env.CHROME_PATH;
  delete process.env.CHROME_PATH;
  Object.defineProperty(process, "platform", { ...platform, value: "aix" });
  try {
    await assert.rejects(
      save(parabola, path.join(folder, "p.svg")),
      /no Chromium, Chrome or Edge is found: install one/,
    );
  } finally {
    if (platform) Object.defineProperty(process, "platform", platform);
    if (named !== undefined) process.env.CHROME_PATH = named;
  }
});

const chromium = findChromium();
const skip = chromium === undefined && !process.env.CI ? "no Chromium is found" : false;

describe("with a browser", { skip }, () => {
  const saved = async (name: string, options = {}): Promise<Buffer> => {
    const file = path.join(folder, name);
    await shownBy(() => save(parabola, file, options));
    return readFileSync(file);
  };

  test("a picture in SVG has its size, its title and a curve", async () => {
    const svg = (await saved("parabola.svg", { width: 600, height: 300 })).toString();
    assert.match(svg, /^<svg [^>]*width="600" height="300"/);
    assert.match(svg, /parabola/);
    assert.match(svg, /class="js-line"/);
  });

  test("a picture in PNG has twice the pixels", async () => {
    const png = await saved("parabola.png");
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1600, 900]);
  });

  test("a PDF is one page of the picture's size", async () => {
    const pdf = (await saved("parabola.pdf")).toString("latin1");
    assert.match(pdf, /^%PDF/);
    assert.match(pdf, /\/MediaBox \[0 0 600 337\.[0-9]+\]/); // points: 3/4 of a pixel
    assert.equal(pdf.match(/\/Type \/Page\b(?!s)/g)?.length, 1);
  });

  test("a page draws itself without network, and says its sentence", async () => {
    await saved("parabola.html");
    const browser = await launchChromium(chromium ?? "");
    try {
      const page = await (await browser.newContext({ offline: true })).newPage();
      await page.goto(`file://${path.join(folder, "parabola.html")}`);
      await page.waitForSelector(".js-line");
      assert.equal(await page.title(), "A parabola");
      assert.equal(await page.locator("#figure[role=img]").getAttribute("aria-label"), parabola.text);
    } finally {
      await browser.close();
    }
  });
});
