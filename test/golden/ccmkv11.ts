/** Reference values of Truthful Mechanisms for Agents That Value Privacy (Chen, Chong, Kash, Moran, Vadhan 2011). */
import type { Quantity } from ".";
import { countElection, countFacility, countInjection } from "../../claims/truthful-mechanisms/counts";
import { lemma73AsPrinted } from "../../claims/truthful-mechanisms/lemma73";
import {
  criticalWorth,
  electionChannel,
  facilityChannel,
  mutualInformation,
  posteriorAfter,
  sharpShift,
} from "../../lib/truthful-mechanisms/beliefs";
import * as election from "../../lib/truthful-mechanisms/election";
import * as honesty from "../../lib/truthful-mechanisms/election-truthfulness";
import { expectedExternality } from "../../lib/truthful-mechanisms/expected-externality";
import * as facility from "../../lib/truthful-mechanisms/facility";
import { facilityCriticalWorth, facilityPrivacy } from "../../lib/truthful-mechanisms/facility-audit";
import * as noisy from "../../lib/truthful-mechanisms/noisy-median";
import { linearBound, logBound, powerBound, type PrivacyBound } from "../../lib/truthful-mechanisms/privacy-bound";
import { runVcg } from "../../lib/truthful-mechanisms/vcg";
import { vcgCoupling, vcgDifference } from "../../lib/truthful-mechanisms/vcg-coupling";
import * as vcg from "../../lib/truthful-mechanisms/vcg-law";
import { scanVcg, vcgPrivacy } from "../../lib/truthful-mechanisms/vcg-scan";

interface BoundJson {
  readonly kind: string;
  readonly c: number;
  readonly p: number;
}

function boundOf({ kind, c, p }: BoundJson): PrivacyBound {
  if (kind === "log") return logBound(c);
  if (kind === "linear") return linearBound(c);
  if (kind === "power") return powerBound(c, p);
  throw new RangeError(`F.kind must be log, linear or power; got ${kind}`);
}

/** A histogram given outright, or as n reports in one of the named shapes. */
function histogramOf({ h, n, q, shape }: { h?: number[]; n: number; q: number; shape: string }): number[] {
  if (h) return h;
  const counts = new Array<number>(q).fill(0);
  if (shape === "uniform") counts.fill(Math.floor(n / q));
  else if (shape === "linear") for (let j = 0; j < q; j++) counts[j] = Math.floor((n * (j + 1)) / ((q * (q + 1)) / 2));
  else if (shape === "ends") counts[0] = Math.floor((10001 * n) / 20000);
  else throw new RangeError(`shape must be uniform, linear or ends; got ${shape}`);
  counts[q - 1] += n - counts.reduce((sum, count) => sum + count, 0);
  return counts;
}

const channelOf: Quantity = ({ mechanism, others, eps, noise }) => {
  if (mechanism === "election") return electionChannel(others, eps, noise);
  if (mechanism === "facility") return facilityChannel(others, eps);
  throw new RangeError(`mechanism must be election or facility; got ${mechanism}`);
};

