/** Every formula against arithmetic of 50 digits or an enumeration, on random inputs that reach the edges of its domain. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BigNumber } from "mathjs";
import { admit, dropDearest } from "../../lib/pricing-samples/baseline";
import { budgetDeviation, ceMechanism, clonePrices } from "../../lib/pricing-samples/ce-mechanism";
import { certaintyEquivalent } from "../../lib/pricing-samples/certainty-equivalent";
import { countLaw, lawMoments } from "../../lib/pricing-samples/count-law";
import type { Demand } from "../../lib/pricing-samples/demand";
import { designValues } from "../../lib/pricing-samples/optimal-design";
import { obliviousPair, orderingFactor } from "../../lib/pricing-samples/ordering-factor";
import { prospectCertaintyEquivalent } from "../../lib/pricing-samples/prospect";
import {
  feasibleCounts,
  randomConcave,
  randomDemand,
  randomMaxOfConcave,
  randomPopulation,
  whole,
} from "../../lib/pricing-samples/random-market";
import { removalLaw } from "../../lib/pricing-samples/removal-ordering";
import { thresholds } from "../../lib/pricing-samples/thresholds";
import { utilityOf, type Utility } from "../../lib/pricing-samples/utility";
import { stream } from "../../lib/probability/stream";
import { big, sum } from "../big";

/** Relative, but not finer than the rounding of what is added. */
function agrees(got: number, exact: BigNumber, what: unknown, size = 0, tolerance = 1e-11): void {
  const off = exact.minus(got).abs().toNumber();
  const scale = Math.max(Math.abs(exact.toNumber()), size * 1e-3);
  assert.ok(off <= tolerance * scale || off < 1e-300, `${JSON.stringify(what)}: ${got}, exactly ${exact.toString()}`);
}

const random = stream(2026, "accuracy");
const { uniform } = random;
const logarithmic = (lo: number, hi: number): number => lo * (hi / lo) ** uniform();

/** Probabilities of two to five outcomes, some of them tiny; they sum to 1 exactly but for rounding. */
function randomLaw(): number[] {
  const raw = Array.from({ length: whole(2, 5, random) }, () => logarithmic(1e-12, 1));
  const total = raw.reduce((a, b) => a + b, 0);
  return raw.map((p) => p / total);
}

/** u(x) with 50 digits, up to a positive factor and a constant, and its inverse. */
function exactUtility(utility: Utility): { u: (x: BigNumber) => BigNumber; inverse: (v: BigNumber) => BigNumber } {
  switch (utility.type) {
    case "cara": {
      const a = big(utility.a);
      const sign = utility.a > 0 ? -1 : 1;
      return { u: (x) => a.times(x).neg().exp().times(sign), inverse: (v) => v.times(sign).ln().div(a).neg() };
    }
    case "crra": {
      const [power, W] = [big(1).minus(utility.gamma), big(utility.wealth)];
      return power.isZero()
        ? { u: (x) => W.plus(x).ln(), inverse: (v) => v.exp().minus(W) }
        : { u: (x) => W.plus(x).pow(power), inverse: (v) => v.pow(big(1).div(power)).minus(W) };
    }
    case "power":
    case "pt": {
      const rho = big(utility.type === "power" ? utility.rho : utility.alpha);
      return {
        u: (x) => (x.isZero() ? big(0) : x.pow(rho)),
        inverse: (v) => (v.isZero() ? v : v.pow(big(1).div(rho))),
      };
    }
    default:
      return { u: (x) => x, inverse: (v) => v };
  }
}

