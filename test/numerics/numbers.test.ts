/** Numerics beside 50 digits and enumeration. */
import fc from "fast-check";
import type { BigNumber } from "mathjs";
import { combination, derivative, product, rootsOf, valueAt, type Bernstein } from "../../lib/numerics/bernstein";
import { expMinusFixed } from "../../lib/numerics/fixed-point";
import { gaussRule } from "../../lib/numerics/gauss-rule";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { solveLinearSystem } from "../../lib/numerics/linear-system";
import { minimise } from "../../lib/numerics/minimise";
import { packingValue } from "../../lib/numerics/packing-program";
import { gaussLegendre, integrate } from "../../lib/numerics/quadrature";
import { rank } from "../../lib/numerics/rank";
import { findRoot } from "../../lib/numerics/roots";
import { big, sum } from "../big";
import { between, compare, logarithmic, wholeLogarithmic } from "../compare";
import { PROGRAMMED, ROUNDED, SUMMED } from "../near";

compare("polynomials in Bernstein form: values, products, derivatives", {
  inputs: fc.record({
    a: fc.array(between(-1, 1, 1e-6), { minLength: 1, maxLength: 12 }),
    b: fc.array(between(-1, 1, 1e-6), { minLength: 1, maxLength: 12 }),
    q: fc.oneof(between(0, 1, 1e-12), fc.constantFrom(0, 1)),
  }),
  ours: ({ a, b, q }) => {
    const [p, r] = [Float64Array.from(a), Float64Array.from(b)];
    return [valueAt(p, q), valueAt(product(p, r), q), valueAt(derivative(p), q), valueAt(combination(2, p, -3, r), q)];
  },
  slow: ({ a, b, q }) => {
    const at = (c: readonly number[]): BigNumber => mean(c.map(big), big(q));
    const slope = a.slice(1).map((x, k) =>
      big(x)
        .minus(big(a[k]))
        .times(a.length - 1),
    );
    const [p, r] = [at(a), at(b)];
    return [p, p.times(r), a.length === 1 ? big(0) : mean(slope, big(q)), p.times(2).minus(r.times(3))].map((x) =>
      x.toNumber(),
    );
  },
  within: { ...SUMMED, absolute: 1e-13 },
  few: 100,
});

/** The mean of b_K for K binomial with probability q, in 50 digits. */
function mean(b: readonly BigNumber[], q: BigNumber): BigNumber {
  let level = b;
  while (level.length > 1) {
    const last = level;
    level = last.slice(1).map((x, k) => x.times(q).plus(last[k].times(big(1).minus(q))));
  }
  return level[0];
}

compare("Bernstein polynomials of degree 1000: values", {
  inputs: fc.record({ n: wholeLogarithmic(1, 1000), turns: logarithmic(0.1, 10), q: between(0, 1, 1e-9) }),
  ours: ({ n, turns, q }) =>
    valueAt(
      Float64Array.from({ length: n + 1 }, (_, k) => Math.cos((turns * k) / n)),
      q,
    ),
  slow: ({ n, turns, q }) => {
    const odds = big(q).div(big(1).minus(big(q)));
    let mass = big(1).minus(big(q)).pow(n);
    let value = big(0);
    for (let k = 0; k <= n; k++) {
      value = value.plus(mass.times(big(Math.cos((turns * k) / n))));
      mass = mass
        .times(odds)
        .times(n - k)
        .div(k + 1);
    }
    return value.toNumber();
  },
  within: { ...SUMMED, absolute: 1e-12 },
  few: 40,
});

/** Distinct roots in (0, 1), not nearer to each other than 0.05. */
const roots = fc
  .array(between(0, 1, 0.05), { minLength: 1, maxLength: 5 })
  .map((xs) => [...xs].sort((x, y) => x - y))
  .filter((xs) => xs.every((x, i) => i === 0 || x - xs[i - 1] > 0.05));

compare("roots of Bernstein polynomials, simple and double", {
  inputs: fc.tuple(roots, fc.array(fc.constantFrom(1, 2), { minLength: 5, maxLength: 5 })),
  ours: ([xs, orders]) => {
    const factors = xs.flatMap((x, i) => new Array<Bernstein>(orders[i]).fill(Float64Array.of(-x, 1 - x)));
    return rootsOf(factors.reduce(product, Float64Array.of(1)));
  },
  slow: ([xs]) => xs,
  within: { absolute: 1e-8 },
});

