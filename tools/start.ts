/** npm start [-- OPTIONS of JupyterLab]: opens JupyterLab at the start notebook and prints its address. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { fail } from "./fail";
import { ROOT } from "./notebook";
import { jupyterEnvironment, setUpJupyter } from "./setup.cjs";

const START = "lab/tree/notebooks/00-start-here.ipynb";
const options = process.argv.slice(2);

/** The port that the options ask for; undefined where JupyterLab is to find a free one. */
function askedPort(): number | undefined {
  const at = options.findIndex((option) => /^--(ServerApp\.)?port(=|$)/.test(option));
  if (at < 0) return undefined;
  const [, text = options[at + 1]] = options[at].split("=");
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    fail(`port must be a whole number in [1, 65535]; got ${text}`);
  return port;
}

const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "localhost");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

/** The server's address with its token, from the file that it writes once it listens. */
async function addressOf(pid: number, isOver: () => boolean): Promise<string | undefined> {
  const file = path.join(jupyterEnvironment().JUPYTER_RUNTIME_DIR ?? "", `jpserver-${pid}.json`);
  while (!isOver()) {
    try {
      const { url, token } = JSON.parse(readFileSync(file, "utf8")) as { url: string; token: string };
      return `${url}${START}${token ? `?token=${token}` : ""}`;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return undefined;
}

async function main(): Promise<void> {
  const port = askedPort();
  if (port !== undefined && (await isTaken(port))) fail(`port ${port} is taken; choose another: npm start -- --port N`);
  const python = await setUpJupyter();
  console.log("Starting JupyterLab …");
  const root = process.getuid?.() === 0 ? ["--allow-root"] : [];
  const server = spawn(
    python,
    [
      "-m",
      "jupyterlab",
      `--ServerApp.root_dir=${ROOT}`,
      `--LabApp.default_url=/${START}`,
      "--Application.log_level=ERROR",
      ...root,
      ...options,
    ],
    { cwd: ROOT, env: jupyterEnvironment(), stdio: "inherit" },
  );
  let over = false;
  server.on("close", (code) => {
    over = true;
    process.exitCode = code ?? 0;
  });
  // Ctrl-C reaches JupyterLab too, which asks whether to stop.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => server.kill("SIGTERM"));
  const address = await addressOf(server.pid ?? 0, () => over);
  if (address) console.log(`JupyterLab is ready at ${address}\nStop it with Ctrl-C.`);
}

void main();
