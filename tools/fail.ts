/** Ends a command that was asked for something it cannot do: one line, exit 1. */
export function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
