/** Best responses in finite games. */
import { checkArray, checkInteger, checkNumber } from "../arguments";
import type { FiniteGame } from "./game";

/** The utility of each action of a player while the others keep theirs. */
export function utilitiesOfActions(game: FiniteGame, player: number, profile: readonly number[]): number[] {
  checkInteger("player", player, { min: 0, max: game.actions.length - 1 });
  checkArray("profile", profile, { min: game.actions.length, max: game.actions.length });
  return Array.from({ length: game.actions[player] }, (_, action) => {
    const utility = game.utility(
      player,
      profile.map((a, i) => (i === player ? action : a)),
    );
    checkNumber("utility", utility);
    return utility;
  });
}

/**
 * All best responses of a player, ascending.
 * @param game the game
 * @param player 0-based
 * @param profile everyone's actions; the player's own entry does not matter
 * @param tolerance actions within this of the best count as best
 */
export function bestResponses(
  game: FiniteGame,
  player: number,
  profile: readonly number[],
  tolerance = 1e-12,
): { readonly actions: number[]; readonly utility: number } {
  const utilities = utilitiesOfActions(game, player, profile);
  const utility = Math.max(...utilities);
  return { actions: utilities.flatMap((u, action) => (u >= utility - tolerance ? [action] : [])), utility };
}
