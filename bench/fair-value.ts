/** The heavy work of The Fair Value of Data, beside numpy, scipy, numba and pyDVL. */
import {
  BASELINE,
  federatedPayments,
  federatedUtilities,
  figure5Bars,
  laplaceSharingGame,
  laplaceValuesOfMany,
  optimalLaplaces,
  platformOptima,
  REGIMES,
  twoUserMaps,
  twoUserUtility,
  usersOf,
} from "../lib/fair-value";
import { shapleyByOrders } from "../lib/games/shapley-sampling";
import { stream } from "../lib/probability/stream";
import { estimates, type Work } from "./work";

const mean = (x: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
};

/** The peer's privacy vectors, ten levels a row, made beforehand. */
const ROWS = 100_000;
const LEVELS = Float64Array.from(
  { length: 10 * ROWS },
  (_, k) => 0.1 * 1000 ** (((k + 1) ** 2 * 0.6180339887498949) % 1),
);
const WEIGHTS = new Float64Array(LEVELS.length);

const TWENTY = Array.from({ length: 20 }, (_, k) => k + 1);
const DIFFERENT = {
  levels: TWENTY.map((i) => (i <= 11 ? 1 : 2)),
  samples: TWENTY.map((i) => 5 + ((37 * i) % 101)),
  importance: TWENTY.map((i) => 1 + ((7 * i) % 20) / 20),
};

const COSTS = Array.from({ length: 400 }, (_, i) => (0.8 * i) / 399);
const GRID = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
const MAPS = { share: new Float64Array(200 * 200), payment2: new Float64Array(200 * 200) };

export const works: readonly Work[] = [
  {
    work: "fig5a_numba",
    run: () =>
      REGIMES.flatMap((spread) =>
        figure5Bars(BASELINE, spread)
          .bars.slice(0, 4)
          .map(({ difference }) => difference),
      ),
    peerVariants: ["fig5a_pydvl"],
    note: "one logarithm a make-up, of the product of its users' errors",
  },
  {
    work: "shapley20",
    run: () => Array.from(federatedPayments(DIFFERENT, { between: 1, within: 10 }).payments),
    note: "utility written as a sum of products, by interpolation to rounding, instead of 2²⁰ coalitions",
  },
  {
    work: "mc_numba",
    run: () => {
      const worth = federatedUtilities(usersOf(BASELINE), REGIMES[2]);
      const { estimate, standardError } = shapleyByOrders({ players: 10, worth, orders: 2000 }, stream(2, "orders"))[3];
      return [estimate, standardError];
    },
    agree: (ours) => estimates(ours, 8.168091646837, 0.302556),
    peerVariants: ["mc_pydvl"],
    note: "one random word an order, its digits in a mixed base; words that would favour an order are drawn again",
  },
  {
    work: "dp_solve_numba",
    run: () => {
      const { weights, scales, risks } = optimalLaplaces(10, LEVELS, WEIGHTS);
      return [mean(risks), mean(scales), 10 * mean(weights)];
    },
    peerVariants: ["dp_solve_nnls"],
    note: "binding levels by bounds, without sorting; three passes over a row, which take longer than the compiled sort",
  },
  {
    work: "dp_shapley",
    run: () => {
      const { payments, platform, users } = laplaceValuesOfMany(10, LEVELS.subarray(0, 50_000));
      let [first, second] = [0, 0];
      for (let row = 0; row < 5000; row++) {
        first += payments[10 * row];
        second += users[10 * row];
      }
      return [first / 5000, mean(platform), second / 5000];
    },
    note: "some 118 binding sets a row, with 412 divisions, instead of 1024 coalitions; the peer takes all of those by SIMD",
  },
  {
    work: "fig6_numba",
    run: () =>
      [2, 5, 10, 20].flatMap((users) => {
        const { shares, utilities } = platformOptima(laplaceSharingGame(users, Infinity), COSTS);
        return [mean(shares), mean(utilities)];
      }),
    peerVariants: ["fig6_scipy"],
    note: "Newton's method from the extrapolated optimum",
  },
  {
    work: "fig7_heat",
    run: () => {
      const sums = new Float64Array(6);
      for (let level = 4; level <= 103; level++) {
        const { points, meanShare, meanPayment2 } = twoUserMaps(twoUserUtility(level), GRID, GRID, MAPS);
        const all = GRID.length ** 2;
        sums[0] += meanShare / 100;
        sums[1] += meanPayment2 / 100;
        sums[2] += points.both / all / 100;
        sums[3] += points.mixed / all / 100;
        sums[4] += points.one / all / 100;
        sums[5] += points.none / all / 100;
      }
      return Array.from(sums);
    },
    note: "rows cut at breakpoints, filled and copied; memory of the maps used again; up to 133 rows a map differ",
  },
];
