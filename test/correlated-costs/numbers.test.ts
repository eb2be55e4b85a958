/** Auctions for privacy beside 50 digits, sums over all counts and closed forms. */
import fc from "fast-check";
import type { BigNumber } from "mathjs";
import {
  chebyshevAccuracy,
  commonDrawVariance,
  contractsFor,
  epsEstimate,
  epsPayment,
  errorTail,
  estimateBias,
  estimateMse,
  exPostViolation,
  fixedAccuracy,
  histogram,
  negativePayment,
  optimalPayment,
  orderStatistic,
  posteriorCost,
  priceSpread,
  recommendedC,
  tightRatio,
  twoPointPayment,
  uniform,
  worstErrorQuantile,
  worstTightRatio,
  errorQuantile,
  type Contract,
} from "../../lib/correlated-costs";
import { offersOf } from "../../lib/correlated-costs/contract";
import { discrete } from "../../lib/correlated-costs/laws";
import { epsEstimateTruncated, estimateLogRatio } from "../../lib/correlated-costs/privacy";
import { big, bigExpm1, bigLn1p } from "../big";
import { between, compare, laws, logarithmic, wholeLogarithmic } from "../compare";
import { ROUNDED, SUMMED } from "../near";

const one = big(1);
const total = (terms: readonly BigNumber[]): BigNumber => terms.reduce((sum, term) => sum.plus(term), big(0));
const abs = (x: BigNumber): BigNumber => x.abs();
const least = (x: BigNumber, y: BigNumber): BigNumber => (x.lessThan(y) ? x : y);

/** The binomial law, in 50 digits. */
function binomial(n: number, p: BigNumber): BigNumber[] {
  const law = [one.minus(p).pow(n)];
  for (let k = 0; k < n; k++)
    law.push(
      law[k]
        .times(n - k)
        .div(k + 1)
        .times(p)
        .div(one.minus(p)),
    );
  return law;
}

/** P(Lap(1/ε) ≥ x). */
function laplaceBeyond(eps: number, x: BigNumber): BigNumber {
  const half = abs(x).times(-eps).exp().div(2);
  return x.isNegative() ? one.minus(half) : half;
}

const database = fc
  .record({
    n: wholeLogarithmic(1, 40),
    share: fc.integer({ min: 0, max: 8 }),
    c: between(0, 1, 1e-9),
    eps: logarithmic(1e-9, 700),
    part: logarithmic(1e-3, 1),
  })
  .map(({ n, share, part, ...rest }) => ({ ...rest, n, n1: Math.round((n * share) / 8), k: part * n }));

compare("the tail of the error", {
  inputs: database,
  ours: ({ n, n1, c, eps, k }) => errorTail(n, n1, c, eps, k),
  slow: ({ n, n1, c, eps, k }) => {
    const [above, under] = [big(n1).plus(big(k)), big(n1).minus(big(k))];
    const mass = (m: number): BigNumber => {
      const up = above.lessThanOrEqualTo(n) ? laplaceBeyond(eps, above.times(big(c)).minus(m)) : big(0);
      return under.isNegative() ? up : up.plus(laplaceBeyond(eps, big(m).minus(under.times(big(c)))));
    };
    return total(binomial(n1, big(c)).map((b, m) => b.times(mass(m)))).toNumber();
  },
  // A threshold cn₁ + ck is rounded, and ε times that is an exponent.
  within: { relative: 1e-11, absolute: 1e-300 },
  few: 60,
});

/** E[min(X, b)] and E[min(X, b)²], X ~ Exp(ε). */
function capped(b: BigNumber, eps: number): readonly [BigNumber, BigNumber] {
  const x = b.times(big(eps));
  const mean = bigExpm1(x.negated()).negated().div(big(eps));
  // (2/ε²)(1 − e^{−x} − x e^{−x}); for small x as 2∫t e^{−εt}, by its series.
  if (x.greaterThan(1e-6)) {
    return [mean, mean.minus(b.times(x.negated().exp())).times(2).div(big(eps))];
  }
  const series = [0, 1, 2, 3, 4].map((j) =>
    x
      .negated()
      .pow(j)
      .div([1, 1, 2, 6, 24][j])
      .div(j + 2),
  );
  return [mean, total(series).times(b).times(b).times(2)];
}

