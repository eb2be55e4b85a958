/** Every number of the room over its whole domain, towards the edges, against decimals of 60 digits. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../../lib/probability/stream";
import * as vp from "../../lib/value-of-privacy";
import type { BigNumber as Real } from "mathjs";
import { big } from "../big";
import { cosh, half, law, one, signalOf, sinh } from "./exact";
import { interimPayments } from "../../lib/value-of-privacy/best-response";

const { uniform } = stream(1, "digits");
/** Log-uniform between two numbers. */
const logarithmic = (lo: number, hi: number): number => lo * (hi / lo) ** uniform();
/** Between two numbers, logarithmic towards both, to 10⁻¹² of the width. */
function between(lo: number, hi: number): number {
  const off = (hi - lo) * logarithmic(1e-12, 0.5);
  return uniform() < 0.5 ? lo + off : hi - off;
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(list.length * uniform())];

/** A cost, and its own formulas in decimals. */
interface Cost {
  readonly cost: vp.PrivacyCost;
  readonly g: (eps: Real) => Real;
  readonly slope: (eps: Real) => Real;
  readonly bend: (eps: Real) => Real;
}

const softplus = (z: Real): Real => z.exp().plus(1).ln();
const logistic = (z: Real): Real => one.div(z.neg().exp().plus(1));

const COSTS: readonly ((most: number) => Cost)[] = [
  () => {
    const c = logarithmic(1e-3, 1e3);
    return { cost: vp.linearCost(c), g: (e) => e.times(big(c)), slope: () => big(c), bend: () => big(0) };
  },
  () => {
    const [c, p] = [logarithmic(1e-3, 1e3), pick([1, 2, 1 + 3 * uniform()])];
    const [C, P] = [big(c), big(p)];
    return {
      cost: vp.powerCost(c, p),
      g: (e) => C.times(e.pow(P)),
      slope: (e) => C.times(P).times(e.pow(P.minus(1))),
      bend: (e) =>
        C.times(P)
          .times(P.minus(1))
          .times(e.pow(P.minus(2))),
    };
  },
  (most) => {
    const [c, k] = [logarithmic(1e-3, 1e3), logarithmic(1e-6, 1) * Math.min(10, 100 / most)];
    const [C, K] = [big(c), big(k)];
    return {
      cost: vp.exponentialCost(c, k),
      g: (e) => C.times(K.times(e).exp().minus(1)),
      slope: (e) => C.times(K).times(K.times(e).exp()),
      bend: (e) => C.times(K).times(K).times(K.times(e).exp()),
    };
  },
  () => {
    const [a, b] = [logarithmic(1e-3, 1e3), logarithmic(1e-3, 1e3)];
    const [A, B] = [big(a), big(b)];
    return {
      cost: vp.linearQuadraticCost(a, b),
      g: (e) => A.times(e).plus(B.times(e).times(e)),
      slope: (e) => A.plus(B.times(e).times(2)),
      bend: () => B.times(2),
    };
  },
  () => {
    const [c, kappa, e0, w] = [logarithmic(1e-3, 1e3), logarithmic(0.01, 100), between(0, 5), logarithmic(1e-4, 10)];
    const [C, K, E, W] = [c, kappa, e0, w].map(big);
    const z = (e: Real): Real => e.minus(E).div(W);
    return {
      cost: vp.stepCost(c, kappa, e0, w),
      g: (e) => C.times(e.plus(K.times(W).times(softplus(z(e)).minus(softplus(z(big(0))))))),
      slope: (e) => C.times(one.plus(K.times(logistic(z(e))))),
      bend: (e) =>
        C.times(K)
          .div(W)
          .times(logistic(z(e)))
          .times(logistic(z(e).neg())),
    };
  },
];

/** The largest relative difference by name, and where. */
const worst = new Map<string, { readonly off: number; readonly at: string }>();
let at = "";

