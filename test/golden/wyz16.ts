/** Reference values of The Value of Privacy (Wang, Ying, Zhang 2016). */
import {
  bestLevel,
  bestResponse,
  cheapestAmongInformedPeers,
  cheapestCappedMechanism,
  cheapestDesign,
  cheapestMajorityDesign,
  cheapestMechanism,
  cheapestWithGenie,
  chernoffInformation,
  equilibriumUtility,
  errorProbability,
  errorProbabilityOf,
  explicitBound,
  exponentialCost,
  gap,
  interimUtility,
  linearCost,
  linearQuadraticCost,
  logErrorProbability,
  logGap,
  lowerBound,
  majorityLaw,
  nonInformativeUtility,
  paymentDeviation,
  paymentFactors,
  payments,
  paymentScale,
  peopleForError,
  populationNeeded,
  powerCost,
  privacyLevelOf,
  reportAccuracy,
  stepCost,
  symmetricEquilibria,
  totalBounds,
  totalPayment,
  unanimityPayments,
  upperBound,
  upperBoundAmongPeers,
  type PrivacyCost,
} from "../../lib/value-of-privacy";
import { rejectValue } from "../../lib/arguments";
import type { Quantity } from ".";

/* eslint-disable @typescript-eslint/no-explicit-any -- inputs are JSON from a file */

/** A cost from its JSON form. */
function costOf(g: any): PrivacyCost {
  switch (g?.kind) {
    case "linear":
      return linearCost(g.c);
    case "power":
      return powerCost(g.c, g.p);
    case "exp":
      return exponentialCost(g.c, g.k);
    case "linquad":
      return linearQuadraticCost(g.a, g.b);
    case "step":
      return stepCost(g.c, g.kappa, g.e0, g.w);
    default:
      return rejectValue("g.kind", g?.kind, "linear, power, exp, linquad or step");
  }
}

/** Gives the quantity the inputs with g made a cost. */
const withCost =
  (quantity: (inputs: any) => unknown): Quantity =>
  (inputs) =>
    quantity({ ...inputs, cost: costOf(inputs.g) });

/** A payment from its logarithm, refused where it overflows. */
function fromLog(log: number, N: number): number {
  const value = Math.exp(log);
  return value < Infinity ? value : rejectValue("N", N, "small enough for the payment to be finite");
}

export const quantities: Readonly<Record<string, Quantity>> = {
  alpha: reportAccuracy,
  chernoffD: chernoffInformation,
  scaleG: withCost(paymentScale),
  vLB: withCost(lowerBound),
  beta: (inputs) => 1 - majorityLaw(inputs).u,
  gamma: (inputs) => 1 - Math.exp(majorityLaw(inputs).logTie),
  tailU: (inputs) => majorityLaw(inputs).u,
  tailC: (inputs) => majorityLaw(inputs).c,
  logTailU: (inputs) => majorityLaw(inputs).logU,
  bMinusC: (inputs) => majorityLaw(inputs).bMinusC,
  A11: (inputs) => paymentFactors(inputs).A11,
  A00: (inputs) => paymentFactors(inputs).A00,
  payment: withCost((inputs) => payments(inputs, inputs.reports)[inputs.i]),
  privacyLevel: ({ strategy }) => privacyLevelOf(strategy),
  interimUtility: withCost((inputs) => interimUtility(inputs, inputs.strategy)),
  vUB: withCost(upperBound),
  gap: withCost(gap),
  logGap: withCost(logGap),
  paymentSD: withCost(paymentDeviation),
  eqUtility: withCost(equilibriumUtility),
  nonInfUtility: withCost(nonInformativeUtility),
  explicitBound: withCost((inputs) => explicitBound(inputs) ?? "invalid"),
  allOnesPayment: withCost((inputs) => unanimityPayments(inputs).ones),
  allZerosPayment: withCost((inputs) => unanimityPayments(inputs).zeros),
  bestResponseLevel: withCost((inputs) => bestResponse(inputs).level),
  bestResponseUtility: withCost((inputs) => bestResponse(inputs).utility),
  lpMin: withCost((inputs) => cheapestMechanism(inputs).payment),
  lpGap: withCost((inputs) => cheapestMechanism(inputs).gap),
  lpR1: withCost((inputs) => fromLog(cheapestMechanism(inputs).logAllOnes, inputs.N)),
  lpR0: withCost((inputs) => fromLog(cheapestMechanism(inputs).logAllZeros, inputs.N)),
  lpMinInformedPeers: withCost((inputs) => cheapestAmongInformedPeers(inputs).payment),
  lpCapped: withCost((inputs) => {
    const { ones, zeros } = unanimityPayments(inputs);
    return cheapestCappedMechanism(inputs, Math.max(ones, zeros)).payment;
  }),
  epsTilde: withCost((inputs) => bestLevel(inputs)?.eps ?? "undefined"),
  ratioMax: withCost((inputs) => bestLevel(inputs)?.ratio ?? "undefined"),
  nTilde: withCost((inputs) => populationNeeded(inputs)?.N ?? "undefined"),
  fLower: withCost((inputs) => totalBounds({ p1: 0.5, ...inputs }, inputs.tau)?.lower ?? "undefined"),
  fLowerCont: withCost((inputs) => totalBounds({ p1: 0.5, ...inputs }, inputs.tau)?.lowerContinuous ?? "undefined"),
  fUpper: withCost((inputs) => totalBounds(inputs, inputs.tau)?.upper ?? "undefined"),
  fUpperExcess: withCost((inputs) => totalBounds(inputs, inputs.tau)?.excess ?? "undefined"),
  p1Total: withCost((inputs) => cheapestWithGenie(inputs, inputs.tau)?.total ?? "undefined"),
  bestRTotal: withCost((inputs) => cheapestMajorityDesign(inputs, inputs.tau)?.total ?? "undefined"),
  bestRN: withCost((inputs) => cheapestMajorityDesign(inputs, inputs.tau)?.N ?? "undefined"),
  bestLPTotal: withCost((inputs) => cheapestDesign(inputs, inputs.tau)?.total ?? "undefined"),
  pe: errorProbability,
  logPe: logErrorProbability,
  peHetero: ({ theta, p1, epsList }) => errorProbabilityOf({ theta, p1, levels: epsList }),
  nForPe: peopleForError,
  totalHetero: ({ theta, eps, p1, gList }) => totalPayment({ theta, eps, p1, costs: gList.map(costOf) }),
  vUBPeers: withCost(upperBoundAmongPeers),
  symmetricEquilibria: withCost(symmetricEquilibria),
};