compare("bias and mean squared error of the truncated estimate", {
  inputs: database,
  ours: ({ n, n1, c, eps }) => [estimateBias(n, n1, c, eps), estimateMse(n, n1, c, eps)],
  slow: ({ n, n1, c, eps }) => {
    const top = big(c).times(n);
    const parts = binomial(n1, big(c)).map((b, m): readonly [BigNumber, BigNumber] => {
      const d = big(m).minus(big(c).times(n1));
      if (top.greaterThanOrEqualTo(m)) {
        const [up, down] = [capped(top.minus(m), eps), capped(big(m), eps)];
        const mean = up[0].minus(down[0]).div(2);
        const square = up[1].plus(down[1]).div(2);
        return [b.times(mean), b.times(d.times(d).plus(d.times(mean).times(2)).plus(square))];
      }
      const e = top.minus(big(c).times(n1));
      const weight = big(m).minus(top).times(-eps).exp().div(2);
      const [mean, square] = capped(top, eps).map((x) => x.times(weight));
      return [b.times(top.minus(m).minus(mean)), b.times(e.times(e).minus(e.times(mean).times(2)).plus(square))];
    });
    return [
      total(parts.map(([shift]) => shift))
        .div(big(c))
        .toNumber(),
      total(parts.map(([, square]) => square))
        .div(big(c))
        .div(big(c))
        .toNumber(),
    ];
  },
  // The bias is a difference of two sides, which nearly balance where n₁ is near n/2.
  within: { relative: 1e-10, absolute: 1e-13 },
  few: 60,
});

/** ln(1 + c(e^x − 1)). */
const sampled = (c: number, x: BigNumber): BigNumber => bigLn1p(big(c).times(bigExpm1(x)));

compare("the level of the estimate", {
  inputs: fc.record({ c: between(0, 1, 1e-15), eps: logarithmic(1e-300, 1e5) }),
  ours: ({ c, eps }) => epsEstimate(c, eps),
  slow: ({ c, eps }) => sampled(c, big(eps)).toNumber(),
  within: SUMMED,
});

compare("the level of the truncated estimate, by the ratios of its two atoms", {
  inputs: database.filter(({ n1 }) => n1 > 0),
  ours: ({ n, n1, c, eps }) => {
    const { left, right } = epsEstimateTruncated(n, n1, c, eps);
    return [left, right];
  },
  slow: ({ n, n1, c, eps }) => {
    const atom = (size: number, beyond: (m: number) => BigNumber): BigNumber =>
      total(binomial(size, big(c)).map((b, m) => b.times(beyond(m))));
    return [(m: number) => big(m), (m: number) => big(c).times(n).minus(m)].map((distance) => {
      const [more, fewer] = [n1, n1 - 1].map((size) => atom(size, (m) => laplaceBeyond(eps, distance(m))));
      return abs(bigLn1p(more.minus(fewer).div(fewer))).toNumber();
    });
  },
  // Distances to counts are rounded, and ε times that is an exponent.
  within: { relative: 1e-10 },
  few: 60,
});

compare("the log ratio of the estimate's densities", {
  inputs: fc.tuple(
    database.filter(({ n1 }) => n1 > 0),
    between(-50, 90, 1e-3),
  ),
  ours: ([{ n1, c, eps }, y]) => estimateLogRatio(n1, c, eps, [y])[0],
  slow: ([{ n1, c, eps }, y]) => {
    const density = (size: number): BigNumber =>
      total(binomial(size, big(c)).map((b, m) => b.times(abs(big(y).minus(m)).times(-eps).exp())));
    const [more, fewer] = [density(n1), density(n1 - 1)];
    return bigLn1p(more.minus(fewer).div(fewer)).toNumber();
  },
  // Distances to counts are rounded, and ε times that is an exponent.
  within: { relative: 1e-10, absolute: 1e-15 },
  few: 60,
});

