/** Section 4 and Appendix A.3: errors and weights of federated mean estimation. */
import { claim, type Claim } from "../claim";
import { all, atLeast, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { shapleyValue } from "../../lib/games/shapley";
import { agrees, estimateMean, zScore } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import {
  errorAtWeights,
  estimatorWeights,
  expectedErrors,
  federatedUtility,
  varianceOf,
  type EstimatorWeights,
  type FederatedUsers,
  type Spread,
} from "../../lib/fair-value/federated";
import { federatedPayments, federatedUtilities } from "../../lib/fair-value/federated-payments";
import { normalUsers, simulateErrors, skewedUsers } from "../../lib/fair-value/simulation";
import { estimatorWeightsByProgram } from "./program";
import { apart, EXAMPLE, largest, list, randomFederation, vanishes, whole } from "./support";

const CONFIGURATIONS = 150;
const ROUNDS = 40_000;

/** The quantities in which Propositions 4 and 5 are written, for users with N₁, N₂ ≥ 1. */
interface Notation {
  readonly N1: number;
  readonly N2: number;
  readonly V0: number;
  readonly V: readonly number[];
  readonly direct: readonly number[];
  readonly s2: number;
}

function notationOf({ levels, samples }: FederatedUsers, spread: Spread): Notation {
  const at = (level: number): number[] => Array.from(levels, (e, i) => (e === level ? i : -1)).filter((i) => i >= 0);
  const V = Array.from(samples, (n) => varianceOf(spread, n));
  const [federated, direct] = [at(1), at(2)];
  const V0 = federated.reduce((sum, i) => sum + V[i], 0) / federated.length;
  return { N1: federated.length, N2: direct.length, V0, V, direct, s2: spread.between };
}

/** The two readings of "V" without index in Proposition 5. */
const harmonicMean = (values: readonly number[]): number => values.length / values.reduce((sum, v) => sum + 1 / v, 0);
const arithmeticMean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

type MeanOf = (values: readonly number[]) => number;
/** Weights of a target user: w_0 and w_j for direct users j. */
type WeightFormula = (n: Notation, V: number, target: number) => EstimatorWeights;

const directWeights = ({ V, direct }: Notation, weight: (j: number) => number): Float64Array =>
  Float64Array.from(V, (_, j) => (direct.includes(j) ? weight(j) : 0));

/** (58). */
const weights58: WeightFormula = (n, V) => {
  const denominator = n.N1 + (n.N2 * n.V0) / V;
  return { federated: n.N1 / denominator, direct: directWeights(n, (j) => n.V0 / n.V[j] / denominator) };
};
/** (59), (60): there V̄ in s²/V̄ is printed with its bar. */
const weights59: WeightFormula = (n, V) => {
  const denominator = n.N1 + (n.N2 * n.V0) / V;
  const bar = harmonicMean(n.direct.map((j) => n.V[j]));
  return {
    federated: n.N1 / denominator + ((n.N2 / denominator) * n.s2) / bar,
    direct: directWeights(n, (j) => (n.V0 / n.V[j] - n.s2 / n.V[j]) / denominator),
  };
};
/** (61) to (63). */
const weights61: WeightFormula = (n, V, target) => {
  const denominator = n.N1 + (n.N2 * n.V0) / V;
  const own = n.s2 / n.V[target];
  return {
    federated: (n.N1 / denominator) * (1 - own),
    direct: directWeights(n, (j) => (n.V0 / n.V[j] / denominator) * (1 - own) + (j === target ? own : 0)),
  };
};

/** The largest difference of a formula's weights from those of the quadratic program, over random users. */
async function againstProgram(level: number, formula: WeightFormula, mean: MeanOf, stream: Stream): Promise<number> {
  let worst = 0;
  let done = 0;
  while (done < CONFIGURATIONS) {
    const { users, spread } = randomFederation(stream, true);
    const target = Array.from(users.levels).indexOf(level);
    if (target < 0) continue;
    done++;
    const notation = notationOf(users, spread);
    const weights = formula(notation, mean(notation.direct.map((j) => notation.V[j])), target);
    const program = await estimatorWeightsByProgram(users, spread, target);
    worst = Math.max(worst, apart(weights.direct, program.direct), Math.abs(weights.federated - program.federated));
    const ours = estimatorWeights(users, spread, target);
    worst = Math.max(worst, apart(ours.direct, program.direct), Math.abs(ours.federated - program.federated));
  }
  return worst;
}

const proposition5 = (
  level: number,
  where: string,
  formula: WeightFormula,
  [changed, wrong, wrongMean = harmonicMean]: readonly [says: string, formula: WeightFormula, mean?: MeanOf],
): Claim =>
  claim({
    id: `kang23/prop5-eps${level}`,
    where,
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says:
        `The best weights for a user at level ${level}, V without index being V̄, the harmonic mean that the proof defines ` +
        "and (59) and (68) bar. (Where N₁ = 0 they are not defined; N₁, N₂ ≥ 1 is meant.)",
      value: { formula, mean: harmonicMean as MeanOf },
    },
    twin: { says: changed, value: { formula: wrong, mean: wrongMean } },
    check: async ({ formula: weights, mean }, stream) =>
      vanishes(
        await againstProgram(level, weights, mean, stream),
        1e-8,
        `largest difference from the program, ${CONFIGURATIONS} cases,`,
      ),
  });

