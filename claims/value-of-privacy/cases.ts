/** Parameter sets and random instances that the checks share. */
import type { Stream } from "../../lib/probability/stream";
import { coefficients, type PayoffCoefficients } from "../../lib/value-of-privacy/best-response";
import { exponentialCost, linearCost, powerCost } from "../../lib/value-of-privacy/cost";
import { replicate, type PaymentRule } from "../../lib/value-of-privacy/genie";
import type { Design } from "../../lib/value-of-privacy/market";
import type { Offer } from "../../lib/value-of-privacy/mechanism";
import { symmetricResponse, type Report, type Strategy } from "../../lib/value-of-privacy/strategy";
import { strategyGrid } from "../../lib/value-of-privacy/strategy-grid";

/** θ = 0.8, P(W = 1) = 0.7, g(ε) = ε, ε = 1. */
export const DEFAULT = { theta: 0.8, p1: 0.7, eps: 1, cost: linearCost(1) } as const;

/** Costs that begin steeply, flatly, and that grow fast. */
export const COSTS = [linearCost(1), powerCost(1, 2), exponentialCost(0.5, 1)] as const;

/** θ ∈ {.55, .8, .97}, P₁ ∈ {.1, .5, .7, .95}, ε ∈ {.1, 1, 3}, three costs, N ∈ 2..most. */
export function sweep(most = 12): Design[] {
  const designs: Design[] = [];
  for (const theta of [0.55, 0.8, 0.97]) {
    for (const p1 of [0.1, 0.5, 0.7, 0.95]) {
      for (const eps of [0.1, 1, 3]) {
        for (const cost of COSTS) for (let N = 2; N <= most; N++) designs.push({ theta, p1, eps, cost, N });
      }
    }
  }
  return designs;
}

/** Random markets and levels: θ from .55 to .97, P₁ from .05 to .95, ε from .1 to 3.1, three costs in turn. */
export const randomOffers = (count: number, { uniform }: Stream): Offer[] =>
  Array.from({ length: count }, (_, i) => ({
    theta: 0.55 + 0.42 * uniform(),
    p1: 0.05 + 0.9 * uniform(),
    eps: 0.1 + 3 * uniform(),
    cost: COSTS[i % COSTS.length],
  }));

/** The grid of strategies with step 1/20 (30 327 of finite level). */
export const GRID = strategyGrid(20);

/** The largest relative difference of two lists of numbers of equal length. */
export const largestDifference = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((x, i) => Math.abs(x - b[i]) / Math.max(1, Math.abs(b[i]))));

/** A random strategy of finite privacy level that says something about the bit. */
export function randomStrategy({ uniform }: Stream): Strategy {
  const split = (): readonly [number, number] => {
    const [a, b, c] = [0.05 + uniform(), 0.05 + uniform(), 0.05 + uniform()];
    return [a / (a + b + c), b / (a + b + c)];
  };
  const [p1, q1] = split();
  const [p0, q0] = split();
  return { p1, p0, q1, q0 };
}

/** A random nonnegative mechanism: a payment to each for every report vector, few of them large; opting out unpaid. */
export function randomRule(stream: Stream, top = 200): PaymentRule {
  const table = new Map<string, readonly number[]>();
  return (reports) => {
    const key = reports.join();
    const known = table.get(key);
    if (known) return known;
    const { uniform } = stream.split(key);
    const drawn = reports.map((x: Report) => (x === null ? 0 : top * uniform() ** 4));
    table.set(key, drawn);
    return drawn;
  };
}

/** A random market of n people, a random mechanism, and the payoffs of person 0 in it. Half of the peers lie. */
export function randomInstance(
  n: number,
  stream: Stream,
): {
  readonly theta: number;
  readonly p1: number;
  readonly rule: PaymentRule;
  readonly strategies: readonly Strategy[];
  readonly payoffs: PayoffCoefficients;
} {
  const { uniform } = stream;
  const theta = 0.75 + 0.22 * uniform();
  const p1 = 0.2 + 0.6 * uniform();
  const rule = randomRule(stream.split("rule"));
  const strategies = Array.from({ length: n }, (_, j) =>
    j % 2 === 0 ? randomStrategy(stream) : symmetricResponse(8 * uniform() - 4),
  );
  return { theta, p1, rule, strategies, payoffs: coefficients(theta, p1, replicate(theta, rule, strategies, 0)) };
}