test("certainty equivalents at every coefficient, stake and wealth", () => {
  const kinds: readonly (() => Utility)[] = [
    () => ({ type: "cara", a: (uniform() < 0.5 ? -1 : 1) * logarithmic(1e-25, 1e3) }),
    () => ({
      type: "crra",
      gamma: uniform() < 0.2 ? 1 : 1 + (uniform() - 0.5) * logarithmic(1e-12, 60),
      wealth: logarithmic(1e-2, 1e8),
    }),
    () => ({ type: "power", rho: logarithmic(1e-4, 1) }),
    () => ({ type: "pt", alpha: logarithmic(1e-3, 1), beta: 0.5, lambda: 2 }),
  ];
  for (let run = 0; run < 400; run++) {
    const utility = kinds[run % kinds.length]();
    const probabilities = randomLaw();
    const total = sum(probabilities.map(big));
    const stake = logarithmic(1e-6, 1e4);
    const money = probabilities.map(() => (uniform() < 0.2 ? 0 : stake * uniform()));
    const { u, inverse } = exactUtility(utility);
    const value = sum(money.map((x, k) => big(probabilities[k]).times(u(big(x))))).div(total);
    const exact = inverse(value);
    // Tiny powers and laws known to a last digit: e depends on (Σ p) like (Σ p)^(1/ρ).
    const slack = utility.type === "power" ? utility.rho : utility.type === "pt" ? utility.alpha : 1;
    agrees(
      certaintyEquivalent(utility, { money, probabilities }),
      exact,
      { utility, money, probabilities },
      0,
      1e-11 / slack,
    );
  }
});

test("certainty equivalents stay in range where exponents do not", () => {
  const halves = [0.5, 0.5];
  const e = (utility: Utility, money: number[]): number =>
    certaintyEquivalent(utility, { money, probabilities: halves });
  assert.equal(e({ type: "cara", a: 1e300 }, [1e10, 2e10]), 1e10);
  assert.equal(e({ type: "cara", a: -1e300 }, [1e10, 2e10]), 2e10);
  assert.equal(e({ type: "cara", a: 1e-320 }, [10, 30]), 20);
  assert.ok(Math.abs(e({ type: "crra", gamma: 1, wealth: 1e-300 }, [1e10, 1e10]) / 1e10 - 1) < 1e-12);
  assert.equal(e({ type: "power", rho: 1e-9 }, [7, 7]), 7);
  assert.equal(e({ type: "pt", alpha: 1e-9, beta: 1, lambda: 1 }, [7, 7]), 7);
});

test("CRRA utility where its factors leave the range and their product does not", () => {
  for (let run = 0; run < 200; run++) {
    const [gamma, wealth] = [1 + 300 * uniform(), logarithmic(1e-3, 1e3)];
    const x = wealth * (logarithmic(1e-3, 1e3) - 1);
    const power = big(1).minus(gamma);
    const exact = big(wealth).plus(x).pow(power).minus(big(wealth).pow(power)).div(power);
    if (!(Math.abs(exact.toNumber()) < 1e300)) continue;
    agrees(utilityOf({ type: "crra", gamma, wealth }, x), exact, { gamma, wealth, x }, 0, 1e-9);
  }
});

test("count laws: deep tails of independent samples, and moments", () => {
  for (let run = 0; run < 60; run++) {
    const sellers = Math.round(logarithmic(2, 1e6));
    const demand: Demand = [0, 1].map(() => [Math.round(logarithmic(1, sellers)), whole(1, 12, random)] as const);
    const law = countLaw({ demand, sellers, design: { type: "independent" } });
    let exact = [big(1)];
    for (const [size, buyers] of demand) {
      const z = big(size).div(sellers);
      for (let b = 0; b < buyers; b++) {
        exact = Array.from({ length: exact.length + 1 }, (_, k) =>
          (exact[k] ?? big(0)).times(big(1).minus(z)).plus((exact[k - 1] ?? big(0)).times(z)),
        );
      }
    }
    law.forEach((p, k) => agrees(p, exact[k], { sellers, demand, k }));
    agrees(lawMoments(law).mean, sum(demand.map(([size, buyers]) => big(size * buyers).div(sellers))), { demand });
  }
});

