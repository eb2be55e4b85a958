/** Examples 1 and 2, Appendix A.1: estimating a mean under differential privacy. */
import { claim, type Claim } from "../claim";
import { all } from "../evidence";
import { show } from "../../lib/format";
import { minimise } from "../../lib/numerics/minimise";
import { gaussLegendre } from "../../lib/numerics/quadrature";
import { agrees, zScore } from "../../lib/probability/monte-carlo";
import {
  bayesRisk,
  laplaceUtilities,
  laplaceValues,
  optimalLaplace,
  riskAt,
  saturationLevel,
  utilityByCount,
  utilityConstants,
} from "../../lib/fair-value/linear-laplace";
import { simulateRisk } from "../../lib/fair-value/simulation";
import { interchanged, userMatrices, type Matrix, type UserMatrices } from "./matrices";
import { apart, largest, list, logUniform, vanishes, whole } from "./support";

const LEVELS = [0.5, 1, 2, 5, Infinity];
const MEANS = [-0.5, -0.2, 0, 0.1, 0.35, 0.5];
const RULE = gaussLegendre(6);

/** E[(w·X − μ)² | μ] by walking through the 2^N data sets. */
function noiselessRisk(weights: readonly number[], mu: number): number {
  let risk = 0;
  for (let data = 0; data < 2 ** weights.length; data++) {
    let [probability, answer] = [1, 0];
    weights.forEach((w, i) => {
      const up = (data >> i) & 1;
      probability *= up ? 0.5 + mu : 0.5 - mu;
      answer += up ? w / 2 : -w / 2;
    });
    risk += probability * (answer - mu) ** 2;
  }
  return risk;
}

/** The mean over μ ~ U(−½, ½), exact for polynomials up to degree 11. */
const overMeans = (f: (mu: number) => number): number =>
  RULE.nodes.reduce((sum, x, i) => sum + (RULE.weights[i] / 2) * f(x / 2), 0);

/** An optimal estimator as Appendix A.1 gives it: each weight, the Laplace scale, the risk. */
type Formula = (level: number) => { readonly weight: number; readonly scale: number; readonly risk: number };

/** Compares a formula with the water-filling solution for the levels, and with a numerical optimum. */
const compare = (formula: Formula, levelsAt: (level: number) => number[], optimum: (level: number) => number) =>
  all(
    vanishes(
      largest(
        LEVELS.flatMap((level) => {
          const { weight, scale, risk } = formula(level);
          const exact = optimalLaplace(levelsAt(level));
          return [weight - exact.weights[0], scale - exact.scale, risk - exact.risk];
        }),
      ),
      1e-12,
      "largest difference from water-filling",
    ),
    vanishes(
      largest(LEVELS.map((level) => formula(level).risk - optimum(level))),
      1e-9,
      "risk from a numerical optimum",
    ),
  );

const LEVEL_OF = (shares: number, level: number): number => (shares ? level : 0);
const matrixOf = (entry: (one: number, two: number) => number): number[] => [
  entry(0, 0),
  entry(0, 1),
  entry(1, 0),
  entry(1, 1),
];
const utilityMatrix = (level: number): number[] =>
  matrixOf((i, j) => optimalLaplace([LEVEL_OF(i, level), LEVEL_OF(j, level)]).utility);

const pairOf = (level: number): Matrix => [
  [0, 2 / (3 + 24 / level ** 2)],
  [2 / (3 + 24 / level ** 2), 1 / (1 + 3 / level ** 2)],
];

