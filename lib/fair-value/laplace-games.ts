/** The games of Section 5 played with the utility of Example 1. */
import { checkInteger, checkNumber, rejectValue } from "../arguments";
import { optimalLaplace, utilityByCount } from "./linear-laplace";
import { sharingGame, twoLevelGame, type SymmetricGame } from "./symmetric-game";

/**
 * N users with E = {0, ε′}. Returns diminish, and Theorem 3 applies, exactly when ε′ > 2√3.
 * @param users N, 1 to 1000
 * @param level ε′ in (0, ∞]
 */
export function laplaceSharingGame(users: number, level: number): SymmetricGame {
  checkNumber("level", level, { above: 0, max: Infinity });
  return sharingGame(utilityByCount(users, level));
}

/**
 * N users with E = {ε′₁, ε′₂}, 0 ≤ ε′₁ < ε′₂; users outside a coalition are at 0, not at ε′₁.
 * @param users N, 1 to 100
 * @param lower ε′₁
 * @param upper ε′₂, up to ∞
 */
export function laplaceTwoLevelGame(users: number, lower: number, upper: number): SymmetricGame {
  checkInteger("users", users, { min: 1, max: 100 });
  checkNumber("lower", lower, { min: 0 });
  checkNumber("upper", upper, { above: 0, max: Infinity });
  if (!(lower < upper)) rejectValue("lower", lower, `below upper = ${upper}`);
  return twoLevelGame(users, (private_, shared) => {
    const levels = new Float64Array(users).fill(lower, 0, private_).fill(upper, private_, private_ + shared);
    return optimalLaplace(levels).utility;
  });
}
