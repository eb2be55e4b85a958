/** Claims on the lower bound (Section 4.1, Theorem 1, Lemmas 1 to 3). */
import { claim, type Claim } from "../claim";
import { all, everywhere, holdsFor, nowhereAbove } from "../evidence";
import { show } from "../../lib/format";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import type { Stream } from "../../lib/probability/stream";
import {
  bestResponse,
  bestResponseTo,
  coefficients,
  utilityOf,
  type PayoffCoefficients,
} from "../../lib/value-of-privacy/best-response";
import { cheapestMechanism } from "../../lib/value-of-privacy/cheapest-mechanism";
import { linearCost, type PrivacyCost } from "../../lib/value-of-privacy/cost";
import { flipReports, geniePayments, replicate, type PaymentRule } from "../../lib/value-of-privacy/genie";
import { advantage, quality, scale, type Design } from "../../lib/value-of-privacy/market";
import { payments } from "../../lib/value-of-privacy/mechanism";
import { lowerBound as lowerBoundOf } from "../../lib/value-of-privacy/price";
import { privacyLevelOf, symmetricResponse, type Report, type Strategy } from "../../lib/value-of-privacy/strategy";
import { bestOnGrid, costsOn } from "../../lib/value-of-privacy/strategy-grid";
import { COSTS, DEFAULT, GRID, largestDifference, randomInstance, randomOffers, randomStrategy, sweep } from "./cases";

const UNIT = linearCost(1);
const GRID_COSTS = costsOn(GRID, UNIT);

/** The best utility of a best response at a cost as some statement has it. */
type BestUtility = (payoffs: PayoffCoefficients, cost: PrivacyCost) => number;

const constantReport = ({ K1, K0, L1, L0 }: PayoffCoefficients): number => Math.max(K1 + K0, L1 + L0, 0);

/** Whether no strategy of the grid beats what the statement says is best, over some payoffs, with three costs in turn. */
function gridNeverAbove(best: BestUtility, instances: readonly PayoffCoefficients[]) {
  const costs = COSTS.map((cost) => costsOn(GRID, cost));
  const costOf = (i: number): PrivacyCost => COSTS[i % COSTS.length];
  const excess = instances.map(
    (payoffs, i) => bestOnGrid(payoffs, costs[i % COSTS.length], GRID).utility - best(payoffs, costOf(i)),
  );
  const worst = Math.max(...excess);
  const informative = instances.filter((payoffs, i) => bestResponseTo(payoffs, costOf(i)).level !== 0).length;
  return {
    stands: worst <= 1e-9 && informative > 0 && informative < instances.length,
    evidence: `${instances.length} random mechanisms, three costs, 30327 strategies each: best on the grid at most ${show(
      worst,
      3,
    )} above the statement's; ${informative} best responses informative`,
  };
}

/** Payoffs of person 0 of n = 2 or 3 whose signals have a random joint law with full support. */
function randomSignals(n: number, stream: Stream): PayoffCoefficients {
  const { uniform } = stream;
  const size = 2 ** n;
  const weights = Array.from({ length: size }, () => 0.02 + uniform() ** 4);
  const total = weights.reduce((sum, x) => sum + x, 0);
  const peers = Array.from({ length: n - 1 }, () => symmetricResponse(8 * uniform() - 4));
  const table = new Map<string, number>();
  const pay = (key: string): number => {
    if (!table.has(key)) table.set(key, 200 * uniform() ** 4);
    return table.get(key) as number;
  };
  const expected = (x: 0 | 1, s: number): number => {
    let sum = 0;
    for (let others = 0; others < 2 ** (n - 1); others++) {
      const probability = weights[(others << 1) | s] / total;
      const walk = (j: number, weight: number, key: string): number => {
        if (j === n - 1) return weight * pay(key);
        const { p1, p0, q1, q0 } = peers[j];
        const [p, q] = (others >> j) & 1 ? [p1, q1] : [p0, q0];
        return (
          walk(j + 1, weight * p, `${key}1`) +
          walk(j + 1, weight * q, `${key}0`) +
          walk(j + 1, weight * (1 - p - q), `${key}-`)
        );
      };
      sum += probability * walk(0, 1, `${x}`);
    }
    return sum;
  };
  return { K1: expected(1, 1), K0: expected(1, 0), L1: expected(0, 1), L0: expected(0, 0) };
}

