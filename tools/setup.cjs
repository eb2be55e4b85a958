/** Brings node_modules and the Python environments to what the lock files say; quick and quiet where they are so already. */
"use strict";
const { spawnSync, spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} = require("node:fs");
const path = require("node:path");

const ROOT = path.dirname(__dirname);
const PYTHON = { from: [3, 10] };
const at = (...parts) => path.join(ROOT, ...parts);

/** What the user can mend: printed as one line, exit 1. */
class SetupError extends Error {}

const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** Writes a file unless it holds the text already. */
function write(file, text) {
  if (read(file) === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const NO_NETWORK = new RegExp(
  [
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ENETUNREACH",
    "ETIMEDOUT",
    "ERR_SOCKET_TIMEOUT",
    "ENOTCACHED",
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "Connection refused",
    "Network is unreachable",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
    "Failed to establish a new connection",
    "ProxyError",
  ].join("|"),
);

/** Runs an installer with its output kept back; on failure says in one line why. */
function install(what, command, args, options) {
  const begin = Date.now();
  console.error(`Setting up: ${what} …`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => reject(new SetupError(`Could not set up ${what}: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) {
        console.error(`  done in ${Math.round((Date.now() - begin) / 1000)} s`);
        resolve();
        return;
      }
      const lines = output
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
      const errors = lines.filter((line) => /error/i.test(line) && !/complete log/.test(line));
      const why = NO_NETWORK.test(output)
        ? "no network. The first start needs one; connect and start again"
        : errors.slice(0, 3).join("; ") || lines.pop() || `exit code ${code}`;
      reject(new SetupError(`Could not set up ${what}: ${why}`));
    });
  });
}

/** Whether node_modules holds what package-lock.json says; npm writes its own list there when it has finished. */
function packagesInstalled() {
  const lock = JSON.parse(read(at("package-lock.json"))).packages;
  const list = read(at("node_modules", ".package-lock.json"));
  if (!list) return false;
  const installed = JSON.parse(list).packages;
  return Object.entries(lock).every(
    ([where, { version, optional, link }]) =>
      where === "" ||
      optional ||
      link ||
      (installed[where] && installed[where].version === version && existsSync(at(where))),
  );
}

/** `npx tsc` is the project's TypeScript: the kernel's own takes the name, too. */
function linkCompiler() {
  const windows = process.platform === "win32";
  const link = at("node_modules", ".bin", windows ? "tsc.cmd" : "tsc");
  const target = path.join("..", "typescript", "bin", "tsc");
  if (windows) return write(link, `@node "%~dp0\\${target}" %*\r\n`);
  if (existsSync(link) && realpathSync(link) === realpathSync(path.resolve(link, "..", target))) return;
  rmSync(link, { force: true });
  symlinkSync(target, link);
}

async function setUpPackages() {
  if (!packagesInstalled()) await installPackages();
  linkCompiler();
}

/**
 * npm with arguments, as child_process takes it: npm's own file, where npm started us; else the npm beside this node or on
 * the path (a .cmd file on Windows, which needs a shell; the arguments are fixed words).
 */
function npm(args) {
  const file = process.env.npm_execpath;
  if (file && /\.c?js$/.test(file)) return [process.execPath, [file, ...args], {}];
  const windows = process.platform === "win32";
  return [windows ? "npm.cmd" : "npm", args, { shell: windows }];
}

const installPackages = () =>
  install(
    "node_modules (npm packages)",
    ...npm([
      "ci",
      "--include=dev",
      "--no-audit",
      "--no-fund",
      "--no-update-notifier",
      "--loglevel=error",
      "--fetch-retry-mintimeout=1000",
      "--fetch-retry-maxtimeout=3000",
    ]),
  );

const binaryOf = (environment) =>
  process.platform === "win32" ? at(environment, "Scripts", "python.exe") : at(environment, "bin", "python");

const PROBE = "import sys; print('%d.%d.%d' % sys.version_info[:3])";

function versionOf([command, ...args]) {
  const { status, stdout } = spawnSync(command, [...args, "-c", PROBE], { encoding: "utf8", timeout: 30000 });
  return status === 0 ? stdout.trim() : undefined;
}

/** A Python to build environments with, of a version from `from` to `to`: command and version. */
function findPython({ from, to }) {
  const names = ["python3", "python", ...(to ? [`python${to.join(".")}`, `python${from.join(".")}`] : [])];
  const found = [...names.map((name) => [name]), ["py", "-3"]]
    .map((command) => ({ command, version: versionOf(command) }))
    .filter(({ version }) => version);
  const before = ([major, minor], [otherMajor, otherMinor]) =>
    major < otherMajor || (major === otherMajor && minor < otherMinor);
  const good = found.find(({ version }) => {
    const number = version.split(".").map(Number);
    return !before(number, from) && !(to && before(to, number));
  });
  if (good) return good;
  const needed = `Python ${from.join(".")} ${to ? `to ${to.join(".")}` : "or later"} is needed`;
  const there = found.length > 0 ? `this is ${found[0].version}` : "none is found";
  throw new SetupError(`${needed}; ${there}. Get it from https://www.python.org`);
}

/**
 * A Python environment with what a requirements file pins; its python's path. A stamp, written last, says that it is
 * whole; without it, or with another, it is built anew.
 */
async function setUpPython(environment, requirements, what, versions = PYTHON) {
  const python = binaryOf(environment);
  const stamp = at(environment, "set-up.txt");
  const pins = createHash("sha256")
    .update(read(at(requirements)))
    .digest("hex");
  if (read(stamp) === pins && versionOf([python])) return python;
  const {
    command: [command, ...args],
    version,
  } = findPython(versions);
  if (spawnSync(command, [...args, "-c", "import venv, ensurepip"]).status !== 0) {
    throw new SetupError(
      `Python ${version} has no venv module. Install it (on Debian and Ubuntu: apt install python3-venv)`,
    );
  }
  await install(`${environment} (Python ${version} environment)`, command, [
    ...args,
    "-m",
    "venv",
    "--clear",
    at(environment),
  ]);
  await install(`${environment} (${what})`, python, [
    "-m",
    "pip",
    "install",
    "--no-input",
    "--disable-pip-version-check",
    "--quiet",
    "--retries",
    "1",
    "-r",
    at(requirements),
  ]);
  writeFileSync(stamp, pins);
  return python;
}

/** Copies a file unless its copy is as long and not older. */
function copy(from, to) {
  const [source, target] = [statSync(from), statSync(to, { throwIfNoEntry: false })];
  if (target && target.size === source.size && target.mtimeMs >= source.mtimeMs) return;
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}

/** The renderer of figures, where JupyterLab and Notebook 7 find extensions, with plotly.js beside it. */
function installLabExtension(share) {
  const there = (...parts) => path.join(share, "labextensions", "privacy-markets-figures", ...parts);
  const ours = (file) => at("tools", "lab-extension", file);
  write(there("package.json"), read(ours("package.json")));
  write(there("static", "remoteEntry.js"), read(ours("remoteEntry.js")));
  copy(at("node_modules", "plotly.js", "dist", "plotly.min.js"), there("static", "plotly.min.js"));
}

/** Tells the Jupyter of a Python environment of the TypeScript kernel, the renderer of figures and a few settings. */
function furnishJupyter(environment) {
  const share = path.resolve(ROOT, environment, "share", "jupyter");
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
  write(
    path.join(share, "kernels", "tslab", "kernel.json"),
    json({
      argv: [process.execPath, at("tools", "kernel.cjs"), "{connection_file}"],
      display_name: "TypeScript",
      language: "typescript",
    }),
  );
  installLabExtension(share);
  // No question about news at the first start; all cells drawn, so that scrolling does not draw figures again and again.
  write(
    path.join(share, "lab", "settings", "overrides.json"),
    json({
      "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
      "@jupyterlab/notebook-extension:tracker": { windowingMode: "defer" },
    }),
  );
}

/** JupyterLab with the TypeScript kernel, all of it inside .venv; its python's path. */
async function setUpJupyter() {
  const python = await setUpPython(".venv", "requirements.txt", "JupyterLab");
  furnishJupyter(".venv");
  return python;
}

/** Jupyter's settings, history and run-time files stay inside .venv, apart from the user's own. */
const jupyterEnvironment = () => ({
  ...process.env,
  JUPYTER_CONFIG_DIR: at(".venv", "user", "config"),
  JUPYTER_DATA_DIR: at(".venv", "user", "data"),
  JUPYTER_RUNTIME_DIR: at(".venv", "user", "runtime"),
  IPYTHONDIR: at(".venv", "user", "ipython"),
  JUPYTER_PLATFORM_DIRS: "1",
  PYTHONUTF8: "1",
});

module.exports = {
  PYTHON,
  ROOT,
  SetupError,
  furnishJupyter,
  jupyterEnvironment,
  npm,
  setUpJupyter,
  setUpPackages,
  setUpPython,
};