export const estimationClaims: readonly Claim[] = [
  claim({
    id: "kang23/def1-dp",
    where: "Definitions 1 and 2, (7)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "w·X + Laplace(b) is |w_i|/b-private in coordinate i, and no better: ε-DP means |w_i| ≤ ε_i b.",
      value: (weight: number, scale: number): number => Math.abs(weight) / scale,
    },
    twin: { says: "|w_i|/(2b)", value: (weight, scale) => Math.abs(weight) / (2 * scale) },
    check: (level, stream) => {
      let worst = 0;
      for (let round = 0; round < 50; round++) {
        const N = whole(1, 4, stream);
        const weights = Array.from({ length: N }, () => 2 * stream.uniform() - 1);
        const scale = 0.05 + stream.uniform();
        for (let i = 0; i < N; i++) {
          let sup = 0;
          for (let data = 0; data < 2 ** N; data++) {
            const centre = (set: number): number =>
              weights.reduce((sum, w, k) => sum + ((set >> k) & 1 ? w / 2 : -w / 2), 0);
            for (let y = -3; y <= 3; y += 0.125) {
              sup = Math.max(sup, Math.abs(Math.abs(y - centre(data)) - Math.abs(y - centre(data ^ (1 << i)))) / scale);
            }
          }
          worst = Math.max(worst, Math.abs(sup - level(weights[i], scale)));
        }
      }
      return vanishes(worst, 1e-12, "largest log density ratio over outputs and neighbours, less the level:");
    },
  }),
  claim({
    id: "kang23/ex1-prior",
    where: "Appendix A.1, (26) and (27)",
    method: "Monte Carlo",
    verdict: "holds",
    printed: { says: "Without data the risk is μ², the Bayes risk 1/12.", value: 1 / 12 },
    twin: { says: "1/13", value: 1 / 13 },
    check: (risk, stream) => {
      const nothing = { weights: [0, 0] as unknown as Float64Array, scale: 0 };
      const simulated = simulateRisk(nothing, 20_000, stream);
      return all(
        vanishes(
          largest([
            ...MEANS.map((mu) => riskAt(nothing, mu) - mu * mu),
            bayesRisk(nothing) - risk,
            overMeans((mu) => mu * mu) - risk,
          ]),
          1e-15,
        ),
        {
          stands: agrees(simulated, risk),
          evidence: `simulated ${show(simulated.estimate)}, z ${zScore(simulated, risk).toFixed(1)}`,
        },
      );
    },
  }),
  claim({
    id: "kang23/ex1-risk1",
    where: "Appendix A.1, (28) and (29)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "With one user the Bayes risk is (3w² − 2w + 1)/12 + 2/η².",
      value: (w: number): number => (3 * w * w - 2 * w + 1) / 12,
    },
    twin: { says: "(3w² + 2w + 1)/12 + 2/η²", value: (w) => (3 * w * w + 2 * w + 1) / 12 },
    check: (formula, stream) => {
      const residuals: number[] = [];
      for (let round = 0; round < 50; round++) {
        const [w, b] = [2 * stream.uniform() - 1, stream.uniform()];
        const estimator = { weights: Float64Array.of(w), scale: b };
        for (const mu of MEANS) {
          const printed = (mu + 0.5) * (mu - w / 2) ** 2 + (0.5 - mu) * (mu + w / 2) ** 2;
          residuals.push(printed - noiselessRisk([w], mu), riskAt(estimator, mu) - printed - 2 * b * b);
        }
        residuals.push(
          formula(w) - overMeans((mu) => noiselessRisk([w], mu)),
          bayesRisk(estimator) - formula(w) - 2 * b * b,
        );
      }
      return vanishes(largest(residuals), 1e-13);
    },
  }),
  claim({
    id: "kang23/ex1-opt1",
    where: "Appendix A.1, (30) and (31)",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "One user: w = 1/(3 + 24/ε′²) (24/23 in the transcription), Laplace scale ε′/(3ε′² + 24), risk (1 − w)/12.",
      value: ((level) => {
        const weight = 1 / (3 + 24 / level ** 2);
        return { weight, scale: 1 / (3 * level + 24 / level), risk: (1 - weight) / 12 };
      }) as Formula,
    },
    twin: {
      says: "with 12 for 24",
      value: (level) => {
        const weight = 1 / (3 + 12 / level ** 2);
        return { weight, scale: 1 / (3 * level + 12 / level), risk: (1 - weight) / 12 };
      },
    },
    check: (formula: Formula) =>
      compare(
        formula,
        (level) => [level, 0],
        (level) => minimise((w) => bayesRisk({ weights: Float64Array.of(w), scale: w / level }), 0, 1).value,
      ),
  }),
  claim({
    id: "kang23/ex1-risk2",
    where: "Appendix A.1, (32) and (33)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "(32) and (33), with the noise term 2/η². (The transcription that we have gives 2²/η in (32) and 2/n² in (33), " +
        "visibly garbled.)",
      value: (scale: number): number => 2 * scale * scale,
    },
    twin: { says: "with 2²/η, as transcribed", value: (scale) => 4 * scale },
    check: (noise, stream) => {
      const residuals: number[] = [];
      for (let round = 0; round < 50; round++) {
        const [w, b] = [2 * stream.uniform() - 1, 0.05 + stream.uniform()];
        const estimator = { weights: Float64Array.of(w, w), scale: b };
        for (const mu of MEANS) {
          const [up, down] = [mu + 0.5, 0.5 - mu];
          const risk = 2 * up * down * mu * mu + up * up * (w - mu) ** 2 + down * down * (mu + w) ** 2;
          residuals.push(risk - noiselessRisk([w, w], mu), risk + noise(b) - riskAt(estimator, mu));
        }
        residuals.push((8 * w * w - 4 * w + 1) / 12 + 2 * b * b - bayesRisk(estimator));
      }
      return vanishes(largest(residuals), 1e-13);
    },
  }),
  claim({
    id: "kang23/ex1-opt2",
    where: "Appendix A.1, (34) and (35)",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "Two equal users: w = 1/(4 + 12/ε′²) each, scale ε′/(4ε′² + 12), risk (1 − 2w)/12; equal weights are optimal.",
      value: ((level) => {
        const weight = 1 / (4 + 12 / level ** 2);
        return { weight, scale: 1 / (4 * level + 12 / level), risk: (1 - 2 * weight) / 12 };
      }) as Formula,
    },
    twin: {
      says: "with 24 for 12",
      value: (level) => {
        const weight = 1 / (4 + 24 / level ** 2);
        return { weight, scale: 1 / (4 * level + 24 / level), risk: (1 - 2 * weight) / 12 };
      },
    },
    check: (formula: Formula) =>
      compare(
        formula,
        (level) => [level, level],
        (level) => {
          const risk = (w1: number, w2: number): number =>
            bayesRisk({ weights: Float64Array.of(w1, w2), scale: Math.max(w1, w2) / level });
          return minimise((w1) => minimise((w2) => risk(w1, w2), 0, 1).value, 0, 1).value;
        },
      ),
  }),
  claim({
    id: "kang23/ex1-affine",
    where: "Appendix A.1, before (36)",
    method: "exact",
    verdict: "holds",
    printed: { says: "U = c₁ r + c₂ with U(0) = 0 and sup U = 1 has c₁ = −24, c₂ = 2.", value: { c1: -24, c2: 2 } },
    twin: { says: "c₁ = −12, c₂ = 1", value: { c1: -12, c2: 1 } },
    check: ({ c1, c2 }) => {
      const best = optimalLaplace([Infinity, Infinity]).risk;
      const anyN = [1, 2, 3, 10, 100].map((N) => {
        const constants = utilityConstants(N);
        return constants.c1 * optimalLaplace(new Float64Array(N).fill(Infinity)).risk + constants.c2 - 1;
      });
      return vanishes(largest([c1 / 12 + c2, c1 * best + c2 - 1, ...anyN]), 1e-12);
    },
  }),
  claim({
    id: "kang23/eq36-U",
    where: "(36)",
    method: "exact",
    verdict: "holds",
    printed: { says: "The utilities of Example 1 for two users with levels in {0, ε′}.", value: pairOf },
    twin: {
      says: "with 12/ε′² for one user",
      value: (level: number): Matrix => {
        const one = 2 / (3 + 12 / level ** 2);
        return [
          [0, one],
          [one, pairOf(level)[1][1]],
        ];
      },
    },
    check: (matrix) =>
      vanishes(largest(LEVELS.map((level) => apart(matrix(level).flat(), utilityMatrix(level)))), 1e-14),
  }),
  claim({
    id: "kang23/eq10-U",
    where: "Example 1, (10)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "For ε′ = ∞ the utilities are 0, 2/3, 2/3, 1.",
      value: [
        [0, 2 / 3],
        [2 / 3, 1],
      ] as Matrix,
    },
    twin: {
      says: "3/4 for 2/3",
      value: [
        [0, 0.75],
        [0.75, 1],
      ],
    },
    check: (matrix: Matrix) => vanishes(apart(matrix.flat(), utilityMatrix(Infinity)), 1e-15),
  }),
  claim({
    id: "kang23/eq11-phi",
    where: "Example 1, (11)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "Theorem 1 values for ε′ = ∞ (rows: user 1): platform 0, 1/3, 1/3, 5/9; user 1 paid where user 2 shares.",
      value: {
        platform: 5 / 9,
        ...interchanged(userMatrices(1 / 3, 2 / 9)),
      },
    },
    corrected: {
      says: "The two users' matrices are interchanged: φ₁ = 1/3 where user 1 shares alone, 2/9 where both do.",
      value: {
        platform: 5 / 9,
        ...userMatrices(1 / 3, 2 / 9),
      },
    },
    twin: {
      says: "platform 2/9 (S = [N] left out)",
      value: {
        platform: 2 / 9,
        ...userMatrices(1 / 3, 2 / 9),
      },
    },
    check: ({ platform, one, two }: UserMatrices & { readonly platform: number }) => {
      const shares = (i: number, j: number) => laplaceValues([LEVEL_OF(i, Infinity), LEVEL_OF(j, Infinity)]).shares;
      return vanishes(
        largest([
          apart(
            [0, 1 / 3, 1 / 3, platform],
            matrixOf((i, j) => shares(i, j).platform),
          ),
          apart(
            one.flat(),
            matrixOf((i, j) => shares(i, j).users[0]),
          ),
          apart(
            two.flat(),
            matrixOf((i, j) => shares(i, j).users[1]),
          ),
        ]),
        1e-14,
      );
    },
  }),
  claim({
    id: "kang23/ex1-monotone",
    where: "Example 1; A note on monotonicity",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "More privacy budget never increases the optimal risk (weakly; budgets beyond saturation change nothing).",
      value: { strict: false },
    },
    twin: { says: "it always decreases it", value: { strict: true } },
    check: ({ strict }, stream) => {
      let [worst, equal] = [-Infinity, 0];
      for (let round = 0; round < 400; round++) {
        const N = whole(1, 6, stream);
        const low = Array.from({ length: N }, () => (stream.uniform() < 0.2 ? 0 : logUniform(0.05, 200, stream)));
        const high = low.map((level) =>
          stream.uniform() < 0.5 ? level : stream.uniform() < 0.2 ? Infinity : 2 * level + 0.01,
        );
        if (apart(low, high) === 0) continue;
        const rise = optimalLaplace(high).risk - optimalLaplace(low).risk;
        worst = Math.max(worst, rise);
        if (rise > -1e-14) equal++;
      }
      return {
        stands: worst <= 1e-15 && !(strict && equal > 0),
        evidence: `largest rise ${worst.toExponential(1)} over 400 pairs ε ≤ ε̃, no change in ${equal} of them`,
      };
    },
  }),
  claim({
    id: "kang23/note-saturation",
    where: "A note on monotonicity of utility",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "An optimal algorithm uses less of a large budget than it may: next to a user at ε₁, nothing beyond " +
        "ε₁ + 12/ε₁ is used (13 for ε₁ = 1).",
      value: (other: number): number => other + 12 / other,
    },
    twin: { says: "ε₁ + 13/ε₁", value: (other) => other + 13 / other },
    check: (threshold) => {
      const residuals = [0.5, 1, 2 * Math.sqrt(3), 10].map((other) => {
        const at = threshold(other);
        const risk = (level: number): number => optimalLaplace([other, level]).risk;
        const unchanged = Math.max(Math.abs(risk(at * 1.01) - risk(Infinity)), Math.abs(saturationLevel([other]) - at));
        return risk(at * 0.99) - risk(Infinity) > 1e-9 ? unchanged : Infinity;
      });
      const used = [12.5, 13, Infinity].map((level) => {
        const { weights, scale } = optimalLaplace([1, level]);
        return weights[1] / scale;
      });
      return all(vanishes(largest(residuals), 1e-12), {
        stands: true,
        evidence: `ε = (1, 12.5), (1, 13), (1, ∞) use ${list(used)} of the second budget`,
      });
    },
  }),
  claim({
    id: "kang23/eq13-phi",
    where: "Example 2, (13)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says:
        "Theorem 2 values for ε′ = ∞ (rows: user 1): A ∘ [[0, 2/3], [0, 1/2]] for user 1, A symmetric in [0, 1]; here A = 1. " +
        "(For this one utility any such A will do; additivity over all utilities leaves a constant A.)",
      value: interchanged(userMatrices(2 / 3, 1 / 2)),
    },
    corrected: {
      says: "The two matrices are interchanged.",
      value: userMatrices(2 / 3, 1 / 2),
    },
    twin: {
      says: "1/3 for 1/2",
      value: userMatrices(2 / 3, 1 / 3),
    },
    check: ({ one, two }: UserMatrices) => {
      const payment = (i: number, j: number, user: number): number =>
        laplaceValues([LEVEL_OF(i, Infinity), LEVEL_OF(j, Infinity)]).payments[user];
      const table = laplaceUtilities([Infinity, Infinity]);
      return vanishes(
        largest([
          apart(
            one.flat(),
            matrixOf((i, j) => payment(i, j, 0)),
          ),
          apart(
            two.flat(),
            matrixOf((i, j) => payment(i, j, 1)),
          ),
          apart(table, [0, utilityByCount(2, Infinity)[1], utilityByCount(2, Infinity)[1], 1]),
        ]),
        1e-14,
      );
    },
  }),
];
