/**
 * The kernel's side of the Jupyter protocol, where tslab's falls short. What lib/notebook uses of it, a program of its
 * own, is registered under a symbol (a kernel in a browser may register the same):
 * - `publish(type, content, { parent, metadata })` sends a message to the front ends, as of `request` unless `parent`
 *   says otherwise;
 * - `request` is what is worked on, or was last: a cell, or a message of a comm;
 * - `bundleOf(value)`: the value as it is shown where a cell ends with it.
 */
"use strict";
const jupyter = require("tslab/dist/jupyter");
const { framesOf, openOutput } = require("./output.cjs");
const { bundleOf } = require("./values.cjs");

const kernel = (globalThis[Symbol.for("privacy-markets/kernel")] = {
  request: undefined,
  publish(type, content, { parent = kernel.request, metadata } = {}) {
    output.publish(type, content, parent?.header, metadata);
  },
  bundleOf,
});

let output;
/** Signs what is sent. */
let key;
const { bindSocket } = jupyter.ZmqServer.prototype;
jupyter.ZmqServer.prototype.bindSocket = async function (socket, port) {
  if (socket !== this.iopub) return bindSocket.call(this, socket, port);
  socket.close();
  ({ key } = this.connInfo);
  this.iopub = output = openOutput(`${this.connInfo.transport}://${this.connInfo.ip}:${port}`, key);
};

/** Answers a request on the socket that it came by. */
const reply = (socket, { header, identities }, type, content) =>
  socket.send(framesOf(key, type, JSON.stringify(content), header, {}, identities));

/** Prints as of the request that is worked on. */
jupyter.JupyterHandlerImpl.prototype.createWriteToIopub = (name) => (chunk, encoding, callback) => {
  output.print(name, typeof chunk === "string" ? chunk : Buffer.from(chunk).toString(), kernel.request?.header);
  (typeof encoding === "function" ? encoding : callback)?.();
  return true;
};

const requests = new WeakMap();
const { handleExecute } = jupyter.ZmqServer.prototype;
jupyter.ZmqServer.prototype.handleExecute = function (socket, message) {
  requests.set(message.content, message);
  return handleExecute.call(this, socket, message);
};

/** Hears of each cell that begins. */
const onCell = [];
const { handleExecuteImpl } = jupyter.JupyterHandlerImpl.prototype;
jupyter.JupyterHandlerImpl.prototype.handleExecuteImpl = function (content, ...rest) {
  kernel.request = requests.get(content);
  for (const hear of onCell) hear(kernel.request);
  kernel.publish("execute_input", { code: content.code, execution_count: this.execCount + 1 });
  kernel.failure = undefined;
  return handleExecuteImpl.call(this, content, ...rest);
};

const { handleExecute: execute, handleKernel } = jupyter.JupyterHandlerImpl.prototype;
jupyter.JupyterHandlerImpl.prototype.handleExecute = async function (content, ...rest) {
  const { execQueue } = this;
  // After an error tslab refuses what comes in the next 200 ms; not where the front end says to go on.
  execQueue.reset = (delay) =>
    Object.getPrototypeOf(execQueue).reset.call(execQueue, content.stop_on_error === false ? undefined : delay);
  const answer = await execute.call(this, content, ...rest);
  if (answer.status === "abort") return { ...answer, status: "aborted" };
  if (answer.status === "error") return { ...answer, ...kernel.failure };
  return { ...answer, user_expressions: {}, payload: [] };
};
jupyter.JupyterHandlerImpl.prototype.handleKernel = function () {
  return { status: "ok", help_links: [], ...handleKernel.call(this) };
};

const DELIMITER = Buffer.from("<IDS|MSG>");
/** Requests that tslab does not know, by their type: called with the request, answers by `answer(type, content)`. */
const handlers = { history_request: (_request, answer) => answer("history_reply", { status: "ok", history: [] }) };

const { handleShellMessage } = jupyter.ZmqServer.prototype;
jupyter.ZmqServer.prototype.handleShellMessage = async function (socket, ...frames) {
  const at = frames.findIndex((frame) => frame.equals(DELIMITER));
  const [header, , metadata, content] = frames.slice(at + 2).map((frame) => JSON.parse(frame.toString()));
  const handle = handlers[header.msg_type];
  if (!handle) return handleShellMessage.call(this, socket, ...frames);
  const request = { header, metadata, content, identities: frames.slice(0, at) };
  kernel.publish("status", { execution_state: "busy" }, { parent: request });
  try {
    await handle(request, (type, answer) => reply(socket, request, type, answer), this.handler);
  } finally {
    kernel.publish("status", { execution_state: "idle" }, { parent: request });
  }
};

/** Shows what went wrong, as of the request that is worked on; the reply says it too. */
function fail(failure) {
  kernel.failure = failure;
  kernel.publish("error", failure);
}

module.exports = { kernel, onCell, handlers, fail };
