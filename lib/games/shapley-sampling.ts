/** The Shapley value by simulation: random orders (Castro, Gómez, Tejada 2009) and strata of coalition sizes. */
import { checkInteger, checkOneOf, rejectValue } from "../arguments";
import { estimateFromSums, type Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import { prefixOf, shufflePrefix } from "../probability/without-replacement";
import { checkWorth } from "./coalitions";

/** A coalition that grows: started empty, tells its worth after each player that joins. Any number of players can play. */
export type GrowingCoalition = () => (player: number) => number;

/** What to simulate. */
export interface OrderSampling {
  /** N ≥ 1. */
  readonly players: number;
  /** 2^N worths by bitmask, worth[0] = 0; or, for any N, coalitions that grow. */
  readonly worth: ArrayLike<number> | GrowingCoalition;
  /** How many independent draws, ≥ 2. */
  readonly orders: number;
  /** Whether a draw is an order together with its reverse. */
  readonly antithetic?: boolean;
}

/** The normal 97.5 % quantile, by which 95 % intervals are made of standard errors. */
const Z95 = 1.959963984540054;

/**
 * The standard error of draws that all came out alike: what was not seen may still be there. With 95 % confidence at most
 * a share 1 − 0.05^{1/draws} of all coalitions differs (three in n), each by at most the spread of the game's worths.
 */
const errorOfUnseen = (draws: number, spread: number): number => (-Math.expm1(Math.log(0.05) / draws) * spread) / Z95;

/** An estimate whose interval is not a point for not having looked. */
function lookedFor(found: Estimate, spread: number): Estimate {
  const { estimate, standardError, runs } = found;
  if (standardError > 1e-12 * spread) return found;
  const error = errorOfUnseen(runs, spread);
  return { estimate, standardError: error, interval: [estimate - Z95 * error, estimate + Z95 * error], runs };
}

/** The largest less the least worth. */
function spreadOf(worth: ArrayLike<number>): number {
  let [least, most] = [0, 0];
  for (let set = 0; set < worth.length; set++) {
    least = Math.min(least, worth[set]);
    most = Math.max(most, worth[set]);
  }
  return most - least;
}

/** Adds a share of every player's marginal contribution, the players joining in an order. */
function addMarginals(order: Int32Array, join: (player: number) => number, share: number, to: Float64Array): void {
  let before = 0;
  for (let k = 0; k < order.length; k++) {
    const now = join(order[k]);
    to[order[k]] += share * (now - before);
    before = now;
  }
}

/** Sums and squares of every player's marginal contributions less a shift. */
interface Moments {
  readonly shift: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

/** Orders of a game that grows. */
function sampleGrowth(
  start: GrowingCoalition,
  { orders, antithetic = false }: OrderSampling,
  order: Int32Array,
  { shift, sum, squares }: Moments,
  stream: Stream,
): void {
  const marginal = new Float64Array(order.length);
  const whole = prefixOf(order.length, order.length);
  for (let run = 0; run < orders; run++) {
    shufflePrefix(order, whole, stream);
    marginal.fill(0);
    addMarginals(order, start(), antithetic ? 0.5 : 1, marginal);
    if (antithetic) addMarginals(order.reverse(), start(), 0.5, marginal);
    if (run === 0) shift.set(marginal);
    for (let i = 0; i < order.length; i++) {
      const x = marginal[i] - shift[i];
      sum[i] += x;
      squares[i] += x * x;
    }
  }
}

/** Single orders of a game in a table: the worth is looked up, the moments are summed on the way. */
function sampleTable(
  worth: Float64Array,
  orders: number,
  order: Int32Array,
  { shift, sum, squares }: Moments,
  stream: Stream,
): void {
  let before = 0;
  for (let i = 0, set = 0; i < order.length; i++) {
    set |= 1 << i;
    shift[i] = worth[set] - before;
    before = worth[set];
  }
  const whole = prefixOf(order.length, order.length);
  for (let run = 0; run < orders; run++) {
    shufflePrefix(order, whole, stream);
    before = 0;
    for (let k = 0, set = 0; k < order.length; k++) {
      const player = order[k];
      set |= 1 << player;
      const now = worth[set];
      const x = now - before - shift[player];
      before = now;
      sum[player] += x;
      squares[player] += x * x;
    }
  }
}

/**
 * The Shapley value of every player, estimated from her marginal contributions in uniformly random orders.
 * Where all of a player's contributions came out alike, her standard error tells what may have been missed.
 * @returns an estimate a player; their sum is the worth of all, up to rounding, whatever was drawn
 */
export function shapleyByOrders(sampling: OrderSampling, stream: Stream): Estimate[] {
  const { players, worth, orders, antithetic = false } = sampling;
  checkInteger("players", players, { min: 1 });
  checkInteger("orders", orders, { min: 2 });
  checkOneOf("antithetic", antithetic, [true, false]);
  if (typeof worth !== "function") checkWorth(players, worth);
  const order = new Int32Array(players);
  for (let i = 0; i < players; i++) order[i] = i;
  const moments = {
    shift: new Float64Array(players),
    sum: new Float64Array(players),
    squares: new Float64Array(players),
  };
  let spread = typeof worth === "function" ? 0 : spreadOf(worth);
  /** Coalitions that note the spread of the worths that they come by. */
  const noting = (start: GrowingCoalition): GrowingCoalition => {
    let [least, most] = [0, 0];
    return () => {
      const join = start();
      return (player) => {
        const now = join(player);
        if (now < least || now > most) {
          [least, most] = [Math.min(least, now), Math.max(most, now)];
          spread = most - least;
        }
        return now;
      };
    };
  };
  if (typeof worth === "function") sampleGrowth(noting(worth), sampling, order, moments, stream);
  else if (antithetic) sampleGrowth(growing(worth), sampling, order, moments, stream);
  else sampleTable(worth instanceof Float64Array ? worth : Float64Array.from(worth), orders, order, moments, stream);
  return Array.from(moments.shift, (s, i) =>
    lookedFor(estimateFromSums(orders, moments.sum[i], moments.squares[i], s), spread),
  );
}

/** The growing coalitions of a table of worths. */
const growing =
  (worth: ArrayLike<number>): GrowingCoalition =>
  () => {
    let set = 0;
    return (player) => worth[(set |= 1 << player)];
  };

/**
 * The Shapley value of every player, estimated separately for coalitions of each size that she joins: φ_i is the mean over
 * sizes s of the mean marginal contribution to a random coalition of size s of the others. A size with no more
 * coalitions than draws is enumerated and has no error.
 * @param players N, 2 to 20
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 * @param draws coalitions drawn a size and player, ≥ 2
 * @returns an estimate a player, its `runs` being the coalitions drawn for her
 */
export function shapleyByStrata(players: number, worth: ArrayLike<number>, draws: number, stream: Stream): Estimate[] {
  checkWorth(players, worth);
  if (players < 2) rejectValue("players", players, "at least 2");
  checkInteger("draws", draws, { min: 2 });
  const spread = spreadOf(worth);
  const bySize: number[][] = Array.from({ length: players }, () => []);
  for (let rest = 0; rest < 2 ** (players - 1); rest++) bySize[bitsOf(rest)].push(rest);
  return Array.from({ length: players }, (_, i) => {
    const low = (1 << i) - 1;
    const marginal = (rest: number): number => {
      const set = (rest & low) | ((rest & ~low) << 1);
      return worth[set | (1 << i)] - worth[set];
    };
    let [mean, variance, runs] = [0, 0, 0];
    for (const stratum of bySize) {
      if (stratum.length <= draws) {
        mean += stratum.reduce((sum, rest) => sum + marginal(rest), 0) / stratum.length;
      } else {
        const shift = marginal(stratum[0]);
        let [sum, squares] = [0, 0];
        for (let run = 0; run < draws; run++) {
          const x = marginal(stratum[Math.floor(stream.uniform() * stratum.length)]) - shift;
          sum += x;
          squares += x * x;
        }
        const { estimate, standardError } = lookedFor(estimateFromSums(draws, sum, squares, shift), spread);
        mean += estimate;
        variance += standardError ** 2;
        runs += draws;
      }
    }
    const estimate = mean / players;
    const standardError = Math.sqrt(variance) / players;
    return {
      estimate,
      standardError,
      interval: [estimate - Z95 * standardError, estimate + Z95 * standardError],
      runs,
    };
  });
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) bits++;
  return bits;
}
