/** The figures of the committed notebooks, as a viewer without scripts and a screen reader have them. */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { describe, test } from "node:test";
import { wordsOfTitle, type FigureToShow } from "../../lib/notebook/figure";
import { sizeOf } from "../../tools/chromium";
import { fileOf, notebookNames, outputsOf, PICTURE, PLOTLY, readNotebook, textOf } from "../../tools/notebook";

const MOST_BYTES = 2e6;

for (const name of notebookNames()) {
  describe(name, () => {
    const figures = outputsOf(readNotebook(name)).filter((output) => output.data?.[PLOTLY]);

    test("each figure has a sentence of its own, which its title is not", () => {
      for (const { data } of figures) {
        const specification = data?.[PLOTLY] as unknown as FigureToShow;
        const text = textOf(data?.["text/plain"] as string);
        assert.ok(text.split(/\s+/).length > 4, text);
        assert.notEqual(text, wordsOfTitle(specification));
      }
    });

    test("each figure has a static picture of twice its pixels", () => {
      for (const { data, metadata } of figures) {
        const { width, height } = sizeOf(data?.[PLOTLY]);
        assert.deepEqual(metadata?.[PICTURE], { width, height });
        const png = Buffer.from(data?.[PICTURE] as string, "base64");
        assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * width, 2 * height]);
      }
    });

    test("it is not too large to read", () => {
      const { size } = statSync(fileOf(name));
      assert.ok(size < MOST_BYTES, `${(size / 1e6).toFixed(1)} MB`);
    });
  });
}
