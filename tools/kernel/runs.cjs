/**
 * Work under a request: a cell, a message of a comm, and what they set going. What it shows and prints goes under its
 * request, also after that has ended, for code that timers bring back; it can be interrupted, before and after an await.
 */
"use strict";
const vm = require("node:vm");

const INTERRUPTED = "ERR_SCRIPT_EXECUTION_INTERRUPTED";
class Interrupted extends Error {
  code = INTERRUPTED;
}

/** Run by its name: only what runs as a script of its own can be interrupted while it computes. */
const ENTRY = Symbol.for("privacy-markets/entry");
const SCRIPT = new vm.Script('globalThis[Symbol.for("privacy-markets/entry")]()', { filename: "node:entry" });

let last;
/** Whose code runs just now. */
let current;
const { setImmediate: later } = globalThis;

/** Hears of errors that no one else catches. */
let complain = () => {};
const onError = (hear) => {
  complain = hear;
};

/** Begins work under a request. */
function begin(request) {
  last = { request, stopped: false, waiting: new Set() };
}

/** What works just now, or worked last. */
const request = () => (current ?? last)?.request;

/** Runs `work`, and what awaits only that, so that an interrupt ends it; to be called by the event loop alone. */
function enter(run, work) {
  const before = current;
  current = run;
  globalThis[ENTRY] = () => {
    work();
    // What follows after `await` would otherwise run when this script, and the interrupt's reach, has ended.
    process._tickCallback();
  };
  try {
    SCRIPT.runInThisContext({ breakOnSigint: true });
  } catch (error) {
    if (error?.code === INTERRUPTED) stop(run);
    else complain(error);
  } finally {
    current = before;
  }
}

/** Ends what awaits by an error, once; what awaits after that is never called back. */
function stop(run) {
  run.stopped = true;
  const waiting = [...run.waiting];
  run.waiting.clear();
  enter(run, () => waiting.forEach((reject) => reject(new Interrupted("Interrupted"))));
}

/** Ends what runs; where nothing does, what the last work left running. */
const interrupt = () => last && stop(last);

/** Does work under the request that was begun last. */
function perform(work) {
  const run = last;
  return new Promise((resolve, reject) => {
    const stopped = (error) => later(() => reject(error));
    run.waiting.add(stopped);
    const done = (settle) => (value) => {
      run.waiting.delete(stopped);
      // Out of the reach of an interrupt, and no longer under its request.
      later(() => settle(value));
    };
    later(() =>
      enter(run, () => {
        try {
          Promise.resolve(work()).then(done(resolve), done(reject));
        } catch (error) {
          done(reject)(error);
        }
      }),
    );
  });
}

/** What stands behind `await` in a cell: the code that follows runs as the code before did. */
function wait(value) {
  const run = current;
  if (!run) return value;
  if (run.stopped) return new Promise(() => {});
  return new Promise((resolve, reject) => {
    run.waiting.add(reject);
    const back = (settle) => (result) => {
      if (!run.waiting.delete(reject)) return;
      if (current === run) settle(result);
      else later(() => enter(run, () => settle(result)));
    };
    Promise.resolve(value).then(back(resolve), back(reject));
  });
}

/** What stands in `for await`. */
async function* each(values) {
  const iterator = (values[Symbol.asyncIterator] ?? values[Symbol.iterator]).call(values);
  try {
    for (;;) {
      const { done, value } = await wait(iterator.next());
      if (done) return;
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Timers bring code back under the request that set them. */
for (const [name, clear] of [
  ["setTimeout", clearTimeout],
  ["setInterval", clearInterval],
  ["setImmediate", clearImmediate],
]) {
  const set = globalThis[name];
  const own = (callback, ...rest) => {
    const run = current;
    if (!run || typeof callback !== "function") return set(callback, ...rest);
    const timer = set(
      (...values) => {
        if (run.stopped) clear(timer);
        else enter(run, () => callback.call(timer, ...values));
      },
      ...rest,
    );
    return timer;
  };
  globalThis[name] = Object.defineProperties(own, Object.getOwnPropertyDescriptors(set));
}

module.exports = { INTERRUPTED, begin, each, interrupt, onError, perform, request, wait };