/** Notes how far a number is from what it should be, or that it was refused where it is finite, or not where it isn't. */
function compare(name: string, number: () => number, wanted: Real, absolute = 0): void {
  let off: number;
  try {
    const got = number();
    off = Number.isFinite(got)
      ? big(got)
          .minus(wanted)
          .abs()
          .minus(absolute + 1e-300)
          .div(wanted.abs().plus(1e-300))
          .toNumber()
      : Infinity;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    off = wanted.abs().gt(1e300) ? 0 : Infinity;
  }
  if (!(off <= (worst.get(name)?.off ?? 0))) worst.set(name, { off, at });
}

/** Says which differed by more than a tolerance. */
function verify(tolerance: number): void {
  const bad = [...worst].filter(([, { off }]) => !(off <= tolerance));
  worst.clear();
  assert.deepEqual(bad, []);
}

test("prices, payments and laws of 100 designs, θ to 10⁻¹² of ½ and 1, ε from 10⁻¹² to 700, N to 10⁶", () => {
  for (let i = 0; i < 100; i++) {
    const [theta, p1, eps] = [between(0.5, 1), between(0, 1), logarithmic(1e-12, 700)];
    const N = i < 4 ? 999_997 + i : Math.round(logarithmic(2, 1000));
    const { cost, g, slope, bend } = pick(COSTS)(eps);
    const design = { theta, p1, eps, N, cost };
    at = JSON.stringify(design);
    const E = big(eps);
    compare("g", () => cost.cost(eps), g(E));
    compare("g′", () => cost.marginal(eps), slope(E));
    compare("g″", () => cost.curvature(eps), bend(E));
    const report = signalOf(theta, eps);
    const { alpha, miss } = report;
    const [k, tanh] = [big(theta).times(2).minus(1), sinh(half(E)).div(cosh(half(E)))];
    const y = k.times(tanh);
    const D = y.lt(1e-20) ? half(y.times(y)) : half(alpha.times(miss).times(4).ln().neg());
    compare("α", () => vp.reportAccuracy(design), alpha);
    compare("D", () => vp.chernoffInformation(design), D);
    const G = slope(E)
      .times(2)
      .times(cosh(half(E)).pow(2));
    const least = G.times(one.div(k).plus(tanh));
    compare("G", () => vp.paymentScale(design), G);
    compare("V_LB", () => vp.lowerBound(design), least);
    const { u, c, tie } = law(report, N);
    const [b, d] = [one.minus(u), one.minus(u).minus(c)];
    compare("u", () => vp.majorityLaw(design).u, u);
    compare("c", () => vp.majorityLaw(design).c, c);
    compare("ln u", () => vp.majorityLaw(design).logU, u.ln(), 1e-15);
    compare("ln c", () => vp.majorityLaw(design).logC, c.ln(), 1e-15);
    compare("b − c", () => vp.majorityLaw(design).bMinusC, d);
    const [P1, P0] = [big(p1), one.minus(big(p1))];
    const delta = d.times(k).times(P1).times(P0);
    const A11 = P1.times(u)
      .plus(P0.times(one.minus(c)))
      .div(delta);
    const A00 = P1.times(b).plus(P0.times(c)).div(delta);
    const [ones, zeros] = [A11.times(G), A00.times(G)];
    compare("A₁₁", () => vp.paymentFactors(design).A11, A11);
    compare("A₀₀", () => vp.paymentFactors(design).A00, A00);
    compare("all report 1", () => vp.unanimityPayments(design).ones, ones);
    compare("all report 0", () => vp.unanimityPayments(design).zeros, zeros);
    compare("R̄(1; 1)", () => interimPayments(design).r11, ones.times(b));
    compare("R̄(0; 0)", () => interimPayments(design).r00, zeros.times(one.minus(c)));
    // By cases: agreement on 1, on 0, and none.
    const onOne = P1.times(alpha).times(b).plus(P0.times(miss).times(c));
    const onZero = P1.times(miss)
      .times(u)
      .plus(P0.times(alpha).times(one.minus(c)));
    const unpaid = one.minus(onOne).minus(onZero);
    const r = P1.div(P0);
    const gap = G.div(k)
      .times(
        r
          .times(u)
          .times(b)
          .plus(c.times(one.minus(c)).div(r))
          .plus(u.times(c).times(2)),
      )
      .div(d);
    const mean = least.plus(gap);
    compare("V_UB by cases", () => vp.upperBound(design), onOne.times(ones).plus(onZero.times(zeros)));
    compare("gap", () => vp.gap(design), gap);
    compare("ln gap", () => vp.logGap(design), gap.ln(), 1e-14);
    const square = onOne
      .times(ones.minus(mean).pow(2))
      .plus(onZero.times(zeros.minus(mean).pow(2)))
      .plus(unpaid.times(mean.pow(2)));
    compare("deviation", () => vp.paymentDeviation(design), square.sqrt());
    compare("kept", () => vp.equilibriumUtility(design), mean.minus(g(E)));
    compare("saying nothing", () => vp.nonInformativeUtility(design), G.div(k).plus(gap));
    const [x, gamma, t] = [D.times(1 - N).exp(), one.minus(tie), r.plus(one.div(r))];
    const room = gamma.minus(x.times(2));
    if (room.abs().gt(1e-3)) {
      const rise = big(2)
        .minus(t)
        .times(x)
        .times(x)
        .plus(tie.times(2).plus(t).times(x))
        .plus(gamma.times(tie).times(r));
      compare(
        "explicit bound",
        () => vp.explicitBound(design) ?? -1,
        room.gt(0) ? least.plus(G.div(k).times(rise).div(room)) : big(-1),
      );
    }
    const [C, H] = [G.times(2).div(k), slope(E).times(sinh(E)).minus(g(E))];
    for (const [name, right, cheapest] of [
      ["cheapest", report, vp.cheapestMechanism],
      ["informed peers", { alpha: big(theta), miss: one.minus(big(theta)) }, vp.cheapestAmongInformedPeers],
    ] as const) {
      const z = right.miss.div(right.alpha).pow(N - 1);
      const [of1, of0] = [P1.plus(P0.times(z)), P0.plus(P1.times(z))];
      // 1 − A and 1 − B: how far all peers' word is from settling the state.
      const [a, bHat] = [P0.times(z).times(2).div(of1), P1.times(z).times(2).div(of0)];
      const [more, fewer] = p1 >= 0.5 ? [bHat, a] : [a, bHat];
      const sum = big(2).minus(a).minus(bHat);
      const excess = more
        .times(C.minus(H.times(2)))
        .plus(fewer.times(C.plus(H.times(2))))
        .div(sum)
        .div(2);
      compare(name, () => cheapest(design).payment, least.plus(excess));
      compare(`${name}: gap`, () => cheapest(design).gap, excess);
      const less = C.minus(H.times(2).times(one.minus(fewer))).div(sum);
      const [U1, U0] = p1 >= 0.5 ? [less.plus(H.times(2)), less] : [less, less.plus(H.times(2))];
      const q = (s: Real, v: Real): Real => s.times(right.alpha.pow(N - 1)).plus(v.times(right.miss.pow(N - 1)));
      compare(`${name}: ln r₁`, () => cheapest(design).logAllOnes, U1.div(q(P1, P0)).ln(), 1e-15);
      compare(`${name}: ln r₀`, () => cheapest(design).logAllZeros, U0.div(q(P0, P1)).ln(), 1e-15);
    }
  }
  verify(1e-11);
});