test("prices of clones: independent certainty equivalents add", () => {
  for (let run = 0; run < 100; run++) {
    const sellers = Math.round(logarithmic(2, 1e6));
    const [size, buyers] = [Math.round(logarithmic(1, sellers)), whole(1, 300, random)];
    const [a, cMax, share] = [logarithmic(1e-10, 1e3), logarithmic(1e-3, 1e3), uniform()];
    const sampling = { demand: [[size, buyers]] as Demand, sellers, design: { type: "independent" as const } };
    const z = big(size).div(sellers);
    const none = big(1).minus(z.times(big(1).minus(big(-a).times(cMax).exp())));
    const e = none.ln().neg().times(buyers).div(a);
    const exact = big(cMax)
      .times(big(1).minus(share))
      .plus(e.times(share).div(z.times(buyers)));
    agrees(clonePrices(sampling, cMax, [a], share)[0], exact, { sellers, size, buyers, a, cMax, share });
  }
});

test("decision weights and their certainty equivalent", () => {
  for (let run = 0; run < 200; run++) {
    const [alpha, gamma] = [logarithmic(1e-2, 1), 0.28 + 0.72 * uniform()];
    const probabilities = randomLaw();
    const money = probabilities.map(() => 100 * uniform()).sort((x, y) => y - x);
    const total = sum(probabilities.map(big));
    const W = (q: BigNumber): BigNumber =>
      q.isZero() ? q : q.pow(gamma).div(q.pow(gamma).plus(big(1).minus(q).abs().pow(gamma)).pow(big(1).div(gamma)));
    let before = big(0);
    let cumulated = big(0);
    const value = sum(
      money.map((x, k) => {
        cumulated = cumulated.plus(big(probabilities[k]).div(total));
        const weight = W(k === money.length - 1 ? big(1) : cumulated);
        const term = weight.minus(before).times(big(x).pow(alpha));
        before = weight;
        return term;
      }),
    );
    const got = prospectCertaintyEquivalent({ alpha, gamma }, { money, probabilities });
    agrees(got, value.pow(big(1).div(alpha)), { alpha, gamma, money, probabilities }, 0, 1e-11 / alpha);
  }
});

test("thresholds by their definition", () => {
  for (let run = 0; run < 300; run++) {
    const unit = logarithmic(1e-12, 1e12);
    const reports = Array.from({ length: whole(1, 9, random) }, () => whole(0, 12, random) * unit);
    const c = 10 * unit;
    const { thresholds: own, accepted, total } = thresholds(reports, c);
    let paid = 0;
    reports.forEach((r, i) => {
      const others = reports.filter((_, j) => j !== i).sort((a, b) => a - b);
      let [best, at] = [1e-9 * c, -Infinity];
      for (const candidate of others) {
        const saving = others.filter((other) => other <= candidate).length * (c - candidate);
        if (saving > best * (1 + 1e-12)) [best, at] = [saving, candidate];
      }
      assert.equal(own[i], at, `${JSON.stringify(reports)}, seller ${i}`);
      assert.equal(accepted[i] === 1, r <= at);
      paid += r <= at ? at : c;
    });
    assert.ok(Math.abs(total - paid) <= 1e-12 * paid);
  }
});

test("designs against all count vectors", () => {
  for (let run = 0; run < 150; run++) {
    const sellers = whole(2, 5, random);
    const demand = randomDemand(2, sellers, random);
    const m = demand.reduce((all, [, buyers]) => all + buyers, 0);
    const unit = logarithmic(1e-9, 1e9);
    const payment = randomMaxOfConcave(m, 3, random).map((x) => x * unit);
    const totals = feasibleCounts(demand, sellers).map((z) => z.reduce((all, k) => all + payment[k], 0) / sellers);
    const { exact, ordering, relaxed } = designValues({ demand, sellers, payment });
    const least = Math.min(...totals);
    assert.ok(Math.abs(exact - least) <= 1e-12 * least, `${exact}, ${least}`);
    assert.ok(relaxed <= exact * (1 + 1e-12) && exact <= ordering * (1 + 1e-12));
  }
});

