/** Section 4 and Appendix A.3: errors and weights of federated mean estimation. */
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import { agrees, zScore } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import {
  errorAtWeights,
  estimatorWeights,
  estimatorWeightsByProgram,
  expectedErrors,
  federatedUtility,
  varianceOf,
  type EstimatorWeights,
  type FederatedUsers,
  type Spread,
} from "../../lib/fair-value/federated";
import { federatedPayments } from "../../lib/fair-value/federated-payments";
import { normalUsers, simulateErrors, skewedUsers } from "../../lib/fair-value/simulation";
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
function againstProgram(level: number, formula: WeightFormula, mean: MeanOf, stream: Stream): number {
  let worst = 0;
  let done = 0;
  while (done < CONFIGURATIONS) {
    const { users, spread } = randomFederation(stream, true);
    const target = Array.from(users.levels).indexOf(level);
    if (target < 0) continue;
    done++;
    const notation = notationOf(users, spread);
    const weights = formula(notation, mean(notation.direct.map((j) => notation.V[j])), target);
    const program = estimatorWeightsByProgram(users, spread, target);
    worst = Math.max(worst, apart(weights.direct, program.direct), Math.abs(weights.federated - program.federated));
    const ours = estimatorWeights(users, spread, target);
    worst = Math.max(worst, apart(ours.direct, program.direct), Math.abs(ours.federated - program.federated));
  }
  return worst;
}

const proposition5 = (level: number, where: string, formula: WeightFormula, wrong: WeightFormula): Claim =>
  claim({
    id: `kang23/prop5-eps${level}`,
    where,
    method: "numerical optimum",
    verdict: "holds as corrected",
    printed: {
      says: `The best weights for a user at level ${level}, "V" without index read as a plain mean of V_j over direct users.`,
      value: { formula, mean: arithmeticMean as MeanOf },
    },
    corrected: { says: "V is V̄, the harmonic mean (and N₁ ≥ 1).", value: { formula, mean: harmonicMean } },
    twin: { says: "with a changed sign or factor", value: { formula: wrong, mean: harmonicMean } },
    check: ({ formula: weights, mean }, stream) =>
      vanishes(
        againstProgram(level, weights, mean, stream),
        1e-8,
        `largest difference from the program, ${CONFIGURATIONS} cases,`,
      ),
  });

const moves = (pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] => pairs;

