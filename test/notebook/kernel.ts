/** Stands in for the kernel: keeps what cells would show. */
// Required, since an import may not be written to.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const kernel = require("tslab/dist/jupyter") as { lastWriteDisplayData: unknown };

/** An output as it would be sent to the front end. */
export interface Shown {
  readonly data: { readonly [mime: string]: unknown };
  readonly metadata: { readonly [key: string]: unknown };
  readonly replaces: boolean;
}

/** Runs something as if in a cell; what it shows. */
export async function shownBy(cell: () => void | Promise<void>): Promise<Shown[]> {
  const shown: Shown[] = [];
  kernel.lastWriteDisplayData = ({ data, metadata }: Omit<Shown, "replaces">, replaces: boolean): void => {
    shown.push({ data, metadata, replaces });
  };
  try {
    await cell();
  } finally {
    kernel.lastWriteDisplayData = null;
  }
  return shown;
}