/** The example of opting out: N = 2, P₁ = ½, θ = .8, e^ε = 3; ⊥ earns a share of what 1 would, and 1 itself nothing. */
function payForOptingOut(share: number): { readonly grid: number; readonly simple: number } {
  const design = { theta: 0.8, p1: 0.5, eps: Math.log(3), cost: UNIT };
  const asPaid: PaymentRule = (reports) => payments(design, reports);
  const peer = symmetricResponse(design.eps);
  const interim = replicate(design.theta, asPaid, [peer, peer], 0);
  const { K1, K0, L1, L0 } = coefficients(design.theta, design.p1, interim);
  const none = share > 0 ? { K1: 0, K0: 0, N1: share * K1, N0: share * K0 } : { K1, K0, N1: 0, N0: 0 };
  let grid = -Infinity;
  for (let i = 0; i < GRID_COSTS.length; i++) {
    const [p1, p0, q1, q0] = [GRID.p1[i], GRID.p0[i], GRID.q1[i], GRID.q0[i]];
    const paid = none.K1 * p1 + none.K0 * p0 + L1 * q1 + L0 * q0 + none.N1 * (1 - p1 - q1) + none.N0 * (1 - p0 - q0);
    grid = Math.max(grid, paid - GRID_COSTS[i]);
  }
  // The same payoffs with ⊥ and 1 exchanged: the best two-outcome response, whatever its outcomes are called.
  const renamed = bestResponseTo({ K1: none.N1, K0: none.N0, L1, L0 }, UNIT).utility;
  const simple = Math.max(bestResponseTo({ K1: none.K1, K0: none.K0, L1, L0 }, UNIT).utility, none.N1 + none.N0);
  return { grid: Math.max(grid, renamed), simple };
}

/** The two replacement moves of Lemma 1's proof: equal participation, then full participation. */
function moves({ p1, p0, q1, q0 }: Strategy): readonly [Strategy, Strategy] {
  const raise = (low: [number, number], high: readonly [number, number]): [number, number] => {
    if (low[0] < high[0]) return low[1] < high[1] ? [high[0], high[1]] : [high[0] + high[1] - low[1], low[1]];
    return [low[0], high[0] + high[1] - low[0]];
  };
  const [one, zero] = p1 + q1 < p0 + q0 ? [raise([p1, q1], [p0, q0]), [p0, q0]] : [[p1, q1], raise([p0, q0], [p1, q1])];
  const full = one[0] + one[1];
  const equal = { p1: one[0], q1: one[1], p0: zero[0], q0: zero[1] };
  return [equal, { p1: equal.p1 / full, q1: equal.q1 / full, p0: equal.p0 / full, q0: equal.q0 / full }];
}

/** Random genie payments and the best response to them, where it is informative. */
function informativeGenies(count: number, stream: Stream) {
  const { uniform } = stream;
  const found = [];
  for (let i = 0; found.length < count && i < 40 * count; i++) {
    const theta = 0.55 + 0.4 * uniform();
    const p1 = 0.1 + 0.8 * uniform();
    const cost = COSTS[(i >> 1) % COSTS.length];
    // Near the genie's optimum, where the bound is nearly reached, and anywhere.
    const R =
      i % 2 === 0
        ? { r11: 40 * uniform(), r10: 10 * uniform(), r01: 10 * uniform(), r00: 40 * uniform() }
        : {
            ...geniePayments({ theta, p1, eps: 0.2 + 3 * uniform(), cost }),
            r10: 0.1 * uniform(),
            r01: 0.1 * uniform(),
          };
    const best = bestResponse({ theta, p1, cost, R });
    if (best.level !== 0) found.push({ theta, p1, cost, R, best });
  }
  return found;
}

const K_DIFFERENCE = ({ K1, K0, L1, L0 }: PayoffCoefficients): number => K1 - L1 - (K0 - L0);

