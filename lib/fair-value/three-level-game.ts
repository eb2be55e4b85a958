/**
 * Beyond the paper: the game of Section 5 played with the three levels of Section 4. N equal users choose to stay out (0),
 * to federate (1) or to share directly (2), at costs 0, c₁ and c₂; the platform pays out the fraction α of its utility,
 * fairly (Theorem 2). In a symmetric profile each user draws her level by the same probabilities x = (x₀, x₁, x₂).
 */
import { checkInteger, checkLaw, checkNumber, rejectValue } from "../arguments";
import { findRoot } from "../numerics/roots";
import { minimise } from "../numerics/minimise";
import { rootsOf, valueAt } from "../numerics/bernstein";
import { checkSpread, federatedUtility, type Spread } from "./federated";
import { commonRoots, type Triangle } from "./triangles";

/** Probabilities of the levels 0, 1 and 2. */
export type LevelLaw = readonly [number, number, number];

/** Costs c₁ and c₂ of federating and of sharing directly; staying out costs nothing. */
export interface LevelCosts {
  readonly federated: number;
  readonly direct: number;
}

/** The game: what everybody's choices are worth, by the numbers of federated and of direct users. */
export interface ThreeLevelGame {
  readonly users: number;
  /** utility[k₁][k₂] of N users of whom k₁ are federated and k₂ direct. */
  readonly utility: Triangle;
  /** The fair value of a user who federates when k₁ and k₂ of the others are federated and direct. */
  readonly federated: Triangle;
  /** The same of one who shares directly. */
  readonly direct: Triangle;
}

/** The most users of a game with three levels. */
const MOST_USERS = 60;
/** Differences below this fraction of the utility are ties. */
const TIE = 1e-11;
/** How finely the platform's optimum is searched for before it is refined. */
const STEPS = 160;

const triangle = (degree: number, of: (k1: number, k2: number) => number): Triangle =>
  Array.from({ length: degree + 1 }, (_, k1) => Float64Array.from({ length: degree + 1 - k1 }, (__, k2) => of(k1, k2)));

/**
 * The game of equal users of federated mean estimation. Fair values come from the potential of Hart and Mas-Colell,
 * P(k) = (U(k) + Σ k_τ P(k − e_τ))/|k|, of which they are the differences.
 * @param users N, 1 to 60
 * @param samples n of each, whole, ≥ 1
 * @param spread s² and t² > 0 (at t² = 0 a direct user would be known exactly, at infinite utility)
 */
export function threeLevelGame(users: number, samples: number, spread: Spread): ThreeLevelGame {
  checkInteger("users", users, { min: 1, max: MOST_USERS });
  checkInteger("samples", samples, { min: 1 });
  checkSpread(spread);
  if (spread.within === 0) rejectValue("within", 0, "above 0, since direct users' means are known exactly at 0");
  const all = new Array<number>(users).fill(samples);
  const utility = triangle(users, (k1, k2) =>
    federatedUtility({ levels: all.map((_, i) => (i < k1 ? 1 : i < k1 + k2 ? 2 : 0)), samples: all }, spread),
  );
  const potential = triangle(users, () => 0);
  for (let k = 1; k <= users; k++) {
    for (let k1 = 0; k1 <= k; k1++) {
      const k2 = k - k1;
      const before = (k1 > 0 ? k1 * potential[k1 - 1][k2] : 0) + (k2 > 0 ? k2 * potential[k1][k2 - 1] : 0);
      potential[k1][k2] = (utility[k1][k2] + before) / k;
    }
  }
  return {
    users,
    utility,
    federated: triangle(users - 1, (k1, k2) => potential[k1 + 1][k2] - potential[k1][k2]),
    direct: triangle(users - 1, (k1, k2) => potential[k1][k2 + 1] - potential[k1][k2]),
  };
}

/**
 * The mean of b[k₁][k₂] where each of as many users as b has degree draws her level by x: k₁ is binomial, and k₂ among the
 * rest.
 */
function expected(b: Triangle, [, x1, x2]: LevelLaw): number {
  const rest = x1 < 1 ? Math.min(1, x2 / (1 - x1)) : 0;
  return valueAt(
    Float64Array.from(b, (row) => valueAt(row, rest)),
    x1,
  );
}

/** What a symmetric profile brings, at α = 1 and before costs. */
export interface LevelValues {
  /** The expected fair value of a user who federates, and of one who shares directly, while the others draw. */
  readonly federated: number;
  readonly direct: number;
  /** E U when everybody draws. */
  readonly utility: number;
}

