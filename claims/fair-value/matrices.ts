/** Matrices of two users with levels in {0, ε′}: rows user 1's level, columns user 2's, (private, not private). */

export type Matrix = readonly (readonly [number, number])[];

/** What each of the two users gets. */
export interface UserMatrices {
  readonly one: Matrix;
  readonly two: Matrix;
}

/** A user gets `alone` if only she shares, `both` if both do, nothing if she does not. */
export const userMatrices = (alone: number, both: number): UserMatrices => ({
  one: [
    [0, 0],
    [alone, both],
  ],
  two: [
    [0, alone],
    [0, both],
  ],
});

/** The two matrices in each other's place, as (11) and (13) print them. */
export const interchanged = ({ one, two }: UserMatrices): UserMatrices => ({ one: two, two: one });
