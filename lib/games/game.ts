/** Finite games in normal form. */

/** A game in which each player chooses one of finitely many actions. */
export interface FiniteGame {
  /** How many actions each player has; actions are numbered from 0. */
  readonly actions: readonly number[];
  /** A player's utility at a profile of actions. */
  readonly utility: (player: number, profile: readonly number[]) => number;
}
