/** The uncrossing procedure of Theorem 4.4's proof, on laws over the sets of buyers that sample one seller. */
import { checkArray, checkNumber } from "../arguments";

/** A law over sets of buyers, as bit masks: q(s) = P(the seller's record goes to exactly the buyers of s). */
export type SetLaw = ReadonlyMap<number, number>;

/** A step: the law after it, and how far Σ q(s) g(|s|) changed. */
export interface Uncrossing {
  readonly law: SetLaw;
  readonly steps: number;
  /** The change of E g in each step. */
  readonly changes: readonly number[];
}

const size = (set: number): number => {
  let count = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) count++;
  return count;
};

/** Masses below this are rounding. */
const NOTHING = 1e-14;

/**
 * Uncrosses a law until buyer b samples the seller only if buyer b − 1 does: mass is moved from two sets s_A (with b,
 * without b − 1) and s_B (the other way round) to their intersection and union.
 * @param law a law over sets of buyers 0, 1, …, sorted by demand, the largest first
 * @param buyers m ≤ 20
 * @param g a function of the count
 * @claims gah12/thm4.4.uncrossing
 */
export function uncross(law: SetLaw, buyers: number, g: (k: number) => number): Uncrossing {
  checkArray("law", [...law.values()]);
  checkNumber("buyers", buyers, { min: 1, max: 20 });
  const q = new Map(law);
  const changes: number[] = [];
  const move = (set: number, mass: number): void => {
    const next = (q.get(set) ?? 0) + mass;
    if (next > NOTHING) q.set(set, next);
    else q.delete(set);
  };
  for (let b = 1; b < buyers; b++) {
    const [own, before] = [1 << b, 1 << (b - 1)];
    for (;;) {
      const crossed = [...q.keys()].find((s) => s & own && !(s & before));
      const partner = [...q.keys()].find((s) => s & before && !(s & own));
      if (crossed === undefined || partner === undefined) break;
      const mass = Math.min(q.get(crossed) as number, q.get(partner) as number);
      const [meet, join] = [crossed & partner, crossed | partner];
      changes.push(mass * (g(size(meet)) + g(size(join)) - g(size(crossed)) - g(size(partner))));
      move(crossed, -mass);
      move(partner, -mass);
      move(meet, mass);
      move(join, mass);
    }
    // Uncrossing b against b − 1 can break the order before it: start again from there.
    if ([...q.keys()].some((s) => b > 1 && s & before && !(s & (before >> 1)))) b = 0;
  }
  return { law: q, steps: changes.length, changes };
}

/** P(count = k) for k = 0..m under a law over sets. */
export function sizeLaw(law: SetLaw, buyers: number): Float64Array {
  const p = new Float64Array(buyers + 1);
  for (const [set, mass] of law) p[size(set)] += mass;
  return p;
}
