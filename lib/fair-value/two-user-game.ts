/**
 * Section 5.2: two users with different costs c₁, c₂ of sharing, E = {0, ε′}. User i shares with probability q_i. One who
 * shares alone brings the utility u and is paid αu; if both share, the utility is v and each is paid αv/2.
 */
import { checkNumber } from "../arguments";
import { utilityByCount } from "./linear-laplace";

/** Utilities when one of two equal users shares, and when both do; 0 when nobody does. */
export interface TwoUserUtility {
  /** u. */
  readonly one: number;
  /** v, at least u. */
  readonly both: number;
}

/** A set of equilibria: all (q₁, q₂) in [q1[0], q1[1]] × [q2[0], q2[1]]. */
export interface EquilibriumBox {
  readonly q1: readonly [number, number];
  readonly q2: readonly [number, number];
}

/** Which equilibrium the platform aims at. */
export type Phase = "both" | "one" | "mixed" | "none";

/** The platform's best α, and the equilibrium that it has in mind. */
export interface TwoUserOptimum {
  readonly phase: Phase;
  /** J = (1 − α) E U. */
  readonly share: number;
  readonly alpha: number;
  readonly q1: number;
  readonly q2: number;
  /** E U. */
  readonly utility: number;
  /** Expected payments. */
  readonly payment1: number;
  readonly payment2: number;
}

/** Payoffs closer than this, relative to what they are the difference of, are ties: whatever the unit of utility. */
const TIE = 1e-12;

/**
 * The utilities of Example 1 for two users, (36): u = 2/(3 + 24/ε′²), v = 8/(8 + 24/ε′²).
 * @param level ε′ in [0, ∞]
 * @claims kang23/eq25, kang23/fig7-both, kang23/fig7-asym, kang23/fig7-single, kang23/fig7-none
 * @example
 * ```ts
 * twoUserUtility(2); // { one: 0.222222, both: 0.571429 }
 * ```
 */
export function twoUserUtility(level: number): TwoUserUtility {
  const [, one, both] = utilityByCount(2, level);
  return { one, both };
}

/** Checks utilities and costs. */
export function checkGame({ one, both }: TwoUserUtility, cost1: number, cost2: number): void {
  checkNumber("one", one, { min: 0 });
  checkNumber("both", both, { min: one });
  checkNumber("cost1", cost1, { min: 0 });
  checkNumber("cost2", cost2, { min: 0 });
}

type Range = readonly [number, number];

/** Where a + (b − a) t ≥ 0 for t in [0, 1], sign = 1; ≤ 0, sign = −1; null if nowhere. */
function where(a: number, b: number, sign: 1 | -1): Range | null {
  const [x, y] = [sign * a, sign * b];
  if (x < 0 && y < 0) return null;
  if (x >= 0 && y >= 0) return [0, 1];
  const zero = x / (x - y);
  return x >= 0 ? [0, zero] : [zero, 1];
}

const meet = (a: Range, b: Range): Range | null => {
  const both: Range = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
  return both[0] <= both[1] ? both : null;
};

/**
 * The best-response correspondence of a user as boxes [own, other's]: she shares where her gain is ≥ 0, does not where it
 * is ≤ 0, and does anything where it is 0. Her gain runs linearly from `alone` to `together` as the other shares more.
 */
function bestResponse(alone: number, together: number): (readonly [Range, Range])[] {
  const gain = where(alone, together, 1);
  const loss = where(alone, together, -1);
  const tie = gain && loss && meet(gain, loss);
  const boxes: [Range, Range | null][] = [
    [[1, 1], gain],
    [[0, 0], loss],
    [[0, 1], tie],
  ];
  return boxes.filter((box): box is [Range, Range] => box[1] !== null);
}

/**
 * All Nash equilibria at a given α, as maximal boxes: each user's best responses are at most three boxes, and the
 * equilibria are where a box of one user meets a box of the other. Isolated equilibria are boxes of one point.
 * @param utility u and v
 * @param cost1 c₁ ≥ 0
 * @param cost2 c₂ ≥ 0
 * @param alpha in [0, 1]
 * @returns boxes, sorted
 */
