/** Laws beside 50 digits and sums over all outcomes. */
import fc from "fast-check";
import type { BigNumber } from "mathjs";
import { betaCdf, betaPartialMoments, logBetaDensity } from "../../lib/probability/beta";
import { binomialWindow } from "../../lib/probability/binomial-window";
import { openLaw, type CostLaw } from "../../lib/probability/cost-laws";
import { laplaceCdf } from "../../lib/probability/laplace";
import { estimateFromSums, estimateProportion } from "../../lib/probability/monte-carlo";
import { atLeast, atMost, noisyCount } from "../../lib/probability/noisy-count";
import { poissonBinomialLaw } from "../../lib/probability/poisson-binomial";
import { hockeyStick, klDivergence, totalVariation } from "../../lib/probability/total-variation";
import { big, bigExpm1, bigLn1p } from "../big";
import { between, compare, laws, logarithmic, wholeLogarithmic } from "../compare";
import { ROUNDED, SUMMED } from "../near";

const total = (terms: readonly BigNumber[]): BigNumber => terms.reduce((sum, term) => sum.plus(term), big(0));
const one = big(1);

/** The binomial law, in 50 digits. */
function binomial(n: number, p: number): BigNumber[] {
  const [success, failure] = [big(p), one.minus(big(p))];
  const law = [failure.pow(n)];
  for (let k = 0; k < n; k++)
    law.push(
      law[k]
        .times(n - k)
        .div(k + 1)
        .times(success)
        .div(failure),
    );
  return law;
}

compare("Beta laws: distribution function, density, partial moments", {
  inputs: fc.record({ a: wholeLogarithmic(1, 60), b: wholeLogarithmic(1, 60), x: between(0, 1, 1e-5) }),
  ours: ({ a, b, x }) => {
    const { mass, mean, square } = betaPartialMoments(a, b, x);
    return [betaCdf(a, b, x), Math.exp(logBetaDensity(a, b, x)), mass, mean, square];
  },
  slow: ({ a, b, x }) => {
    // P(Beta(a, b) ≤ x) is the chance of at least a successes.
    const tail = (successes: number, n: number): BigNumber => total(binomial(n, x).slice(successes));
    const mass = tail(a, a + b - 1);
    const mean = tail(a + 1, a + b)
      .times(a)
      .div(a + b);
    const square = tail(a + 2, a + b + 1).times(a).times(a + 1).div(a + b).div(a + b + 1); // prettier-ignore
    const density = binomial(a + b - 2, x)[a - 1].times(a + b - 1);
    return [mass, density, mass, mean, square].map((value) => value.toNumber());
  },
  within: SUMMED,
  few: 100,
});

compare("the binomial law where it is not negligible", {
  inputs: fc.record({ n: wholeLogarithmic(1, 300), p: between(0, 1, 1e-12) }),
  ours: ({ n, p }) => {
    const { lo, masses } = binomialWindow(n, p, 1e-30);
    const law = new Float64Array(n + 1);
    law.set(masses, lo);
    return law;
  },
  slow: ({ n, p }) => {
    const law = binomial(n, p).map((mass) => mass.toNumber());
    const floor = 1e-30 * Math.max(...law);
    return law.map((mass) => (mass < floor ? 0 : mass));
  },
  within: { ...SUMMED, absolute: 1e-29 },
  few: 100,
});

compare("the noisy count m + Lap(1/ε)", {
  inputs: fc.record({
    n: wholeLogarithmic(1, 100),
    c: between(0, 1, 1e-9),
    eps: logarithmic(1e-6, 100),
    at: between(-20, 120, 1e-3),
  }),
  ours: ({ n, c, eps, at }) => {
    const law = noisyCount(n, c, eps, 1e-25);
    return [atLeast(law, at), atMost(law, at)];
  },
  slow: ({ n, c, eps, at }) => {
    const mean = (f: (gap: BigNumber, m: number) => BigNumber): number =>
      total(
        binomial(n, c).map((mass, m) =>
          mass.times(
            f(
              big(at - m)
                .abs()
                .times(-eps)
                .exp()
                .div(2),
              m,
            ),
          ),
        ),
      ).toNumber();
    return [
      mean((half, m) => (at >= m ? half : one.minus(half))),
      mean((half, m) => (at <= m ? half : one.minus(half))),
    ];
  },
  within: { relative: 1e-11, absolute: 1e-22 },
  few: 40,
});

