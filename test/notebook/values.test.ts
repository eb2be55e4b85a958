import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import * as dfd from "danfojs";
import { bundleOf } from "../../lib/notebook/values";
import { auditMechanism } from "../../lib/mechanism-design";

const text = (value: unknown): unknown => bundleOf(value)?.["text/plain"];

test("a figure is drawn", () => {
  const shown = bundleOf({ data: [], layout: { title: { text: "None" } } });
  assert.ok(shown?.["application/vnd.plotly.v1+json"]);
  assert.equal(shown["text/plain"], "None");
});

test("a data frame and a series are tables, long ones in short with the count", () => {
  const frame = new dfd.DataFrame({ x: Array.from({ length: 500 }, (_, i) => i) });
  assert.match(text(frame) as string, /^500 rows, the first 30 and the last 30 shown\n/);
  assert.equal(text(new dfd.DataFrame([{ a: 1, b: "x" }]).column("a")), "a\n-\n1");
});

test("rows and columns are tables, of a cell's own kind of objects too", () => {
  const expected = "a    b\n-  ---\n1  2.5\n3  4.0";
  assert.equal(
    text([
      { a: 1, b: 2.5 },
      { b: 4, a: 3 },
    ]),
    expected,
  );
  assert.equal(text({ a: [1, 3], b: Float64Array.of(2.5, 4) }), expected);
  assert.equal(text(runInNewContext("[{ a: 1, b: 2.5 }, { b: 4, a: 3 }]")), expected);
});

test("many numbers are shown in short", () => {
  assert.equal(
    text(Float64Array.from({ length: 1000 }, (_, i) => i / 2)),
    "Float64Array(1000) [0, 0.5, 1, 1.5, 2, …, 497.5, 498, 498.5, 499, 499.5]",
  );
  assert.equal(text(Int8Array.of(1, 2)), "Int8Array(2) [1, 2]");
  assert.equal(
    text(Array.from({ length: 100 }, () => 1 / 3)),
    `Array(100) [${"0.333333, ".repeat(5)}…${", 0.333333".repeat(5)}]`,
  );
});

test("an object with numbers is a table of its fields, said in words", () => {
  const audit = auditMechanism({
    players: 2,
    prior: [0.5, 0.5],
    reports: 2,
    law: (reports) => (reports.includes(1) ? [0.2, 0.8] : [0.8, 0.2]),
    payment: () => 1,
    privacyCost: (nats) => nats,
  });
  const shown = text(audit) as string;
  assert.match(shown, /^field +value\n-+ +-+\n/);
  assert.match(shown, /^privacy, level +1\.38629$/m);
  assert.match(shown, /^participation, worst, surplus +-?[\d.]+$/m);
  assert.match(shown, /^expected payment +2$/m);
  assert.equal(
    text({ stateError: 1e-9, KSD: 1, f: () => 1 }),
    "field        value\n-----------  --------\nstate error  1e-9\nKSD          1\nf            function",
  );
});

test("what reads best as code is left to it", () => {
  for (const value of [
    1,
    "a",
    null,
    undefined,
    [1, 2],
    [],
    {},
    { a: "b" },
    new Map([[1, 2]]),
    () => 1,
    [{ a: 1 }, { b: 2 }],
    [{ a: { b: 1 } }],
  ])
    assert.equal(bundleOf(value), undefined);
});
