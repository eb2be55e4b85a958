/** The code compiles: strictly under the project's TypeScript, and under the older one of the notebooks' kernel. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const ROOT = path.resolve(__dirname, "../..");

/** What a compiler says; it keeps what it has found, and reads again what has changed. */
function compile(compiler: string, args: readonly string[]): string {
  const kept = path.join("node_modules", ".cache", "house", `${path.basename(compiler)}.tsbuildinfo`);
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.join("node_modules", compiler, "lib", "tsc.js"), "--incremental", "--tsBuildInfoFile", kept, ...args],
    { cwd: ROOT, encoding: "utf8" },
  );
  return status === 0 ? "" : stdout;
}

test("the code passes the strict type check", () => {
  assert.equal(compile("typescript", ["-p", "."]), "");
});

test("what cells import compiles in the kernel's TypeScript", () => {
  const files = ["lib", "figures", "claims"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(folder, file)),
  );
  assert.equal(
    compile("@tslab/typescript-for-tslab", [
      "--noEmit",
      "--module",
      "esnext",
      "--moduleResolution",
      "node10",
      "--target",
      "es2022",
      "--lib",
      "es2022",
      "--esModuleInterop",
      "--resolveJsonModule",
      "--skipLibCheck",
      "--types",
      "node",
      ...files,
    ]),
    "",
  );
});