test("the best response to 100 interim payments: no better level beside it, and its utility", () => {
  for (let i = 0; i < 100; i++) {
    const [theta, p1] = [between(0.5, 1), between(0, 1)];
    const { cost, g, slope } = pick(COSTS)(30);
    const size = logarithmic(1, 1e6) / pick([1, (2 * theta - 1) * Math.min(p1, 1 - p1)]);
    const R =
      i % 3 === 0
        ? vp.geniePayments({ theta, p1, eps: logarithmic(0.01, 30), cost })
        : { r11: size * uniform(), r10: size * uniform() ** 3, r01: size * uniform() ** 3, r00: size * uniform() };
    at = JSON.stringify({ theta, p1, R });
    const [P1, P0, k] = [big(p1), one.minus(big(p1)), big(theta).times(2).minus(1)];
    const [r11, r10, r01, r00] = [R.r11, R.r10, R.r01, R.r00].map(big);
    const [ofOne, ofZero] = [P1.times(r11.minus(r01)), P0.times(r00.minus(r10))];
    const Q = k.times(ofOne.plus(ofZero));
    const always = [P1.times(r11).plus(P0.times(r10)), P1.times(r01).plus(P0.times(r00))];
    const silent = always[0].gt(always[1]) ? always[0] : always[1];
    const { level, utility } = vp.bestResponse({ theta, p1, cost, R });
    const earned = (xi: Real): Real =>
      half(always[0].plus(always[1]))
        .plus(
          half(Q)
            .abs()
            .times(sinh(half(xi)).div(cosh(half(xi)))),
        )
        .minus(g(xi));
    const surplus = (xi: Real): Real =>
      Q.abs()
        .div(cosh(half(xi)).pow(2).times(4))
        .minus(slope(xi));
    const xi = big(Math.abs(level));
    if (level === 0) {
      compare("utility of silence", () => utility, silent);
      for (const other of [1e-3, 0.1, 1, 10, 40]) {
        compare("silence", () => Math.max(0, earned(big(other)).minus(silent).div(silent).toNumber()), big(0), 1e-15);
      }
    } else {
      compare("utility", () => utility, earned(xi));
      compare("level", () => (surplus(xi.times(1 - 1e-9)).gt(0) && surplus(xi.times(1 + 1e-9)).lt(0) ? 1 : 0), one);
      compare("better than silence", () => Math.max(0, silent.minus(earned(xi)).div(silent).toNumber()), big(0), 1e-14);
    }
  }
  verify(1e-11);
});