/** The cheapest payments to person i of N by the full program: a payment for every vector of reports. */
async function programFor({ theta, p1, eps, cost, N }: Design, i: number): Promise<number> {
  const { alpha, miss } = quality(theta, eps);
  const vectors = Array.from({ length: 2 ** N }, (_, bits) => Array.from({ length: N }, (_, j) => (bits >> j) & 1));
  // P(the others' reports, W = w), by who they are.
  const joint = (vector: readonly number[], w: 0 | 1): number =>
    vector.reduce((p, x, j) => (j === i ? p : p * (x === w ? alpha : miss)), w === 1 ? p1 : 1 - p1);
  const sign = vectors.map((vector) => (vector[i] === 1 ? 1 : -1));
  const q = vectors.map((vector) => joint(vector, 1) + joint(vector, 0));
  const d = vectors.map((vector) => joint(vector, 1) - joint(vector, 0));
  const G = scale(eps, cost);
  const H = cost.marginal(eps) * Math.sinh(eps) - cost.cost(eps);
  const need = (2 * G) / (2 * theta - 1);
  const { value } = await solveLinearProgram({
    sense: "min",
    objective: q.map((x) => x / 2),
    rows: [
      { coefficients: d.map((x, v) => sign[v] * x), lower: need, upper: need },
      { coefficients: q.map((x, v) => sign[v] * x), lower: -2 * H, upper: 2 * H },
    ],
  });
  return value + G * Math.tanh(eps / 2);
}