export const federatedClaims: readonly Claim[] = [
  claim({
    id: "kang23/eq14-emse",
    where: "(14), (55)",
    method: "Monte Carlo",
    verdict: "holds",
    printed: { says: "(55) is the squared error, whatever the laws with variances s² and t².", value: 1 },
    twin: { says: "10 per cent more", value: 1.1 },
    check: (factor, stream) => {
      const exact = expectedErrors(EXAMPLE.users, EXAMPLE.spread).map((error) => factor * error);
      const z = [normalUsers, skewedUsers].flatMap((law, k) =>
        simulateErrors(EXAMPLE.users, EXAMPLE.spread, law, k === 0 ? ROUNDS : ROUNDS / 2, stream.split(k)).map(
          (simulated, i) => ({ score: zScore(simulated, exact[i]), agree: agrees(simulated, exact[i]) }),
        ),
      );
      return {
        stands: z.every(({ agree }) => agree),
        evidence:
          `EMSE ${list(exact, 6)}; simulated ${ROUNDS} normal rounds, ${ROUNDS / 2} skewed ones, ` +
          `largest |z| ${largest(z.map(({ score }) => score)).toFixed(1)}`,
      };
    },
  }),
  claim({
    id: "kang23/prop4",
    where: "Proposition 4, (54)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "(54) is (55), with 1/n̄ = (1/N₁) Σ 1/n_j over j = N₁+1..N₁+N₂.",
      value: { from: (N1: number, _N2: number): number => N1, power: 1 },
    },
    corrected: {
      says: "The range is N₂+1..N₂+N₁, the federated users.",
      value: { from: (_N1: number, N2: number): number => N2, power: 1 },
    },
    twin: { says: "with 1/N₁² in the first term", value: { from: (_N1: number, N2: number): number => N2, power: 2 } },
    check: ({ from, power }, stream) => {
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
        for (let j = start; j < N1 + N2; j++) inverse += 1 / users.samples[j] / N1;
        const others = w.reduce((sum, x, j) => (j === i ? sum : sum + x), 0);
        const federatedOthers = N1 - (users.levels[i] === 1 ? 1 : 0);
        const error =
          t2 * (w.reduce((sum, x, j) => sum + (x * x) / users.samples[j], 0) + (w0 * w0 * inverse) / N1 ** power) +
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
  proposition5(0, "Proposition 5, (58)", weights58, (n, V, target) => weights58({ ...n, V0: 1.05 * n.V0 }, V, target)),
  proposition5(1, "Proposition 5, (59) and (60)", weights59, (n, V, target) =>
    weights59({ ...n, s2: -n.s2 }, V, target),
  ),
  proposition5(2, "Proposition 5, (61) to (63)", weights61, (n, V, target) =>
    weights61({ ...n, s2: 0.9 * n.s2 }, V, target),
  ),
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
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Where s² ≫ t²/n the others are ignored (w_ii → 1); where s² ≪ t²/n the data are pooled (w_ij → n_j/Σn).",
      value: (samples: readonly number[]): number[] => samples.map((n) => n / samples.reduce((a, b) => a + b, 0)),
    },
    twin: { says: "pooled with equal weights", value: (samples) => samples.map(() => 1 / samples.length) },
    check: (pooled: (samples: readonly number[]) => number[]) => {
      const users = { levels: [2, 2, 2, 2], samples: [10, 40, 5, 100] };
      const far = users.levels.map((_, i) => estimatorWeights(users, { between: 1e6, within: 1 }, i).direct[i] - 1);
      const near = users.levels.map((_, i) =>
        apart(estimatorWeights(users, { between: 1e-6, within: 1 }, i).direct, pooled(users.samples)),
      );
      return vanishes(largest([...far, ...near]), 2e-4, "largest distance from the limit at s² = 10^±6");
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
      return {
        stands: least >= 0 && zero === 0,
        evidence: `U(0) = ${zero}, least U ${show(least)} over ${problems.length} cases`,
      };
    },
  }),
  claim({
    id: "kang23/fl-monotone",
    where: "Section 4, Assumption 1",
    method: "counterexample search",
    verdict: "fails",
    printed: {
      says: "A user who gives up privacy (0→1, 1→2, 0→2) never lowers U.",
      value: moves([
        [0, 1],
        [1, 2],
        [0, 2],
      ]),
    },
    control: {
      says: "moves 1→2 and 0→2 never lower U (the old weights stay feasible)",
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
      let [worst, lower, tried] = [0, 0, 0];
      const tryMove = (change: number): void => {
        tried++;
        worst = Math.min(worst, change);
        if (change < -1e-9) lower++;
      };
      for (const [from, to] of allowed) {
        if (to === 1) tryMove(federatedUtility(joined, spread) - federatedUtility(example, spread));
        for (let round = 0; round < 500; round++) {
          const problem = randomFederation(stream);
          const levels = Array.from(problem.users.levels);
          const user = levels.indexOf(from);
          if (user < 0) continue;
          const before = federatedUtility(problem.users, problem.spread);
          levels[user] = to;
          tryMove(federatedUtility({ ...problem.users, levels }, problem.spread) - before);
        }
      }
      const drop =
        `ε (1,0)→(1,1), n = (100,100), (s²,t²) = (100,1): U ${show(federatedUtility(example, spread), 4)} → ` +
        show(federatedUtility(joined, spread), 4);
      return {
        stands: lower === 0,
        evidence: `${lower} of ${tried} moves lower U, by up to ${show(-worst, 3)}${lower ? `; ${drop}` : ""}`,
      };
    },
  }),
  claim({
    id: "kang23/sec41-alpha",
    where: "Section 4.1",
    method: "exact",
    verdict: "holds",
    printed: { says: "α only scales the payments.", value: (alpha: number): number => alpha },
    twin: { says: "payments scale as α²", value: (alpha) => alpha * alpha },
    check: (scale, stream) =>
      vanishes(
        largest(
          Array.from({ length: 20 }, () => {
            const { users, spread } = randomFederation(stream);
            const alpha = stream.uniform();
            const whole_ = federatedPayments(users, spread).payments;
            return apart(
              federatedPayments(users, spread, { alpha }).payments,
              whole_.map((x) => scale(alpha) * x),
            );
          }),
        ),
        1e-9,
      ),
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
