/**
 * Privacy bound functions F of Assumption 3.1: how much an outcome's information can be worth to an agent, given how
 * much the agent's report can change the outcome's probability. They are written in the log ratio y = ln x, so that
 * neither x near 1 nor x beyond the largest double costs accuracy: a bound is the function y ↦ F(e^y) on [0, ∞].
 */
import { checkFunction, checkNumber, rejectValue } from "../arguments";

/** y ↦ F(e^y): 0 at y = 0, nondecreasing, ≥ 0. */
export type PrivacyBound = (logRatio: number) => number;

/** F(x) = c ln x. @param c worth of one nat, ≥ 0 */
export function logBound(c: number): PrivacyBound {
  checkNumber("c", c, { min: 0 });
  return (y) => (c === 0 ? 0 : c * y);
}

/** F(x) = c (x − 1). @param c ≥ 0 */
export function linearBound(c: number): PrivacyBound {
  checkNumber("c", c, { min: 0 });
  return (y) => (c === 0 ? 0 : c * Math.expm1(y));
}

/** F(x) = c (x − 1)^p. @param c ≥ 0 @param p > 0 */
export function powerBound(c: number, p: number): PrivacyBound {
  checkNumber("c", c, { min: 0 });
  checkNumber("p", p, { above: 0 });
  return (y) => (c === 0 ? 0 : c * Math.expm1(y) ** p);
}

/** Log ratios at which a bound is tried out. */
const PROBES = [...Array.from({ length: 61 }, (_, i) => 1e-6 * 2 ** (i / 2)).filter((y) => y < 700), Infinity];

/**
 * Checks that a function can serve as a privacy bound: 0 where the report changes nothing, and nondecreasing (the paper
 * asks only that it goes to 0 at 1, with which Proposition 3.3 fails). Tried out on a grid from 1e-6 to 700 and at ∞.
 * @throws TypeError when it is no function, RangeError when it is not 0 at 0, negative, NaN or decreasing somewhere
 */
export function checkPrivacyBound(name: string, bound: unknown): asserts bound is PrivacyBound {
  checkFunction(name, bound);
  const F = bound as PrivacyBound;
  if (F(0) !== 0) rejectValue(`${name}(0)`, F(0), "0: an outcome that a report cannot influence costs nothing");
  let previous = 0;
  for (const y of PROBES) {
    const value = F(y);
    if (!(value >= previous)) rejectValue(`${name}(${y})`, value, `at least ${previous}: the bound must not decrease`);
    previous = value;
  }
}
