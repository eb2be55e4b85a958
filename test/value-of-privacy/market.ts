/** What the tests of this room share. */
import { linearCost } from "../../lib/value-of-privacy";

/** θ = .8, P₁ = .7, g(ε) = ε. */
export const MARKET = { theta: 0.8, p1: 0.7, cost: linearCost(1) } as const;
export const OFFER = { ...MARKET, eps: 1 } as const;

/** Whether two numbers agree to a relative tolerance. */
export const near = (x: number, y: number, tolerance = 1e-12): boolean =>
  Math.abs(x - y) <= tolerance * Math.max(Math.abs(y), Number.MIN_VALUE);