export const lowerBound: readonly Claim[] = [
  claim<BestUtility>({
    id: "wyz16/lem1",
    where: "Lemma 1",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "In any nonnegative mechanism (opting out unpaid) an equilibrium strategy is a symmetric randomised response or non-informative",
      value: (payoffs, cost) => bestResponseTo(payoffs, cost).utility,
    },
    twin: { says: "it is always non-informative", value: constantReport },
    check: (best, stream) =>
      gridNeverAbove(
        best,
        Array.from({ length: 400 }, (_, i) => randomInstance(2 + (i % 2), stream.split(i)).payoffs),
      ),
  }),
  claim<BestUtility>({
    id: "wyz16/lem1-prior-free",
    where: "Remark after Lemma 1",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "Lemma 1 holds for every joint law of the signals with full support",
      value: (payoffs, cost) => bestResponseTo(payoffs, cost).utility,
    },
    twin: { says: "there an equilibrium strategy is always non-informative", value: constantReport },
    check: (best, stream) =>
      gridNeverAbove(
        best,
        Array.from({ length: 400 }, (_, i) => randomSignals(2 + (i % 2), stream.split(i))),
      ),
  }),
  claim<number>({
    id: "wyz16/lem1-optout",
    where: "Lemma 1, as worded: any nonnegative mechanism",
    method: "counterexample search",
    verdict: "fails",
    printed: {
      says: "Lemma 1 holds also where opting out may be paid (share of the payment moved from report 1 to ⊥: 1)",
      value: 1,
    },
    control: { says: "it holds where opting out is unpaid", value: 0 },
    twin: { says: "it holds with 3 % more moved to ⊥", value: 1.03 },
    check: (share) => {
      const { grid, simple } = payForOptingOut(share);
      return {
        stands: grid <= simple + 1e-9,
        evidence: `N = 2, θ = .8, P₁ = ½, e^ε = 3: best strategy ${show(grid, 8)}, best symmetric or non-informative ${show(simple, 8)}`,
      };
    },
  }),
  claim<readonly [BestUtility, BestUtility]>({
    id: "wyz16/lem1-cases",
    where: "Proof of Lemma 1, cases (1) to (3)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "Only reports of 1 paid: always report 1; only reports of 0 paid: always 0; nothing paid: any non-informative strategy",
      value: [({ K1, K0 }) => K1 + K0, ({ L1, L0 }) => L1 + L0],
    },
    twin: {
      says: "always 0 when only 1 is paid, and the other way round",
      value: [({ L1, L0 }) => L1 + L0, ({ K1, K0 }) => K1 + K0],
    },
    check: ([onlyOnes, onlyZeros], { uniform }) =>
      nowhereAbove(
        COSTS.flatMap((cost) => Array.from({ length: 20 }, () => ({ cost, a: 20 * uniform(), b: 20 * uniform() }))),
        ({ cost, a, b }) => {
          const ones = { K1: a, K0: b, L1: 0, L0: 0 };
          const zeros = { K1: 0, K0: 0, L1: a, L0: b };
          const costs = costsOn(GRID, cost);
          const best = (payoffs: PayoffCoefficients): number => bestOnGrid(payoffs, costs, GRID).utility;
          return Math.max(
            best(ones) - onlyOnes(ones, cost),
            best(zeros) - onlyZeros(zeros, cost),
            best({ K1: 0, K0: 0, L1: 0, L0: 0 }),
          );
        },
        0,
        "three costs, random payoffs, 30327 strategies: best above the statement's by",
        1e-12,
      ),
  }),
  claim<number>({
    id: "wyz16/lem1-scaling",
    where: "Proof of Lemma 1, case (4)",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "With all payoffs positive, making participation equal and then full never lowers utility",
      value: 1,
    },
    twin: { says: "undoing the second move (taking part half as often) never lowers it", value: 0.5 },
    check: (participation, { uniform }) => {
      let worst = Infinity;
      let raised = 0;
      for (let i = 0; i < 20_000; i++) {
        const draw = (): [number, number] => {
          const [a, b, c] = [uniform() + 1e-3, uniform() + 1e-3, uniform() + 1e-3];
          return [a / (a + b + c), b / (a + b + c)];
        };
        const [p1, q1] = draw();
        const [p0, q0] = draw();
        const payoffs = { K1: 10 * uniform(), K0: 10 * uniform(), L1: 10 * uniform(), L0: 10 * uniform() };
        const start = { p1, p0, q1, q0 };
        const [equal, full] = moves(start);
        const last = {
          p1: participation * full.p1,
          p0: participation * full.p0,
          q1: participation * full.q1,
          q0: participation * full.q0,
        };
        const u = [start, equal, last].map((strategy) => utilityOf(payoffs, UNIT, strategy));
        worst = Math.min(worst, u[1] - u[0], u[2] - u[1]);
        if (u[2] > u[0] + 1e-9) raised++;
      }
      return {
        stands: worst >= -1e-9,
        evidence: `20000 random strategies and payoffs: least rise of a move ${show(worst, 3)}, ${raised} ended higher`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/nonconvex",
    where: "Section 1, item 2; problem (P), Appendix A",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The best-response problem is not concave: the privacy level at the midpoint of (p₁, p₀) = (.9, .5) and (.9, .1) exceeds the average of theirs by more than 0.04",
      value: 0.04,
    },
    twin: { says: "by more than 0.05", value: 0.05 },
    check: (margin) => {
      const at = (p0: number): number => privacyLevelOf({ p1: 0.9, p0, q1: 0.1, q0: 1 - p0 });
      const [a, b, middle] = [at(0.5), at(0.1), at(0.3)];
      return {
        stands: middle - (a + b) / 2 > margin,
        evidence: `ζ = ${show(a, 4)} and ${show(b, 4)}, at the midpoint ${show(middle, 4)} > ${show((a + b) / 2, 4)}`,
      };
    },
  }),
  claim<readonly number[]>({
    id: "wyz16/eps-or-minus-eps",
    where: "After Lemma 1",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "An informative equilibrium strategy of level ε is the ε-strategy or the (−ε)-strategy",
      value: [1, -1],
    },
    twin: { says: "it is the ε-strategy", value: [1] },
    check: (signs, stream) => {
      let [informative, negative, worst] = [0, 0, 0];
      for (let i = 0; i < 600; i++) {
        const { payoffs } = randomInstance(2, stream.split(i));
        const best = bestResponseTo(payoffs, UNIT);
        if (best.level === 0) continue;
        informative++;
        if (best.level < 0) negative++;
        const eps = privacyLevelOf(best.strategy);
        const said = Math.max(...signs.map((sign) => utilityOf(payoffs, UNIT, symmetricResponse(sign * eps))));
        worst = Math.max(worst, best.utility - said);
      }
      return {
        stands: worst <= 1e-9 && informative > 3,
        evidence: `${informative} informative best responses to random mechanisms, ${negative} of them at −ε; best above the statement's by ${show(worst, 3)}`,
      };
    },
  }),
  claim<(x: Report) => Report>({
    id: "wyz16/lem2",
    where: "Lemma 2",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "Reading person i's report flipped turns an equilibrium with i at −ε into one with i at ε, at unchanged payments to all",
      value: (x) => (x === null ? null : x === 1 ? 0 : 1),
    },
    twin: { says: "so does reading it as it is", value: (x) => x },
    check: (read, stream) => {
      let worst = 0;
      for (let k = 0; k < 40; k++) {
        const { theta, rule, strategies } = randomInstance(3, stream.split(k));
        const eps = 0.3 + 2 * stream.uniform();
        const flipped: PaymentRule = (reports) => rule(reports.map((x, j) => (j === 0 ? read(x) : x)));
        const viaLibrary = flipReports(rule, 0);
        const before = strategies.map((s, j) => (j === 0 ? symmetricResponse(-eps) : s));
        const after = strategies.map((s, j) => (j === 0 ? symmetricResponse(eps) : s));
        const old = replicate(theta, rule, before, 0);
        const now = replicate(theta, flipped, after, 0);
        const others = [1, 2].flatMap((j) => {
          const [a, b] = [replicate(theta, rule, before, j), replicate(theta, flipped, after, j)];
          return [a.r11 - b.r11, a.r10 - b.r10, a.r01 - b.r01, a.r00 - b.r00];
        });
        const probe: readonly Report[] = [1, 0, null];
        const same = flipped(probe).map((x, j) => x - viaLibrary(probe)[j]);
        worst = Math.max(
          worst,
          ...[old.r11 - now.r01, old.r10 - now.r00, old.r01 - now.r11, old.r00 - now.r10, ...others, ...same].map(
            Math.abs,
          ),
        );
      }
      return {
        stands: worst < 1e-10,
        evidence: `40 random mechanisms with N = 3: payoffs of i swap, those of the others stay, off by ${show(worst, 2)}`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/lem3",
    where: "Lemma 3",
    method: "property test",
    verdict: "holds",
    printed: { says: "Every equilibrium is replicated by a genie-aided mechanism that pays on (X_i, W)", value: 1 },
    twin: { says: "one that pays 3 % more replicates it", value: 1.03 },
    check: (factor, stream) => {
      let worst = 0;
      for (let k = 0; k < 40; k++) {
        const { theta, p1, rule, strategies } = randomInstance(3, stream.split(k));
        const genie = replicate(theta, rule, strategies, 0);
        const own = randomStrategy(stream);
        // Expected payment by walking through the state and everybody's signal and report.
        let direct = 0;
        let viaGenie = 0;
        for (const w of [0, 1] as const) {
          const prior = w === 1 ? p1 : 1 - p1;
          const one = w === 1 ? theta : 1 - theta;
          const p = one * own.p1 + (1 - one) * own.p0;
          const q = one * own.q1 + (1 - one) * own.q0;
          viaGenie += prior * (w === 1 ? p * genie.r11 + q * genie.r01 : p * genie.r10 + q * genie.r00);
          for (let signals = 0; signals < 8; signals++) {
            const people = [own, strategies[1], strategies[2]].map((s, j) => {
              const bit = (signals >> j) & 1;
              return { weight: bit === w ? theta : 1 - theta, law: bit ? [s.p1, s.q1] : [s.p0, s.q0] };
            });
            for (let code = 0; code < 27; code++) {
              const reports = [code % 3, Math.floor(code / 3) % 3, Math.floor(code / 9)].map((x): Report =>
                x === 2 ? null : x === 1 ? 1 : 0,
              );
              const weight = people.reduce(
                (product, { weight: s, law: [a, b] }, j) =>
                  product * s * (reports[j] === 1 ? a : reports[j] === 0 ? b : 1 - a - b),
                prior,
              );
              direct += weight * rule(reports)[0];
            }
          }
        }
        worst = Math.max(worst, Math.abs(factor * viaGenie - direct) / direct);
      }
      return {
        stands: worst < 1e-12,
        evidence: `40 random mechanisms and own strategies, N = 3: expected payments differ by ${show(worst, 2)} (relative)`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/genie-decouple",
    where: "Section 4.1.2",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "In a genie-aided mechanism the others' strategies do not matter to a person (share of the payment that depends on W alone: 1)",
      value: 1,
    },
    twin: { says: "nor do they when 3 % of the payment compare her report with another's", value: 0.97 },
    check: (share, stream) => {
      const cases = randomOffers(30, stream).map((offer) => {
        const own = randomStrategy(stream);
        return { ...offer, own, peers: Array.from({ length: 5 }, () => randomStrategy(stream)) };
      });
      return everywhere(
        cases,
        ({ own, peers, ...offer }) => {
          const { theta, p1, cost } = offer;
          const genie = geniePayments(offer);
          const mixed =
            (w: 0 | 1): PaymentRule =>
            ([x, y]) => {
              if (x === null) return [0, 0];
              const onState = x === 1 ? (w === 1 ? genie.r11 : genie.r10) : w === 1 ? genie.r01 : genie.r00;
              return [share * onState + (1 - share) * (x === y ? 20 : 0), 0];
            };
          const earned = peers.map((peer) => {
            const [one, zero] = ([1, 0] as const).map((w) => replicate(theta, mixed(w), [own, peer], 0));
            const { r11, r01 } = one;
            const { r10, r00 } = zero;
            return utilityOf(coefficients(theta, p1, { r11, r10, r01, r00 }), cost, own);
          });
          return (Math.max(...earned) - Math.min(...earned)) / Math.max(1, Math.abs(earned[0]));
        },
        1e-12,
        "random markets and strategies, five of the other person each: spread of her utility, relative,",
      );
    },
  }),
  claim<number>({
    id: "wyz16/vhat-le-v",
    where: "Section 4.1.2, V̂(ε) ≤ V(ε)",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "The genie's least payment V̂(ε) is at most V(ε): the optimum of the program at finite N lies above V_LB",
      value: 1,
    },
    twin: { says: "1.03·V̂(ε) is at most V(ε)", value: 1.03 },
    check: async (factor) => {
      const designs = sweep(4).filter(({ eps, N }) => eps === 1 && N % 2 === 0);
      const optima = await Promise.all(designs.map((design) => programFor(design, 0)));
      return all(
        holdsFor(
          designs.map((design, j) => ({ design, optimum: optima[j] })),
          ({ design, optimum }) => optimum >= factor * lowerBoundOf(design),
          "the program over all report vectors, N = 2 and 4, ε = 1",
        ),
        holdsFor(
          sweep(),
          (design) => cheapestMechanism(design).payment >= factor * lowerBoundOf(design),
          "its closed form, N = 2..12",
        ),
      );
    },
  }),
  claim<number>({
    id: "wyz16/foc",
    where: "Eq. (7)",
    method: "property test",
    verdict: "holds",
    printed: { says: "At an informative best response of level ε, K̄₁ − K̄₀ = g′(ε)(e^ε + 1)²/e^ε", value: 1 },
    twin: { says: "it is half of that", value: 0.5 },
    check: (factor, stream) => {
      const found = informativeGenies(300, stream);
      const worst = Math.max(
        ...found.map(({ theta, p1, cost, R, best }) => {
          const eps = Math.abs(best.level);
          const said = (factor * cost.marginal(eps) * (Math.exp(eps) + 1) ** 2) / Math.exp(eps);
          return Math.abs(Math.abs(K_DIFFERENCE(coefficients(theta, p1, R))) - said) / said;
        }),
      );
      return {
        stands: worst < 1e-9,
        evidence: `${found.length} informative best responses, three costs: off by ${show(worst, 2)} (relative)`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/thm1",
    where: "Theorem 1, eq. (5)",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "The expected payment at an informative equilibrium of level ε is at least V_LB(ε)", value: 1 },
    twin: { says: "it is at least 1.03·V_LB(ε)", value: 1.03 },
    check: (factor, stream) => {
      const ratios = informativeGenies(500, stream).map(({ theta, cost, best }) => {
        const eps = Math.abs(best.level);
        return (best.utility + cost.cost(eps)) / lowerBoundOf({ theta, eps, cost });
      });
      const programs = sweep().map((design) => cheapestMechanism(design).payment / lowerBoundOf(design));
      const [least, leastProgram] = [Math.min(...ratios), Math.min(...programs)];
      return {
        stands: Math.min(least, leastProgram) >= factor - 1e-12,
        evidence: `${ratios.length} random genie mechanisms, three costs: payment/V_LB ≥ ${show(least, 8)}; closed form of the cheapest mechanism, ${programs.length} markets: ≥ ${show(leastProgram, 10)}`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/thm1-optout",
    where: "Theorem 1, as worded: any nonnegative mechanism",
    method: "property test",
    verdict: "holds",
    printed: { says: "The bound of Theorem 1 holds also where opting out is paid", value: 1 },
    twin: { says: "there it is 1.03·V_LB(ε)", value: 1.03 },
    check: (factor, { uniform }) => {
      // A best response of level ε uses two of the three reports, and treats the bit symmetrically between them: of
      // the columns (P(x | S = 1), P(x | S = 0)) one lies on either edge of the cone of ratios within e^{±ε}.
      const found = [];
      for (let i = 0; i < 4000; i++) {
        const [theta, p1] = [0.55 + 0.4 * uniform(), 0.1 + 0.8 * uniform()];
        const cost = COSTS[i % COSTS.length];
        const genie = geniePayments({ theta, p1, eps: 0.2 + 3 * uniform(), cost });
        // Of every three draws one pays for telling 1 from ⊥, one for 0 from ⊥, one for any, near the least or not.
        const small = i % 2 === 0 ? 0.1 : 10;
        const noise = (): number => small * uniform();
        const rows = [
          [genie.r11, noise()],
          [noise(), genie.r00],
          [noise(), noise()],
        ];
        const [one, zero, none] = [rows[i % 3], rows[(i + 1) % 3], rows[(i + 2) % 3]];
        const best = [
          [one, zero],
          [one, none],
          [none, zero],
        ]
          .map(([[r11, r10], [r01, r00]]) => bestResponse({ theta, p1, cost, R: { r11, r10, r01, r00 } }))
          .reduce((a, b) => (b.utility > a.utility ? b : a));
        if (best.level !== 0) found.push({ theta, cost, eps: Math.abs(best.level), utility: best.utility });
      }
      return holdsFor(
        found,
        ({ theta, cost, eps, utility }) =>
          utility + cost.cost(eps) >= (factor - 1e-12) * lowerBoundOf({ theta, eps, cost }),
        "informative best responses to random genie mechanisms that pay for opting out, three costs",
      );
    },
  }),
  claim<readonly ("r10" | "r01")[]>({
    id: "wyz16/no-standard-zero",
    where: "Section 4.1.3, conditions (12) to (14)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "(12) and (13) together make every payment to i zero, which contradicts (14)",
      value: ["r10", "r01"],
    },
    twin: { says: "(12) alone does", value: ["r10"] },
    check: (conditions) => {
      // Conditions are linear and payments nonnegative: it suffices to pay at one report vector at a time.
      const vectors = [2, 3, 4].flatMap((N) =>
        Array.from({ length: 2 ** N }, (_, bits) =>
          Array.from({ length: N }, (_, j): Report => ((bits >> j) & 1) as 0 | 1),
        ),
      );
      return holdsFor(
        vectors,
        (vector) => {
          const rule: PaymentRule = (reports) =>
            reports.map((_, j) => (j === 0 && reports.every((x, l) => x === vector[l]) ? 1 : 0));
          const interim = replicate(
            0.8,
            rule,
            vector.map(() => symmetricResponse(1)),
            0,
          );
          return conditions.some((name) => interim[name] > 0);
        },
        "a payment at any one report vector of N = 2, 3, 4 breaks one of them",
      );
    },
  }),
  claim<(eps: number) => number>({
    id: "wyz16/compensation-insufficient",
    where: "Section 1",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Only compensating the cost incurred is not sufficient: paid g(ε) for a report, a person says nothing",
      value: () => 0,
    },
    twin: { says: "paid g(ε) she gives up ε", value: (eps) => eps },
    check: (level) =>
      everywhere(
        sweep(2),
        (design) => {
          const paid = design.cost.cost(design.eps);
          const R = { r11: paid, r10: paid, r01: paid, r00: paid };
          return bestResponse({ ...design, R }).level - level(design.eps);
        },
        0,
        "level of the best response off by",
      ),
  }),
  claim<number>({
    id: "wyz16/genie-attains",
    where: "Eq. (6)",
    method: "exact",
    verdict: "holds",
    printed: { says: "With the genie's payments ε is the best response and costs exactly V_LB(ε)", value: 1 },
    twin: { says: "it costs 1.03·V_LB(ε)", value: 1.03 },
    check: (factor) => {
      let [off, offLevel] = [0, 0];
      for (const design of sweep(2)) {
        const best = bestResponse({ ...design, R: geniePayments(design) });
        const said = factor * lowerBoundOf(design);
        off = Math.max(off, Math.abs(best.utility + design.cost.cost(design.eps) - said) / said);
        offLevel = Math.max(offLevel, Math.abs(best.level - design.eps) / design.eps);
      }
      return {
        stands: off < 1e-10 && offLevel < 1e-7,
        evidence: `108 markets: payment off by ${show(off, 2)}, level by ${show(offLevel, 2)} (relative)`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/genie-conditions",
    where: "Conditions (9) to (11)",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "Reaching V_LB needs zero cross payments: at a best response ε they add P₀R̂(1,0) + P₁R̂(0,1) to the price",
      value: 1,
    },
    twin: { says: "they add 97 % of that", value: 0.97 },
    check: (factor, stream) => {
      const cases = randomOffers(200, stream).map((offer) => ({
        ...offer,
        r10: stream.uniform(),
        r01: stream.uniform(),
      }));
      return all(
        everywhere(
          cases,
          ({ r10, r01, ...offer }) => {
            const { theta, p1, eps } = offer;
            const genie = geniePayments(offer);
            // Restore K̄₁ − K̄₀ = 2G, which the cross payments lowered.
            const R = { r11: genie.r11 + ((1 - p1) * r10) / p1, r10, r01, r00: genie.r00 + (p1 * r01) / (1 - p1) };
            const { K1, K0, L1, L0 } = coefficients(theta, p1, R);
            const strategy = symmetricResponse(eps);
            const paid = K1 * strategy.p1 + K0 * strategy.p0 + L1 * strategy.q1 + L0 * strategy.q0;
            const price = lowerBoundOf(offer);
            return (paid - price - factor * ((1 - p1) * r10 + p1 * r01)) / price;
          },
          1e-12,
          "random markets and cross payments: price off by, relative,",
        ),
        // Not sufficient: with zero cross payments, ε is a best response only while |P₁R̂(1,1) − G/k| ≤ H.
        everywhere(
          cases.flatMap(({ theta, p1, eps, cost }) =>
            [-1.02, -0.98, 0.98, 1.02].map((shift) => ({ theta, p1, eps, cost, shift })),
          ),
          ({ shift, ...offer }) => {
            const { theta, p1, eps, cost } = offer;
            const [unit, H] = [scale(eps, cost) / (2 * theta - 1), advantage(eps, cost)];
            const R = { r11: (unit + shift * H) / p1, r10: 0, r01: 0, r00: (unit - shift * H) / (1 - p1) };
            return R.r00 < 0 ? 0 : bestResponse({ theta, p1, cost, R }).level - (Math.abs(shift) < 1 ? eps : 0);
          },
          1e-6,
          "(9) to (11) are necessary, not sufficient: ε is best at P₁R̂(1,1) = G/k ± .98H, silence at ± 1.02H: level off by",
        ),
      );
    },
  }),
  claim<number>({
    id: "wyz16/no-standard-attains",
    where: "After Theorem 1",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "Without a genie no mechanism reaches V_LB(ε) (least excess, in units of V_LB: above 0)",
      value: 0,
    },
    twin: { says: "all exceed it by more than a thousandth", value: 1e-3 },
    check: (least) => {
      const excess = [2, 10, 20, 40].map(
        (N) => `${show(cheapestMechanism({ ...DEFAULT, N }).gap / lowerBoundOf(DEFAULT), 4)} (N = ${N})`,
      );
      return all(
        holdsFor(
          sweep(40),
          (design) => cheapestMechanism(design).gap > least * lowerBoundOf(design),
          "the cheapest mechanism (closed form), N = 2..40, 108 markets",
        ),
        { stands: true, evidence: `excess/V_LB at θ = .8, ε = 1: ${excess.join(", ")}` },
      );
    },
  }),
  claim<readonly number[]>({
    id: "wyz16/value-symmetric",
    where: "After definition (4)",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "V(ε) does not depend on which individual is considered", value: [1, 1, 1] },
    twin: { says: "the second of three is worth 3 % more", value: [1, 1.03, 1] },
    check: async (factors) => {
      const values = await Promise.all([0, 1, 2].map((i) => programFor({ ...DEFAULT, N: 3 }, i)));
      const formula = cheapestMechanism({ ...DEFAULT, N: 3 }).payment;
      const worst = largestDifference(
        values,
        factors.map((x) => x * formula),
      );
      return {
        stands: worst < 1e-8,
        evidence: `program over all report vectors, N = 3, for each person: ${values.map((v) => show(v, 9)).join(", ")}; closed form ${show(formula, 9)}`,
      };
    },
  }),
  claim<(p1: number) => number>({
    id: "wyz16/vlb-prior-free",
    where: "Theorem 1, eq. (5), in which P_W does not occur",
    method: "exact",
    verdict: "holds",
    printed: { says: "V_LB does not depend on the prior", value: () => 1 },
    twin: { says: "it rises by 3 % from P₁ = ½ to P₁ = .8", value: (p1) => 1 + 0.1 * (p1 - 0.5) },
    check: (factor, stream) => {
      const priors = [0.05, 0.3, 0.5, 0.8, 0.99];
      return everywhere(
        randomOffers(60, stream).flatMap((offer) => priors.map((p1) => ({ ...offer, p1 }))),
        (offer) => {
          const said = lowerBoundOf(offer) * factor(offer.p1);
          const { utility, level } = bestResponse({ ...offer, R: geniePayments(offer) });
          return Math.max(
            Math.abs((utility + offer.cost.cost(level)) / said - 1),
            Math.abs(cheapestMechanism({ ...offer, N: 20_000 }).payment / said - 1),
          );
        },
        1e-9,
        "genie's payment and the cheapest of 20000 people, P₁ = .05 … .99, off by, relative,",
      );
    },
  }),
];