compare("the law of a sum of coins", {
  inputs: fc.array(fc.oneof(between(0, 1, 1e-30), fc.constantFrom(0, 1)), { maxLength: 9 }),
  ours: poissonBinomialLaw,
  slow: (p) => {
    const law = Array.from({ length: p.length + 1 }, () => big(0));
    for (let code = 0; code < 2 ** p.length; code++) {
      let ones = 0;
      let mass = one;
      p.forEach((success, i) => {
        if ((code >> i) & 1) ones++;
        mass = mass.times((code >> i) & 1 ? big(success) : one.minus(big(success)));
      });
      law[ones] = law[ones].plus(mass);
    }
    return law.map((mass) => mass.toNumber());
  },
  within: ROUNDED,
  few: 60,
});

compare("the Laplace law", {
  inputs: fc.tuple(
    fc.oneof(
      logarithmic(1e-300, 1e3),
      logarithmic(1e-300, 1e3).map((x) => -x),
    ),
    logarithmic(1e-2, 1e6),
  ),
  ours: ([x, scale]) => laplaceCdf(x, scale),
  slow: ([x, scale]) => {
    const half = big(-Math.abs(x)).div(big(scale)).exp().div(2);
    return (x < 0 ? half : one.minus(half)).toNumber();
  },
  within: SUMMED,
});

/** Pairs of laws on as many outcomes, some far apart, some nearly alike. */
const pairs = laws(2, 6).chain((p) =>
  fc.oneof(
    laws(p.length, p.length).map((q) => ({ p, q })),
    fc
      .tuple(logarithmic(1e-13, 1e-1), fc.array(between(-1, 1, 1e-3), { minLength: p.length, maxLength: p.length }))
      .map(([size, moves]) => {
        const q = p.map((mass, i) => mass * (1 + size * moves[i]));
        const sum = q.reduce((all, mass) => all + mass, 0);
        return { p, q: q.map((mass) => mass / sum) };
      }),
  ),
);

/** What rounding the two laws' masses makes of them: half a unit in the last place of 1, a few times. */
const AS_GIVEN = 1e-15;

compare("distances of laws", {
  inputs: fc.tuple(pairs, fc.oneof(fc.constant(0), logarithmic(1e-9, 50))),
  ours: ([{ p, q }, level]) => [totalVariation(p, q), klDivergence(p, q), hockeyStick(p, q, level)],
  slow: ([{ p, q }, level]) => {
    const [a, b] = [p.map(big), q.map(big)];
    const factor = big(level).exp();
    const kl = total(
      a.map((mass, o) => (p[o] === 0 ? big(0) : mass.times(q[o] === 0 ? Infinity : mass.div(b[o]).ln()))),
    );
    const excess = a.map((mass, o) => mass.minus(factor.times(b[o])));
    return [
      total(a.map((mass, o) => mass.minus(b[o]).abs()))
        .div(2)
        .toNumber(),
      kl.toNumber(),
      total(excess.map((x) => (x.isNegative() ? big(0) : x))).toNumber(),
    ];
  },
  within: { ...SUMMED, absolute: AS_GIVEN },
  few: 100,
});

compare("Kullback and Leibler's divergence of laws that are nearly one, and of masses without digits", {
  inputs: fc.tuple(logarithmic(1e-320, 0.5), logarithmic(1e-320, 0.5)),
  ours: ([rare, other]) => klDivergence([1 - rare, rare], [1 - other, other]),
  slow: ([rare, other]) => {
    const [p, q] = [big(rare), big(other)];
    // The common mass is 1 − p to all digits, as the doubles are 1 from 1e-17 on.
    const common = bigLn1p(p.neg()).minus(bigLn1p(q.neg())).times(one.minus(p));
    return common.plus(p.times(p.ln().minus(q.ln()))).toNumber();
  },
  within: { relative: 1e-12, absolute: 2e-16 },
});

