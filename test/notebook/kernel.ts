/** Stands in for the kernel: keeps what cells would show. */
import { inspect } from "node:util";
import type { Comm, Json, Kernel } from "../../lib/notebook/kernel";

const KERNEL = Symbol.for("privacy-markets/kernel");

/** An output as it would be sent to the front end. */
export interface Shown {
  readonly data: { readonly [mime: string]: unknown };
  readonly metadata: { readonly [key: string]: unknown };
  /** Its name, where it has one. */
  readonly name: string | undefined;
  readonly replaces: boolean;
}

/** A widget that was opened, and how a reader moves it. */
export interface OpenWidget {
  readonly id: string;
  readonly state: Json;
  readonly move: (changes: Json) => Promise<void>;
  /** What it was told, latest last. */
  readonly told: readonly Json[];
}

/** A kernel of one cell. */
export function kernelOfOneCell(): { shown: Shown[]; widgets: OpenWidget[]; kernel: Kernel } {
  const shown: Shown[] = [];
  const widgets: OpenWidget[] = [];
  const kernel: Kernel = {
    request: "cell",
    bundleOf: (value) => ({ "text/plain": inspect(value) }),
    publish(type, content) {
      const { data, metadata, transient } = content as {
        data: Shown["data"];
        metadata: Json;
        transient: { display_id?: string };
      };
      shown.push({ data, metadata, name: transient.display_id, replaces: type === "update_display_data" });
    },
    comms: {
      open(_target, data, _metadata, onMessage): Comm {
        const id = `widget-${widgets.length}`;
        const told: Json[] = [];
        widgets.push({
          id,
          state: data.state as Json,
          move: async (state) => void (await onMessage({ method: "update", state })),
          told,
        });
        return { id, send: (message) => void told.push(message) };
      },
    },
  };
  return { shown, widgets, kernel };
}

/** Runs something as if in a cell of a kernel; until `then` is over the kernel stays. */
export async function inKernel(kernel: Kernel, cell: () => unknown): Promise<void> {
  const here = globalThis as { [KERNEL]?: Kernel };
  here[KERNEL] = kernel;
  try {
    await cell();
  } finally {
    delete here[KERNEL];
  }
}

/** Runs something as if in a cell; what it shows. */
export async function shownBy(cell: () => unknown): Promise<Shown[]> {
  const { shown, kernel } = kernelOfOneCell();
  await inKernel(kernel, cell);
  return shown;
}
