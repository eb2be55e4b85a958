/** The heavy works of The Value of Privacy. */
import { stream } from "../lib/probability/stream";
import {
  bestLevel,
  cheapestCappedMechanism,
  cheapestMechanism,
  exponentialCost,
  linearCost,
  powerCost,
  simulatePlays,
  unanimityPayments,
  upperBound,
} from "../lib/value-of-privacy";
import { bestResponseTo, coefficients, interimPayments, utilityOf } from "../lib/value-of-privacy/best-response";
import { symmetricResponse } from "../lib/value-of-privacy/strategy";
import { bestOnGrid, costsOn, strategyGrid } from "../lib/value-of-privacy/strategy-grid";
import { allClose, close, estimates, type Work } from "./work";

const cost = linearCost(1);
const market = { theta: 0.8, p1: 0.7, cost } as const;
const offer = { ...market, eps: 1 } as const;

const sum = (xs: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < xs.length; i++) total += xs[i];
  return total;
};

const TAUS = Float64Array.from({ length: 2000 }, (_, i) => 0.001 + (0.399 * i) / 1999);
const LOGS = TAUS.map((tau) => -Math.log(tau));

/** Both staircases of Figure 2 at all targets, and their sums. */
function staircases(theta: number) {
  const best = bestLevel({ theta, cost });
  if (!best) throw new Error("a linear cost has a best level");
  const most = Math.max(2, Math.ceil(LOGS[0] / best.information));
  const upper = Float64Array.from({ length: most + 1 }, (_, N) =>
    N < 2 ? 0 : upperBound({ ...market, theta, eps: best.eps, N }),
  );
  const [lowers, uppers] = [new Float64Array(LOGS.length), new Float64Array(LOGS.length)];
  for (let i = 0; i < LOGS.length; i++) {
    const N = Math.ceil(LOGS[i] / best.information);
    lowers[i] = (N - 1) * best.price;
    uppers[i] = N * upper[N];
  }
  return { eps: best.eps, lowers, uppers };
}

function family(): number[] {
  const all = Array.from({ length: 161 }, (_, j) => staircases(0.55 + 0.0025 * j));
  const { eps, lowers, uppers } = all[100];
  const total = (of: (s: (typeof all)[number]) => number): number => all.reduce((t, s) => t + of(s), 0);
  return [
    total((s) => s.eps),
    total((s) => sum(s.lowers)),
    total((s) => sum(s.uppers)),
    eps,
    lowers[0],
    uppers[0],
    lowers[1999],
    uppers[1999],
  ];
}

/** Exact standard error of the mean over 200 000 plays of R^(100,1). */
const PLAY_ERROR = 0.00539;
const EXPECTED = 5.4417783189;

function programs(): number[] {
  const designs = Array.from({ length: 59 }, (_, i) => ({ ...offer, N: i + 2 }));
  const free = designs.map((design) => cheapestMechanism(design).payment);
  const capped = designs.map((design) => {
    const { ones, zeros } = unanimityPayments(design);
    return cheapestCappedMechanism(design, Math.max(ones, zeros)).payment;
  });
  return [sum(free), sum(capped), free[1], capped[4], free[58], capped[58]];
}

function sweep(): number[] {
  const grid = strategyGrid(20);
  let [onGrid, onLevels, regret] = [0, 0, -Infinity];
  for (const g of [cost, powerCost(1, 2), exponentialCost(0.5, 1)]) {
    const costs = costsOn(grid, g);
    for (const eps of [0.1, 1, 3]) {
      const own = symmetricResponse(eps);
      for (const theta of [0.55, 0.8, 0.97]) {
        for (const p1 of [0.1, 0.5, 0.7, 0.95]) {
          for (let N = 2; N <= 12; N++) {
            const payoffs = coefficients(theta, p1, interimPayments({ theta, p1, eps, cost: g, N }));
            const [a, b] = [bestOnGrid(payoffs, costs, grid).utility, bestResponseTo(payoffs, g).utility];
            onGrid += a;
            onLevels += b;
            regret = Math.max(regret, Math.max(a, b) - utilityOf(payoffs, g, own));
          }
        }
      }
    }
  }
  return [onGrid, onLevels, regret];
}

export const works: readonly Work[] = [
  { work: "fig2_family", run: family },
  {
    work: "mc_plays",
    run: () => {
      const { estimate, standardError } = simulatePlays({ ...offer, N: 100 }, 200_000, stream(1, "plays"));
      return [estimate, standardError];
    },
    agree: (ours, theirs) => estimates(ours, EXPECTED, PLAY_ERROR) && estimates(theirs, EXPECTED, PLAY_ERROR),
    note: "signals and reports of four people from 16 bits, by exact inversion of their joint law: all 4e7 draws are made",
    growth: {
      sizes: [1e2, 1e3, 1e4, 1e5],
      run: (N) => simulatePlays({ ...offer, N }, Math.max(2, 1e7 / N), stream(1, "growth")),
    },
  },
  {
    work: "lp_linprog",
    peerVariants: ["lp_block"],
    run: programs,
    note: "closed form without a cap, a greedy walk in O(N) with one; both are checked against HiGHS in the tests",
  },
  {
    work: "nash_sweep",
    run: sweep,
    agree: (ours, theirs) => allClose(ours.slice(0, 2), theirs.slice(0, 2)) && close(ours[2] + 1, theirs[2] + 1),
    note: "all 30327 strategies of the grid; the best level by its equation, where the peer walks 8001 of them",
  },
];
