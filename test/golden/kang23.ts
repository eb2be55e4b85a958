/** Reference values of The Fair Value of Data (Kang, Pedarsani, Ramchandran 2023). */
import * as fair from "../../lib/fair-value";
import { KINDS, labelOf } from "../../lib/fair-value/composition";
import { utilityConstants } from "../../lib/fair-value/linear-laplace";
import { twoUserMaps } from "../../lib/fair-value/two-user-maps";
import { banzhafValue } from "../../lib/games/banzhaf";
import { dividends } from "../../lib/games/dividends";
import { leastCore } from "../../lib/games/least-core";
import type { Quantity } from ".";

type Inputs = Parameters<Quantity>[0];

const spread = ({ s2, t2 }: Inputs): fair.Spread => ({ between: s2, within: t2 });
const users = ({ eps, n, a }: Inputs): fair.FederatedUsers => ({ levels: eps, samples: n, importance: a });
const type = ({ eps, n, a, count }: Inputs): fair.UserType => ({ level: eps, samples: n, importance: a, count });
const sharesOf = ({ platform, users }: fair.FairShares) => ({ phi_p: platform, phi: Array.from(users) });
const optimum = ({ share, p, alpha, utility }: fair.PlatformOptimum) => ({ J: share, p, alpha, U: utility });
const paid = ({ payments, utility }: fair.FederatedPayments) => ({ phi: Array.from(payments), U: utility });

/** "(2,100)" with many = 100: the kind of user that Fig. 5 marks with a star. */
const kindOf = (label: string | undefined, few: number): fair.Kind | undefined =>
  label === undefined
    ? undefined
    : (KINDS.find((kind) => labelOf(kind, few) === label.replace("*", "")) ?? (label as unknown as fair.Kind));

export const quantities: Readonly<Record<string, Quantity>> = {
  "dp.solve": ({ eps }) => {
    const { weights, scale, risk, utility } = fair.optimalLaplace(eps);
    return { w: Array.from(weights), b: scale, risk, U: utility };
  },
  "dp.risk": ({ w, b }) => fair.bayesRisk({ weights: w, scale: b }),
  "dp.riskMu": ({ w, b, mu }) => fair.riskAt({ weights: w, scale: b }, mu),
  "dp.symU": ({ N, eps }) => Array.from(fair.utilityByCount(N, eps)),
  "dp.saturation": ({ eps }) => fair.saturationLevel(eps),
  "dp.affine": ({ N }) => utilityConstants(N),
  "dp.shapley": ({ eps }) => {
    const { payments, shares } = fair.laplaceValues(eps);
    return { users: Array.from(payments), ...sharesOf(shares) };
  },
  "shapley.users": ({ N, v, alpha }) => Array.from(fair.fairPayments(N, v, alpha)),
  "shapley.platform": ({ N, v, a }) => sharesOf(fair.fairShares(N, v, a)),
  "shapley.dividends": ({ N, v }) => Array.from(dividends(N, v)),
  "ext.banzhaf": ({ N, v }) => Array.from(banzhafValue(N, v)),
  "ext.leastCore": async ({ N, v }) => (await leastCore(N, v)).value,
  "fl.emse": (x) => Array.from(fair.expectedErrors(users(x), spread(x))),
  "fl.emseAt": (x) => fair.errorAtWeights(users(x), spread(x), x.i - 1, { federated: x.w0 ?? 0, direct: x.w }),
  "fl.weights": (x) => {
    const { federated, direct } = fair.estimatorWeights(users(x), spread(x), x.i - 1);
    return { w0: federated, w: Array.from(direct) };
  },
  "fl.U": (x) => fair.federatedUtility(users(x), spread(x)),
  "fl.shapley": (x) => paid(fair.federatedPayments(users(x), spread(x), { alpha: x.alpha })),
  "fl.types": (x) => paid(fair.federatedPaymentsByType(x.types.map(type), spread(x))),
  "ext.flGuard": (x) => paid(fair.federatedPayments(users(x), spread(x), { leastFederation: 2 })),
  "fig5.bars": ({ fed, direct, nlow, star, ...x }) => {
    const { utility, bars } = fair.figure5Bars(
      { federated: fed, direct, fewSamples: nlow },
      spread(x),
      kindOf(star ?? undefined, nlow),
    );
    return { U: utility, diff: Object.fromEntries(bars.map(({ kind, difference }) => [kind, difference])) };
  },
  "sym.gamma": ({ u, p }) => fair.relativePayoff(fair.sharingGame(u), p),
  "sym.nash": ({ u, alpha, c }) => fair.symmetricEquilibria(fair.sharingGame(u), alpha, c),
  "sym.cheng": ({ u, alpha, c, p }) => fair.equilibriumObjective(fair.sharingGame(u), alpha, c, p),
  "sym.cth": ({ u }) => {
    const { everybody, gammaMin, gammaMax } = fair.thresholds(fair.sharingGame(u));
    return { c_th: everybody, gamma_max: gammaMax, gamma_min: gammaMin };
  },
  "sym.platform": ({ u, c }) => optimum(fair.platformOptimum(fair.sharingGame(u), c)),
  "sym.dp": ({ N, eps, c }) => optimum(fair.platformOptimum(fair.laplaceSharingGame(N, eps), c)),
  "sym.dp2": ({ N, eps1, eps2, c }) => {
    const game = fair.laplaceTwoLevelGame(N, eps1, eps2);
    const { gammaMin, gammaMax } = fair.thresholds(game);
    return { ...optimum(fair.platformOptimum(game, c)), gamma_min: gammaMin, gamma_max: gammaMax };
  },
  "sym.dp2cth": ({ N, eps1, eps2 }) => fair.thresholds(fair.laplaceTwoLevelGame(N, eps1, eps2)).everybody,
  "sym.dp2c0": ({ N, eps1, eps2 }) => fair.thresholds(fair.laplaceTwoLevelGame(N, eps1, eps2)).nobody,
  "fig6.point": ({ c }) => {
    const { share, alpha, p, utility } = fair.platformOptimum(fair.laplaceSharingGame(2, Infinity), c);
    return { alpha, p, total: utility, platform: share, users_total: alpha * utility };
  },
  "asym.ne": ({ eps, c1, c2, alpha }) =>
    fair.twoUserEquilibria(fair.twoUserUtility(eps), c1, c2, alpha).map(({ q1, q2 }) => [q1, q2]),
  "asym.opt": ({ eps, c1, c2 }) => {
    const { share, alpha, q1, q2, utility, payment1, payment2 } = fair.twoUserOptimum(fair.twoUserUtility(eps), c1, c2);
    return { J: share, alpha, q1, q2, U: utility, pay1: payment1, pay2: payment2 };
  },
  "asym.robust": ({ eps, c1, c2 }) => fair.robustShare(fair.twoUserUtility(eps), c1, c2),
  "asym.heat": ({ eps, c1, c2 }) => {
    const { share, payment2 } = twoUserMaps(fair.twoUserUtility(eps), c1, c2);
    const rows = (map: Float64Array) =>
      c1.map((_: number, i: number) => Array.from(map.subarray(i * c2.length, (i + 1) * c2.length)));
    return { platform: rows(share), pay2: rows(payment2) };
  },
  "asym.areas": ({ eps }) => {
    const { both, mixed, one, none } = fair.phaseAreas(fair.twoUserUtility(eps));
    return { both, mixed, single: one, none };
  },
  "ext.kuser": ({ u, c }) => {
    const { share, sharers, alpha } = fair.cheapestShare(u, c);
    return { J: share, k: sharers, alpha };
  },
};