compare("Gauss and Legendre's rule: nodes are zeros, weights as they follow from them", {
  inputs: wholeLogarithmic(1, 120),
  ours: (n) => {
    const { nodes, weights } = gaussLegendre(n);
    const at = Math.floor((7 * n) / 11);
    return [1 + nodes[at], weights[at]];
  },
  slow: (n) => {
    // Newton's steps in 50 digits from a node; the weight is 2/((1 − x²) P′(x)²).
    const legendre = (x: BigNumber): { value: BigNumber; slope: BigNumber } => {
      let [p, before] = [big(1), big(0)];
      for (let j = 1; j <= n; j++)
        [p, before] = [
          x
            .times(p)
            .times(2 * j - 1)
            .minus(before.times(j - 1))
            .div(j),
          p,
        ];
      return { value: p, slope: x.times(p).minus(before).times(n).div(x.times(x).minus(1)) };
    };
    let x = big(-Math.cos((Math.PI * (Math.floor((7 * n) / 11) + 0.75)) / (n + 0.5)));
    for (let step = 0; step < 6; step++) {
      const { value, slope } = legendre(x);
      x = x.minus(value.div(slope));
    }
    const { slope } = legendre(x);
    return [
      x.plus(1).toNumber(),
      big(2)
        .div(big(1).minus(x.times(x)).times(slope).times(slope))
        .toNumber(),
    ];
  },
  within: { relative: 1e-13 },
  few: 30,
});

/** Integrands with their integrals over [0, 1]. */
const integrands: fc.Arbitrary<{ f: (x: number) => number; exact: number }> = fc.oneof(
  logarithmic(1e-3, 1e3).map((rate) => ({ f: (x: number) => Math.exp(-rate * x), exact: -Math.expm1(-rate) / rate })),
  logarithmic(0.05, 30).map((power) => ({ f: (x: number) => x ** power, exact: 1 / (power + 1) })),
  fc.tuple(between(0, 1, 1e-3), logarithmic(1e-4, 1)).map(([centre, width]) => ({
    f: (x: number) => 1 / (1 + ((x - centre) / width) ** 2),
    exact: width * (Math.atan((1 - centre) / width) + Math.atan(centre / width)),
  })),
  logarithmic(0.1, 1e3).map((turns) => ({
    f: (x: number) => 2 + Math.cos(turns * x),
    exact: 2 + Math.sin(turns) / turns,
  })),
);

compare("integrals", {
  inputs: integrands,
  ours: ({ f }) => integrate(f, 0, 1),
  slow: ({ exact }) => exact,
  within: SUMMED,
});

compare("integrals of functions with a kink, which may hide at the end of a panel", {
  inputs: between(0, 1, 1e-6),
  ours: (kink) => integrate((x) => Math.abs(x - kink), 0, 1),
  slow: (kink) => (kink ** 2 + (1 - kink) ** 2) / 2,
  within: { absolute: 5e-12 + (2 * 5e-6) / 64 ** 2 },
});

compare("roots of functions", {
  inputs: fc.record({
    root: fc.oneof(between(-1, 1, 1e-300), logarithmic(1e-300, 1e6)),
    power: fc.constantFrom(1, 3),
    steep: logarithmic(1e-3, 1e3),
  }),
  ours: ({ root, power, steep }) => findRoot((x) => Math.expm1(steep * Math.cbrt(x - root) ** power), -2, 2e6),
  slow: ({ root }) => root,
  within: ROUNDED,
});

compare("minima of functions", {
  inputs: fc.record({ at: between(-1, 1, 1e-6), unit: logarithmic(1e-6, 1e6), power: fc.constantFrom(2, 4, 1.5, 1) }),
  ours: ({ at, unit, power }) => {
    const { x, value } = minimise((y) => 1 + Math.abs(y / unit - at) ** power, -unit, 2 * unit);
    return [value, power < 2 ? 1 + x / unit : 1 + at];
  },
  slow: ({ at }) => [1, 1 + at],
  within: { absolute: 1e-6 },
});