export const quantities: Readonly<Record<string, Quantity>> = {
  "election.pA": ({ D, eps, noise }) => D.map((d: number) => election.electionLaw(d, eps, noise)[0]),
  "election.log10pB": ({ D, eps, noise }) =>
    D.map((d: number) => election.electionLogLaw(d, eps, noise)[1] / Math.LN10),
  "election.maxLogRatio": ({ n, eps, noise }) => election.electionPrivacyLevel(n, eps, noise),
  "election.privacyArgs": ({ d, eps, noise }) => election.electionPrivacy(d, eps, noise).map(Math.exp),
  "election.requiredGap": ({ eps, F, noise }) => honesty.requiredGap(eps, boundOf(F), noise),
  "election.maxEps": ({ F, gap }) => {
    const { printedRule, safeRule, printed, halved } = honesty.admissibleEps(boundOf(F), gap);
    return [printedRule, safeRule, printed, halved];
  },
  "election.expectedPrivacy": ({ d, eps, F, noise }) => {
    const { pivot, privacyDifference, expectedCost } = honesty.voteStakes(d, eps, boundOf(F), noise);
    return [pivot, privacyDifference, expectedCost];
  },
  lemma52: ({ d, eps, F, noise }) => {
    const { privacyDifference, lemmaBound } = honesty.voteStakes(d, eps, boundOf(F), noise);
    return [privacyDifference, lemmaBound];
  },
  "election.loss": ({ nA, nB, eps, noise }) => election.electionLoss(nA, nB, eps, noise),
  "election.worstLoss": ({ eps, noise }) => {
    const { loss, margin } = election.worstElectionLoss(eps, noise);
    return [loss, margin];
  },
  "election.tail": ({ nA, nB, eps, Delta, noise }) => election.electionLossTail(nA, nB, Delta, eps, noise),
  "election.universalCount": ({ n, R }) => {
    const { triples, flips, badFlips, dropouts, badDropouts } = countElection(n, R);
    return [triples, flips, badFlips, dropouts, badDropouts];
  },

  "facility.median": ({ z }) => z.map((counts: number[]) => facility.medianIndex(counts) + 1),
  "facility.dist": (inputs) => facility.facilityLaw(histogramOf(inputs), inputs.eps),
  "facility.logProb": (inputs) => {
    const law = facility.facilityLogLaw(histogramOf(inputs), inputs.eps);
    return inputs.outcomes.map((k: number) => law[k]);
  },
  "facility.maxLogRatio": ({ q, n, eps, abstain }) => facilityPrivacy(q, n, eps, abstain),
  "facility.loss": ({ h, loc, eps }) => facility.facilityLoss(h, loc, eps),
  "facility.lossTail": ({ h, loc, eps, Delta }) => facility.facilityLossTail(h, loc, Delta, eps),
  "facility.probNotFirst": ({ n, q, eps }) =>
    facility
      .facilityLaw([n, ...new Array<number>(q - 1).fill(0)], eps)
      .slice(1)
      .reduce((sum, p) => sum + p, 0),
  "facility.criticalC": ({ loc, n, eps }) => facilityCriticalWorth(loc, n, eps),
  "facility.universalCount": ({ q, n, R }) => {
    const { tuples, changes, bad, fromOwn } = countFacility(q, n, R);
    return [tuples, changes, bad, fromOwn];
  },
  "facility.injectionCount": ({ q, Z }) => {
    const { cases, failures } = countInjection(q, Z);
    return [cases, failures];
  },

  "xiao.delta": ({ eps, t }) => {
    const { coordinate, histogram } = noisy.xiaoDelta(eps, t);
    return [coordinate, histogram];
  },
  "xiao.printedSignDelta": ({ eps, t }) => noisy.xiaoPrintedNoise(eps, t)[0],
  "xiao.medianDelta": ({ q, n, eps, t }) => noisy.medianDelta(noisy.xiaoNoise(eps, t), q, n, eps),
  "xiao.dist": ({ h, eps, t }) => noisy.noisyMedian(noisy.xiaoNoise(eps, t), h.length)(h),
  "xiao.belowDist": ({ h, eps, t }) => noisy.noisyMedian(noisy.truncatedBelowNoise(eps, t), h.length)(h),

  "vcg.trace": ({ types, lambda, M }) => {
    const { outcome, revealed, payments } = runVcg(types, lambda, M);
    return [outcome, revealed, payments];
  },
  "vcg.law": ({ s, M, eps }) =>
    vcg.vcgLaw(s, M, eps).map(({ outcome, signature, probability }) => [outcome, signature, probability]),
  "vcg.marginal": ({ s, M, eps }) => vcg.vcgMarginal(s, M, eps),
  "vcg.maxLogRatio": ({ K, M, eps, W }) => vcgPrivacy(K, M, eps, W),
  "vcg.coupling": ({ sOthers, truth, report, M, eps }) => {
    const { outcome, payment, gain } = vcgCoupling(sOthers, truth, report, M, eps);
    return [outcome, payment, gain];
  },
  "vcg.sd": ({ sOthers, truth, report, M, eps }) => vcgDifference(sOthers, truth, report, M, eps),
  "vcg.lemma73literal": ({ sOthers, truth, report, M, eps }) => lemma73AsPrinted(sOthers, truth, report, M, eps),
  "vcg.scan2": ({ M, eps, W }) => {
    const { paymentRatio, differenceRatio, criticalWorth: worth } = scanVcg(2, M, eps, W);
    return [paymentRatio, differenceRatio, worth];
  },
  "vcg.scanK": ({ K, M, eps, W }) => {
    const { differenceRatio, criticalWorth: worth } = scanVcg(K, M, eps, W, 1e-9);
    return [differenceRatio, worth];
  },
  "vcg.expectedUtility": ({ sOthers, report, truth, M, eps }) => vcg.vcgExpectedUtility(sOthers, report, truth, M, eps),
  "vcg.loss": ({ s, M, eps }) => vcg.vcgLoss(s, M, eps),
  "vcg.tail": ({ s, M, eps, Delta }) => vcg.vcgLossTail(s, M, Delta, eps),
  "vcg.eMax": ({ K, M, eps }) => vcg.vcgExpectedMax(K, M, eps),
  "vcg.expectedExternality": ({ prior, n, truth, reports, M, eps, mode }) =>
    expectedExternality(prior, n, truth, reports, M, eps, mode),

  "bayes.posterior": ({ prior, others, eps, o }) => {
    const { posterior, ratio, shift } = posteriorAfter(prior, facilityChannel(others, eps), o - 1);
    return [posterior, ratio, shift];
  },
  "bayes.sharpTv": ({ x }) => sharpShift(x),
  "info.mutual": (inputs) => mutualInformation(channelOf(inputs) as never, inputs.prior, inputs.strategy),
  "info.criticalNu": (inputs) => {
    const { pointwise, xiao } = criticalWorth(channelOf(inputs) as never, inputs.prior, inputs.util);
    return [pointwise, xiao];
  },
};
