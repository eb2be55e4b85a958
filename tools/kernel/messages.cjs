/**
 * The kernel's side of the Jupyter protocol, where tslab's falls short. What lib/notebook uses of it, a program of its
 * own, is registered under a symbol (a kernel in a browser may register the same):
 * - `publish(type, content, { parent, metadata })` sends a message to the front ends, as of `request` unless `parent`
 *   says otherwise;
 * - `request` is what is worked on, or was last: a cell, or a message of a comm;
 * - `bundleOf(value)`: the value as it is shown where a cell ends with it.
 */
"use strict";
const { setTimeout: sleep } = require("node:timers/promises");
const jupyter = require("tslab/dist/jupyter");
const { markdownOf } = require("./help.cjs");
const { framesOf, openOutput } = require("./output.cjs");
const runs = require("./runs.cjs");
const { bundleOf } = require("./values.cjs");

const kernel = (globalThis[Symbol.for("privacy-markets/kernel")] = {
  get request() {
    return runs.request();
  },
  publish(type, content, { parent = kernel.request, metadata } = {}) {
    output.publish(type, content, parent?.header, metadata);
  },
  bundleOf,
});
jupyter.lastWriteDisplayData = (content, update) =>
  kernel.publish(update ? "update_display_data" : "display_data", content);

/** A cell cannot end the kernel. */
const { exit } = process;
process.exit = (code) => {
  if (!kernel.request) exit(code);
  throw new Error("process.exit() would end the kernel; to start anew, choose Kernel → Restart Kernel");
};

let output;
/** Signs what is sent. */
let key;
const { bindSocket } = jupyter.ZmqServer.prototype;
jupyter.ZmqServer.prototype.bindSocket = async function (socket, port) {
  if (socket !== this.iopub) {
    // Sends at once, or zeromq refuses a reply while an earlier one is under way.
    Object.assign(socket, { sendTimeout: 0, sendHighWaterMark: 0 });
    return bindSocket.call(this, socket, port);
  }
  socket.close();
  ({ key } = this.connInfo);
  this.iopub = output = openOutput(`${this.connInfo.transport}://${this.connInfo.ip}:${port}`, key);
};

/** Answers a request on the socket that it came by. */
const reply = (socket, { header, identities }, type, content) =>
  socket.send(framesOf(key, type, JSON.stringify(content), header, {}, identities));

for (const name of ["stdout", "stderr"]) {
  const write = process[name].write.bind(process[name]);
  process[name].write = (chunk, encoding, callback) => {
    if (!kernel.request) return write(chunk, encoding, callback);
    output.print(name, typeof chunk === "string" ? chunk : Buffer.from(chunk).toString(), kernel.request.header);
    (typeof encoding === "function" ? encoding : callback)?.();
    return true;
  };
}

/** Shows what went wrong, as of the request that is worked on. */
const fail = (failure) => kernel.publish("error", failure);

/** Hears of each cell that begins. */
const onCell = [];

let turn = Promise.resolve();
/** Cells and messages of comms take turns. */
function inTurn(work) {
  const result = turn.then(work);
  turn = result.catch(() => {});
  return result;
}

/** How long messages may be on their way. */
const MILLISECONDS_ON_THE_WAY = 50;
let failures = 0;

async function execute(request, handler) {
  const { code, silent = false, stop_on_error: stops = true } = request.content;
  runs.begin(request);
  for (const hear of onCell) hear(request);
  if (!silent) handler.execCount += 1;
  const execution_count = handler.execCount;
  if (!silent) kernel.publish("execute_input", { code, execution_count });
  const failure = await handler.executor.execute(code, execution_count, silent);
  if (!failure) return { status: "ok", execution_count, user_expressions: {}, payload: [] };
  fail(failure);
  if (stops) {
    // Cells that were asked for before it failed are not run, those too that arrive only now.
    await sleep(MILLISECONDS_ON_THE_WAY);
    failures += 1;
  }
  return { status: "error", execution_count, ...failure };
}

function executeRequest(request, answer, { handler }) {
  const before = failures;
  return inTurn(async () => {
    const { execCount: execution_count } = handler;
    const isRun = before === failures;
    answer("execute_reply", isRun ? await execute(request, handler) : { status: "aborted", execution_count });
  });
}

function inspectRequest({ content }, answer, { handler }) {
  const info = handler.executor.inspect(content.code, content.cursor_pos);
  const data = info ? markdownOf(info) : {};
  answer("inspect_reply", { status: "ok", found: Boolean(info), data, metadata: {} });
}

/** What answers requests, by their type: called with the request, `answer(type, content)` and tslab's server. */
const handlers = {
  execute_request: executeRequest,
  inspect_request: inspectRequest,
  history_request: (_request, answer) => answer("history_reply", { status: "ok", history: [] }),
  kernel_info_request(_request, answer, { handler }) {
    const info = handler.handleKernel();
    answer("kernel_info_reply", { status: "ok", help_links: [], ...info });
  },
  shutdown_request: ({ content: { restart } }, answer) => answer("shutdown_reply", { status: "ok", restart }),
};

const DELIMITER = Buffer.from("<IDS|MSG>");
const { handleShellMessage } = jupyter.ZmqServer.prototype;
jupyter.ZmqServer.prototype.handleShellMessage = async function (socket, ...frames) {
  const at = frames.findIndex((frame) => frame.equals(DELIMITER));
  const [header, , metadata, content] = frames.slice(at + 2).map((frame) => JSON.parse(frame.toString()));
  const handle = handlers[header.msg_type];
  if (!handle) return handleShellMessage.call(this, socket, ...frames);
  const request = { header, metadata, content, identities: frames.slice(0, at) };
  kernel.publish("status", { execution_state: "busy" }, { parent: request });
  try {
    await handle(request, (type, answer) => reply(socket, request, type, answer), this);
  } finally {
    kernel.publish("status", { execution_state: "idle" }, { parent: request });
  }
  if (header.msg_type !== "shutdown_request") return;
  await sleep(MILLISECONDS_ON_THE_WAY);
  exit(0);
};

module.exports = { kernel, onCell, inTurn, handlers, fail };
