import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, inflateSync } from "node:zlib";
import { png } from "../../tools/picture";

/** The colours of a PNG with a palette and unfiltered rows, pixel by pixel. */
function coloursOf(file: Buffer): number[][] {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length;) {
    const end = at + 8 + file.readUInt32BE(at);
    assert.equal(file.readUInt32BE(end), crc32(file.subarray(at + 4, end)));
    chunks.set(file.toString("latin1", at + 4, at + 8), file.subarray(at + 8, end));
    at = end + 4;
  }
  const [header, palette, data] = ["IHDR", "PLTE", "IDAT"].map((type) => chunks.get(type) ?? Buffer.alloc(0));
  const width = header.readUInt32BE(0);
  const rows = inflateSync(data);
  assert.equal(rows.length, (width + 1) * header.readUInt32BE(4));
  return [...rows]
    .filter((_, i) => i % (width + 1) > 0)
    .map((place) => [...palette.subarray(3 * place, 3 * place + 3)]);
}

test("few colours are kept as they are", () => {
  const pixels = [
    [255, 255, 255],
    [0, 114, 178],
    [255, 255, 255],
    [213, 94, 0],
    [0, 0, 0],
    [255, 255, 255],
  ];
  const file = png(Uint8Array.from(pixels.flatMap((pixel) => [...pixel, 255])), 3, 2);
  assert.deepEqual(coloursOf(file), pixels);
});

test("of many colours the frequent ones are kept, and a rare one becomes the nearest of them", () => {
  const grey = (level: number): number[] => [level, level, level, 255];
  const frequent = Array.from({ length: 256 }, (_, level) => [grey(level), grey(level)]).flat();
  const colours = coloursOf(png(Uint8Array.from([...frequent, [100, 101, 100, 255], grey(7)].flat()), 257, 2));
  assert.deepEqual(colours.at(-2), [100, 100, 100]);
  assert.deepEqual(colours.at(-1), [7, 7, 7]);
  assert.deepEqual(
    colours.slice(0, 512),
    frequent.map((pixel) => pixel.slice(0, 3)),
  );
});
