/** A heavy part of a notebook, timed against what a user would pick instead. */

/** A work of the same name as the peer's, computing what the peer's docstring asks for. */
export interface Work {
  readonly work: string;
  /** Does the work once; returns the peer's numbers, in its order. */
  readonly run: () => number[] | Promise<number[]>;
  /** Whether the two results agree; by default each number to 1e-9 relative. */
  readonly agree?: (ours: number[], theirs: number[]) => boolean;
  /** One line, where ours goes another way than the peer, or may not be compared fully. */
  readonly note?: string;
  /** How time grows: seconds of `run(size)` for each size. */
  readonly growth?: { readonly sizes: readonly number[]; readonly run: (size: number) => unknown };
  /** The peer's other variants of the same work; the fastest counts. */
  readonly peerVariants?: readonly string[];
}

/** Whether two numbers agree to a relative tolerance. */
export const close = (ours: number, theirs: number, tolerance = 1e-9): boolean =>
  Object.is(ours, theirs) || Math.abs(ours - theirs) <= tolerance * Math.max(Math.abs(ours), Math.abs(theirs));

/** Whether two lists of numbers agree, one by one. */
export const allClose = (ours: readonly number[], theirs: readonly number[], tolerance = 1e-9): boolean =>
  ours.length === theirs.length && ours.every((x, i) => close(x, theirs[i], tolerance));

/**
 * Whether a Monte Carlo estimate lies within 4.5 standard errors of the exact expectation, and its standard error within
 * 10 % of the exact one.
 */
export const estimates = ([estimate, standardError]: readonly number[], exact: number, exactError: number): boolean =>
  Math.abs(estimate - exact) <= 4.5 * standardError && close(standardError, exactError, 0.1);
