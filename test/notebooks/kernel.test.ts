/** The kernel, in a small project of its own whose files the cells change. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Execution } from "../../tools/execute";
import { outputsOf, textOf, type Output } from "../../tools/notebook";
import { openCells, type Cells } from "./cells";

const WAIT = "await new Promise((resolve) => setTimeout(resolve, 1000));";

describe("the kernel", () => {
  let cells: Cells;
  before(async () => {
    cells = await openCells();
  });
  after(() => cells.close());

  const outputs = ({ notebook, error }: Execution): Output[] => {
    assert.ok(notebook, error);
    return outputsOf(notebook);
  };
  const shown = (output: Output): string =>
    textOf(output.text ?? (output.data?.["text/plain"] as string) ?? output.traceback?.join("\n") ?? "");
  /** What cells print and show, in order. */
  const run = async (sources: readonly string[], mayFail: readonly number[] = []): Promise<string[]> =>
    outputs(await cells.run(sources, { mayFail })).map(shown);
  /** Why a notebook fails. */
  const failure = async (sources: readonly string[]): Promise<string> => {
    const { notebook, error } = await cells.run(sources);
    assert.equal(notebook, undefined);
    return error ?? "";
  };

  test("what a cell writes on stderr fails its notebook, and the next one runs all the same", async () => {
    assert.match(await failure(['console.error("careful");']), /cell c0: careful/);
    assert.deepEqual(await run(['console.log("well");']), ["well\n"]);
  });

  test("files: folders, changes seen with all that imports them, files added, circles", async () => {
    const file = (name: string, text: string): string => `writeFileSync("lib/${name}.ts", ${JSON.stringify(text)});`;
    assert.deepEqual(
      await run([
        'import { answer } from "./lib/room"; console.log(answer);',
        `import { mkdirSync, writeFileSync } from "fs"; ${file("room/answer", "export const answer = 2;")} ${WAIT}`,
        'import { answer } from "./lib/room"; console.log(answer);',
        `mkdirSync("lib/new"); ${file("new/index", "export const x = 3;")} ${WAIT}`,
        'import { x } from "./lib/new"; console.log(x);',
        `${file("a", 'import { b } from "./b"; export const a = () => b() + 1;')}
         ${file("b", 'import { a } from "./a"; export const b = () => 1; export const c = () => a();')} ${WAIT}`,
        'import { c } from "./lib/b"; console.log(c());',
      ]),
      ["1\n", "2\n", "3\n", "2\n"],
    );
  });

  test("a cell's last value is shown; nothing, and what is null, is not; a promise says what to do", async () => {
    assert.deepEqual(await run(["1 + 1;", "const a = 3;", "null;", '({ text: "x", inner: { list: [1, 2] } });']), [
      "2",
      "{ text: 'x', inner: { list: [ 1, 2 ] } }",
    ]);
    assert.match((await run(["Promise.resolve(1);"]))[0], /write await/);
    assert.match((await run(["const twice = (x: number) => 2 * x;", "twice;"]))[0], /twice: \(x: number\) => number/);
  });

  test("help shows a function's signature and docstring, with its tags", async () => {
    writeFileSync(
      path.join(cells.project, "lib/double.ts"),
      "/**\n * Twice a number.\n * @param x a number\n * @throws RangeError for none\n */\nexport const double = (x: number): number => 2 * x;\n",
    );
    const [text] = await run(['import { double } from "./lib/double";\nhelp(double);']);
    assert.match(text, /double: \(x: number\) => number/);
    assert.match(text, /Twice a number\./);
    assert.match(text, /@param x a number\n@throws RangeError for none/);
  });

  test("names: shorthand, awaits of every kind, export, redeclaration, methods of Node 20", async () => {
    assert.deepEqual(await run(["const eps = 1;", "console.log({ eps }.eps);"]), ["1\n"]);
    assert.deepEqual(await run(["await (async () => 5)();"]), ["5"]);
    assert.deepEqual(await run(["for await (const x of [1, 2]) console.log(x);"]), ["1\n2\n"]);
    assert.deepEqual(await run(["export function f() { return 1; }\nexport const g = 2;", "f() + g;"]), ["3"]);
    assert.deepEqual(await run(["let x = 1;", 'let x = "two";', "x;", "[3, 1, 2].toSorted();"]), [
      "'two'",
      "[ 1, 2, 3 ]",
    ]);
  });

  describe("errors", () => {
    test("the message first, then cell and file with their own lines", async () => {
      writeFileSync(
        path.join(cells.project, "lib/fails.ts"),
        "interface Wide {\n  readonly x: number;\n}\n\nexport function check({ x }: Wide): number {\n  if (x < 0) throw new RangeError(`x must be at least 0; got ${x}`);\n  return x;\n}\n",
      );
      const error = await failure([
        'import { check } from "./lib/fails";\n\ninterface Unused {\n  readonly y: number;\n}\nconst x = -1;\ncheck({ x });',
      ]);
      assert.match(error, /^cell c0: RangeError: x must be at least 0; got -1\n {4}at check \(lib\/fails\.ts:6:20\)\n/);
      assert.match(error, /at Cell \[1\], line 7, column \d+$/);
    });

    test("a type error is named with its place, after shorthand too", async () => {
      assert.match(
        await failure(["const n: number = 'one';"]),
        /^cell c0: TypeScript: Type 'string' is not assignable to .*\n {4}at Cell \[1\], line 1, column 7$/,
      );
      assert.match(
        await failure(['const eps = 1, a = { eps };  const n: number = "x";']),
        /TypeScript: Type .*line 1, column 36$/s,
      );
    });

    test("what a cell declared and imported before it failed is there for the next", async () => {
      assert.deepEqual(
        (
          await run(
            [
              'import { answer } from "./lib/room";\nconst n = 5;\nthrow new Error("late");',
              "console.log(answer > 0, n);",
            ],
            [0],
          )
        )[1],
        "true 5\n",
      );
      const after = await run(['import { answer } from "./lib/room";\nconst n: string = 5;', "answer > 0;"], [0]);
      assert.equal(after[1], "true");
    });

    test("what goes wrong later, and what is no Error, is an error output", async () => {
      assert.match(await failure([`setTimeout(() => { throw new Error("late"); }, 10); ${WAIT}`]), /Error: late/);
      assert.match(await failure([`void Promise.reject(new Error("lost")); ${WAIT}`]), /Error: lost/);
      assert.match(await failure(["throw { code: 5 };"]), /Thrown: \{ code: 5 \}/);
      assert.match(await failure(["process.exit(3);"]), /process\.exit\(\) would end the kernel/);
    });

    test("a kernel that does not start, and one that runs out of memory, say so", async () => {
      const { notebook, error } = await cells.run(["1;"], { program: path.join(cells.project, "tools", "nosuch.cjs") });
      assert.equal(notebook, undefined);
      assert.match(error ?? "", /Kernel died/);
      const hungry = "const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(0.5));";
      const limited = `require("v8").setFlagsFromString("--max-old-space-size=200");`;
      assert.match(await failure([limited, hungry]), /died.*heap out of memory/s);
    });
  });

  describe("output", () => {
    test("10⁵ lines arrive whole and in order, and what comes after them", async () => {
      const [text, last] = await run(['for (let i = 0; i < 1e5; i++) console.log("line", i);\n"finished";']);
      assert.deepEqual(
        text.trimEnd().split("\n"),
        Array.from({ length: 1e5 }, (_, i) => `line ${i}`),
      );
      assert.equal(last, "'finished'");
    });

    test("220 cells of a line each", async () => {
      const lines = await run(Array.from({ length: 220 }, (_, i) => `console.log(${i});`));
      assert.deepEqual(
        lines,
        Array.from({ length: 220 }, (_, i) => `${i}\n`),
      );
    });

    test("thousands of displays from one computation", async () => {
      const bundle = '{ data: { "text/plain": String(i) }, metadata: {}, transient: {} }';
      const show = `(globalThis as any)[Symbol.for("privacy-markets/kernel")].publish("display_data", ${bundle})`;
      const all = await run([`for (let i = 0; i < 3000; i++) ${show};`]);
      assert.deepEqual(
        all,
        Array.from({ length: 3000 }, (_, i) => String(i)),
      );
    });

    test("a worker's lines; those of code that goes on after its cell has ended are not the next cell's", async () => {
      const worker = 'new Worker("console.log(\\"from a worker\\")", { eval: true })';
      const text = (await run([`import { Worker } from "worker_threads";\n${worker}; ${WAIT}`])).join("");
      assert.match(text, /from a worker\n/);
      // A headless run has closed the cell by then; a front end shows them under it.
      const late = "const late = async () => { await new Promise((r) => setTimeout(r, 300)); console.log('late'); };";
      assert.deepEqual(await run([`${late} void late();`, `console.log("next"); ${WAIT}`]), ["next\n"]);
    });

    test("a function prints under the cell that calls it", async () => {
      const say = "const say = (x: number) => console.log(x);";
      assert.deepEqual(await run([say, "say(1); await null; say(2); void setTimeout(() => say(3), 10);", WAIT]), [
        "1\n2\n",
      ]);
      assert.deepEqual(await run([say, `setTimeout(() => say(3), 10); ${WAIT} say(4);`]), ["3\n4\n"]);
    });
  });

  test("a loop at the top level costs what it costs in a function", async (t) => {
    const loop = "for (let i = 0; i < 5e6; i++) s += Math.sqrt(i);";
    const [top, inside, kept] = await run([
      `let s = 0; let ms = 0; { const t = performance.now(); ${loop} ms = performance.now() - t; } console.log(ms);`,
      `console.log((() => { let s = 0; const t = performance.now(); ${loop} return performance.now() - t; })());`,
      "s;",
    ]);
    t.diagnostic(`5·10⁶ steps: ${top.trim()} ms at the top level, ${inside.trim()} ms in a function`);
    // One run of each, on a machine that may be busy: a copy to an object at each step costs a factor of 7 and more.
    assert.ok(Number(top) < 4 * Number(inside), `${top} ms, ${inside} ms`);
    assert.equal(
      Number(kept),
      Array.from({ length: 5e6 }, (_, i) => Math.sqrt(i)).reduce((a, b) => a + b, 0),
    );
  });

  test(
    "an interrupt is one line, wherever the cell is; nothing of it goes on",
    { skip: process.platform === "win32" },
    async () => {
      const soon =
        'import { spawn } from "child_process"; const soon = () => { spawn("sh", ["-c", `sleep 0.5; kill -INT ${process.pid}`]); };';
      const sleep = "const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms)); let n = 0;";
      const all = await run(
        [
          soon + sleep,
          "soon(); while (true) n++;",
          "soon(); await null; while (true);",
          "soon(); await sleep(100); while (true);",
          'soon(); for (;;) { await sleep(200); console.log("step"); }',
          'soon(); const ever = async () => { for (;;) { await sleep(200); console.log("step"); } }; await ever();',
          "await sleep(700); n > 1000;",
        ],
        [1, 2, 3, 4, 5],
      );
      const stopped = all.filter((text) => text.startsWith("Interrupted: "));
      assert.equal(stopped.length, 5);
      assert.ok(stopped.every((text) => !text.includes("\n")));
      assert.deepEqual(
        all.filter((text) => text.startsWith("step")).map((text) => text.length <= 15),
        [true, true],
      );
      assert.equal(all.at(-1), "true");
      assert.equal(all.at(-2), stopped[0]);
    },
  );

  test("a variable is one for its cell's functions and for later cells; a name is the latest cell's", async () => {
    assert.deepEqual(
      await run([
        "let n = 0; const get = () => n; const add = () => { n++; };",
        "n = 10; add(); [get(), n];",
        "const twice = () => 2 * value(); function value() { return 1; } twice();",
        "const thrice = () => 3 * value();",
        "const before = thrice(); function value() { return 5; } [before, thrice(), twice()];",
        "let { a, b: [c, ...d] } = { a: 1, b: [2, 3, 4] }; var e = 5; [a, c, d, e];",
        "[a, c] = [c, a]; e++; ({ a, c, e });",
        "for (const step of [1, 2]) { await null; n += step; } n;",
      ]),
      ["[ 11, 11 ]", "2", "[ 3, 15, 2 ]", "[ 1, 2, [ 3, 4 ], 5 ]", "{ a: 2, c: 1, e: 6 }", "14"],
    );
  });

  test("loops leave their variables to later cells, whatever ends them", async () => {
    assert.deepEqual(
      await run(
        [
          "let n = 0;\nouter: for (let i = 0; i < 5; i++) { for (;;) { n += i; if (i === 3) break outer; continue outer; } }",
          "n;",
          "let m = 0;\nconst grow = () => { m += 10; };\nfor (let i = 0; i < 3; i++) { m++; grow(); }",
          "grow(); m;",
          "let k = 0;\nwhile (true) { k++; if (k === 7) throw new Error('enough'); }",
          "k;",
          "let sum = 0;\nconst later: (() => void)[] = [];\nfor (const x of [1, 2]) { sum += x; later.push(() => { sum *= x; }); }",
          "later.forEach((f) => f()); sum;",
        ],
        [4],
      ).then((all) => all.filter((text) => !text.startsWith("Error"))),
      ["6", "43", "7", "6"],
    );
  });
});
