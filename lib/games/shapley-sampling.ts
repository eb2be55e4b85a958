/** The Shapley value by simulation: random orders (Castro, Gómez, Tejada 2009) and strata of coalition sizes. */
import { checkFunction, checkInteger, checkOneOf, rejectValue } from "../numerics/domain";
import { estimateFromSums, type Estimate } from "../probability/monte-carlo";
import { shuffle } from "../probability/shuffle";
import type { Stream } from "../probability/stream";
import { checkWorth } from "./coalitions";

/** A coalition that grows: started empty, tells its worth after each player that joins. Any number of players can play. */
export type GrowingCoalition = () => (player: number) => number;

/**
 * The growing coalitions of a table of worths.
 * @param players N, 1 to 20
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 */
export function growing(players: number, worth: ArrayLike<number>): GrowingCoalition {
  checkWorth(players, worth);
  const table = Float64Array.from(worth);
  return () => {
    let set = 0;
    return (player) => table[(set |= 1 << player)];
  };
}

/** What to simulate. */
export interface OrderSampling {
  /** N ≥ 1. */
  readonly players: number;
  readonly start: GrowingCoalition;
  /** How many independent draws, ≥ 2. */
  readonly orders: number;
  /** Whether a draw is an order together with its reverse. */
  readonly antithetic?: boolean;
}

/**
 * The Shapley value of every player, estimated from her marginal contributions in uniformly random orders.
 * @returns an estimate a player; their sum is the worth of all, up to rounding, whatever was drawn
 */
export function shapleyByOrders(
  { players, start, orders, antithetic = false }: OrderSampling,
  stream: Stream,
): Estimate[] {
  checkInteger("players", players, { min: 1 });
  checkFunction("start", start);
  checkInteger("orders", orders, { min: 2 });
  checkOneOf("antithetic", antithetic, [true, false]);
  const order = Int32Array.from({ length: players }, (_, i) => i);
  const share = antithetic ? 0.5 : 1;
  const shift = new Float64Array(players);
  const marginal = new Float64Array(players);
  const sum = new Float64Array(players);
  const squares = new Float64Array(players);
  for (let run = 0; run < orders; run++) {
    shuffle(order, stream);
    let join = start();
    let before = 0;
    for (let k = 0; k < players; k++) {
      const worth = join(order[k]);
      marginal[order[k]] = share * (worth - before);
      before = worth;
    }
    if (antithetic) {
      join = start();
      before = 0;
      for (let k = players - 1; k >= 0; k--) {
        const worth = join(order[k]);
        marginal[order[k]] += share * (worth - before);
        before = worth;
      }
    }
    if (run === 0) shift.set(marginal);
    for (let i = 0; i < players; i++) {
      const x = marginal[i] - shift[i];
      sum[i] += x;
      squares[i] += x * x;
    }
  }
  return Array.from(shift, (s, i) => estimateFromSums(orders, sum[i], squares[i], s));
}

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
        const { estimate, standardError } = estimateFromSums(draws, sum, squares, shift);
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
      interval: [estimate - 1.96 * standardError, estimate + 1.96 * standardError],
      runs,
    };
  });
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) bits++;
  return bits;
}
