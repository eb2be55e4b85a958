/** The kernel that runs the cells, as tools/kernel registers itself; a program of its own, so it is found by a symbol. */

/** One output in several formats, by MIME type; "text/plain" is what a viewer without any other shows. */
export interface Bundle {
  readonly "text/plain": string;
  readonly [mime: string]: unknown;
}

export type Json = Readonly<Record<string, unknown>>;

/** One of a pair of ends, here and in the front end, that send each other messages. */
export interface Comm {
  readonly id: string;
  readonly send: (data: Json) => void;
}

/** What lib/notebook uses of the kernel. */
export interface Kernel {
  /** Sends a message to the front ends, as of the request that is worked on, or of an earlier one. */
  readonly publish: (type: string, content: Json, options?: { readonly parent?: unknown }) => void;
  /** The request that is worked on: a cell, or a message of a comm. */
  readonly request: unknown;
  /** A value as it is shown, where a cell ends with it. */
  readonly bundleOf: (value: unknown) => Bundle;
  readonly comms: {
    /** Opens a comm, which is closed when its cell is run again. `state` is what a reloaded page asks for. */
    readonly open: (
      target: string,
      data: Json,
      metadata: Json,
      onMessage: (data: Json) => unknown,
      state: () => Json,
    ) => Comm;
  };
}

const KERNEL = Symbol.for("privacy-markets/kernel");

/** The kernel; undefined in a program of its own. */
export const kernel = (): Kernel | undefined => (globalThis as { [symbol: symbol]: Kernel | undefined })[KERNEL];
