/** What several checks of the paper's claims share: random games and federations, literal formulas, findings. */
import { type Finding } from "../claim";
import { show } from "../../lib/format";
import { worthTable } from "../../lib/games/coalitions";
import { binomials } from "../../lib/games/semivalue";
import type { Stream } from "../../lib/probability/stream";
import type { FederatedUsers, Spread } from "../../lib/fair-value/federated";

/** Stands if a residual that should be 0 is below the tolerance. */
export const vanishes = (residual: number, tolerance = 1e-10, what = "largest residual"): Finding => ({
  stands: residual <= tolerance,
  // The digits of rounding are not the same on every machine.
  evidence: `${what} ${residual <= tolerance && residual < 1e-9 ? "rounding only" : residual.toExponential(1)}`,
});

export const largest = (numbers: Iterable<number>): number => {
  let most = 0;
  for (const x of numbers) most = Math.max(most, Number.isNaN(x) ? Infinity : Math.abs(x));
  return most;
};

/** The largest difference of two lists of numbers. */
export const apart = (a: ArrayLike<number>, b: ArrayLike<number>): number => largest(Array.from(a, (x, i) => x - b[i]));

export const list = (numbers: Iterable<number>, digits = 4): string =>
  `(${Array.from(numbers, (x) => show(x, digits)).join(", ")})`;

export const whole = (from: number, to: number, { uniform }: Stream): number =>
  from + Math.floor(uniform() * (to - from + 1));

/** A number between lo and hi, uniform in its logarithm. */
export const logUniform = (lo: number, hi: number, { uniform }: Stream): number => lo * (hi / lo) ** uniform();

/** A random game: worths uniform on [−1, 2], 0 for nobody. */
export const randomGame = (players: number, { uniform }: Stream): Float64Array =>
  worthTable(players, () => 3 * uniform() - 1);

/** A game in which two players count alike. */
export function exchangeable(players: number, worth: ArrayLike<number>, i: number, j: number): Float64Array {
  const swap = (set: number): number => {
    const differ = ((set >> i) ^ (set >> j)) & 1;
    return set ^ ((differ << i) | (differ << j));
  };
  return worthTable(players, (set) => (worth[set] + worth[swap(set)]) / 2);
}

/** A game to which a player adds nothing. */
export const nullified = (players: number, worth: ArrayLike<number>, i: number): Float64Array =>
  worthTable(players, (set) => worth[set & ~(1 << i)]);

export const sizeOf = (set: number): number => {
  let size = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) size++;
  return size;
};

/** A formula of the form Σ_{S ∌ i} weight(N, |S|) (U(S ∪ i) − U(S)), as (6) and (12) are. */
export type MarginalWeight = (players: number, size: number) => number;

/** The formula taken literally, set by set. */
export function marginalSums(players: number, worth: ArrayLike<number>, weight: MarginalWeight): number[] {
  return Array.from({ length: players }, (_, i) => {
    let sum = 0;
    for (let set = 0; set < worth.length; set++) {
      if (!(set & (1 << i))) sum += weight(players, sizeOf(set)) * (worth[set | (1 << i)] - worth[set]);
    }
    return sum;
  });
}

export const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : binomials(n)[k]);

/** The weight in (12). */
export const weight12: MarginalWeight = (N, s) => 1 / (N * choose(N - 1, s));
/** The weight in (6). */
export const weight6: MarginalWeight = (N, s) => 1 / ((N + 1) * choose(N, s + 1));

/** The game of the users and the platform: the platform is one more player, without whom nothing is worth anything. */
export const withPlatform = (players: number, worth: ArrayLike<number>): Float64Array => {
  const platform = 1 << players;
  return worthTable(players + 1, (set) => (set & platform ? worth[set ^ platform] : 0));
};

/** A game with U(∅) = 0 that grows with the set. */
export function monotoneGame(players: number, { uniform }: Stream): Float64Array {
  const raw = worthTable(players, () => uniform());
  for (let bit = 1; bit < raw.length; bit *= 2) {
    for (let set = 0; set < raw.length; set++) if (set & bit) raw[set] = Math.max(raw[set], raw[set ^ bit]);
  }
  return raw;
}

/** An increasing u[0..N] with u[0] = 0 whose increments fall. */
export function concaveUtility(users: number, { uniform }: Stream): number[] {
  const steps = Array.from({ length: users }, () => 0.05 + uniform()).sort((a, b) => b - a);
  const u = [0];
  for (const step of steps) u.push(u[u.length - 1] + step);
  return u;
}

/** A random federated problem of 1 to 8 users. */
export interface FederatedProblem {
  readonly users: FederatedUsers;
  readonly spread: Spread;
}

/** A random problem in which somebody sends something; `both` makes sure of a federated and a direct user. */
export function randomFederation(stream: Stream, both = false): FederatedProblem {
  for (;;) {
    const N = whole(both ? 2 : 1, 8, stream);
    const levels = Array.from({ length: N }, () => whole(0, 2, stream));
    if (both ? !(levels.includes(1) && levels.includes(2)) : !levels.some((level) => level > 0)) continue;
    return {
      users: {
        levels,
        samples: levels.map(() => whole(1, 100, stream)),
        importance: levels.map(() => (stream.uniform() < 0.2 ? 100 : 1)),
      },
      spread: { between: logUniform(0.01, 100, stream), within: logUniform(0.1, 100, stream) },
    };
  }
}

/** The users and the spread of a worked example. */
export const EXAMPLE: FederatedProblem = {
  users: { levels: [2, 2, 1, 1, 0], samples: [10, 20, 5, 50, 7] },
  spread: { between: 1, within: 10 },
};