test("the error of 60 decisions from equal levels and 40 from unequal ones; the price among unequal peers", () => {
  const least = (a: Real, b: Real): Real => (a.lt(b) ? a : b);
  for (let i = 0; i < 60; i++) {
    const [theta, p1, N] = [between(0.5, 1), between(0, 1), Math.round(logarithmic(1, 150))];
    const eps = pick([1, -1]) * logarithmic(1e-12, 700);
    at = JSON.stringify({ theta, p1, eps, N });
    const { alpha, miss } = signalOf(theta, Math.abs(eps));
    let sum = big(0);
    let choose = one;
    for (let j = 0; j <= N; j++) {
      const [right, wrong] = [alpha.pow(j).times(miss.pow(N - j)), miss.pow(j).times(alpha.pow(N - j))];
      sum = sum.plus(choose.times(least(right.times(big(p1)), wrong.times(one.minus(big(p1))))));
      choose = choose.times(N - j).div(j + 1);
    }
    compare("p_e", () => vp.errorProbability({ theta, p1, eps, N }), sum);
    compare("ln p_e", () => vp.logErrorProbability({ theta, p1, eps, N }), sum.ln(), 1e-15);
  }
  for (let i = 0; i < 40; i++) {
    const [theta, p1, eps] = [between(0.5, 1), between(0, 1), logarithmic(1e-6, 50)];
    const levels = Array.from({ length: 1 + Math.floor(6 * uniform()) }, () => pick([logarithmic(1e-6, 50), Infinity]));
    at = JSON.stringify({ theta, p1, eps, levels: levels.map(String) });
    const reports = levels.map((level) => signalOf(theta, level));
    const [P1, P0] = [big(p1), one.minus(big(p1))];
    let [error, u, c] = [big(0), big(0), big(0)];
    for (let bits = 0; bits < 2 ** levels.length; bits++) {
      let [inOne, inZero, ones] = [one, one, 0];
      reports.forEach(({ alpha, miss }, j) => {
        const says = (bits >> j) & 1;
        ones += says;
        inOne = inOne.times(says ? alpha : miss);
        inZero = inZero.times(says ? miss : alpha);
      });
      error = error.plus(least(P1.times(inOne), P0.times(inZero)));
      if (2 * ones > levels.length) c = c.plus(inZero);
      else u = u.plus(inOne);
    }
    const signs = levels.map((level) => (uniform() < 0.5 ? level : -level));
    compare("p_e, unequal", () => vp.errorProbabilityOf({ theta, p1, levels: signs }), error);
    const [k, E, r] = [big(theta).times(2).minus(1), big(eps), P1.div(P0)];
    const G = cosh(half(E)).pow(2).times(2);
    const excess = r
      .times(u)
      .times(one.minus(u))
      .plus(c.times(one.minus(c)).div(r))
      .plus(u.times(c).times(2));
    const price = G.times(one.div(k).plus(sinh(half(E)).div(cosh(half(E))))).plus(
      G.div(k).times(excess).div(one.minus(u).minus(c)),
    );
    const cost = vp.linearCost(1);
    compare("among peers", () => vp.upperBoundAmongPeers({ theta, p1, eps, cost, peers: levels }), price);
  }
  verify(1e-11);
});

