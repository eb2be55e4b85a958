/** All profiles of finitely many choices. */
import { checkInteger, checkNumbers, rejectValue } from "../arguments";

/** The most profiles that an exhaustive walk takes on. */
export const MOST_PROFILES = 5_000_000;

/**
 * The number of profiles, refused beyond {@link MOST_PROFILES}.
 * @param sizes how many choices each player has, each ≥ 1
 */
export function countProfiles(sizes: ArrayLike<number>): number {
  checkNumbers("sizes", sizes, { min: 1 });
  let count = 1;
  for (let i = 0; i < sizes.length; i++) {
    checkInteger(`sizes[${i}]`, sizes[i], { min: 1 });
    count *= sizes[i];
  }
  if (count > MOST_PROFILES) rejectValue("the number of profiles", count, `at most ${MOST_PROFILES}; simulate instead`);
  return count;
}

/** Visits every profile, the last player's choice moving fastest; the array passed is reused. */
export function forEachProfile(sizes: ArrayLike<number>, visit: (profile: number[], index: number) => void): void {
  const count = countProfiles(sizes);
  const profile = new Array<number>(sizes.length).fill(0);
  for (let index = 0; index < count; index++) {
    visit(profile, index);
    for (let i = sizes.length - 1; i >= 0; i--) {
      if (++profile[i] < sizes[i]) break;
      profile[i] = 0;
    }
  }
}

/** The steps by which a profile's index moves when a player's choice moves by one, in the order of {@link forEachProfile}. */
export function strides(sizes: ArrayLike<number>): number[] {
  const steps = new Array<number>(sizes.length).fill(1);
  for (let i = sizes.length - 2; i >= 0; i--) steps[i] = steps[i + 1] * sizes[i + 1];
  return steps;
}
