/** npm start [-- OPTIONS of JupyterLab]: opens JupyterLab at the start notebook; it prints its address itself. */
import { spawn } from "node:child_process";
import { ROOT } from "./notebook";
import { jupyterEnvironment, setUpJupyter } from "./setup.cjs";

const options = process.argv.slice(2);

/** A port that is asked for is the one that is meant; else JupyterLab takes the next that is free. */
const asksForPort = options.some((option) => /^--(ServerApp\.)?port(=|$)/.test(option));

async function main(): Promise<void> {
  const python = await setUpJupyter();
  console.log("Starting JupyterLab … Stop it with Ctrl-C.");
  const server = spawn(
    python,
    [
      "-m",
      "jupyterlab",
      `--ServerApp.root_dir=${ROOT}`,
      "--LabApp.default_url=/lab/tree/notebooks/00-start-here.ipynb",
      "--Application.log_level=ERROR",
      ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
      ...(asksForPort ? ["--ServerApp.port_retries=0"] : []),
      ...options,
    ],
    { cwd: ROOT, env: jupyterEnvironment(), stdio: "inherit" },
  );
  server.on("close", (code) => {
    process.exitCode = code ?? 0;
  });
  // Ctrl-C reaches JupyterLab too, which asks whether to stop.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => server.kill("SIGTERM"));
}

void main();