test("ε̃ of 40 markets: the slope changes sign there, no level of a dense scan buys more, and the bounds follow", () => {
  for (let i = 0; i < 40; i++) {
    const [theta, p1] = [between(0.5, 1), between(0, 1)];
    const { cost, slope } = pick(COSTS)(10);
    const best = vp.bestLevel({ theta, cost });
    at = JSON.stringify({ theta, eps: best?.eps, p: cost.marginal(2) / cost.marginal(1) });
    const k = big(theta).times(2).minus(1);
    const ratio = (eps: Real): Real => {
      const y = k.times(sinh(half(eps)).div(cosh(half(eps))));
      const D = y.lt(1e-20) ? half(y.times(y)) : half(one.minus(y.times(y)).ln().neg());
      return D.div(slope(eps).times(one.plus(cosh(eps)).div(k).plus(sinh(eps))));
    };
    const [peak, near] = [ratio(big(best?.eps ?? 1e-10)), best?.eps ?? 1];
    for (let j = 0; j < 12; j++) {
      const other = ratio(big(j < 6 ? logarithmic(1e-6, 20) : near * (1 + pick([1, -1]) * logarithmic(1e-5, 0.3))));
      compare("none better", () => Math.max(0, other.div(peak).minus(1).toNumber()), big(0), 1e-14);
    }
    if (!best) continue;
    compare("ratio", () => best.ratio, peak);
    // By the curvature of the ratio: a step of 10⁻⁷ either way loses 10⁻¹⁴ of it.
    for (const step of [1e-7, -1e-7]) {
      compare("ε̃", () => (ratio(big(best.eps).times(1 + step)).lt(peak) ? 1 : 0), one);
    }
    const tau = logarithmic(1e-12, 0.9);
    if (-Math.log(tau) / best.information > 1e9) continue;
    const { N = 0 } = vp.populationNeeded({ theta, cost, tau }) ?? {};
    const bounds = vp.totalBounds({ theta, p1, cost }, tau);
    compare("lower", () => bounds?.lower ?? NaN, big(best.price).times(N - 1));
    compare("stronger", () => bounds?.lowerContinuous ?? NaN, big(tau).ln().neg().div(peak));
    if (N > 1) {
      const total = N * vp.upperBound({ theta, p1, cost, eps: best.eps, N });
      compare("upper", () => bounds?.upper ?? NaN, big(total));
    }
  }
  verify(1e-11);
});