compare("estimates from sums", {
  inputs: fc.array(between(-1, 1, 1e-6), { minLength: 2, maxLength: 30 }),
  ours: (xs) => {
    const sums = xs.reduce(([sum, squares], x) => [sum + (x - xs[0]), squares + (x - xs[0]) ** 2], [0, 0]);
    const { estimate, standardError, interval } = estimateFromSums(xs.length, sums[0], sums[1], xs[0]);
    return [estimate, standardError, (interval[0] + interval[1]) / 2];
  },
  slow: (xs) => {
    const mean = total(xs.map(big)).div(xs.length);
    const squares = total(xs.map((x) => big(x).minus(mean).pow(2)));
    const centre = mean.toNumber();
    return [
      centre,
      squares
        .div(xs.length)
        .div(xs.length - 1)
        .sqrt()
        .toNumber(),
      centre,
    ];
  },
  within: { ...SUMMED, absolute: 1e-14 },
});

compare("Wilson's interval is where the score test rejects", {
  inputs: wholeLogarithmic(2, 1e9).chain((runs) => fc.tuple(fc.constant(runs), between(0, 1, 1e-9))),
  ours: ([runs, part]) => {
    const successes = Math.round(runs * part);
    const { estimate, interval } = estimateProportion(runs, successes);
    // The score at an end of the interval that is not 0 or 1.
    return interval.map((p) =>
      p <= 1e-9 || p >= 1 - 1e-9 ? 1.959963984540054 : Math.abs(estimate - p) / Math.sqrt((p * (1 - p)) / runs),
    );
  },
  slow: () => [1.959963984540054, 1.959963984540054],
  within: { relative: 1e-6 },
});

/** Laws of costs and points between their ends, logarithmically near to either. */
const part = between(0, 1, 1e-14);
const positive = logarithmic(1e-6, 1e6);
const smooth: fc.Arbitrary<CostLaw> = fc.oneof(
  fc
    .record({ lo: between(-5, 5, 1e-6), width: positive })
    .map(({ lo, width }): CostLaw => ({ kind: "uniform", lo, hi: lo + width })),
  fc.record({ kind: fc.constant("exponential" as const), rate: positive }),
  fc.record({ kind: fc.constant("pareto" as const), xm: positive, shape: logarithmic(1e-2, 1e2) }),
  fc.record({ kind: fc.constant("power" as const), shape: logarithmic(1e-2, 1e2), scale: positive }),
  fc
    .record({ width: positive, amp: between(-1, 1, 1e-9), freq: wholeLogarithmic(1, 50) })
    .map(({ width, amp, freq }): CostLaw => ({ kind: "cosine", lo: 0, hi: width, amp, freq })),
);

/** F(x) and 1 − F(x), in 50 digits. */
function exactly(law: CostLaw, x: number): [BigNumber, BigNumber] {
  const both = (below: BigNumber): [BigNumber, BigNumber] => [below, one.minus(below)];
  switch (law.kind) {
    case "uniform":
      return both(
        big(x)
          .minus(big(law.lo))
          .div(big(law.hi).minus(big(law.lo))),
      );
    case "exponential":
      return [bigExpm1(big(-x).times(big(law.rate))).neg(), big(-x).times(big(law.rate)).exp()];
    case "pareto": {
      const log = big(law.xm).div(big(x)).ln().times(big(law.shape));
      return [bigExpm1(log).neg(), log.exp()];
    }
    case "power": {
      const log = big(x).div(big(law.scale)).ln().times(big(law.shape));
      return [log.exp(), bigExpm1(log).neg()];
    }
    case "cosine": {
      const u = big(x)
        .minus(big(law.lo))
        .div(big(law.hi).minus(big(law.lo)));
      const turn = one
        .neg()
        .acos()
        .times(2 * law.freq);
      return both(u.plus(u.times(turn).sin().times(big(law.amp)).div(turn)));
    }
    default:
      throw new Error(`no slow form of ${law.kind}`);
  }
}

