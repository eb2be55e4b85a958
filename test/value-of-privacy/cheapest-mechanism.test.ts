import assert from "node:assert/strict";
import { test } from "node:test";
import { binomialLaw } from "../../lib/numerics/binomial";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import {
  cheapestAmongInformedPeers,
  cheapestCappedMechanism,
  cheapestMechanism,
  exponentialCost,
  lowerBound,
  paymentScale,
  reportAccuracy,
  unanimityPayments,
  upperBound,
  type Design,
} from "../../lib/value-of-privacy";
import { near, OFFER } from "./market";

/** The program itself, solved by HiGHS. Variables: expected payments q(j)·r_x(j). */
async function program(
  { theta, p1, eps, cost, N }: Design,
  cap = Infinity,
  peers = reportAccuracy({ theta, eps }),
): Promise<number> {
  const [one, zero] = [binomialLaw(N - 1, peers), binomialLaw(N - 1, 1 - peers)];
  const q = Array.from(one, (x, j) => p1 * x + (1 - p1) * zero[j]);
  const d = Array.from(one, (x, j) => (p1 * x - (1 - p1) * zero[j]) / q[j]);
  const G = paymentScale({ eps, cost });
  const H = cost.marginal(eps) * Math.sinh(eps) - cost.cost(eps);
  const { value } = await solveLinearProgram({
    sense: "min",
    objective: new Array(2 * N).fill(0.5),
    rows: [
      { coefficients: [...d, ...d.map((x) => -x)], lower: (2 * G) / (2 * theta - 1), upper: (2 * G) / (2 * theta - 1) },
      { coefficients: [...q.map(() => 1), ...q.map(() => -1)], lower: -2 * H, upper: 2 * H },
    ],
    upper: [...q, ...q].map((x) => x * cap),
  });
  return value + G * Math.tanh(eps / 2);
}

const DESIGNS: Design[] = [2, 3, 6, 11].flatMap((N) => [
  { ...OFFER, N },
  { ...OFFER, p1: 0.95, N },
  { ...OFFER, theta: 0.6, eps: 2, N },
  { ...OFFER, cost: exponentialCost(0.5, 1), eps: 0.3, p1: 0.2, N },
]);

test("the closed form is the program's optimum", async () => {
  for (const design of DESIGNS) {
    assert.ok(near(cheapestMechanism(design).payment, await program(design), 1e-7));
    assert.ok(near(cheapestAmongInformedPeers(design).payment, await program(design, Infinity, design.theta), 1e-7));
  }
});

test("the greedy walk is the capped program's optimum, at the majority's cap, above and below it", async () => {
  for (const design of DESIGNS) {
    const { ones, zeros } = unanimityPayments(design);
    for (const factor of [1, 1.7, 6, 100]) {
      const cap = factor * Math.max(ones, zeros);
      const greedy = cheapestCappedMechanism(design, cap);
      assert.ok(near(greedy.payment, await program(design, cap), 1e-7), `N = ${design.N}, factor ${factor}`);
      assert.ok([...greedy.ones, ...greedy.zeros].every((r) => r >= 0 && r <= cap * (1 + 1e-12)));
    }
  }
});

test("cheapest ≤ capped ≤ majority, and all above the lower bound", () => {
  for (const design of DESIGNS) {
    const { ones, zeros } = unanimityPayments(design);
    const capped = cheapestCappedMechanism(design, Math.max(ones, zeros)).payment;
    const { payment, gap } = cheapestMechanism(design);
    assert.ok(gap > 0 && payment <= capped * (1 + 1e-9) && capped <= upperBound(design) * (1 + 1e-9));
    assert.ok(near(payment, lowerBound(design) + gap));
  }
});

test("the majority mechanism is cheapest only for two people and an even prior", () => {
  const two = { ...OFFER, p1: 0.5, N: 2 };
  assert.ok(near(cheapestMechanism(two).payment, upperBound(two)));
  assert.ok(cheapestMechanism({ ...two, N: 3 }).payment < upperBound({ ...two, N: 3 }) - 1);
});

test("a million people: the gap is far below any double, its payments are known by their logarithm", () => {
  const { payment, logAllOnes } = cheapestMechanism({ ...OFFER, N: 1_000_000 });
  assert.equal(payment, lowerBound(OFFER));
  assert.ok(logAllOnes > 400_000 && Number.isFinite(logAllOnes));
});

test("too small a cap is refused, as are others", () => {
  assert.throws(() => cheapestCappedMechanism({ ...OFFER, N: 6 }, 3), {
    name: "RangeError",
    message: /^cap must be large enough/,
  });
  assert.throws(() => cheapestCappedMechanism({ ...OFFER, N: 6 }, 0), { message: /^cap must be/ });
});

test("a cap that no payment reaches changes nothing, from θ next to ½ to θ next to 1; a little less costs a little more", () => {
  for (const theta of [0.5 + 1e-9, 0.5001, 0.7, 0.99, 1 - 1e-9]) {
    for (const p1 of [1e-6, 0.3, 0.5, 0.999]) {
      for (const eps of [1e-6, 0.1, 2, 20]) {
        for (const N of [2, 5, 12]) {
          const design = { ...OFFER, theta, p1, eps, N };
          const { payment, logAllOnes, logAllZeros } = cheapestMechanism(design);
          const largest = Math.exp(Math.max(logAllOnes, logAllZeros));
          const at = (share: number): number => cheapestCappedMechanism(design, share * largest).payment;
          assert.ok(near(at(1 + 1e-9), payment, 1e-9), `${theta} ${p1} ${eps} ${N}: ${at(1 + 1e-9)} ${payment}`);
          if (N > 2 && theta < 0.99) assert.ok(at(0.999) >= payment * (1 - 1e-12));
        }
      }
    }
  }
});
