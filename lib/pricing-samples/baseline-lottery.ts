/** The Baseline lottery of Sections 4.1 and 4.2, and what it is worth to sellers of one attitude and many costs. */
import { chebyshevSeries, evaluateChebyshev } from "../numerics/chebyshev";
import { checkLaw, checkNumber, checkNumbers } from "../numerics/domain";
import { gaussRule } from "../numerics/gauss-rule";
import { certaintyEquivalent, exponentialMean, type Lottery } from "./certainty-equivalent";
import type { Utility } from "./utility";

/** The Baseline lottery (p, π^max) of a seller, net of his cost: (c^max − c) h(k) with probability p(k). */
export const baselineLottery = (
  law: ArrayLike<number>, cMax: number, cost: number, h: (k: number) => number = (k) => k,
): Lottery => ({
  money: Float64Array.from({ length: law.length }, (_, k) => (cMax - cost) * h(k)),
  probabilities: law,
});

/** A law on its support, in units of h(k). */
interface Atoms {
  readonly scale: Float64Array;
  readonly probabilities: Float64Array;
}

function atomsOf(law: ArrayLike<number>, h?: ArrayLike<number>): Atoms {
  const support: number[] = [];
  for (let k = 0; k < law.length; k++) if (law[k] > 0) support.push(k);
  return {
    scale: Float64Array.from(support, (k) => (h ? h[k] : k)),
    probabilities: Float64Array.from(support, (k) => law[k]),
  };
}

/** More costs than this are served by interpolation, where the utility is smooth. */
const MANY = 100;

/**
 * The certainty equivalents of the Baseline lottery for sellers of one attitude to risk.
 *
 * Many of them, under CARA or CRRA utility, are read off a Chebyshev series of e/(c^max − c), which is analytic in the
 * cost c: five dozen certainty equivalents serve for any number of sellers, to 13 digits.
 * @param utility their attitude
 * @param law p(0..m)
 * @param cMax c^max, money per access
 * @param costs theirs, 0..c^max
 * @param h h(0..m) for separable costs c h(k); k if left out
 */
export function certaintyEquivalents(
  utility: Utility, law: ArrayLike<number>, cMax: number, costs: ArrayLike<number>, h?: ArrayLike<number>,
): Float64Array {
  checkLaw("law", law);
  checkNumber("cMax", cMax, { min: 0 });
  checkCosts(costs, cMax);
  const atoms = atomsOf(law, h);
  const margins = new Float64Array(costs.length);
  for (let i = 0; i < margins.length; i++) margins[i] = cMax - costs[i];
  const exact = (margin: number): number =>
    certaintyEquivalent(utility, { money: atoms.scale.map((s) => margin * s), probabilities: atoms.probabilities });
  if (costs.length <= MANY || !(cMax > 0) || (utility.type !== "cara" && utility.type !== "crra")) return margins.map(exact);
  const at = smoothWorth(utility, withFewAtoms(utility, atoms, cMax, exact(cMax)));
  const series = chebyshevSeries((margin) => at(margin) / margin, 0, cMax);
  if (!series) return margins.map(exact);
  const values = evaluateChebyshev(series, margins);
  for (let i = 0; i < values.length; i++) values[i] *= margins[i];
  return values;
}

/** Every cost in [0, c^max]; names the one that is not. */
function checkCosts(costs: ArrayLike<number>, cMax: number): void {
  for (let i = 0; i < costs.length; i++) {
    if (!(costs[i] >= 0 && costs[i] <= cMax)) return checkNumbers("costs", costs, { min: 0, max: cMax });
  }
}

type Smooth = Extract<Utility, { type: "cara" | "crra" }>;

/** The certainty equivalent as a function of the margin c^max − c, without checks and without allocation. */
function smoothWorth(utility: Smooth, { scale, probabilities }: Atoms): (margin: number) => number {
  const x = new Float64Array(scale.length);
  if (utility.type === "cara") {
    return (margin) => {
      for (let k = 0; k < x.length; k++) x[k] = margin * scale[k];
      return exponentialMean(utility.a, x, probabilities);
    };
  }
  const { gamma, wealth } = utility;
  return (margin) => {
    for (let k = 0; k < x.length; k++) x[k] = Math.log1p((margin * scale[k]) / wealth);
    return wealth * Math.expm1(exponentialMean(gamma - 1, x, probabilities));
  };
}

/** Laws with more atoms than this are tried with a Gauss rule. */
const RULE = 16;

/** The law's Gauss rule, where it gives the certainty equivalent of the riskiest lottery, at cost 0, to 13 digits. */
function withFewAtoms(utility: Smooth, atoms: Atoms, cMax: number, exact: number): Atoms {
  if (atoms.scale.length <= 2 * RULE) return atoms;
  const rule = gaussRule(atoms.scale, atoms.probabilities, RULE);
  const few = { scale: rule.nodes, probabilities: rule.weights };
  return Math.abs(smoothWorth(utility, few)(cMax) - exact) <= 1e-13 * Math.abs(exact) ? few : atoms;
}