compare("small packing programs, beside HiGHS", {
  inputs: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([m, n]) =>
    fc.record({
      objective: fc.array(between(-1, 1, 1e-2), { minLength: n, maxLength: n }),
      rows: fc.array(fc.array(fc.oneof(between(0, 1, 1e-2), fc.constant(0)), { minLength: n, maxLength: n }), {
        minLength: m,
        maxLength: m,
      }),
      limits: fc.array(logarithmic(1e-2, 1), { minLength: m, maxLength: m }),
    }),
  ),
  ours: ({ objective, rows, limits }) => packingValue(objective, rows, limits),
  slow: async ({ objective, rows, limits }) => {
    const unbounded = objective.some((gain, j) => gain > 0 && rows.every((row) => row[j] === 0));
    if (unbounded) return Infinity;
    const { value } = await solveLinearProgram({
      sense: "max",
      objective,
      rows: rows.map((coefficients, i) => ({ coefficients, upper: limits[i] })),
    });
    return value;
  },
  within: PROGRAMMED,
  few: 60,
});

compare("linear systems in any units, and their rank", {
  inputs: fc.integer({ min: 1, max: 6 }).chain((n) =>
    fc.record({
      matrix: fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }), {
        minLength: n,
        maxLength: n,
      }),
      x: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }),
      units: fc.array(
        logarithmic(1e-6, 1e6).map((unit) => 2 ** Math.round(Math.log2(unit))),
        { minLength: 2 * n, maxLength: 2 * n },
      ),
    }),
  ),
  ours: async ({ matrix, x, units }) => {
    const n = x.length;
    const scaled = matrix.map((row, i) => row.map((a, j) => a * units[i] * units[n + j]));
    const right = matrix.map((row, i) => units[i] * row.reduce((sum, a, j) => sum + a * x[j], 0));
    try {
      return (await solveLinearSystem(scaled, right)).map((y, j) => y * units[n + j]);
    } catch {
      return [];
    }
  },
  slow: ({ matrix, x }) => (rank(matrix) < x.length ? [] : x),
  within: { absolute: 1e-9 },
  few: 100,
});

compare("the rank of a product is that of its factors", {
  inputs: fc.tuple(fc.integer({ min: 1, max: 4 }), stairs(5), stairs(5)),
  ours: ([r, left, right]) =>
    rank(left.map((row) => right.map((other) => row.slice(0, r).reduce((sum, a, k) => sum + a * other[k], 0)))),
  slow: ([r]) => r,
  within: {},
});

/** Lower triangular matrices of n whole columns with ones on the diagonal: every leading part has full rank. */
function stairs(n: number): fc.Arbitrary<number[][]> {
  return fc
    .array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n })
    .map((rows) => rows.map((row, i) => row.map((x, j) => (j > i ? 0 : j === i ? 1 : x))));
}

compare("Gauss rules of laws keep the moments", {
  inputs: fc.integer({ min: 1, max: 6 }).chain((n) =>
    fc.record({
      n: fc.constant(n),
      x: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: n + 4, maxLength: 25 }),
      weights: fc.array(logarithmic(1e-3, 1), { minLength: 25, maxLength: 25 }),
    }),
  ),
  ours: ({ n, x, weights }) => {
    const { nodes, weights: w } = gaussRule(Float64Array.from(x), Float64Array.from(weights.slice(0, x.length)), n);
    return Array.from({ length: 2 * n }, (_, k) =>
      nodes.reduce((total, node, i) => total + w[i] * (node / 60) ** k, 0),
    );
  },
  slow: ({ n, x, weights }) =>
    Array.from({ length: 2 * n }, (_, k) =>
      sum(x.map((at, i) => big(at).div(60).pow(k).times(big(weights[i])))).toNumber(),
    ),
  within: { relative: 1e-10 },
  few: 60,
});

compare("e^{−x} in whole numbers", {
  inputs: fc.tuple(fc.oneof(logarithmic(1e-300, 1), logarithmic(1, 1e3)), fc.integer({ min: 1, max: 120 })),
  // Within one unit of the last place.
  ours: ([x, bits]) =>
    +big(-x).exp().times(big(2).pow(bits)).minus(expMinusFixed(x, bits).toString()).abs().lessThanOrEqualTo(1),
  slow: () => 1,
  within: {},
});
