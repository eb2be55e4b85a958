/** Profiles that a design may treat alike: all apart, or those that differ only in who is who. */
import { forEachProfile } from "../enumeration/profiles";
import { indexOf, type Table } from "./mechanism";

/** The others of a player at some reports of theirs. */
export interface Side {
  readonly player: number;
  /** The index of the profile in which the player makes report 0. */
  readonly index: number;
}

/** Profiles and sides, numbered so that those treated alike share a number. */
export interface Orbits {
  /** A player of each kind. */
  readonly players: readonly number[];
  /** The number of a profile, by its index, and an index for each number. */
  readonly lawOf: Int32Array;
  readonly laws: readonly number[];
  /** The number of a player's others, by player and profile index, and a side for each number. */
  readonly sideOf: readonly Int32Array[];
  readonly sides: readonly Side[];
}

const ascending = (a: number, b: number): number => a - b;

/** Whether numbers that belong to profiles stay the same, up to rounding, when the players change places. */
export function isAnonymous(
  sizes: readonly number[],
  numbers: (profile: readonly number[]) => ArrayLike<number>,
): boolean {
  let same = true;
  forEachProfile(sizes, (profile) => {
    if (!same || profile.every((report, i) => i === 0 || profile[i - 1] <= report)) return;
    const [here, there] = [numbers(profile), numbers([...profile].sort(ascending))];
    for (let i = 0; i < here.length; i++) {
      same &&= Math.abs(here[i] - there[i]) <= 1e-12 * Math.max(Math.abs(here[i]), Math.abs(there[i]));
    }
  });
  return same;
}

/** Whether an outcome is worth the same to every player of a type. */
export const valuesAlike = ({ mechanism: { value }, sizes, types, laws }: Table): boolean =>
  sizes.every((_, player) =>
    Array.from({ length: types }).every((_t, type) =>
      Array.from(laws[0]).every((_o, outcome) => value(type, outcome, player) === value(type, outcome, 0)),
    ),
  );

/** The orbits of a table for a program that keeps its law. */
export const orbitsOfLaw = (table: Table): Orbits =>
  orbitsOf(table, valuesAlike(table) && isAnonymous(table.sizes, (profile) => table.laws[indexOf(table, profile)]));

/**
 * The orbits of a table's profiles.
 * @param anonymous whether profiles that are rearrangements of each other are one
 */
export function orbitsOf({ sizes, steps, laws: { length } }: Table, anonymous: boolean): Orbits {
  const [lawNumbers, sideNumbers] = [new Map<string, number>(), new Map<string, number>()];
  const [laws, sides]: [number[], Side[]] = [[], []];
  const lawOf = new Int32Array(length);
  const sideOf = sizes.map(() => new Int32Array(length));
  const numberOf = <T>(numbers: Map<string, number>, members: T[], key: string, member: T): number => {
    const known = numbers.get(key) ?? members.push(member) - 1;
    numbers.set(key, known);
    return known;
  };
  forEachProfile(sizes, (profile, index) => {
    const key = anonymous ? [...profile].sort(ascending).join() : String(index);
    lawOf[index] = numberOf(lawNumbers, laws, key, index);
    for (let player = 0; player < sizes.length; player++) {
      const base = index - profile[player] * steps[player];
      const others = profile.filter((_, i) => i !== player).sort(ascending);
      const side = anonymous ? others.join() : `${player},${base}`;
      sideOf[player][index] = numberOf(sideNumbers, sides, side, { player, index: base });
    }
  });
  return { players: anonymous ? [0] : sizes.map((_, player) => player), lawOf, laws, sideOf, sides };
}
