/** Claims made by figures. */
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import { agrees, estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import { totalBounds } from "../../lib/value-of-privacy/accuracy";
import { linearCost } from "../../lib/value-of-privacy/cost";
import { reportLaw } from "../../lib/value-of-privacy/genie";
import { privacyLevelOf, symmetricResponse, type Strategy } from "../../lib/value-of-privacy/strategy";

/** Reports of one person with a strategy that sometimes opts out, in a state. */
const SOMETIMES: Strategy = { p1: 0.6, p0: 0.2, q1: 0.2, q0: 0.5 };

type Law = (theta: number, strategy: Strategy, w: 0 | 1) => readonly (readonly [0 | 1 | null, number])[];

export const figures: readonly Claim[] = [
  claim<Law>({
    id: "wyz16/fig1",
    where: "Figure 1",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says: "W → S_i (equal with probability θ) → X_i by the strategy σ_i: P(X_i = x | W = w) is the product of the two channels",
      value: reportLaw,
    },
    twin: { says: "the report sees the state itself", value: (_, strategy, w) => reportLaw(1 - 1e-12, strategy, w) },
    check: (law, stream) => {
      const runs = 200_000;
      const rows = [symmetricResponse(1), SOMETIMES]
        .flatMap((strategy, k) =>
          ([0, 1] as const).flatMap((w) => {
            const { uniform } = stream.split(`${k}/${w}`);
            const counts = { 1: 0, 0: 0, none: 0 };
            for (let i = 0; i < runs; i++) {
              const s = uniform() < 0.8 ? w : 1 - w;
              const [p, q] = s === 1 ? [strategy.p1, strategy.q1] : [strategy.p0, strategy.q0];
              const u = uniform();
              counts[u < p ? 1 : u < p + q ? 0 : "none"]++;
            }
            return law(0.8, strategy, w).map(([x, probability]) => ({
              probability,
              drawn: estimateProportion(runs, counts[x ?? "none"]),
            }));
          }),
        )
        .filter(({ probability }) => probability > 1e-12);
      const z = Math.max(...rows.map(({ probability, drawn }) => Math.abs(zScore(drawn, probability))));
      return {
        stands: rows.every(({ probability, drawn }) => agrees(drawn, probability)) && privacyLevelOf(SOMETIMES) > 0,
        evidence: `two strategies, both states, ${runs} draws each: ${rows.length} probabilities, largest |z| ${show(z, 2)}`,
      };
    },
  }),
  claim<readonly (readonly [tau: number, N: number, lower: number, upper: number])[]>({
    id: "wyz16/fig2",
    where: "Figure 2",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Two staircases for τ from .001 to .4 (θ = .8, P₁ = .7, g(ε) = ε): (Ñ − 1)V_LB(ε̃) and Ñ·V_UB(Ñ, ε̃), at 7 targets as an independent program has them (the paper plots, prints no number)",
      value: [
        [0.001, 72, 656.9231, 666.3049],
        [0.01, 48, 434.8646, 445.1695],
        [0.05, 31, 277.5732, 293.114],
        [0.1, 24, 212.8061, 229.3825],
        [0.2, 17, 148.039, 175.1708],
        [0.3, 13, 111.0293, 143.3972],
        [0.4, 10, 83.2719, 111.1211],
      ],
    },
    twin: { says: "with the upper staircase 3 % lower at τ = .1", value: [[0.1, 24, 212.8061, 222.5]] },
    check: (rows) => {
      const market = { theta: 0.8, p1: 0.7, cost: linearCost(1) };
      const off = rows.map(([tau, N, lower, upper]) => {
        const bounds = totalBounds(market, tau);
        if (!bounds || bounds.N !== N) return Infinity;
        return Math.max(Math.abs(bounds.lower - lower), Math.abs((bounds.upper as number) - upper));
      });
      const upperAt = (N: number): number =>
        totalBounds(market, Math.exp(-(N - 0.5) * 0.09673673728338407))?.upper as number;
      return {
        stands: off.every((x) => x < 6e-5),
        evidence: `${rows.length} targets: off by ${show(Math.max(...off), 2)}; the upper staircase is not monotone: ${show(upperAt(11))} at Ñ = 11, ${show(upperAt(12))} at 12`,
      };
    },
  }),
];