test("factors of the ordering design up to a million buyers", () => {
  for (let run = 0; run < 200; run++) {
    const m = Math.round(logarithmic(3, 1e6));
    const root = Math.sqrt(m);
    const at = (k: number): BigNumber =>
      big(2 * m)
        .minus(k)
        .minus(big(m).div(k))
        .div(m - 1);
    const [lo, hi] = [at(Math.floor(root)), at(Math.ceil(root))];
    agrees(orderingFactor(m), lo.gt(hi) ? lo : hi, m, 0, 1e-14);
    const n = Math.round(logarithmic(4, 1e6));
    const optA = big(2).minus(big(1).div(n));
    agrees(
      obliviousPair(n).boundB,
      big(2 * n + 2)
        .minus(optA.times(2))
        .div(n + 2),
      n,
      0,
      1e-14,
    );
  }
});

test("random payments: chances of the samples by binomials", () => {
  for (let run = 0; run < 60; run++) {
    const n = Math.round(logarithmic(2, 2000));
    const d = Math.min(n - 1, Math.round(logarithmic(1, n)));
    const { price, inclusion } = dropDearest(
      Array.from({ length: n }, (_, i) => i + 1),
      d,
    );
    let dearest = big(d + 1).div(n);
    const exact: BigNumber[] = [];
    let paid = big(0);
    for (let r = n; r >= 1; r--) {
      exact[r - 1] = big(d + 1)
        .div(n)
        .minus(dearest);
      paid = paid.plus(dearest.times(r));
      if (r > 1) dearest = dearest.times(r - 1 - d).div(r - 1);
      if (dearest.isNegative()) dearest = big(0);
    }
    inclusion.forEach((p, i) => agrees(p, exact[i], { n, d, i }));
    agrees(price, paid, { n, d });
  }
});

test("the removal law leaves no rounding where a seller is always sampled", () => {
  for (let n = 3; n <= 40; n++) {
    // One buyer of all but one: the dearest is removed, everybody else is sampled for sure.
    const costs = Array.from({ length: n }, (_, i) => [0, i]);
    removalLaw([[n - 1, 1]], costs).forEach((law, i) =>
      assert.deepEqual(Array.from(law), i === n - 1 ? [1, 0] : [0, 1]),
    );
  }
});

test("the total's deviation by enumeration of the orders of small markets", () => {
  for (let run = 0; run < 60; run++) {
    const sellers = whole(2, 5, random);
    const demand = randomDemand(2, sellers, random);
    const outcome = ceMechanism({
      demand,
      design: { type: "ordering" },
      cMax: 10,
      population: randomPopulation(sellers, randomConcave, random),
    });
    const places = Array.from({ length: sellers }, (_, j) =>
      demand.reduce((times, [size, buyers]) => times + (size > j ? buyers : 0), 0),
    );
    const totals: number[] = [];
    const walk = (left: number[], paid: number): void => {
      if (left.length === 0) totals.push(paid);
      left.forEach((i) => {
        const rest = left.filter((j) => j !== i);
        walk(rest, paid + outcome.perAccess[i] * places[sellers - left.length]);
      });
    };
    walk(
      [...Array(sellers).keys()],
      outcome.sure.reduce((a, b) => a + b, 0),
    );
    const mean = totals.reduce((a, b) => a + b, 0) / totals.length;
    const variance = totals.reduce((a, b) => a + (b - mean) ** 2, 0) / totals.length;
    assert.ok(Math.abs(outcome.total - mean) <= 1e-10 * mean);
    assert.ok(Math.abs(budgetDeviation(outcome) - Math.sqrt(variance)) <= 1e-7 * Math.max(1, Math.sqrt(variance)));
  }
});

test("whoever reports most is dropped, the first of equals", () => {
  for (let run = 0; run < 200; run++) {
    const reports = Array.from({ length: whole(2, 8, random) }, () => whole(0, 4, random));
    const { cMax, dropped, admitted } = admit(reports);
    assert.equal(cMax, Math.max(...reports));
    assert.equal(dropped, reports.indexOf(cMax));
    assert.equal(admitted.length, reports.length - 1);
  }
});
