/** The Baseline lottery of Sections 4.1 and 4.2, and what it is worth to sellers of one attitude and many costs. */
import { checkLaw, checkNumber, checkNumbers, checkObject } from "../arguments";
import { certaintyEquivalent, exponentialMean, type Lottery } from "./certainty-equivalent";
import { atomsOf, RULE, type Atoms, type Counts } from "./counts";
import { checkUtility, type Utility } from "./utility";

/** The Baseline lottery (p, π^max) of a seller, net of his cost: (c^max − c) h(k) with probability p(k). */
export const baselineLottery = (
  law: ArrayLike<number>,
  cMax: number,
  cost: number,
  h: (k: number) => number = (k) => k,
): Lottery => ({
  money: Float64Array.from({ length: law.length }, (_, k) => (cMax - cost) * h(k)),
  probabilities: law,
});

/**
 * The certainty equivalents of the Baseline lottery for sellers of one attitude to risk.
 * @param utility their attitude
 * @param counts how often a seller is sampled, from {@link countsOfDesign}
 * @param cMax c^max, money per access
 * @param costs theirs, ≥ 0; above c^max the lottery loses money
 * @param h h(0..m) for separable costs c h(k); k if left out
 */
export function certaintyEquivalents(
  utility: Utility,
  counts: Counts,
  cMax: number,
  costs: ArrayLike<number>,
  h?: ArrayLike<number>,
): Float64Array {
  checkUtility("utility", utility);
  checkObject("counts", counts);
  checkLaw("counts.law", counts.law);
  checkObject("counts.atoms", counts.atoms);
  checkNumber("cMax", cMax, { min: 0 });
  checkNumbers("costs", costs, { min: 0 });
  const margins = new Float64Array(costs.length);
  let dearest = 0;
  for (let i = 0; i < margins.length; i++) {
    margins[i] = cMax - costs[i];
    if (costs[i] > dearest) dearest = costs[i];
  }
  const atoms = h ? atomsOf(counts.law, h) : counts.atoms;
  const exact =
    utility.type === "cara" && !h
      ? (margin: number): number => counts.cara(utility.a, margin)
      : (margin: number): number =>
          certaintyEquivalent(utility, {
            money: atoms.scale.map((s) => margin * s),
            probabilities: atoms.probabilities,
          });
  return margins.map(utility.type === "crra" && dearest <= cMax ? crraWorth(utility, atoms, cMax, exact(cMax)) : exact);
}

type Crra = Extract<Utility, { type: "crra" }>;

/**
 * The certainty equivalent under CRRA utility as a function of the margin, without checks and without allocation; by a
 * Gauss rule of the law, where that gives the worth of the riskiest lottery, at cost 0, to 13 digits.
 */
function crraWorth(utility: Crra, atoms: Atoms, cMax: number, exact: number): (margin: number) => number {
  const all = worthOf(utility, atoms.scale, atoms.probabilities);
  if (atoms.scale.length <= 2 * RULE) return all;
  const { nodes, weights } = atoms.rule();
  const few = worthOf(utility, nodes, weights);
  return Math.abs(few(cMax) - exact) <= 1e-13 * Math.abs(exact) ? few : all;
}

function worthOf(
  { gamma, wealth }: Crra,
  scale: Float64Array,
  probabilities: Float64Array,
): (margin: number) => number {
  const x = new Float64Array(scale.length);
  return (margin) => {
    for (let k = 0; k < x.length; k++) x[k] = Math.log1p((margin * scale[k]) / wealth);
    return wealth * Math.expm1(exponentialMean(gamma - 1, x, probabilities));
  };
}
