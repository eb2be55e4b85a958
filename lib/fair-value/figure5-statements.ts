/** What Section 4.1 says of Fig. 5, as thirteen statements that a composition of users makes true or false. */
import { barOf, figure5Bars, KINDS, labelOf, REGIMES, type Bars, type Composition, type Kind } from "./composition";
import type { Spread } from "./federated";

export const [LEFT, CENTRE, RIGHT] = REGIMES;

/** The statements, with what each says. D is a bar: what a user of a kind is paid above the average. */
export const STATEMENTS = {
  P1: "left: every direct bar is above the federated ones and above 0",
  P2: "left: federated bars are below 0",
  P3: "right: bars at n = 100 are above 0, bars at few samples below",
  P4: "right: direct above federated at equal n",
  P5: "right: by more at n = 100",
  P6: "centre: every |D| is smaller than in both other regimes",
  P7: "centre: at each level n = 100 is above few samples, and above 0",
  P8: "direct exceeds federated by less on the right than on the left",
  P9: "star (2,100), left: only the star is above 0",
  P10: "star (2,100), right: exactly the n = 100 bars are above 0",
  P11: "the star's bar over the average is smaller on the right",
  P12: "another star, right: exactly the n = 100 bars are above 0",
  P13: "the two groups on the right differ by less than 0.1 of the average",
} as const;

export type StatementName = keyof typeof STATEMENTS;

/** What the statements are made of; what is left out is as in the paper or, where it is silent, as in our baseline. */
export interface Figure5Setting {
  readonly left?: Spread;
  readonly centre?: Spread;
  readonly right?: Spread;
  /** The star of groups 3 and 4. */
  readonly star?: Kind;
  readonly leastFederation?: number;
}

const STAR: Kind = { level: 2, samples: "many" };

/**
 * Which of the statements are true.
 * @param composition who takes part; every kind has at least one user, the starred ones at least two where the star's own
 *   kind is compared
 * @param setting regimes and the second star
 */
export function statements(composition: Composition, setting: Figure5Setting = {}): Record<StatementName, boolean> {
  const {
    left = LEFT,
    centre = CENTRE,
    right = RIGHT,
    star = { level: 1, samples: "few" },
    leastFederation = 1,
  } = setting;
  const few = composition.fewSamples;
  const kind = (level: 1 | 2, samples: "few" | "many"): string => labelOf({ level, samples }, few);
  const plain = KINDS.map((k) => labelOf(k, few));
  const group = (spread: Spread, who?: Kind): Bars => figure5Bars(composition, spread, who, leastFederation);
  const [L, C, R] = [left, centre, right].map((spread) => group(spread));
  const [G1, G2, G4] = [group(left, STAR), group(right, STAR), group(right, star)];
  const D = (bars: Bars, level: 1 | 2, samples: "few" | "many"): number => barOf(bars, kind(level, samples));
  const gap = (bars: Bars, samples: "few" | "many"): number => D(bars, 2, samples) - D(bars, 1, samples);
  const many = (bars: Bars): boolean =>
    bars.bars.every(
      ({ kind: label, difference }) =>
        label.endsWith("*") || label === "(0)" || difference > 0 === label.endsWith(",100)"),
    );
  const starOver = (bars: Bars): number => barOf(bars, `${labelOf(STAR, few)}*`) / bars.utility;
  const sizes = ["few", "many"] as const;
  // A group without plain users of a kind (all of them starred) says nothing of that kind.
  const comparable = plain.filter((label) => !Number.isNaN(barOf(G2, label) + barOf(G4, label)));
  return {
    P1: Math.min(D(L, 2, "few"), D(L, 2, "many")) > Math.max(D(L, 1, "few"), D(L, 1, "many"), 0),
    P2: D(L, 1, "few") < 0 && D(L, 1, "many") < 0,
    P3: many(R),
    P4: sizes.every((samples) => gap(R, samples) > 0),
    P5: gap(R, "many") > gap(R, "few"),
    P6: plain.every(
      (label) => Math.abs(barOf(C, label)) < Math.min(Math.abs(barOf(L, label)), Math.abs(barOf(R, label))),
    ),
    P7: ([1, 2] as const).every((level) => D(C, level, "many") > Math.max(D(C, level, "few"), 0)),
    P8: sizes.every((samples) => gap(R, samples) < gap(L, samples)),
    P9: G1.bars.every(({ kind: label, difference }) => difference > 0 === label.endsWith("*")),
    P10: many(G2) && barOf(G2, `${labelOf(STAR, few)}*`) > 0,
    P11: starOver(G2) < starOver(G1),
    P12: many(G4) && barOf(G4, `${labelOf(star, few)}*`) > 0 === (star.samples === "many"),
    P13: comparable.every((label) => {
      const scaled = (bars: Bars): number => (10 * barOf(bars, label)) / bars.utility;
      return Math.abs(scaled(G2) - scaled(G4)) < 0.1;
    }),
  };
}
