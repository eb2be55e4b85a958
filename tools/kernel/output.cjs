/**
 * What goes out to the front ends, sent by a thread of its own: it arrives in order and while a cell computes, however
 * long that takes and however much it is. (From the main thread zeromq sends 512 messages at most until the computation
 * lets go.) Text is gathered for a tenth of a second, as ipykernel does.
 */
"use strict";
const { createHmac, randomUUID } = require("node:crypto");
const { isMainThread, parentPort, workerData, Worker } = require("node:worker_threads");

const DELIMITER = Buffer.from("<IDS|MSG>");
const MILLISECONDS_GATHERED = 100;

/** The frames of a message of the Jupyter protocol; `content` is JSON already. */
function framesOf(key, type, content, parent = {}, metadata = {}, identities = []) {
  const header = {
    msg_id: randomUUID(),
    msg_type: type,
    username: parent.username ?? "kernel",
    session: parent.session ?? "",
    date: new Date().toISOString(),
    version: "5.3",
  };
  const parts = [JSON.stringify(header), JSON.stringify(parent), JSON.stringify(metadata), content];
  const signature = createHmac("sha256", key);
  for (const part of parts) signature.update(part);
  return [...identities, DELIMITER, signature.digest("hex"), ...parts];
}

/** The main thread's side: the socket `iopub`, as tslab knows it, and the words `publish` and `print`. */
function openOutput(address, key) {
  const worker = new Worker(__filename, { workerData: { address, key, pid: process.pid, parent: process.ppid } });
  worker.unref();
  return {
    /** Frames that tslab made. */
    send: (frames) => worker.postMessage({ frames }),
    publish: (type, content, parent, metadata) =>
      worker.postMessage({ type, content: JSON.stringify(content), parent, metadata }),
    print: (name, text, parent) => worker.postMessage({ name, text, parent }),
    close: () => worker.postMessage({ close: true }),
  };
}

async function serve({ address, key, pid, parent: jupyter }) {
  const { Publisher } = require("zeromq");
  const socket = new Publisher({ sendHighWaterMark: 0, linger: 1000 });
  const ready = socket.bind(address);
  // A kernel whose Jupyter is gone would stay for ever, maybe computing.
  setInterval(() => {
    if (process.ppid !== jupyter) process.kill(pid, "SIGKILL");
  }, 1000).unref();

  let sent = ready;
  const send = (frames) => {
    sent = sent.then(() => socket.send(frames));
  };
  let text;
  const flush = () => {
    if (!text) return;
    clearTimeout(text.timer);
    const { name, parts, parent } = text;
    text = undefined;
    send(framesOf(key, "stream", JSON.stringify({ name, text: parts.join("") }), parent));
  };
  parentPort.on("message", (message) => {
    const { name, parent } = message;
    if (name !== undefined) {
      if (text && (text.name !== name || text.parent?.msg_id !== parent?.msg_id)) flush();
      text ??= { name, parent, parts: [], timer: setTimeout(flush, MILLISECONDS_GATHERED) };
      text.parts.push(message.text);
      return;
    }
    flush();
    if (message.frames) send(message.frames.map((frame) => (typeof frame === "string" ? frame : Buffer.from(frame))));
    else if (message.type) send(framesOf(key, message.type, message.content, parent, message.metadata));
    else {
      void sent.then(() => {
        socket.close();
        parentPort.close();
      });
    }
  });
}

if (isMainThread) module.exports = { framesOf, openOutput };
else void serve(workerData);
