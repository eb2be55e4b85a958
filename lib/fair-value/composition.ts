/** The populations of Fig. 5: ten users of four kinds, one of whom may matter a hundred times as much. */
import { checkArray, checkInteger, checkNumber, checkOneOf, rejectValue } from "../arguments";
import { type UserType } from "./federated-make-ups";
import { federatedPaymentsByType } from "./federated-payments";
import type { FederatedUsers, Spread } from "./federated";

/** Who takes part in Fig. 5. The paper gives N₁ = 5, N₂ = 4, N₀ = 1; the split by sample size is ours to choose. */
export interface Composition {
  /** Federated users with few and with many samples. */
  readonly federated: readonly [number, number];
  /** Direct users with few and with many samples. */
  readonly direct: readonly [number, number];
  /** How many few samples are. */
  readonly fewSamples: number;
}

/** A kind of user, as Fig. 5 writes it: level and samples; `*` marks the one user of great importance. */
export interface Kind {
  readonly level: 1 | 2;
  readonly samples: "few" | "many";
}

/** The number of many samples: 100, as in the paper. */
export const MANY_SAMPLES = 100;
/** The importance of the starred user of Fig. 5(b). */
export const STAR_IMPORTANCE = 100;

/**
 * Our reading of Fig. 5, which the paper leaves open: the only split of the users for which everything that the text says
 * of the figure holds for every number of few samples from 2 to 25.
 */
export const BASELINE: Composition = { federated: [3, 2], direct: [2, 2], fewSamples: 10 };

/** The three regimes of Fig. 5(a), from heterogeneous to homogeneous. */
export const REGIMES: readonly Spread[] = [
  { between: 100, within: 1 },
  { between: 1, within: 10 },
  { between: 0.1, within: 100 },
];

/** The four kinds in the order of the figure. */
export const KINDS: readonly Kind[] = [
  { level: 1, samples: "few" },
  { level: 1, samples: "many" },
  { level: 2, samples: "few" },
  { level: 2, samples: "many" },
];

/** One bar of Fig. 5. */
export interface Bar {
  /** E.g. "(1,10)", "(2,100)*"; "(0)" for the user who does not take part. */
  readonly kind: string;
  /** φ − U/N: what such a user is paid above the average. */
  readonly difference: number;
  readonly payment: number;
}

/** The bars of one group of Fig. 5. */
export interface Bars {
  readonly utility: number;
  readonly bars: readonly Bar[];
}

/** The label of a kind in a figure: "(level,samples)". */
export const labelOf = ({ level, samples }: Kind, few: number): string =>
  `(${level},${samples === "few" ? few : MANY_SAMPLES})`;

/** The types of users of a composition; kinds without users are left out. */
export function typesOf(composition: Composition, star?: Kind): readonly (UserType & { readonly kind: string })[] {
  const { federated, direct, fewSamples } = composition;
  checkArray("federated", federated, { min: 2, max: 2 });
  checkArray("direct", direct, { min: 2, max: 2 });
  checkInteger("federated[0]", federated[0], { min: 0 });
  checkInteger("federated[1]", federated[1], { min: 0 });
  checkInteger("direct[0]", direct[0], { min: 0 });
  checkInteger("direct[1]", direct[1], { min: 0 });
  checkInteger("fewSamples", fewSamples, { min: 1 });
  if (star) {
    checkOneOf("star.level", star.level, [1, 2]);
    checkOneOf("star.samples", star.samples, ["few", "many"]);
  }
  const types: (UserType & { readonly kind: string })[] = [];
  let starred: (typeof types)[number] | undefined;
  for (const { level, samples } of KINDS) {
    let count = (level === 1 ? federated : direct)[samples === "few" ? 0 : 1];
    const n = samples === "few" ? fewSamples : MANY_SAMPLES;
    const kind = labelOf({ level, samples }, fewSamples);
    if (star && star.level === level && star.samples === samples) {
      if (count === 0) rejectValue("star", star, "a kind of which there are users");
      starred = { kind: `${kind}*`, level, samples: n, importance: STAR_IMPORTANCE, count: 1 };
      count--;
    }
    if (count > 0) types.push({ kind, level, samples: n, importance: 1, count });
  }
  if (starred) types.push(starred);
  types.push({ kind: "(0)", level: 0, samples: 1, importance: 1, count: 1 });
  return types;
}

/**
 * The users of a composition one by one, with the label of each.
 * @param composition who takes part, besides one user at level 0, who comes last
 * @param star the kind of the one user with importance 100, if any
 */
export function usersOf(
  composition: Composition,
  star?: Kind,
): FederatedUsers & { readonly labels: readonly string[] } {
  const types = typesOf(composition, star);
  const each = <T>(of: (type: (typeof types)[number]) => T): T[] =>
    types.flatMap((type) => new Array<T>(type.count).fill(of(type)));
  return {
    levels: each(({ level }) => level),
    samples: each(({ samples }) => samples),
    importance: each(({ importance }) => importance ?? 1),
    labels: each(({ kind }) => kind),
  };
}

/**
 * A group of bars of Fig. 5: what a user of each kind is paid (Theorem 2, α = 1) above the average U/N.
 * @param composition who takes part, besides one user at level 0
 * @param spread s² and t²
 * @param star the kind of the one user with importance 100, for Fig. 5(b)
 * @param leastFederation federations of fewer users are refused; 1 in the paper
 */
export function figure5Bars(composition: Composition, spread: Spread, star?: Kind, leastFederation = 1): Bars {
  checkNumber("leastFederation", leastFederation, { min: 1 });
  const types = typesOf(composition, star);
  const { payments, utility } = federatedPaymentsByType(types, spread, { leastFederation });
  const average = utility / types.reduce((sum, { count }) => sum + count, 0);
  return {
    utility,
    bars: types.map(({ kind }, t) => ({ kind, difference: payments[t] - average, payment: payments[t] })),
  };
}

/** What is paid above the average to a user of a kind, by its label; NaN if there is no such user. */
export const barOf = ({ bars }: Bars, kind: string): number => bars.find((bar) => bar.kind === kind)?.difference ?? NaN;
