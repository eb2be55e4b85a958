/** Fig. 7: the two-user game over a grid of costs. */
import { checkArray, checkNumbers } from "../arguments";
import { checkGame, optimumOf, type Phase, type TwoUserUtility } from "./two-user-game";

/** Maps over a grid of costs, row after row: entry i·cost2.length + j belongs to (cost1[i], cost2[j]). */
export interface TwoUserMaps {
  /** J. */
  readonly share: Float64Array;
  readonly payment2: Float64Array;
  /** How many points of the grid each phase takes up. */
  readonly points: Readonly<Record<Phase, number>>;
  /** The mean of the shares. */
  readonly meanShare: number;
  /** The mean of the payments to user 2. */
  readonly meanPayment2: number;
}

/** Points this close to a boundary between phases are decided one by one. */
const MARGIN = 1e-9;
/** As in `twoUserOptimum`: a mixed equilibrium must be better by more than this. */
const TIE = 1e-12;

/**
 * The platform's best share and the payment to user 2 over a grid of costs, as `twoUserOptimum`.
 *
 * With ascending costs and diminishing returns (2u > v) a row is cut where its phase changes. With w = v − u and
 * L = vw/(2u): for c₂ below 2c₁ − w and L user 2 shares alone, up to min(c₁, L) both do at the cost c₁, up to
 * (w + c₁)/2 (if c₁ ≤ L) both do at the cost c₂, and beyond user 1 alone. Where both costs lie between L and w, one user
 * alone is compared with the mixed equilibrium in which the dearer user surely shares, the cheaper with probability
 * (u − hv/(2l))/d, d = u − v/2. Points next to a cut are decided one by one. Rows from c₁ = u on are equal.
 * @param utility u and v
 * @param costs1 c₁ of the rows, each ≥ 0
 * @param costs2 c₂ of the columns, each ≥ 0
 * @param into maps of the same size whose memory is used for the answer; new ones by default
 */
export function twoUserMaps(
  utility: TwoUserUtility,
  costs1: ArrayLike<number>,
  costs2: ArrayLike<number>,
  into?: Pick<TwoUserMaps, "share" | "payment2">,
): TwoUserMaps {
  checkGame(utility, 0, 0);
  checkNumbers("costs1", costs1, { min: 0 }, { min: 1 });
  checkNumbers("costs2", costs2, { min: 0 }, { min: 1 });
  const size = costs1.length * costs2.length;
  if (into) {
    checkArray("into.share", into.share, { min: size, max: size });
    checkArray("into.payment2", into.payment2, { min: size, max: size });
  }
  const maps = {
    share: into?.share ?? new Float64Array(size),
    payment2: into?.payment2 ?? new Float64Array(size),
    points: { both: 0, one: 0, mixed: 0, none: 0 },
    sums: new Float64Array(2),
  };
  const c2 = new Float64Array(costs2);
  const ascending = c2.every((c, j) => j === 0 || c >= c2[j - 1]);
  if (2 * utility.one > utility.both && ascending) fillByCuts(utility, costs1, c2, maps);
  else for (let i = 0; i < costs1.length; i++) decide(utility, costs1[i], c2, 0, c2.length, i * c2.length, maps);
  const { share, payment2, points, sums } = maps;
  return { share, payment2, points, meanShare: sums[0] / size, meanPayment2: sums[1] / size };
}

interface Filling {
  readonly share: Float64Array;
  readonly payment2: Float64Array;
  readonly points: Record<Phase, number>;
  /** Of the shares and of the payments. */
  readonly sums: Float64Array;
}

/** Columns from..to−1 of a row, one by one. */
function decide(
  utility: TwoUserUtility,
  cost1: number,
  c2: Float64Array,
  from: number,
  to: number,
  offset: number,
  { share, payment2, points, sums }: Filling,
): void {
  for (let j = from; j < to; j++) {
    const best = optimumOf(utility, cost1, c2[j]);
    share[offset + j] = best.share;
    payment2[offset + j] = best.payment2;
    sums[0] += best.share;
    sums[1] += best.payment2;
    points[best.phase]++;
  }
}

/** The first column from `from` on whose cost is at least the bound. */
function firstFrom(c2: Float64Array, bound: number, from: number): number {
  let lo = from;
  let hi = c2.length;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (c2[middle] < bound) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}