/** Two types with atoms, and an acceptance probability at which some contract may be a lottery. */
const lotteries = fc
  .record({
    atoms: fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 2,
    }),
    probs: fc.array(laws(3, 3), { minLength: 2, maxLength: 2 }),
    c: between(0, 1, 1e-3),
    eps: logarithmic(1e-12, 1000),
  })
  .filter(({ atoms }) => atoms.every((list) => new Set(list).size === 3))
  .map(({ atoms, probs, c, eps }) => {
    const types = atoms.map((list, j) =>
      discrete(
        [...list].sort((a, b) => a - b),
        probs[j].map((p) => (p + 0.01) / 1.03),
      ),
    );
    return { types, contracts: contractsFor(types, c), eps };
  })
  // The weight of an offer that is hardly made is a difference of probabilities, with few digits.
  .filter(
    ({ contracts }) =>
      priceSpread(contracts) > 0 &&
      contracts.flatMap(offersOf).every(({ weight }) => weight > 1e-6 * contracts[0].acceptance),
  );

compare("the level of a payment, also of a lottery's", {
  inputs: lotteries,
  ours: ({ contracts, eps }) => epsPayment(eps, contracts, 1, 2) / Math.min(1, eps),
  slow: ({ contracts, eps }) => {
    const gamma = priceSpread(contracts);
    const density = (contract: Contract, x: number): BigNumber => {
      const offers = offersOf(contract);
      const weight = total(offers.map((offer) => big(offer.weight)));
      return total(
        offers.map((offer) =>
          big(offer.weight)
            .div(weight)
            .times(
              big(-Math.abs(x - offer.price))
                .times(big(eps))
                .div(big(gamma))
                .exp(),
            ),
        ),
      );
    };
    const prices = contracts.flatMap(offersOf).map(({ price }) => price);
    const ratios = [...prices, ...prices.map((p) => p + 0.37), -1, 99].map((x) => {
      const [here, there] = contracts.map((contract) => density(contract, x));
      const growth = here.minus(there).div(there);
      return abs(growth.lessThan(-0.5) ? here.div(there).ln() : bigLn1p(growth));
    });
    return ratios.reduce((most, ratio) => (ratio.greaterThan(most) ? ratio : most)).toNumber() / Math.min(1, eps);
  },
  // The weights are c only to rounding.
  within: { relative: 1e-11, absolute: 1e-14 },
  few: 100,
});

compare("the two-point payment", {
  inputs: fc.record({ eps: logarithmic(1e-9, 1e4), first: logarithmic(1e-3, 1e3), second: logarithmic(1e-3, 1e3) }),
  ours: ({ eps, first, second }) => {
    const contracts = contractsFor([uniform(0, 2 * first), uniform(0, 2 * second)], 0.5);
    const { low, high, chance, maxVariance } = twoPointPayment(eps, contracts);
    return [low, high, ...chance, maxVariance];
  },
  slow: ({ eps, first, second }) => {
    const prices = [big(first), big(second)];
    const lowest = least(prices[0], prices[1]);
    const gamma = abs(prices[0].minus(prices[1]));
    const odds = bigExpm1(big(eps));
    const low = lowest.minus(gamma.div(odds)).times(big(eps));
    const width = gamma.times(odds.plus(2)).div(odds).times(big(eps));
    const chance = prices.map((price) =>
      gamma.isZero() ? one : price.minus(lowest).div(gamma).times(odds).plus(1).div(odds.plus(2)),
    );
    return [low, low.plus(width), ...chance, width.div(2).pow(2)].map((x) => x.toNumber());
  },
  // The low payment, and the chance of the high one at the lowest price, are differences.
  within: { relative: 1e-9 },
  few: 100,
});