compare("smooth laws of costs: distribution function, survival, and the quantile at it", {
  inputs: fc
    .tuple(smooth, part)
    .map(([law, q]) => {
      const { lo, hi } = openLaw("law", law);
      const x = Number.isFinite(hi)
        ? lo + q * (hi - lo)
        : law.kind === "pareto"
          ? lo / (1 - q)
          : -Math.log1p(-q) / (law.kind === "exponential" ? law.rate : 1);
      return { law, x };
    })
    .filter(({ law, x }) => x > openLaw("law", law).lo && x < openLaw("law", law).hi),
  ours: ({ law, x }) => {
    const { cdf, survival, quantile, density } = openLaw("law", law);
    // The quantile comes back, up to what one unit in the last place of the probability moves it by.
    const q = cdf(x);
    const moved = q < 1e-300 || q === 1 ? Infinity : (2 * Number.EPSILON * q) / density(x);
    return [
      q,
      survival(x),
      1 + Math.max(0, Math.abs(Math.min(quantile(q), Number.MAX_VALUE) - x) - moved) / Math.abs(x),
    ];
  },
  slow: ({ law, x }) => {
    const [below, above] = exactly(law, x).map((p) => p.toNumber());
    return [below, above, 1];
  },
  within: SUMMED,
});

/** Laws on a few points or pieces, and mixtures of them with a smooth one. */
const broken: fc.Arbitrary<CostLaw> = fc
  .tuple(
    laws(1, 6).map((law) => law.filter((mass) => mass > 0)),
    fc.array(logarithmic(1e-3, 1e3), { minLength: 7, maxLength: 7 }),
    fc.constantFrom("discrete" as const, "histogram" as const),
    logarithmic(1e-6, 1),
  )
  .map(([masses, gaps, kind, weight]): CostLaw => {
    let at = -1;
    const points = gaps.map((gap) => (at += gap)).slice(0, masses.length + 1);
    const law: CostLaw =
      kind === "discrete"
        ? { kind, atoms: points.slice(0, masses.length), probs: masses }
        : { kind, breaks: points, masses };
    return weight > 0.5
      ? law
      : { kind: "mixture", weights: [1 - weight, weight], components: [law, { kind: "exponential", rate: 1 }] };
  });

/** P(v ≤ x) and P(v > x) of a broken law, in 50 digits. */
function partsOf(law: CostLaw, x: number): [below: BigNumber, above: BigNumber] {
  switch (law.kind) {
    case "discrete":
      return [
        total(law.probs.map((p, i) => (law.atoms[i] <= x ? big(p) : big(0)))),
        total(law.probs.map((p, i) => (law.atoms[i] > x ? big(p) : big(0)))),
      ];
    case "histogram": {
      const share = (i: number): BigNumber => {
        const [from, to] = [law.breaks[i], law.breaks[i + 1]];
        if (x <= from || x >= to) return big(x <= from ? 0 : 1);
        return big(x)
          .minus(big(from))
          .div(big(to).minus(big(from)));
      };
      return [
        total(law.masses.map((p, i) => share(i).times(big(p)))),
        total(law.masses.map((p, i) => one.minus(share(i)).times(big(p)))),
      ];
    }
    case "mixture": {
      const parts = law.components.map((part) => partsOf(part, x));
      const mixed = (side: 0 | 1): BigNumber => total(parts.map((part, k) => part[side].times(big(law.weights[k]))));
      return [mixed(0), mixed(1)];
    }
    default:
      return x <= 0 ? [big(0), one] : exactly(law, x);
  }
}

compare("broken laws of costs and mixtures: distribution function, survival, and where the quantile lies", {
  inputs: fc.tuple(broken, between(-1, 10, 1e-6), between(0, 1, 1e-9)),
  ours: ([law, x, q]) => {
    const { cdf, survival, quantile, below } = openLaw("law", law);
    const point = quantile(q);
    const [rounding, unit] = [1e-14, 2 * Number.EPSILON * Math.abs(point)];
    return [cdf(x), survival(x), +(cdf(point + unit) >= q - rounding && below(point - unit) <= q + rounding)];
  },
  slow: ([law, x]) => [...partsOf(law, x).map((p) => p.toNumber()), 1],
  // The masses are rounded to a sum of 1.
  within: { ...SUMMED, absolute: 1e-15 },
});