/**
 * Expected fair values of both choices, and the expected utility.
 * @param game the game
 * @param law x, by which everybody draws
 */
export function levelValues(game: ThreeLevelGame, law: LevelLaw): LevelValues {
  checkLaw("law", law);
  return valuesAt(game, law);
}

const valuesAt = (game: ThreeLevelGame, law: LevelLaw): LevelValues => ({
  federated: expected(game.federated, law),
  direct: expected(game.direct, law),
  utility: expected(game.utility, law),
});

function checkCosts({ federated, direct }: LevelCosts): void {
  checkNumber("federated", federated, { min: 0 });
  checkNumber("direct", direct, { min: 0 });
}

const largest = ({ utility }: ThreeLevelGame): number => Math.max(...utility.map((row) => Math.max(...row)));

/** The gain of the best level over what a user gets by drawing her level by x, as everybody does; 0 at an equilibrium. */
export function levelRegret(game: ThreeLevelGame, alpha: number, costs: LevelCosts, law: LevelLaw): number {
  checkNumber("alpha", alpha, { min: 0, max: 1 });
  checkCosts(costs);
  const { federated, direct } = levelValues(game, law);
  const [u1, u2] = [alpha * federated - costs.federated, alpha * direct - costs.direct];
  return Math.max(0, u1, u2) - law[1] * u1 - law[2] * u2;
}

/**
 * All symmetric equilibria: laws x whose every level of positive probability is a best response. Corners and edges of the
 * simplex by the roots of polynomials in one variable, its inside by halving triangles until a pair of polynomials in
 * Bernstein form has no common sign left.
 * @param game the game
 * @param alpha the fraction paid out, in [0, 1]
 * @param costs c₁, c₂ ≥ 0
 * @returns at least one law, corners first. Where users are indifferent along a whole edge or more (α = 0 and a cost 0,
 *   say), only the corners of that set are listed
 */
export function levelEquilibria(game: ThreeLevelGame, alpha: number, costs: LevelCosts): LevelLaw[] {
  checkNumber("alpha", alpha, { min: 0, max: 1 });
  checkCosts(costs);
  const n = game.users - 1;
  const tie = TIE * (alpha * largest(game) + costs.federated + costs.direct);
  const h1 = triangle(n, (k1, k2) => alpha * game.federated[k1][k2] - costs.federated);
  const h2 = triangle(n, (k1, k2) => alpha * game.direct[k1][k2] - costs.direct);
  const edge = (of: (k: number) => number): number[] => {
    const b = Float64Array.from({ length: n + 1 }, (_, k) => of(k));
    return b.every((x) => Math.abs(x) <= tie) ? [] : rootsOf(b).filter((q) => q > 1e-9 && q < 1 - 1e-9);
  };
  const found: LevelLaw[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    ...edge((k) => h1[k][0]).map((q): LevelLaw => [1 - q, q, 0]),
    ...edge((k) => h2[0][k]).map((q): LevelLaw => [1 - q, 0, q]),
    ...edge((k) => h2[n - k][k] - h1[n - k][k]).map((q): LevelLaw => [0, 1 - q, q]),
    ...commonRoots(h1, h2, tie).map(([x1, x2]): LevelLaw => [1 - x1 - x2, x1, x2]),
  ];
  const utilityOf = (law: LevelLaw): readonly [number, number, number] => [0, expected(h1, law), expected(h2, law)];
  return found.filter((law) => {
    const utilities = utilityOf(law);
    const best = Math.max(...utilities);
    return utilities.every((u, level) => law[level] === 0 || u >= best - 1e3 * tie);
  });
}

/** What the platform does best. */
export interface LevelOptimum {
  /** (1 − α) E U. */
  readonly share: number;
  readonly alpha: number;
  readonly law: LevelLaw;
  /** E U. */
  readonly utility: number;
}

/** The least α in [0, 1] with α·gain ≥ cost for all pairs, or NaN. */
function leastAlpha(demands: readonly (readonly [gain: number, cost: number])[]): number {
  let [least, most] = [0, 1];
  for (const [gain, cost] of demands) {
    if (gain > 0) least = Math.max(least, cost / gain);
    else if (gain < 0) most = Math.min(most, cost / gain);
    else if (cost > 0) return NaN;
  }
  return least <= most ? least : NaN;
}