compare("payments that are negative, or below the cost", {
  inputs: fc.record({
    masses: laws(3, 3).map((law) => law.map((p) => (p + 0.05) / 1.15)),
    other: logarithmic(1, 1e3),
    c: between(0, 1, 1e-4),
    eps: logarithmic(1e-6, 1e4),
  }),
  ours: ({ masses, other, c, eps }) => {
    const types = [histogram([0, 1, 3, 4], masses), uniform(5, 5 + other)];
    const contracts = contractsFor(types, c);
    return [negativePayment(eps, contracts, 1), exPostViolation(eps, types, contracts, 1)];
  },
  slow: ({ masses, other, c, eps }) => {
    const contracts = contractsFor([histogram([0, 1, 3, 4], masses), uniform(5, 5 + other)], c);
    const price = big(contracts[0].alphaPlus);
    const rate = big(eps).div(big(priceSpread(contracts)));
    const below = [0, 1, 3].map((from, i) => {
      const to = least(price, big([1, 3, 4][i]));
      if (to.lessThanOrEqualTo(from)) return big(0);
      const mean = bigExpm1(to.minus(from).times(rate).negated())
        .negated()
        .times(price.minus(to).times(rate).negated().exp())
        .div(rate);
      return mean.times(big(masses[i])).div(i === 1 ? 2 : 1);
    });
    return [price.times(rate).negated().exp().div(2).toNumber(), total(below).div(2).div(big(c)).toNumber()];
  },
  // Below 1e-7 what is left of a difference of distribution functions.
  within: { relative: 1e-9, absolute: 1e-15 },
  few: 100,
});

/** P(Bin(n, p) ≥ k). */
const reached = (k: number, n: number, p: BigNumber): BigNumber => total(binomial(n, p).slice(k));

/** ∫ of (s + t·q) against the density of Beta(a, b) over [y, z]: whole shapes, by binomial sums. */
function betaMean(a: number, b: number, [y, z]: readonly BigNumber[], s: BigNumber, t: BigNumber): BigNumber {
  const mass = (shape: number, p: BigNumber): BigNumber =>
    p.greaterThanOrEqualTo(1) ? one : reached(shape, shape + b - 1, p);
  const [plain, first] = [a, a + 1].map((shape) => mass(shape, z).minus(mass(shape, y)));
  return s.times(plain).plus(
    t
      .times(first)
      .times(a)
      .div(a + b),
  );
}

const market = fc
  .record({ n: fc.integer({ min: 2, max: 25 }), at: fc.integer({ min: 0, max: 1000 }), masses: laws(3, 3) })
  .map(({ n, at, masses }) => ({
    n,
    w: 1 + Math.floor((at / 1001) * (n - 1)),
    masses: masses.map((p) => (p + 0.02) / 1.06),
  }));
const BREAKS = [1, 2, 2.5, 5];

compare("order statistics of a histogram, by the beta law of its ranks", {
  inputs: market,
  ours: ({ n, w, masses }) => orderStatistic(histogram(BREAKS, masses), n, w),
  slow: ({ n, w, masses }) => {
    let below = big(0);
    return total(
      masses.map((mass, i) => {
        const ends = [below, i === 2 ? one : below.plus(big(mass))];
        const slope = big(BREAKS[i + 1] - BREAKS[i]).div(ends[1].minus(ends[0]));
        below = ends[1];
        return betaMean(w, n - w + 1, ends, big(BREAKS[i]).minus(ends[0].times(slope)), slope);
      }),
    ).toNumber();
  },
  within: { relative: 1e-11 },
  few: 50,
});

compare("the optimal auction of uniform costs pays w·E[v_(w+1)]; and never more than the uniform price", {
  inputs: market,
  ours: ({ n, w, masses }) => [
    optimalPayment(uniform(1, 3), n, w),
    Math.max(
      0,
      optimalPayment(histogram(BREAKS, masses), n, w) - w * orderStatistic(histogram(BREAKS, masses), n, w + 1),
    ),
  ],
  slow: ({ n, w }) => [w * (1 + (2 * (w + 1)) / (n + 1)), 0],
  within: { ...SUMMED, absolute: 1e-10 },
});