export function twoUserEquilibria(
  utility: TwoUserUtility,
  cost1: number,
  cost2: number,
  alpha: number,
): EquilibriumBox[] {
  checkGame(utility, cost1, cost2);
  checkNumber("alpha", alpha, { min: 0, max: 1 });
  const [alone, together] = [alpha * utility.one, (alpha * utility.both) / 2];
  const found: EquilibriumBox[] = [];
  const gain = (pay: number, cost: number): number =>
    Math.abs(pay - cost) <= TIE * Math.max(pay, cost) ? 0 : pay - cost;
  const responses = [cost1, cost2].map((cost) => bestResponse(gain(alone, cost), gain(together, cost)));
  for (const [own1, other1] of responses[0]) {
    for (const [own2, other2] of responses[1]) {
      const q1 = meet(own1, other2);
      const q2 = meet(own2, other1);
      if (q1 && q2) found.push({ q1, q2 });
    }
  }
  const inside = (a: EquilibriumBox, b: EquilibriumBox): boolean =>
    [
      [a.q1, b.q1],
      [a.q2, b.q2],
    ].every(([x, y]) => x[0] >= y[0] && x[1] <= y[1]);
  const maximal = found.filter(
    (box, i) => !found.some((other, j) => j !== i && inside(box, other) && (!inside(other, box) || j < i)),
  );
  const key = ({ q1, q2 }: EquilibriumBox): number[] => [...q1, ...q2];
  return maximal.sort(
    (a, b) =>
      key(a)
        .map((x, k) => x - key(b)[k])
        .find((difference) => difference !== 0) ?? 0,
  );
}

/**
 * E U = u (q₁ + q₂) − (2u − v) q₁q₂.
 * @claims kang23/eq25, kang23/fig7-both, kang23/fig7-asym, kang23/fig7-single, kang23/fig7-none
 * @example
 * ```ts
 * utilityOfPlay({ one: 1, both: 1.5 }, 0.5, 0.5); // 0.875
 * ```
 */
export const utilityOfPlay = ({ one, both }: TwoUserUtility, q1: number, q2: number): number =>
  one * (q1 + q2) - (2 * one - both) * q1 * q2;

/**
 * The platform's best α when it may choose among the equilibria (problem (25) as corrected), exactly. With l ≤ h the two
 * costs it is the best of
 * both sharing (α = 2h/v, share v − 2h); the cheap user alone (α = l/u, share u − l), where that is an equilibrium; with
 * diminishing returns (2u > v) a mixed equilibrium, whose share is concave in 1/α; and nobody.
 * If the costs are equal and one user shares alone, it is user 1.
 * @param utility u and v
 * @param cost1 c₁ ≥ 0
 * @param cost2 c₂ ≥ 0
 */
export function twoUserOptimum(utility: TwoUserUtility, cost1: number, cost2: number): TwoUserOptimum {
  checkGame(utility, cost1, cost2);
  return optimumOf(utility, cost1, cost2);
}

/** As {@link twoUserOptimum}, unchecked. */
export function optimumOf(utility: TwoUserUtility, cost1: number, cost2: number): TwoUserOptimum {
  const { one: u, both: v } = utility;
  const [l, h] = cost1 <= cost2 ? [cost1, cost2] : [cost2, cost1];
  const cheapIsFirst = cost1 <= cost2;
  const shareOfBoth = v - 2 * h;
  const shareOfOne = 2 * u * h >= l * v ? u - l : 0;
  const mixed = mixedOptimum(utility, l, h);
  const best = Math.max(shareOfBoth, shareOfOne, mixed.share, 0) - TIE * v;

  const play = (phase: Phase, share: number, alpha: number, qCheap: number, qDear: number): TwoUserOptimum => {
    const [q1, q2] = cheapIsFirst ? [qCheap, qDear] : [qDear, qCheap];
    // Of αE U each user gets αu where she shares alone and αv/2 where both do.
    const payment = (own: number, other: number): number => alpha * own * (u * (1 - other) + (v / 2) * other);
    return {
      phase,
      share,
      alpha,
      q1,
      q2,
      utility: utilityOfPlay(utility, q1, q2),
      payment1: payment(q1, q2),
      payment2: payment(q2, q1),
    };
  };
  if (shareOfBoth > 0 && shareOfBoth >= best) return play("both", shareOfBoth, (2 * h) / v, 1, 1);
  if (shareOfOne > 0 && shareOfOne >= best) return play("one", shareOfOne, l / u, 1, 0);
  if (mixed.share > 0) return play("mixed", mixed.share, mixed.alpha, mixed.qCheap, mixed.qDear);
  return play("none", 0, 0, 0, 0);
}

