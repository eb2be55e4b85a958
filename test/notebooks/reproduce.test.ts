/** The notebooks, run from clean kernels, give what is committed. */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { openRunner, type Runner } from "../../tools/execute";
import {
  changes,
  fileOf,
  normalised,
  notebookNames,
  outputsOf,
  PICTURE,
  PLOTLY,
  readNotebook,
  saved,
  textOf,
} from "../../tools/notebook";

describe("notebooks", () => {
  let runner: Runner;
  before(async () => {
    runner = await openRunner();
  });
  after(() => runner.close());

  for (const name of notebookNames()) {
    test(`${name} gives what is committed`, async () => {
      const { notebook, error } = await runner.execute(fileOf(name));
      assert.ok(notebook, error);
      assert.deepEqual(changes(notebook, normalised(readNotebook(name))), []);
    });

    test(`${name} is saved executed, in under 2 MB, as the reproduce command saves it`, () => {
      const notebook = readNotebook(name);
      const code = notebook.cells.filter((cell) => cell.cell_type === "code" && textOf(cell.source).trim() !== "");
      assert.deepEqual(
        code.filter((cell) => cell.execution_count === null).map((cell) => cell.id),
        [],
      );
      assert.ok(
        outputsOf(notebook).every(({ data }) => !data?.[PLOTLY] || data[PICTURE]),
        "a figure without picture",
      );
      assert.ok(statSync(fileOf(name)).size < 2e6);
      assert.ok(readFileSync(fileOf(name), "utf8") === saved(normalised(notebook)), "save it by npm run reproduce");
    });
  }
});