compare("the factor R(w, n), and the w of the largest", {
  inputs: fc.record({ n: fc.integer({ min: 2, max: 40 }), at: fc.integer({ min: 0, max: 1000 }) }),
  ours: ({ n, at }) => {
    const worst = worstTightRatio(n);
    return [tightRatio(n, 1 + Math.floor((at / 1001) * (n - 1))), worst.w, worst.ratio];
  },
  slow: ({ n, at }) => {
    const ratio = (w: number): BigNumber => one.div(total(binomial(n, big(w).div(n)).slice(0, w + 1)));
    const all = Array.from({ length: n - 1 }, (_, i) => ratio(i + 1));
    const best = all.reduce((top, r, i) => (r.greaterThan(all[top]) ? i : top), 0);
    return [ratio(1 + Math.floor((at / 1001) * (n - 1))), best + 1, all[best]].map(Number);
  },
  within: { relative: 1e-13 },
  few: 30,
});

compare("the worst database, by looking at each", {
  inputs: fc.record({ n: wholeLogarithmic(1, 60), c: between(0, 1, 1e-4), eps: logarithmic(1e-3, 1e4) }),
  ours: ({ n, c, eps }) => worstErrorQuantile(n, c, eps).k,
  slow: ({ n, c, eps }) => Math.max(...Array.from({ length: n + 1 }, (_, n1) => errorQuantile(n, n1, c, eps))),
  within: { relative: 1e-8, absolute: 1e-9 },
});

compare("the paper's recipes", {
  inputs: fc.record({
    n: wholeLogarithmic(1, 1e9),
    n1: wholeLogarithmic(0, 1e9),
    k: logarithmic(1e-200, 1e150),
    c: between(0, 1, 1e-12),
    eps: logarithmic(1e-200, 1e200),
    beyond: logarithmic(1e-3, 1e6),
    low: between(0, 1, 1e-6),
  }),
  ours: ({ n, n1, k, c, eps, beyond, low }) => {
    const fixed = fixedAccuracy(n, k);
    const draws = commonDrawVariance(n1, c * low, c, c, 1);
    const level = Math.sqrt(8 / n) * (1 + beyond);
    return [fixed.c, fixed.eps, chebyshevAccuracy(n1, c, eps), draws.common, recommendedC(n, level)];
  },
  slow: ({ n, n1, k, c, eps, beyond }) => {
    const odds = big(k).times(big(k)).div(6).div(n);
    const variance = big(n1)
      .times(one.minus(big(c)))
      .div(big(c))
      .plus(big(2).div(big(eps).times(big(c)).pow(2)));
    // A low price below c and the high one at c is drawn always: one coin or many, the variance is the same.
    const draws = big(n1)
      .times(one.minus(big(c)))
      .times(big(c))
      .plus(2)
      .div(big(c))
      .div(big(c));
    const level = big(Math.sqrt(8 / n) * (1 + beyond));
    const root = one.minus(big(8).div(level.times(level).times(n))).sqrt();
    return [
      one.div(odds.plus(1)),
      big(12).sqrt().times(odds.plus(1)).div(big(k)),
      variance.times(3).sqrt(),
      draws,
      root.plus(1).div(2),
    ].map(Number);
  },
  within: { relative: 1e-12 },
});

compare("what a report of the cost tells", {
  inputs: fc.record({
    prior: laws(2, 2),
    rates: fc.tuple(logarithmic(1e-3, 1e3), logarithmic(1e-3, 1e3)),
    v: logarithmic(1e-6, 0.5),
  }),
  ours: ({ prior, rates, v }) =>
    posteriorCost(
      prior,
      rates.map((rate) => ({ kind: "exponential", rate })),
      v,
    ),
  slow: ({ prior, rates, v }) => {
    const joint = rates.map((rate, j) =>
      big(prior[j])
        .times(big(rate))
        .times(big(rate).times(big(-v)).exp()),
    );
    return joint.map((p) => p.div(total(joint)).toNumber());
  },
  within: { ...SUMMED, ...ROUNDED, relative: 1e-12 },
});
