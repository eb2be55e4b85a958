/** Section 4.1: what the paper says of Fig. 5, for our reading of who takes part (the paper leaves it open). */
import { claim, type Claim } from "../claim";
import { all, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { agrees, zScore } from "../../lib/probability/monte-carlo";
import { shapleyByOrders, shapleyByStrata } from "../../lib/games/shapley-sampling";
import {
  BASELINE,
  barOf,
  figure5Bars,
  labelOf,
  REGIMES,
  usersOf,
  type Composition,
  type Kind,
} from "../../lib/fair-value/composition";
import type { Spread } from "../../lib/fair-value/federated";
import { federatedPayments, federatedUtilities } from "../../lib/fair-value/federated-payments";
import { CENTRE, LEFT, RIGHT, statements, type StatementName } from "../../lib/fair-value/figure5-statements";
import { largest } from "./support";

const FEW = [2, 3, 5, 8, 10, 15, 20, 25];
const withFew = (few: readonly number[]): readonly Composition[] =>
  few.map((fewSamples) => ({ ...BASELINE, fewSamples }));
const BASELINES = withFew(FEW);
const STAR_DIRECT: Kind = { level: 2, samples: "many" };
const OTHER_STARS: readonly Kind[] = [
  { level: 1, samples: "few" },
  { level: 1, samples: "many" },
  { level: 2, samples: "few" },
];

/** What is simulated. */
const GROUPS: readonly { readonly spread: Spread; readonly star?: Kind }[] = [
  { spread: LEFT },
  { spread: CENTRE },
  { spread: RIGHT },
  { spread: RIGHT, star: STAR_DIRECT },
];
const ORDERS = 4000;
const DRAWS = 60;

/** Every split of five and of four users by few and many samples, at every number of few samples. */
const EVERY = [1, 2, 3, 4].flatMap((f) =>
  [1, 2, 3].flatMap((d) =>
    FEW.map((fewSamples): Composition => ({ federated: [f, 5 - f], direct: [d, 4 - d], fewSamples })),
  ),
);

/**
 * Stands if the statements of the text hold for every composition. The paper leaves the composition open, and our reading
 * was chosen because all of them hold for it: so the evidence tells for how many of the others each of them does.
 */
const hold = (
  names: readonly StatementName[],
  compositions: readonly Composition[],
  regimes: Parameters<typeof statements>[1] = {},
) =>
  all(
    ...names.map((name) => {
      const failing = compositions.filter((composition) => !statements(composition, regimes)[name]);
      return {
        stands: failing.length === 0,
        evidence:
          failing.length === 0
            ? `${name} holds for our split at ${compositions.length} n, and ${EVERY.filter((other) => statements(other, regimes)[name]).length} of ${EVERY.length} other readings`
            : `${name} fails at n = ${failing.map(({ fewSamples }) => fewSamples).join(", ")}`,
      };
    }),
  );

export const figure5Claims: readonly Claim[] = [
  claim({
    id: "kang23/fig5a-left",
    where: "Section 4.1.1, Fig. 5(a) left",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "At (s², t²) = (100, 1) direct users are paid best, federated ones below the average (P1, P2); for our split of users.",
      value: LEFT,
    },
    twin: { says: "at (0.1, 100) they are", value: RIGHT },
    check: (left: Spread) => hold(["P1", "P2"], BASELINES, { left }),
  }),
  claim({
    id: "kang23/fig5a-right",
    where: "Section 4.1.1, Fig. 5(a) right",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "At (0.1, 100) users with n = 100 are paid above the average, the others below; direct ones more than federated " +
        "ones of equal n, by more at n = 100 (P3, P4, P5).",
      value: BASELINE.federated,
    },
    twin: { says: "also with four of the five federated users at n = 100", value: [1, 4] as const },
    check: (federated: Composition["federated"]) =>
      hold(
        ["P3", "P4", "P5"],
        BASELINES.map((composition) => ({ ...composition, federated })),
      ),
  }),
  claim({
    id: "kang23/fig5a-center",
    where: "Section 4.1.1, Fig. 5(a) centre",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "At (1, 10) every type is closer to the average than in the other regimes, and more data are favoured (P6, P7), " +
        "for few samples from 2 to 25.",
      value: FEW,
    },
    twin: { says: "for 50 few samples too", value: [50] },
    check: (few: readonly number[]) => hold(["P6", "P7"], withFew(few)),
  }),
  claim({
    id: "kang23/fig5a-interpolates",
    where: "Section 4.1.1, Fig. 5(a) centre",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        '"Somewhat interpolating between the two extremes": what the level and what the samples make of a payment, as a share ' +
        "of U, lies at the centre between left and right; for our split and few samples from 10 to 25. (Below 10 that is so of " +
        "samples only; bar by bar it never is.)",
      value: "effects",
    },
    twin: { says: "every bar lies between its neighbours", value: "bars" },
    check: (what: string) =>
      holdsFor(
        BASELINES.filter(({ fewSamples }) => fewSamples >= 10),
        (composition) => {
          const { fewSamples } = composition;
          const shares = REGIMES.map((spread) => {
            const bars = figure5Bars(composition, spread);
            const D = (level: 1 | 2, samples: "few" | "many"): number =>
              barOf(bars, labelOf({ level, samples }, fewSamples)) / (what === "effects" ? bars.utility : 1);
            const [a, b, c, d] = [D(1, "few"), D(1, "many"), D(2, "few"), D(2, "many")];
            return what === "effects" ? [c - a, d - b, b - a, d - c] : [a, b, c, d];
          });
          const [left, centre, right] = shares;
          return centre.every((x, k) => (x - left[k]) * (x - right[k]) <= 0);
        },
        `${what} between those on the left and on the right`,
      ),
  }),
  claim({
    id: "kang23/fig5a-caption",
    where: "Fig. 5(a), caption",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The privacy level matters less at (0.1, 100) than at (100, 1) (P8); for our split of users.",
      value: { left: LEFT, right: RIGHT },
    },
    twin: { says: "the other way round", value: { left: RIGHT, right: LEFT } },
    check: (regimes: { left: Spread; right: Spread }) => hold(["P8"], BASELINES, regimes),
  }),
  claim({
    id: "kang23/fig5b-set1",
    where: "Section 4.1.2, Fig. 5(b), first group",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Where users differ much, the one important user (2, 100) takes the benefit alone (P9); for our split of users.",
      value: LEFT,
    },
    twin: { says: "where they differ little too", value: RIGHT },
    check: (left: Spread) => hold(["P9"], BASELINES, { left }),
  }),
  claim({
    id: "kang23/fig5b-set2",
    where: "Section 4.1.2, Fig. 5(b), second group",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Where users differ little, all with n = 100 gain, federated ones too, and the star's lead shrinks (P10, P11).",
      value: RIGHT,
    },
    twin: { says: "at (1, 10) as well", value: CENTRE },
    check: (right: Spread) => hold(["P10", "P11"], BASELINES, { right }),
  }),
  claim({
    id: "kang23/fig5b-set4",
    where: "Section 4.1.2, Fig. 5(b), fourth group",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Whoever is the important user, the n = 100 users gain, and the picture is that of the second group (P12, P13).",
      value: RIGHT,
    },
    twin: { says: "at (1, 10) as well", value: CENTRE },
    check: (right: Spread) => all(...OTHER_STARS.map((star) => hold(["P12", "P13"], BASELINES, { right, star }))),
  }),
  claim({
    id: "kang23/fig5-mc",
    where: "Fig. 5 (ours)",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says: "Payments sampled over orders and over strata agree with the exact ones, for every type in every regime.",
      value: 1,
    },
    twin: { says: "payments a fifth larger", value: 1.2 },
    check: (factor, stream) => {
      const scores: number[] = [];
      let agree = true;
      for (const [g, { spread, star }] of GROUPS.entries()) {
        const users = usersOf(BASELINE, star);
        const players = users.levels.length;
        const worth = federatedUtilities(users, spread);
        const { payments } = federatedPayments(users, spread);
        const from = stream.split(g);
        const sampled = star
          ? shapleyByStrata(players, worth, DRAWS, from)
          : shapleyByOrders({ players, worth, orders: ORDERS }, from);
        // One user of each type, since equal ones are estimated alike.
        for (const label of new Set(users.labels)) {
          const i = users.labels.indexOf(label);
          scores.push(zScore(sampled[i], factor * payments[i]));
          agree &&= agrees(sampled[i], factor * payments[i]);
        }
      }
      return {
        stands: agree,
        evidence:
          `Fig. 5(a) by ${ORDERS} orders, one group of 5(b) by ${DRAWS} draws a stratum: largest |z| ${show(largest(scores), 3)} ` +
          `of ${scores.length}`,
      };
    },
  }),
];