/**
 * The platform's best α, with its favourite among the symmetric equilibria: every law that some α makes an equilibrium
 * lies on a corner, on an edge, or on the curve c₂ E φ₁ = c₁ E φ₂ inside, and there it fixes α. Edges and curve are
 * searched on a grid and refined.
 * @param game the game
 * @param costs c₁, c₂ ≥ 0
 * @returns the optimum; α = 0 and nobody where nothing is worth paying for
 */
export function levelOptimum(game: ThreeLevelGame, costs: LevelCosts): LevelOptimum {
  checkCosts(costs);
  const [c1, c2] = [costs.federated, costs.direct];
  const slack = 1e-9 * (largest(game) + c1 + c2);
  const none: LevelOptimum = { share: -Infinity, alpha: NaN, law: [1, 0, 0], utility: 0 };
  const outcome = (alpha: number, law: LevelLaw, utility: number): LevelOptimum =>
    alpha >= 0 && alpha <= 1 ? { share: (1 - alpha) * utility, alpha, law, utility } : none;

  const everybody = (level: 1 | 2): LevelOptimum => {
    const law: LevelLaw = level === 1 ? [0, 1, 0] : [0, 0, 1];
    const v = valuesAt(game, law);
    const [own, other, cost, otherCost] =
      level === 1 ? [v.federated, v.direct, c1, c2] : [v.direct, v.federated, c2, c1];
    const alpha = leastAlpha([
      [own, cost],
      [own - other, cost - otherCost],
    ]);
    return outcome(alpha, law, v.utility);
  };
  /** The outcome at a mixed law: α from the indifference of what is chosen, then whether the rest is no better. */
  const mixed = (law: LevelLaw): LevelOptimum => {
    const { federated, direct, utility } = valuesAt(game, law);
    const [, x1, x2] = law;
    const alpha =
      law[0] === 0
        ? (c2 - c1) / (direct - federated)
        : ((x1 > 0 ? c1 : 0) + (x2 > 0 ? c2 : 0)) / ((x1 > 0 ? federated : 0) + (x2 > 0 ? direct : 0));
    const [u1, u2] = [alpha * federated - c1, alpha * direct - c2];
    const stands = law[0] === 0 ? Math.min(u1, u2) >= -slack : (x1 > 0 || u1 <= slack) && (x2 > 0 || u2 <= slack);
    return stands ? outcome(alpha, law, utility) : none;
  };
  /** The best point of the curve inside where a fraction y takes part. */
  const inside = (y: number): LevelOptimum => {
    const at = (r: number): LevelLaw => [1 - y, y * (1 - r), y * r];
    const balance = (r: number): number => {
      const law = at(r);
      return c2 * expected(game.federated, law) - c1 * expected(game.direct, law);
    };
    const grid = Array.from({ length: 17 }, (_, k) => Math.min(1 - 1e-9, Math.max(1e-9, k / 16)));
    const signs = grid.map(balance);
    let best = none;
    for (let k = 1; k < grid.length; k++) {
      if (signs[k - 1] * signs[k] >= 0) continue;
      const here = mixed(at(findRoot(balance, grid[k - 1], grid[k])));
      if (here.share > best.share) best = here;
    }
    return best;
  };
  const families: ((q: number) => LevelOptimum)[] = [
    (q) => mixed([1 - q, q, 0]),
    (q) => mixed([1 - q, 0, q]),
    (q) => mixed([0, 1 - q, q]),
    ...(c1 + c2 > 0 ? [inside] : []),
  ];
  const along = (family: (q: number) => LevelOptimum): LevelOptimum => {
    const best = Array.from({ length: STEPS - 1 }, (_, k) => family((k + 1) / STEPS));
    const peak = best.reduce((top, { share }, k) => (share > best[top].share ? k : top), 0);
    if (best[peak].share === -Infinity) return none;
    const worst = -2 * largest(game);
    const { x } = minimise((q) => -Math.max(worst, family(q).share), peak / STEPS + 1e-12, (peak + 2) / STEPS - 1e-12);
    const refined = family(x);
    return refined.share > best[peak].share ? refined : best[peak];
  };
  return [
    { share: 0, alpha: 0, law: [1, 0, 0] as const, utility: 0 },
    everybody(1),
    everybody(2),
    ...families.map(along),
  ].reduce((best, next) => (next.share > best.share + TIE * largest(game) ? next : best));
}