/** Fills ascending columns row by row, each row in pieces. */
function fillByCuts(utility: TwoUserUtility, costs1: ArrayLike<number>, c2: Float64Array, maps: Filling): void {
  const { share, payment2, points, sums } = maps;
  const { one: u, both: v } = utility;
  const w = v - u;
  const d = u - v / 2;
  const low = (v * w) / (2 * u);
  const columns = c2.length;
  /** prefix[j]: the sum of the first j costs. */
  const prefix = new Float64Array(columns + 1);
  for (let j = 0; j < columns; j++) prefix[j + 1] = prefix[j] + c2[j];
  const beyond = firstFrom(c2, u - MARGIN, 0);
  const beyondSurely = firstFrom(c2, u + MARGIN, beyond);
  const squareFrom = firstFrom(c2, low + MARGIN, 0);
  const squareTo = firstFrom(c2, w - MARGIN, squareFrom);

  /** Fills where some users share at the cost of user 2, so that rows differ in the ends only: they are copied row to row. */
  const atSecond = (value: number, users: number, phase: Phase) => {
    let [last, start, end] = [0, 0, 0];
    return (offset: number, from: number, to: number): void => {
      let j = from;
      if (start <= from && from < end) {
        j = Math.min(to, end);
        share.copyWithin(offset + from, last + from, last + j);
        payment2.copyWithin(offset + from, last + from, last + j);
      }
      for (; j < to; j++) {
        share[offset + j] = value - users * c2[j];
        payment2[offset + j] = c2[j];
      }
      const sum = prefix[to] - prefix[from];
      sums[0] += (to - from) * value - users * sum;
      sums[1] += sum;
      points[phase] += to - from;
      [last, start, end] = [offset, from, to];
    };
  };
  const cheapIsSecond = atSecond(u, 1, "one");
  const bothAtSecond = atSecond(v, 2, "both");
  /** The same share and payment throughout. */
  const constant = (offset: number, from: number, to: number, value: number, payment: number, phase: Phase): void => {
    share.fill(value, offset + from, offset + to);
    payment2.fill(payment, offset + from, offset + to);
    sums[0] += (to - from) * value;
    sums[1] += (to - from) * payment;
    points[phase] += to - from;
  };
  /** Both costs lie between L and w: one user alone, the mixed equilibrium, or (where they are equal) both. */
  const oneOrMixed = (c1: number, offset: number, from: number, to: number): void => {
    for (let j = from; j < to; j++) {
      const c = c2[j];
      const second = c < c1;
      const h = second ? c1 : c;
      const l = second ? c : c1;
      const q = (u - (h * v) / (2 * l)) / d;
      const mixed = l - h + q * (w - l) > TIE;
      const both = h - l <= TIE;
      const value = both ? v - 2 * h : mixed ? u - h + q * (w - l) : u - l;
      const payment = both ? h : second ? c * (mixed ? q : 1) : mixed ? c : 0;
      share[offset + j] = value;
      payment2[offset + j] = payment;
      sums[0] += value;
      sums[1] += payment;
      points[both ? "both" : mixed ? "mixed" : "one"]++;
    }
  };

  for (let i = 0; i < costs1.length; i++) {
    const c1 = costs1[i];
    const offset = i * columns;
    if (c1 >= u + MARGIN) {
      cheapIsSecond(offset, 0, beyond);
      decide(utility, c1, c2, beyond, beyondSurely, offset, maps);
      constant(offset, beyondSurely, columns, 0, 0, "none");
      // The rows like this one that follow, in copies that double.
      let last = i;
      for (; last + 1 < costs1.length && costs1[last + 1] >= u + MARGIN; last++) {
        sums[0] += beyond * u - prefix[beyond];
        sums[1] += prefix[beyond];
        points.one += beyond;
        points.none += columns - beyondSurely;
      }
      for (let copied = 1; copied < last - i + 1; copied *= 2) {
        const rows = Math.min(copied, last - i + 1 - copied);
        share.copyWithin(offset + copied * columns, offset, offset + rows * columns);
        payment2.copyWithin(offset + copied * columns, offset, offset + rows * columns);
      }
      for (; i < last; i++) decide(utility, costs1[i + 1], c2, beyond, beyondSurely, (i + 1) * columns, maps);
      continue;
    }
    if (c1 >= u - MARGIN || Math.abs(c1 - w) < MARGIN || Math.abs(c1 - low) < MARGIN) {
      decide(utility, c1, c2, 0, columns, offset, maps);
      continue;
    }
    if (c1 > w) {
      const to = firstFrom(c2, c1, 0);
      cheapIsSecond(offset, 0, to);
      constant(offset, to, columns, u - c1, 0, "one");
      continue;
    }
    // User 2 alone; both at the cost of user 1; at that of user 2, or the square between L and w; user 1 alone.
    const alone = firstFrom(c2, Math.min(2 * c1 - w, low) - MARGIN, 0);
    cheapIsSecond(offset, 0, alone);
    const bothTo = firstFrom(c2, c1 < low ? c1 : low - MARGIN, alone);
    const bothFrom = Math.min(firstFrom(c2, 2 * c1 - w + MARGIN, alone), bothTo);
    decide(utility, c1, c2, alone, bothFrom, offset, maps);
    constant(offset, bothFrom, bothTo, v - 2 * c1, c1, "both");
    let done: number;
    if (c1 < low) {
      const to = firstFrom(c2, (w + c1) / 2 - MARGIN, bothTo);
      bothAtSecond(offset, bothTo, to);
      done = firstFrom(c2, (w + c1) / 2 + MARGIN, to);
      decide(utility, c1, c2, to, done, offset, maps);
    } else {
      const from = Math.max(bothTo, squareFrom);
      const to = Math.max(from, squareTo);
      decide(utility, c1, c2, bothTo, from, offset, maps);
      oneOrMixed(c1, offset, from, to);
      done = firstFrom(c2, w + MARGIN, to);
      decide(utility, c1, c2, to, done, offset, maps);
    }
    constant(offset, done, columns, u - c1, 0, "one");
  }
}