/** Weights of what is sent, positive and summing to 1. */
function randomWeights({ levels }: FederatedUsers, { uniform }: Stream): EstimatorWeights {
  const direct = Float64Array.from(levels, (level) => (level === 2 ? 0.05 + uniform() : 0));
  const federated = Array.from(levels).includes(1) ? 0.05 + uniform() : 0;
  const total = direct.reduce((sum, x) => sum + x, federated);
  return { federated: federated / total, direct: direct.map((x) => x / total) };
}

const moves = (pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => pairs;

export const federatedClaims: readonly Claim[] = [
  claim({
    id: "kang23/eq14-emse",
    where: "(14), (55)",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says: "(55) is the squared error, at the best weights and at any that sum to 1, whatever the laws with variances s² and t².",
      value: 1,
    },
    twin: { says: "10 per cent more", value: 1.1 },
    check: (factor, stream) => {
      const exact = expectedErrors(EXAMPLE.users, EXAMPLE.spread).map((error) => factor * error);
      const z = [normalUsers, skewedUsers].flatMap((law, k) => [
        ...simulateErrors(EXAMPLE.users, EXAMPLE.spread, law, k === 0 ? ROUNDS : ROUNDS / 2, stream.split(k)).map(
          (simulated, i) => ({ score: zScore(simulated, exact[i]), agree: agrees(simulated, exact[i]) }),
        ),
        ...[0, 1, 2].map((round) => {
          const from = stream.split(`any weights ${k} ${round}`);
          const { users, spread } = randomFederation(from, true);
          const target = whole(0, users.levels.length - 1, from);
          const weights = randomWeights(users, from);
          const simulated = estimateMean(
            ROUNDS / 8,
            (draws) => {
              const drawn = Array.from(users.samples, (n) => law(spread, n, draws));
              const sent = (level: number): number[] =>
                drawn.flatMap(({ estimate }, j) => (users.levels[j] === level ? [estimate] : []));
              const federated = sent(1).reduce((sum, x) => sum + x, 0) / sent(1).length;
              const answer = drawn.reduce((sum, { estimate }, j) => sum + weights.direct[j] * estimate, 0);
              return (answer + weights.federated * federated - drawn[target].mean) ** 2;
            },
            from,
          );
          const error = factor * errorAtWeights(users, spread, target, weights);
          return { score: zScore(simulated, error), agree: agrees(simulated, error) };
        }),
      ]);
      return {
        stands: z.every(({ agree }) => agree),
        evidence:
          `EMSE ${list(exact, 6)}; simulated ${ROUNDS} normal rounds, ${ROUNDS / 2} skewed ones, and 6 random problems at ` +
          `random weights: largest |z| ${largest(z.map(({ score }) => score)).toFixed(1)} of ${z.length}`,
      };
    },
  }),
  claim({
    id: "kang23/prop4",
    where: "Proposition 4, (54)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "(54) is (55), with 1/n̄ = (1/N₁) Σ 1/n_j over j = N₁+1..N₁+N₂, j ≠ i.",
      value: { from: (N1: number, _N2: number): number => N1, skip: true },
    },
    corrected: {
      says: "The range is N₂+1..N₂+N₁, the federated users, i among them if she is one.",
      value: { from: (_N1: number, N2: number): number => N2, skip: false },
    },
    twin: {
      says: "with that range, but j ≠ i",
      value: { from: (_N1: number, N2: number): number => N2, skip: true },
    },
    check: ({ from, skip }, stream) => {
      let worst = 0;
      for (let round = 0; round < 500; round++) {
        const drawn = randomFederation(stream, true);
        const order = Array.from(drawn.users.levels, (_, i) => i).sort(
          (a, b) => drawn.users.levels[b] - drawn.users.levels[a],
        );
        const users = {
          levels: order.map((i) => drawn.users.levels[i]),
          samples: order.map((i) => drawn.users.samples[i]),
        };
        const { between: s2, within: t2 } = drawn.spread;
        const { N1, N2 } = notationOf(users, drawn.spread);
        const raw = Array.from({ length: N2 + 1 }, () => stream.uniform());
        const total = raw.reduce((a, b) => a + b, 0);
        const [w0, ...w] = raw.map((x) => x / total);
        const i = whole(0, users.levels.length - 1, stream);
        const start = from(N1, N2);
        // Literally: N₁+N₂ is the last index in both readings.
        let inverse = 0;
        for (let j = start; j < N1 + N2; j++) if (!(skip && j === i)) inverse += 1 / users.samples[j] / N1;
        const others = w.reduce((sum, x, j) => (j === i ? sum : sum + x), 0);
        const federatedOthers = N1 - (users.levels[i] === 1 ? 1 : 0);
        const error =
          t2 * (w.reduce((sum, x, j) => sum + (x * x) / users.samples[j], 0) + (w0 * w0 * inverse) / N1) +
          s2 *
            (w.reduce((sum, x, j) => (j === i ? sum : sum + x * x), 0) +
              (federatedOthers * w0 * w0) / (N1 * N1) +
              (others + (federatedOthers * w0) / N1) ** 2);
        const direct = Float64Array.from(users.levels, (_, j) => (j < N2 ? w[j] : 0));
        const exact = errorAtWeights(users, drawn.spread, i, { federated: w0, direct });
        worst = Math.max(worst, Math.abs(error / exact - 1));
      }
      return vanishes(worst, 1e-10, "largest relative difference, 500 cases,");
    },
  }),
  proposition5(0, "Proposition 5, (58)", weights58, ["V the arithmetic mean", weights58, arithmeticMean]),
  proposition5(1, "Proposition 5, (59) and (60)", weights59, [
    "−s² for s²",
    (n, V, target) => weights59({ ...n, s2: -n.s2 }, V, target),
  ]),
  proposition5(2, "Proposition 5, (61) to (63)", weights61, [
    "0.9 s² for s²",
    (n, V, target) => weights61({ ...n, s2: 0.9 * n.s2 }, V, target),
  ]),
  claim({
    id: "kang23/prop5-min",
    where: "Proposition 5, after (65)",
    method: "property test",
    verdict: "holds",
    printed: { says: "The stationary point is the unique minimum.", value: 0 },
    twin: { says: "the point 5 per cent of the way to equal weights is", value: 0.05 },
    check: (shift, stream) => {
      let least = Infinity;
      for (let round = 0; round < 200; round++) {
        const { users, spread } = randomFederation(stream, true);
        const target = whole(0, users.levels.length - 1, stream);
        const best = estimatorWeights(users, spread, target);
        const { N2, direct } = notationOf(users, spread);
        const pull = (x: number): number => (1 - shift) * x + shift / (N2 + 1);
        const point = {
          federated: pull(best.federated),
          direct: best.direct.map((x, j) => (direct.includes(j) ? pull(x) : 0)),
        };
        const error = errorAtWeights(users, spread, target, point);
        for (let k = 0; k < 5; k++) {
          const step = direct.map(() => 0.2 * (stream.uniform() - 0.5));
          const moved = point.direct.slice();
          direct.forEach((j, m) => {
            moved[j] += step[m];
          });
          const federated = point.federated - step.reduce((a, b) => a + b, 0);
          least = Math.min(least, errorAtWeights(users, spread, target, { federated, direct: moved }) - error);
        }
      }
      return {
        stands: least > 0,
        evidence: `least rise of the error ${least.toExponential(1)} over 1000 moves that keep Σw = 1`,
      };
    },
  }),
  claim({
    id: "kang23/eq64",
    where: "Appendix A.3, (64)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The left side of (64) is the derivative of (54) in w_ik for a federated user i, w_i0 being 1 − Σ w_ij.",
      value: 1,
    },
    twin: { says: "with 2/N₁ for 2/N₁² in its last term", value: 0 },
    check: (more: number, stream) => {
      const cases = Array.from({ length: 300 }, () => {
        for (;;) {
          const { users, spread } = randomFederation(stream, true);
          const N1 = Array.from(users.levels).filter((level) => level === 1).length;
          if (N1 > 1) return { users, spread, N1, weights: randomWeights(users, stream) };
        }
      });
      return everywhere(
        cases,
        ({ users, spread: { between: s2, within: t2 }, N1, weights: { federated: w0, direct } }) => {
          const [i, k] = [1, 2].map((level) => Array.from(users.levels).indexOf(level));
          const inverse = Array.from(users.samples).reduce(
            (sum, n, j) => sum + (users.levels[j] === 1 ? 1 / n / N1 : 0),
            0,
          );
          const printed =
            ((2 * t2) / users.samples[k]) * direct[k] -
            2 * t2 * (inverse / N1) * w0 +
            s2 *
              (2 * direct[k] -
                (2 * (N1 - 1) * w0) / N1 ** 2 +
                (2 / N1 ** (1 + more)) * (N1 - 1 + direct.reduce((a, b) => a + b, 0)));
          // (54) is quadratic: a symmetric difference quotient is its derivative.
          const at = (step: number): number => {
            const moved = direct.map((w, j) => (j === k ? w + step : w));
            return errorAtWeights(users, { between: s2, within: t2 }, i, { federated: w0 - step, direct: moved });
          };
          return (at(0.5) - at(-0.5) - printed) / (s2 + t2);
        },
        1e-10,
        "(64) less the derivative, over s² + t²,",
      );
    },
  }),
  claim({
    id: "kang23/eq64-71",
    where: "Appendix A.3, (65), (66), (70), (71)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "The gradient conditions, with w_ii V_i + w_i0 N₂V₀/(N₁V̄) + s²/V_i = 1.",
      value: (own: number, V: number, _w0: number, s2: number): number => own * V + s2 / V,
    },
    corrected: {
      says: "The first term of (71) is w_i0.",
      value: (_own: number, V: number, w0: number, s2: number): number => w0 + s2 / V,
    },
    twin: { says: "w_i0 + … − s²/V_i = 1", value: (_own, V, w0, s2) => w0 - s2 / V },
    check: (terms: (own: number, V: number, w0: number, s2: number) => number, stream) => {
      let worst = 0;
      for (let round = 0; round < 500; round++) {
        const { users, spread } = randomFederation(stream, true);
        const { N1, N2, V0, V, direct, s2 } = notationOf(users, spread);
        const bar = harmonicMean(direct.map((j) => V[j]));
        for (let i = 0; i < users.levels.length; i++) {
          if (users.levels[i] === 0) continue;
          const { federated: w0, direct: w } = estimatorWeights(users, spread, i);
          for (const k of direct) {
            if (users.levels[i] === 1) worst = Math.max(worst, Math.abs(V[k] * w[k] - (V0 * w0 - s2) / N1) / V0);
            else if (k !== i) worst = Math.max(worst, Math.abs(V[k] * w[k] - (V0 * w0) / N1) / V0);
          }
          if (users.levels[i] === 2)
            worst = Math.max(worst, Math.abs(terms(w[i], V[i], w0, s2) + (w0 * N2 * V0) / (N1 * bar) - 1));
        }
      }
      return vanishes(worst, 1e-10, "largest residual, 500 cases,");
    },
  }),
  claim({
    id: "kang23/sec4-limits",
    where: "Section 4",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "Where s² ≫ t²/n a direct user's own data are all that is used for her; where s² ≪ t²/n all that is sent is pooled: " +
        "a direct user counts as n_j, the federation of N₁ as N₁ n̄.",
      value: (samples: number): number => samples,
    },
    twin: { says: "pooled as √n", value: (samples) => Math.sqrt(samples) },
    check: (counts: (samples: number) => number, stream) => {
      const problems = Array.from({ length: 100 }, () => randomFederation(stream));
      const far = problems.flatMap(({ users }) =>
        Array.from(users.levels).flatMap((level, i) => (level === 2 ? [{ users, i }] : [])),
      );
      return all(
        everywhere(
          far,
          ({ users, i }) => estimatorWeights(users, { between: 1e6, within: 1 }, i).direct[i] - 1,
          1e-5,
          "s²/t² = 10⁶: own weight less 1",
        ),
        everywhere(
          problems,
          ({ users }) => {
            const { levels, samples } = users;
            const members = Array.from(levels).filter((level) => level === 1).length;
            const inverses = Array.from(samples).reduce((sum, n, j) => sum + (levels[j] === 1 ? 1 / n : 0), 0);
            const federation = members > 0 ? members * counts(members / inverses) : 0;
            const direct = Array.from(levels, (level, j) => (level === 2 ? counts(samples[j]) : 0));
            const total = direct.reduce((sum, n) => sum + n, federation);
            return largest(
              Array.from(levels, (_, i) => {
                const found = estimatorWeights(users, { between: 1e-8, within: 1 }, i);
                return Math.max(
                  Math.abs(found.federated - federation / total),
                  apart(
                    found.direct,
                    direct.map((n) => n / total),
                  ),
                );
              }),
            );
          },
          1e-4,
          "s²/t² = 10⁻⁸: weights off the pooled ones by",
        ),
      );
    },
  }),
  claim({
    id: "kang23/eq17-zero",
    where: "(17)",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "With EMSE(0) = t² + 2s², U(0) = 0 and U ≥ 0.",
      value: ({ between, within }: Spread): number => within + 2 * between,
    },
    twin: { says: "with t² + 1.9 s²", value: ({ between, within }) => within + 1.9 * between },
    check: (nothing: (spread: Spread) => number, stream) => {
      let least = Infinity;
      const problems = Array.from({ length: 300 }, () => randomFederation(stream));
      // A hundred users of whom one sends her only sample: the bound is reached for the others.
      const one = { levels: [2, ...new Array<number>(99).fill(0)], samples: new Array<number>(100).fill(1) };
      problems.push({ users: one, spread: { between: 9, within: 1 } });
      for (const { users, spread } of problems) {
        const errors = expectedErrors(users, spread);
        least = Math.min(
          least,
          errors.reduce((sum, error) => sum + Math.log(nothing(spread) / error), 0),
        );
      }
      const zero = federatedUtility({ levels: [0, 0], samples: [3, 4] }, { between: 1, within: 2 });
      return all(
        { stands: zero === 0, evidence: `U(0) = ${zero}` },
        atLeast(`least U over ${problems.length} cases`, least, 0),
      );
    },
  }),
  claim({
    id: "kang23/fl-monotone",
    where: "Section 1, options (i) to (iii), read in the model of Section 4",
    method: "counterexample search",
    verdict: "holds as corrected",
    printed: {
      says:
        '"If the user chooses (ii), the platform is better off" than under (i), and (iii) is better still: moves 0→1, 1→2 and ' +
        "0→2 never lower U. (The introduction's words; Section 4 claims no monotonicity.)",
      value: moves([
        [0, 1],
        [1, 2],
        [0, 2],
      ]),
    },
    corrected: {
      says: "1→2 and 0→2 never lower U (the old weights stay feasible); 0→1 may, as others are hidden behind the average (15).",
      value: moves([
        [1, 2],
        [0, 2],
      ]),
    },
    twin: { says: "moves 0→1 never lower U", value: moves([[0, 1]]) },
    check: (allowed, stream) => {
      const example = { levels: [1, 0], samples: [100, 100] };
      const joined = { levels: [1, 1], samples: [100, 100] };
      const spread = { between: 100, within: 1 };
      const gains = allowed.flatMap(([from, to]) => [
        ...(to === 1 ? [federatedUtility(joined, spread) - federatedUtility(example, spread)] : []),
        ...Array.from({ length: 500 }, () => randomFederation(stream)).flatMap((problem) => {
          const levels = Array.from(problem.users.levels);
          const user = levels.indexOf(from);
          if (user < 0) return [];
          levels[user] = to;
          return [
            federatedUtility({ ...problem.users, levels }, problem.spread) -
              federatedUtility(problem.users, problem.spread),
          ];
        }),
      ]);
      const lower = gains.filter((gain) => gain < -1e-9).length;
      const drop =
        `ε (1,0)→(1,1), n = (100,100), (s²,t²) = (100,1): U ${show(federatedUtility(example, spread), 4)} → ` +
        show(federatedUtility(joined, spread), 4);
      return {
        stands: lower === 0,
        evidence: `${lower} of ${gains.length} moves lower U, by up to ${show(Math.max(0, -Math.min(...gains)), 3)}${lower ? `; ${drop}` : ""}`,
      };
    },
  }),
  claim({
    id: "kang23/sec41-alpha",
    where: "Section 4.1",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "α = 1 is no loss: fair payments of the fraction α are those of the utility α U, who is above the average included.",
      value: (alpha: number): number => alpha,
    },
    twin: { says: "those of α² U", value: (alpha) => alpha * alpha },
    check: (scale, stream) => {
      const cases = Array.from({ length: 60 }, () => ({
        ...randomFederation(stream),
        alpha: 0.05 + 0.9 * stream.uniform(),
      }));
      const payments = ({ users, spread, alpha }: (typeof cases)[number]) => ({
        paid: federatedPayments(users, spread, { alpha }).payments,
        scaled: shapleyValue(
          users.levels.length,
          federatedUtilities(users, spread).map((u) => scale(alpha) * u),
        ),
      });
      return all(
        everywhere(
          cases,
          (one) => {
            const { paid, scaled } = payments(one);
            return apart(paid, scaled);
          },
          1e-9,
          "payments off by",
        ),
        holdsFor(
          cases,
          ({ users, spread, alpha }) => {
            const above = (fraction: number): readonly boolean[] => {
              const { payments: paid, utility } = federatedPayments(users, spread, { alpha: fraction });
              return Array.from(paid, (t) => t - (fraction * utility) / paid.length > 1e-9);
            };
            return above(alpha).join() === above(1).join();
          },
          "the same users above the average",
        ),
      );
    },
  }),
  claim({
    id: "kang23/fig1-4",
    where: "Figs. 1 to 4, caption of Fig. 4",
    method: "Monte Carlo",
    verdict: "holds as corrected",
    printed: {
      says: "Fig. 4: t² = Var θ_i and s² = E σ_i² (Figs. 1 to 3 are diagrams and state nothing).",
      value: (ofMeans: number, ofSamples: number): Spread => ({ between: ofSamples, within: ofMeans }),
    },
    corrected: {
      says: "As in the text, s² = Var θ_i and t² = E σ_i².",
      value: (ofMeans: number, ofSamples: number): Spread => ({ between: ofMeans, within: ofSamples }),
    },
    twin: {
      says: "s² a quarter larger than Var θ_i",
      value: (ofMeans, ofSamples) => ({ between: 1.25 * ofMeans, within: ofSamples }),
    },
    check: (naming: (ofMeans: number, ofSamples: number) => Spread, stream) => {
      // Users drawn with Var θ = 1, E σ² = 10; the platform believes the naming.
      const spread = naming(1, 10);
      const exact = expectedErrors(EXAMPLE.users, spread);
      const simulated = simulateErrors(
        EXAMPLE.users,
        spread,
        (_, n, from) => normalUsers({ between: 1, within: 10 }, n, from),
        ROUNDS,
        stream,
      );
      const z = simulated.map((estimate, i) => zScore(estimate, exact[i]));
      return {
        stands: simulated.every((estimate, i) => agrees(estimate, exact[i])),
        evidence: `expected ${list(exact)}, simulated ${list(simulated.map((s) => s.estimate))}, largest |z| ${largest(z).toFixed(1)}`,
      };
    },
  }),
];
