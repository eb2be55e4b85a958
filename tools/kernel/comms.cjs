/**
 * Comms: messages between a control here and its view in the front end, which tslab does not know. A comm belongs to the
 * cell that opened it, and is closed when that cell runs again. A move is worked on in turn with cells, and the front end
 * sends the next one when this one is done: fast dragging never queues.
 */
"use strict";
const { createHmac, randomUUID } = require("node:crypto");
const { inspect } = require("node:util");
const jupyter = require("tslab/dist/jupyter");
const { Publisher } = require("zeromq");

const registry = (globalThis[Symbol.for("privacy-markets/kernel")] ??= {});
const DELIMITER = Buffer.from("<IDS|MSG>");

/** A socket refuses a message while an earlier one is on its way: it is sent after that one. */
const sockets = Object.getPrototypeOf(Publisher.prototype);
const { send: sendNow } = sockets;
const onTheWay = new WeakMap();
Object.defineProperty(sockets, "send", {
  configurable: true,
  value(message) {
    const before = onTheWay.get(this);
    let now;
    try {
      now = before?.waiting ? undefined : sendNow.call(this, message);
    } catch (error) {
      if (error.code !== "EBUSY") throw error;
    }
    const sending = { waiting: now === undefined };
    sending.over = (now ?? before.over.then(() => sendNow.call(this, message)))
      .catch(() => {})
      .then(() => {
        sending.waiting = false;
      });
    onTheWay.set(this, sending);
    return sending.over;
  },
});

let server;
function send(socket, identities, type, content, { header: parent = {} } = {}, metadata = {}) {
  const header = {
    msg_id: randomUUID(),
    msg_type: type,
    username: parent.username ?? "kernel",
    session: parent.session ?? "",
    date: new Date().toISOString(),
    version: "5.3",
  };
  const parts = [header, parent, metadata, content].map((part) => JSON.stringify(part));
  const hmac = createHmac("sha256", server.connInfo.key);
  for (const part of parts) hmac.update(part);
  return socket.send([...identities, DELIMITER, hmac.digest("hex"), ...parts]);
}

registry.publish ??= (type, content, { parent = registry.request, metadata } = {}) =>
  send(server.iopub, [], type, content, parent, metadata);
registry.bundleOf ??= (value) => ({ "text/plain": inspect(value) });

/** Open comms by id: whose they are, where their messages go, what they are like for a page that is loaded again. */
const comms = new Map();

/** A page that is loaded again asks for all widgets at once. */
const CONTROL = "jupyter.widget.control";
const reply = (id, data) => registry.publish("comm_msg", { comm_id: id, data });

function statesOfWidgets() {
  const widgets = [...comms].filter(([, { target }]) => target === "jupyter.widget");
  return Object.fromEntries(
    widgets.map(([id, { state }]) => {
      const now = state();
      const { _model_name: model_name, _model_module: model_module, _model_module_version: model_module_version } = now;
      return [id, { model_name, model_module, model_module_version, state: now }];
    }),
  );
}

function onOpen({ comm_id: id, target_name: target }) {
  if (target !== CONTROL) {
    registry.publish("comm_close", { comm_id: id, data: {} });
    return;
  }
  comms.set(id, {
    target,
    onMessage: ({ method }) =>
      method === "request_states" &&
      reply(id, { method: "update_states", states: statesOfWidgets(), buffer_paths: [] }),
  });
}

registry.comms = {
  open(target, data, metadata, onMessage, state) {
    const id = randomUUID();
    const cell = registry.request?.metadata.cellId;
    comms.set(id, { target, onMessage, state, cell });
    registry.publish("comm_open", { comm_id: id, target_name: target, data }, { metadata });
    return { id, send: (message) => reply(id, message) };
  },
};

/** Closes the comms of cells that run again or are gone. */
function closeComms(cells) {
  for (const [id, { cell }] of comms) {
    if (cell === undefined || !cells.includes(cell)) continue;
    comms.delete(id);
    registry.publish("comm_close", { comm_id: id, data: {} });
  }
}

const infoOf = ({ target_name: asked }) =>
  Object.fromEntries(
    [...comms]
      .filter(([, { target }]) => !asked || target === asked)
      .map(([id, { target }]) => [id, { target_name: target }]),
  );

const requests = new WeakMap();
const { handleExecute } = jupyter.ZmqServer.prototype;
jupyter.ZmqServer.prototype.handleExecute = function (socket, message) {
  requests.set(message.content, message);
  return handleExecute.call(this, socket, message);
};
const { handleExecuteImpl } = jupyter.JupyterHandlerImpl.prototype;
jupyter.JupyterHandlerImpl.prototype.handleExecuteImpl = function (content, ...rest) {
  registry.request = requests.get(content);
  const { cellId, deletedCells = [] } = registry.request.metadata;
  closeComms([...deletedCells, cellId].filter((cell) => cell !== undefined));
  return handleExecuteImpl.call(this, content, ...rest);
};

const { handleShellMessage } = jupyter.ZmqServer.prototype;
jupyter.ZmqServer.prototype.handleShellMessage = async function (socket, ...frames) {
  server = this;
  const at = frames.findIndex((frame) => frame.equals(DELIMITER));
  const [header, , metadata, content] = frames.slice(at + 2).map((frame) => JSON.parse(frame.toString()));
  if (!/^comm_/.test(header.msg_type)) return handleShellMessage.call(this, socket, ...frames);
  const request = { header, metadata, content };
  registry.publish("status", { execution_state: "busy" }, { parent: request });
  try {
    if (header.msg_type === "comm_info_request") {
      send(socket, frames.slice(0, at), "comm_info_reply", { status: "ok", comms: infoOf(content) }, request);
    } else {
      await this.handler.execQueue.add(async () => {
        registry.request = request;
        try {
          if (header.msg_type === "comm_open") onOpen(content);
          else if (header.msg_type === "comm_close") comms.delete(content.comm_id);
          else await comms.get(content.comm_id)?.onMessage(content.data);
        } catch (error) {
          // A task that fails would have tslab drop all that come after it.
          console.error(error);
        }
      });
    }
  } finally {
    registry.publish("status", { execution_state: "idle" }, { parent: request });
  }
};
