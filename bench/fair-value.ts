/** The heavy work of The Fair Value of Data, beside numpy, scipy, numba and pyDVL. */
import {
  BASELINE,
  federatedPayments,
  federatedUtilities,
  figure5Bars,
  laplaceSharingGame,
  laplaceValues,
  optimalLaplace,
  platformOptimum,
  REGIMES,
  twoUserOptimum,
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

const TWENTY = Array.from({ length: 20 }, (_, k) => k + 1);
const DIFFERENT = {
  levels: TWENTY.map((i) => (i <= 11 ? 1 : 2)),
  samples: TWENTY.map((i) => 5 + ((37 * i) % 101)),
  importance: TWENTY.map((i) => 1 + ((7 * i) % 20) / 20),
};

const COSTS = Array.from({ length: 400 }, (_, i) => (0.8 * i) / 399);
const GRID = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);

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
    note: "all 2²⁰ coalitions",
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
      const sums = [0, 0, 0];
      for (let row = 0; row < ROWS; row++) {
        const { risk, scale, weights } = optimalLaplace(LEVELS.subarray(10 * row, 10 * row + 10));
        sums[0] += risk / ROWS;
        sums[1] += scale / ROWS;
        sums[2] += (10 * mean(weights)) / ROWS;
      }
      return sums;
    },
    peerVariants: ["dp_solve_nnls"],
    note: "vector by vector, binding levels by bounds, without sorting",
  },
  {
    work: "dp_shapley",
    run: () => {
      const sums = [0, 0, 0];
      for (let row = 0; row < 5000; row++) {
        const { payments, shares } = laplaceValues(LEVELS.subarray(10 * row, 10 * row + 10));
        sums[0] += payments[0] / 5000;
        sums[1] += shares.platform / 5000;
        sums[2] += shares.users[0] / 5000;
      }
      return sums;
    },
    note: "1024 coalitions a vector, one by one; the peer takes them by SIMD",
  },
  {
    work: "fig6_numba",
    run: () =>
      [2, 5, 10, 20].flatMap((users) => {
        const game = laplaceSharingGame(users, Infinity);
        const optima = COSTS.map((cost) => platformOptimum(game, cost));
        return [mean(optima.map(({ share }) => share)), mean(optima.map(({ utility }) => utility))];
      }),
    peerVariants: ["fig6_scipy"],
    note: "cost by cost, the roots of a polynomial",
  },
  {
    work: "fig7_heat",
    run: () => {
      const sums = new Float64Array(6);
      const phases = ["both", "mixed", "one", "none"] as const;
      const points = 100 * GRID.length ** 2;
      for (let level = 4; level <= 103; level++) {
        const utility = twoUserUtility(level);
        for (const c1 of GRID) {
          for (const c2 of GRID) {
            const { share, payment2, phase } = twoUserOptimum(utility, c1, c2);
            sums[0] += share / points;
            sums[1] += payment2 / points;
            sums[2 + phases.indexOf(phase)] += 1 / points;
          }
        }
      }
      return Array.from(sums);
    },
    note: "point by point",
  },
];
