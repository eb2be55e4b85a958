/** Reference values of Auctions for Privacy when Costs are Correlated with Data (Fleischer, Lyu 2012). */
import * as fl12 from "../../lib/correlated-costs";
import { hullAt, iron } from "../../lib/correlated-costs/ironing";
import { optimalFixedAccuracy } from "../../lib/correlated-costs/parameters";
import { epsEstimateTruncated } from "../../lib/correlated-costs/privacy";
import { openLaw } from "../../lib/probability/cost-laws";
import type { Quantity } from ".";

const contracts = ({ dists, c }: { dists: Parameters<typeof fl12.contractsFor>[0]; c: number }) =>
  fl12.contractsFor(dists, c);

/** The reference values say epsilon where the library says eps. */
const withEpsilon = <T>({ eps, ...rest }: T & { readonly eps: number }) => ({ ...rest, epsilon: eps });

export const quantities: Readonly<Record<string, Quantity>> = {
  contract: ({ dist, c }) => {
    const { acceptance: _, ...rest } = fl12.contract(dist, c);
    return rest;
  },
  gamma: (i) => fl12.priceSpread(contracts(i)),
  mechanismRun: ({ epsilon, data, costs, lapEstimate, lapPayments, target, ...i }) => {
    const offered = contracts(i);
    const run = fl12.runMechanism({
      eps: epsilon,
      contracts: offered,
      data,
      costs,
      estimateNoise: lapEstimate,
      paymentNoise: lapPayments,
      target,
    });
    const { gamma, accepted, m, s, sHat, payments, expectedUtilities } = run;
    return { alpha: offered.map((one) => one.alphaPlus), gamma, accepted, m, s, sHat, payments, expectedUtilities };
  },
  oracleContract: ({ dist, c, delta }) => {
    const { alphaMinus, alphaPlus, cMinus, cPlus, beta, payPerPlayer, calls } = fl12.oracleContract(
      openLaw("dist", dist).cdf,
      c,
      delta,
    );
    return { lo: alphaMinus, hi: alphaPlus, cMinus, cPlus, beta, payPerPlayer, calls };
  },
  chebyshevAccuracy: ({ n1, c, epsilon }) => fl12.chebyshevAccuracy(n1, c, epsilon),
  errorTail: ({ n, n1, c, epsilon, k }) => fl12.errorTail(n, n1, c, epsilon, k),
  errorQuantile: ({ n, n1, c, epsilon, level }) => fl12.errorQuantile(n, n1, c, epsilon, level),
  worstErrorQuantile: ({ n, c, epsilon, level }) => fl12.worstErrorQuantile(n, c, epsilon, level),
  estimateBias: ({ n, n1, c, epsilon }) => fl12.estimateBias(n, n1, c, epsilon),
  estimateMse: ({ n, n1, c, epsilon }) => fl12.estimateMse(n, n1, c, epsilon),
  commonDrawVariance: ({ n1, cMinus, cPlus, c, epsilon }) => fl12.commonDrawVariance(n1, cMinus, cPlus, c, epsilon),
  recommendedC: ({ n, epsilon }) => fl12.recommendedC(n, epsilon),
  fixedAccuracy: ({ n, k }) => withEpsilon(fl12.fixedAccuracy(n, k)),
  budgetSolve: ({ n, dists, budget }) => {
    const { spend: _, ...plan } = fl12.budgetSolve(n, dists, budget);
    return withEpsilon(plan);
  },
  optimalBudget: ({ n, dists, budget }) => withEpsilon(fl12.optimalBudget(n, dists, budget)),
  optimalFixedAccuracy: ({ n, k, dists }) => withEpsilon(optimalFixedAccuracy(n, k, dists)),
  totalPayment: ({ epsilon, counts, ...i }) => fl12.totalPayment(epsilon, contracts(i), counts),
  epsEstimate: ({ c, epsilon }) => fl12.epsEstimate(c, epsilon),
  epsEstimateTruncated: ({ n, n1, c, epsilon }) => withEpsilon(epsEstimateTruncated(n, n1, c, epsilon)),
  epsPayment: ({ epsilon, j, jp, ...i }) => fl12.epsPayment(epsilon, contracts(i), j, jp),
  epsJoint: ({ epsilon, j, jp, target, ...i }) => fl12.epsJoint(epsilon, contracts(i), j, jp, target),
  epsJointWorst: ({ epsilon, target, ...i }) => fl12.epsJointWorst(epsilon, contracts(i), target),
  negativePayment: ({ epsilon, j, ...i }) => fl12.negativePayment(epsilon, contracts(i), j),
  exPostViolation: ({ epsilon, j, ...i }) => fl12.exPostViolation(epsilon, i.dists, contracts(i), j),
  jointIrViolation: ({ j, ...i }) => fl12.jointIrViolation(i.dists, contracts(i), j),
  posteriorReply: ({ prior, draws, reply, ...i }) => fl12.posteriorReply(prior, contracts(i), draws, reply),
  posteriorCost: ({ prior, dists, v }) => fl12.posteriorCost(prior, dists, v),
  encode: ({ h, tuple }) => fl12.encode(h, tuple),
  printedEncodeStats: ({ h, d }) => fl12.codeStatistics(h, d),
  orderStat: ({ dist, n, k }) => fl12.orderStatistic(dist, n, k),
  approxRatio: ({ dist, n, w }) => fl12.approximationRatio(dist, n, w),
  tightRatio: ({ n, w }) => fl12.tightRatio(n, w),
  worstTightRatio: ({ n }) => fl12.worstTightRatio(n),
  virtualCost: ({ dist, z }) => fl12.virtualCost(dist, z),
  ironedVirtualCost: ({ dist, z }) => fl12.ironedVirtualCost(dist, z),
  ironedIntervals: ({ dist }) => iron(dist).intervals,
  hull: ({ dist, q }) => hullAt(dist, q),
  optBic: ({ dist, n, w }) => fl12.optimalPayment(dist, n, w),
  optSummary: ({ dist, n, w }) => fl12.paymentSummary(dist, n, w),
  procurement: ({ dist, costs, w }) => fl12.procure(dist, costs, w),
  lottery: ({ dist, c }) => fl12.priceLottery(dist, c),
  signIdentity: ({ dist, n, w }) => fl12.signIdentity(dist, n, w),
  naiveMinPayment: ({ epsilon, costs, access }) => fl12.leastDirectPayment(epsilon, costs, access),
  envyFreeGrid2: ({ atoms, probs }) => fl12.envyFreeGrid(atoms, probs),
};