/** The best mixed equilibrium: q_h = (u − lβ)/d, q_l = (u − hβ)/d at β = 1/α; share −∞ if there is none. */
function mixedOptimum({ one: u, both: v }: TwoUserUtility, l: number, h: number) {
  const d = u - v / 2;
  const lo = Math.max(1, v / (2 * l));
  const hi = u / h;
  if (!(d > 0 && lo <= hi && lo < Infinity)) return { share: -Infinity, alpha: 0, qCheap: 0, qDear: 0 };
  const beta = Math.min(hi, Math.max(lo, (u * (l + h) + 2 * l * h) / (4 * l * h)));
  const qDear = Math.min(1, (u - l * beta) / d);
  const qCheap = Math.max(0, (u - h * beta) / d);
  const share = u * (qDear + qCheap) - 2 * d * qDear * qCheap - h * qDear - l * qCheap;
  return { share, alpha: 1 / beta, qCheap, qDear };
}

/**
 * The share that the platform can be sure of, whichever equilibrium is played: sup over α of the least (1 − α) E U of an
 * equilibrium. The supremum need not be attained.
 * @param utility u and v
 * @param cost1 c₁ ≥ 0
 * @param cost2 c₂ ≥ 0
 * @claims kang23/fig7-single
 * @example
 * ```ts
 * robustShare({ one: 1, both: 1.5 }, 0.3, 0.4); // 0.7
 * ```
 */
export function robustShare(utility: TwoUserUtility, cost1: number, cost2: number): number {
  checkGame(utility, cost1, cost2);
  const { one: u, both: v } = utility;
  const [l, h] = [Math.min(cost1, cost2), Math.max(cost1, cost2)];
  if (u === 0) return 0;
  const d = u - v / 2;
  if (d <= 0) {
    // Returns do not diminish: nobody shares until α > l/u; then the cheap user does, and the other once αv/2 > h.
    const alone = l / u < (2 * h) / v ? u - l : 0;
    return Math.max(0, v * (1 - Math.max(l / u, (2 * h) / v)), alone);
  }
  if (h - l > TIE * h) return Math.max(0, v - 2 * h, u - l);
  // Equal costs: the worst equilibrium at an α in between is the symmetric mixed one, (one user alone is no worse).
  const q = Math.max(0, Math.min((u - h) / (2 * d), (u - Math.sqrt(u * (v - u))) / (2 * d)));
  return Math.max(0, v - 2 * h, 2 * q * (u - h) - 2 * d * q * q);
}

/** Areas of the phases in the square of costs [0, 1]². */
export type PhaseAreas = Readonly<Record<Phase, number>>;

/**
 * How much of the square [0, 1]² of costs each phase of {@link twoUserOptimum} takes up, in closed form. Both share where
 * 2h − l ≤ w = v − u and l ≤ L = vw/(2u); the mixed phase lies at L < l < h < l + l d (w−l)/(w (v/2−l)), d = u − v/2;
 * nobody shares where l ≥ u. Without diminishing returns (2u ≤ v) there is no mixed phase.
 * @param utility u and v, u ≤ 1 and v ≤ 2
 */
export function phaseAreas(utility: TwoUserUtility): PhaseAreas {
  const { one: u, both: v } = utility;
  checkNumber("one", u, { min: 0, max: 1 });
  checkNumber("both", v, { min: u, max: 2 });
  const w = v - u;
  const half = v / 2;
  const d = u - half;
  if (d <= 0) {
    const both = half * half - (u * u) / 2;
    const none = (1 - u) ** 2 - d * d;
    return { both, mixed: 0, one: 1 - both - none, none };
  }
  const L = (v * w) / (2 * u);
  const both = w * L - (L * L) / 2;
  // ∫ l (w − l)/(v/2 − l) dl from L to w, where v/2 − l falls from d(1 + r) to d: of the order of d, without cancellation.
  const r = w / u;
  const integral = d * (u * (r - Math.log1p(r)) - d * (r + (r * r) / 2 - Math.log1p(r)));
  const mixed = w === 0 ? 0 : ((2 * d) / w) * integral;
  const none = (1 - u) ** 2;
  return { both, mixed, one: 1 - both - mixed - none, none };
}
