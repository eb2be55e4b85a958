/** What VS Code, a dev container and Binder are told agrees with what the project needs. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { furnishJupyter, PYTHON } from "../../tools/setup.cjs";

const ROOT = path.resolve(__dirname, "../..");
const text = (...parts: string[]): string => readFileSync(path.join(ROOT, ...parts), "utf8");
const json = (...parts: string[]): Record<string, unknown> => JSON.parse(text(...parts)) as Record<string, unknown>;

const { engines, scripts } = json("package.json") as { engines: { node: string }; scripts: Record<string, string> };
const NODE = engines.node.match(/\d+/g)!.map(Number);
const numbers = (version: string): number[] => version.match(/\d+/g)!.map(Number);
/** Whether a version is not before another. */
const reaches = ([major, minor = Infinity]: readonly number[], [needed, least]: readonly number[]): boolean =>
  major > needed || (major === needed && minor >= least);

const container = json(".devcontainer", "devcontainer.json") as {
  image: string;
  features: Record<string, { version: string }>;
  postCreateCommand: string;
  customizations: { vscode: { extensions: string[] } };
};

test("README asks for the versions that the set-up asks for", () => {
  const [, node, python] = /Node ≥ ([\d.]+), Python ≥ ([\d.]+)/.exec(text("README.md"))!;
  assert.deepEqual([numbers(node), numbers(python)], [NODE, [...PYTHON.from]]);
});

test("the dev container has a Node and a Python that will do, and sets the project up", () => {
  assert.ok(reaches(numbers(container.image.split(":")[1]), PYTHON.from));
  const [[feature, { version }]] = Object.entries(container.features);
  assert.match(feature, /\/node:/);
  assert.ok(reaches(numbers(version), NODE));
  assert.ok(container.postCreateCommand.replace("npm run ", "") in scripts);
});

test("VS Code finds the environment and recommends what the dev container installs", () => {
  assert.deepEqual(json(".vscode", "extensions.json").recommendations, container.customizations.vscode.extensions);
  assert.match(json(".vscode", "settings.json")["python.defaultInterpreterPath"] as string, /\/\.venv\/bin\/python$/);
});

test("Binder has a Python that will do, and the packages of the project", () => {
  assert.ok(reaches(numbers(text(".binder", "runtime.txt")), PYTHON.from));
  assert.equal(text(".binder", "requirements.txt"), "-r ../requirements.txt\n");
  if (process.platform !== "win32") execFileSync("bash", ["-n", path.join(ROOT, ".binder", "postBuild")]);
  assert.match(text(".binder", "postBuild"), /npm ci.*furnishJupyter\(process\.env\.NB_PYTHON_PREFIX\)/s);
});

test("another environment than the project's own is told of the kernel, the renderer and the settings", () => {
  const environment = mkdtempSync(path.join(tmpdir(), "jupyter-"));
  try {
    furnishJupyter(environment);
    const share = path.join(environment, "share", "jupyter");
    const { argv } = JSON.parse(readFileSync(path.join(share, "kernels", "tslab", "kernel.json"), "utf8")) as {
      argv: string[];
    };
    assert.deepEqual(argv, [process.execPath, path.join(ROOT, "tools", "kernel.cjs"), "{connection_file}"]);
    assert.ok(existsSync(path.join(share, "labextensions", "privacy-markets-figures", "static", "remoteEntry.js")));
    assert.ok(existsSync(path.join(share, "lab", "settings", "overrides.json")));
  } finally {
    rmSync(environment, { recursive: true });
  }
});
