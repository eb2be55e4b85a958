/**
 * Comms: messages between a control here and its view in the front end, which tslab does not know. A comm belongs to the
 * cell that opened it, and is closed when that cell runs again. A move is worked on in turn with cells, and the front end
 * sends the next one when this one is done: fast dragging never queues.
 */
"use strict";
const { randomUUID } = require("node:crypto");
const { fail, handlers, kernel, onCell } = require("./messages.cjs");
const { failureOf } = require("./places.cjs");

/** Open comms by id: whose they are, where their messages go, what they are like for a page that is loaded again. */
const comms = new Map();

/** A page that is loaded again asks for all widgets at once. */
const CONTROL = "jupyter.widget.control";
const reply = (id, data) => kernel.publish("comm_msg", { comm_id: id, data });

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
    kernel.publish("comm_close", { comm_id: id, data: {} });
    return;
  }
  comms.set(id, {
    target,
    onMessage: ({ method }) =>
      method === "request_states" &&
      reply(id, { method: "update_states", states: statesOfWidgets(), buffer_paths: [] }),
  });
}

kernel.comms = {
  open(target, data, metadata, onMessage, state) {
    const id = randomUUID();
    const cell = kernel.request?.metadata.cellId;
    comms.set(id, { target, onMessage, state, cell });
    kernel.publish("comm_open", { comm_id: id, target_name: target, data }, { metadata });
    return { id, send: (message) => reply(id, message) };
  },
};

/** Closes the comms of cells that run again or are gone. */
onCell.push(({ metadata: { cellId, deletedCells = [] } }) => {
  const cells = [...deletedCells, cellId].filter((cell) => cell !== undefined);
  for (const [id, { cell }] of comms) {
    if (cell === undefined || !cells.includes(cell)) continue;
    comms.delete(id);
    kernel.publish("comm_close", { comm_id: id, data: {} });
  }
});

const infoOf = ({ target_name: asked }) =>
  Object.fromEntries(
    [...comms]
      .filter(([, { target }]) => !asked || target === asked)
      .map(([id, { target }]) => [id, { target_name: target }]),
  );

/** Works on a message of a comm in turn with cells. */
const inTurn = (work) => (request, _answer, handler) =>
  handler.execQueue.add(async () => {
    kernel.request = request;
    try {
      await work(request.content);
    } catch (error) {
      // A task that fails would have tslab drop all that come after it.
      fail(failureOf(error, process.cwd()));
    }
  });

Object.assign(handlers, {
  comm_info_request: ({ content }, answer) => answer("comm_info_reply", { status: "ok", comms: infoOf(content) }),
  comm_open: inTurn(onOpen),
  comm_close: inTurn(({ comm_id: id }) => comms.delete(id)),
  comm_msg: inTurn(({ comm_id: id, data }) => comms.get(id)?.onMessage(data)),
});
