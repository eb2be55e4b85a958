/** Utilities and certainty equivalents. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { baselineLottery, certaintyEquivalents } from "../../lib/pricing-samples/baseline-lottery";
import { certaintyEquivalent, expectedUtility, type Lottery } from "../../lib/pricing-samples/certainty-equivalent";
import { sellerIndifference } from "../../lib/pricing-samples/ce-mechanism";
import { countLaw } from "../../lib/pricing-samples/count-law";
import { countsOfDesign } from "../../lib/pricing-samples/counts";
import type { Design, Sampling } from "../../lib/pricing-samples/design";
import { FIGURE_2A } from "../../lib/pricing-samples/examples";
import { prospectCertaintyEquivalent } from "../../lib/pricing-samples/prospect";
import { utilityOf, type Utility } from "../../lib/pricing-samples/utility";

const near = (a: number, b: number, relative: number): void =>
  assert.ok(Math.abs(a - b) <= relative * Math.abs(b) + 1e-300, `${a} against ${b}`);

const UTILITIES: readonly Utility[] = [
  { type: "linear" },
  { type: "cara", a: 0.002 },
  { type: "cara", a: -0.01 },
  { type: "cara", a: 1e-9 },
  { type: "crra", gamma: 2, wealth: 500 },
  { type: "crra", gamma: 1, wealth: 500 },
  { type: "crra", gamma: 0.3, wealth: 200 },
  { type: "power", rho: 0.5 },
  { type: "kink", lambda: 2 },
  { type: "pt", alpha: 0.88, beta: 0.7, lambda: 2.25 },
];

const [amount, weight] = [
  [0, 150],
  [0.01, 1],
].map(([min, max]) => fc.double({ min, max, noNaN: true }));
const lotteries = fc.array(fc.tuple(amount, weight), { minLength: 1, maxLength: 6 }).map((pairs): Lottery => {
  const sum = pairs.reduce((total, [, p]) => total + p, 0);
  return { money: pairs.map(([x]) => x), probabilities: pairs.map(([, p]) => p / sum) };
});

for (const utility of UTILITIES) {
  test(`${JSON.stringify(utility)}: u(e) = E u, by root finding on u as well as in closed form`, () => {
    fc.assert(
      fc.property(lotteries, fc.double({ min: 0, max: 100, noNaN: true }), (gains, loss) => {
        const lottery =
          utility.type === "power" ? gains : { ...gains, money: Array.from(gains.money, (x) => x - loss) };
        const e = certaintyEquivalent(utility, lottery);
        const searched = certaintyEquivalent({ type: "custom", u: (x) => utilityOf(utility, x) }, lottery);
        assert.ok(Math.abs(e - searched) < 1e-6 * Math.max(1, Math.abs(e)), `${e} against ${searched}`);
        const money = Array.from(lottery.money);
        assert.ok(e >= Math.min(...money) - 1e-9 && e <= Math.max(...money) + 1e-9);
        if (utility.type !== "pt" && !(utility.type === "cara" && utility.a < 0))
          assert.ok(e <= certaintyEquivalent({ type: "linear" }, lottery) + 1e-9);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
}

test("CARA stays exact from 1e-8 to 10³", () => {
  // 1000 with probability 1e-12, else nothing: e = −ln(1 + p(e^{−1000a} − 1))/a.
  const rare: Lottery = { money: [1000, 0], probabilities: [1e-12, 1 - 1e-12] };
  for (const a of [1e-8, 1e-3, 1, 1000]) {
    near(certaintyEquivalent({ type: "cara", a }, rare), -Math.log1p(1e-12 * Math.expm1(-1000 * a)) / a, 1e-13);
  }
  // Nothing with probability 1e-20, else 1000: the rare outcome decides.
  near(
    certaintyEquivalent({ type: "cara", a: 1 }, { money: [0, 1000], probabilities: [1e-20, 1] }),
    20 * Math.LN10,
    1e-14,
  );
  // Two equal chances of ±10⁵ at a = 1: e = −10⁵ + ln 2, though e^{10⁵} is no double.
  near(
    certaintyEquivalent({ type: "cara", a: 1 }, { money: [1e5, -1e5], probabilities: [0.5, 0.5] }),
    -1e5 + Math.LN2,
    1e-15,
  );
  near(
    certaintyEquivalent({ type: "cara", a: -1 }, { money: [1e5, -1e5], probabilities: [0.5, 0.5] }),
    1e5 - Math.LN2,
    1e-15,
  );
});

test("CRRA near γ = 1 is logarithmic, without a jump", () => {
  const lottery: Lottery = { money: [1500, 0, -100], probabilities: [0.2, 0.5, 0.3] };
  const at = (gamma: number) => certaintyEquivalent({ type: "crra", gamma, wealth: 500 }, lottery);
  for (const off of [1e-12, 1e-9, 1e-6]) near(at(1 + off), at(1), 10 * off + 1e-14);
  near(at(1), 500 * (4 ** 0.2 * 0.8 ** 0.3 - 1), 1e-13);
});

test("section 4.3: 107.333371391, 347.161989720", () => {
  const e = (design: Design) =>
    sellerIndifference({ demand: FIGURE_2A, sellers: 1000, design }, 10, {
      cost: 0,
      utility: { type: "cara", a: 0.002 },
    }).e;
  near(e({ type: "ordering" }), 107.33337139136853, 1e-13);
  near(e({ type: "independent" }), 347.16198972043736, 1e-13);
});

test("CARA worth by blocks is that of the whole law, and exact where the law is below the least double", () => {
  const designs: Design[] = [
    { type: "ordering" },
    { type: "sameSize" },
    { type: "independent" },
    { type: "balanced" },
    {
      type: "mixture",
      parts: [
        [0.3, { type: "ordering" }],
        [0.7, { type: "independent" }],
      ],
    },
  ];
  for (const design of designs) {
    const sampling: Sampling = {
      demand: [
        [2, 3],
        [5, 2],
      ],
      sellers: 7,
      design,
    };
    const { law, cara } = countsOfDesign(sampling);
    for (const a of [-0.3, 1e-6, 0.02, 5]) {
      near(cara(a, 10), certaintyEquivalent({ type: "cara", a }, baselineLottery(law, 10, 0)), 1e-13);
    }
  }
  const many: Sampling = { demand: [[30_000, 100_000]], sellers: 100_000, design: { type: "independent" } };
  const worth = (a: number) => sellerIndifference(many, 10, { cost: 0, utility: { type: "cara", a } }).e;
  near(worth(1), -1e5 * Math.log(0.7 + 0.3 * Math.exp(-10)), 1e-13);
  near(worth(1000), (-1e5 * Math.log(0.7)) / 1000, 1e-13);
});

for (const utility of [
  { type: "crra", gamma: 2, wealth: 500 },
  { type: "crra", gamma: 9, wealth: 500 },
  { type: "crra", gamma: 0.2, wealth: 50 },
  { type: "cara", a: 0.002 },
  { type: "cara", a: 20 },
  { type: "power", rho: 0.4 },
  { type: "kink", lambda: 3 },
] as Utility[]) {
  test(`${JSON.stringify(utility)}: many sellers are worth what each is alone`, () => {
    const costs = Array.from({ length: 400 }, (_, i) => i / 40);
    for (const type of ["ordering", "independent"] as const) {
      const counts = countsOfDesign({ demand: FIGURE_2A, sellers: 1000, design: { type } });
      const together = certaintyEquivalents(utility, counts, 10, costs);
      costs.forEach((cost, i) => near(together[i], certaintyEquivalents(utility, counts, 10, [cost])[0], 1e-12));
    }
  });
}

test("prospect theory: 402.81, 384.64, 336.35 of 350; no weighting and no curvature give the mean", () => {
  const worth = (type: "ordering" | "sameSize" | "independent", prospect = { alpha: 0.88, gamma: 0.61 }) => {
    const law = countLaw({ demand: FIGURE_2A, sellers: 1000, design: { type } });
    return prospectCertaintyEquivalent(prospect, baselineLottery(law, 10, 0));
  };
  assert.deepEqual(
    (["ordering", "sameSize", "independent"] as const).map((type) => worth(type).toFixed(2)),
    ["402.81", "384.64", "336.35"],
  );
  near(worth("independent", { alpha: 1, gamma: 1 }), 350, 1e-12);
  const sure: Lottery = { money: [1], probabilities: [1] };
  assert.throws(() => prospectCertaintyEquivalent({ alpha: 1, gamma: 0.1 }, sure), /gamma/);
});

test("money outside a utility's domain, and parameters outside theirs, are refused by name", () => {
  const sure = (x: number): Lottery => ({ money: [x], probabilities: [1] });
  const refused: [() => unknown, RegExp][] = [
    [() => certaintyEquivalent({ type: "crra", gamma: 2, wealth: 100 }, sure(-100)), /CRRA.*above −wealth/],
    [() => certaintyEquivalent({ type: "power", rho: 0.5 }, sure(-1)), /power utility/],
    [() => certaintyEquivalent({ type: "power", rho: 1.5 }, sure(1)), /utility\.rho/],
    [() => certaintyEquivalent({ type: "kink", lambda: 0.5 }, sure(1)), /utility\.lambda/],
    [() => certaintyEquivalent({ type: "crra", gamma: 2, wealth: 0 }, sure(1)), /utility\.wealth/],
    [() => certaintyEquivalent({ type: "cara", a: NaN }, sure(1)), /utility\.a/],
    [() => certaintyEquivalent({ type: "log" } as never, sure(1)), /utility\.type/],
    [
      () => certaintyEquivalent({ type: "linear" }, { money: [1, 2], probabilities: [0.5, 0.4] }),
      /sum of lottery\.probabilities/,
    ],
    [
      () => certaintyEquivalent({ type: "linear" }, { money: [1], probabilities: [0.5, 0.5] }),
      /length of lottery\.money/,
    ],
    [
      () => certaintyEquivalent({ type: "custom", u: () => 1 }, { money: [1, 2], probabilities: [0.5, 0.5] }),
      /utility\.u/,
    ],
    [() => utilityOf({ type: "linear" }, Infinity), /x must be/],
  ];
  for (const [call, message] of refused) {
    assert.throws(
      call,
      (error: Error) => (error instanceof RangeError || error instanceof TypeError) && message.test(error.message),
    );
  }
  // What has no probability may lie outside.
  assert.equal(expectedUtility({ type: "power", rho: 0.5 }, { money: [-1, 4], probabilities: [0, 1] }), 2);
});
