/** danfojs as a cell finds it. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import "../../tools/kernel/danfojs.cjs";
import * as dfd from "danfojs";
import { table } from "../../lib/notebook";
import { shownBy } from "./kernel";

const folder = mkdtempSync(path.join(tmpdir(), "frames-"));
const at = (name: string): string => path.join(folder, name);
const text = async (...args: Parameters<typeof table>): Promise<unknown> =>
  (await shownBy(() => table(...args)))[0].data["text/plain"];

before(() => writeFileSync(at("costs.csv"), 'person,town,cost\n1,"Aa, east",1.5\n2,Bb,\n3,Bb,2.5\n'));
after(() => rmSync(folder, { recursive: true }));

test("readCSV reads a file, what is missing too", async () => {
  const frame = await dfd.readCSV(at("costs.csv"));
  assert.deepEqual(frame.dtypes, ["int32", "string", "float32"]);
  assert.equal(
    await text(frame),
    "person  town      cost\n------  --------  ----\n     1  Aa, east   1.5\n     2  Bb\n     3  Bb         2.5",
  );
});

test("readCSV reads a web address, and says what it does not find", async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === "/costs.csv" ? 200 : 404).end("a,b\n1,2\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    assert.deepEqual((await dfd.readCSV(`http://127.0.0.1:${port}/costs.csv`)).values, [[1, 2]]);
    await assert.rejects(dfd.readCSV(`http://127.0.0.1:${port}/nosuch.csv`), /nosuch.csv: 404/);
  } finally {
    server.close();
  }
  await assert.rejects(dfd.readCSV(at("nosuch.csv")), /no such file or directory.*nosuch.csv/);
});

test("streamCSV hands over row by row", async () => {
  const rows: unknown[] = [];
  await dfd.streamCSV(at("costs.csv"), (frame) => rows.push(frame.values[0]), { skipEmptyLines: true } as never);
  assert.deepEqual(rows, [
    [1, "Aa, east", 1.5],
    [2, "Bb", null],
    [3, "Bb", 2.5],
  ]);
});

test("toCSV writes what readCSV reads, and returns text where no file is named", async () => {
  const frame = await dfd.readCSV(at("costs.csv"));
  const written = readFileSync(at("costs.csv"), "utf8");
  assert.equal(dfd.toCSV(frame), written);
  dfd.toCSV(frame, { fileName: at("again.csv"), download: true });
  assert.equal(readFileSync(at("again.csv"), "utf8"), written);
  frame.toCSV({ filePath: at("third.csv"), sep: ";", header: false });
  assert.equal(readFileSync(at("third.csv"), "utf8"), "1;Aa, east;1.5\n2;Bb;\n3;Bb;2.5\n");
  assert.equal(dfd.toCSV(new dfd.DataFrame([[1, NaN]], { columns: ["a", "b"] })), "a,b\n1,\n");
});

test("describe leaves out what is missing, and its table names the statistics", async () => {
  const frame = await dfd.readCSV(at("costs.csv"));
  assert.match((await text(frame.describe())) as string, /^ +person +cost\n[-\s]+count +3 +2\.0+\nmean +2 +2\.0+\n/);
  assert.equal(frame.describe().at("mean", "cost"), 2);
});

test("grouped and joined frames are shown as tables", async () => {
  const frame = await dfd.readCSV(at("costs.csv"));
  const groups = frame.groupby(["town"]).col(["person"]).mean();
  assert.equal(
    await text(groups),
    "town      person_mean\n--------  -----------\nAa, east          1.0\nBb                2.5",
  );
  const sizes = new dfd.DataFrame({ town: ["Bb", "Aa, east"], size: [20, 10] });
  const joined = dfd.merge({ left: frame, right: sizes, on: ["town"], how: "left" });
  assert.match((await text(joined)) as string, /^town +person +cost +size\n/);
  assert.match((await text(frame.query(frame.column("person").gt(1)))) as string, /^ +person.*\n-.*\n1 +2 +Bb\n2 +3/);
  assert.match((await text(frame.column("cost") as never)) as string, /^cost\n/m);
});
