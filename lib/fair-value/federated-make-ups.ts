/** The utility (17) of every make-up of a coalition: how many users of each type are in it. */
import { errorOfNothing, varianceOf, type Spread } from "./federated";

/** Users that are all alike. */
export interface UserType {
  /** 0 (nothing), 1 (federated) or 2 (direct). */
  readonly level: number;
  /** n ≥ 1, whole. */
  readonly samples: number;
  /** a > 0, each user's weight in the utility; 1 if left out. */
  readonly importance?: number;
  /** How many there are, ≥ 1. */
  readonly count: number;
}

/**
 * Make-ups of the users of one level, in mixed base: the first type's count moves fastest. (Plain arrays, since small
 * typed ones cost more to make than all that is done with them.)
 */
interface LevelMakeUps {
  /** makeUp·types + t: how many of type t. */
  readonly counts: readonly number[];
  readonly members: readonly number[];
  /** In how many ways they can be chosen. */
  readonly ways: readonly number[];
  /** Their weight in the utility. */
  readonly weight: readonly number[];
  /** Σ 1/n for federated users, Σ 1/V for direct ones. */
  readonly sum: readonly number[];
}

function makeUpsOf(types: readonly UserType[], term: (type: UserType) => number): LevelMakeUps {
  const T = types.length;
  const counts: number[] = [];
  for (let t = 0; t < T; t++) counts.push(0);
  const members = [0];
  const ways = [1];
  const weight = [0];
  const sum = [0];
  for (let t = 0; t < T; t++) {
    const { count, importance = 1 } = types[t];
    const each = term(types[t]);
    const block = members.length;
    for (let from = 0; from < block * count; from++) {
      for (let s = 0; s < T; s++) counts.push(counts[from * T + s] + (s === t ? 1 : 0));
      const chosen = counts[from * T + t];
      members.push(members[from] + 1);
      ways.push((ways[from] * (count - chosen)) / (chosen + 1));
      weight.push(weight[from] + importance);
      sum.push(sum[from] + each);
    }
  }
  return { counts, members, ways, weight, sum };
}

/** Utilities by make-up, the make-up of the direct users moving fastest. */
export interface MakeUps {
  readonly direct: LevelMakeUps;
  readonly federated: LevelMakeUps;
  readonly utilities: readonly number[];
}

const isOrdinary = ({ importance = 1 }: UserType): boolean => importance === 1;

/** Products of errors within these bounds are told apart from 0 and ∞ with room to spare. */
const LEAST = 1e-290;
const MOST = 1e290;

/**
 * The utility of every make-up.
 * @param direct types at level 2
 * @param federated types at level 1
 * @param total the weight of all users in the utility, also of those who send nothing
 * @param spread s² and t²
 * @param leastFederation the least size of a federation
 */
export function utilitiesByMakeUp(
  direct: readonly UserType[],
  federated: readonly UserType[],
  total: number,
  spread: Spread,
  leastFederation: number,
): MakeUps {
  const { between, within } = spread;
  const D = makeUpsOf(direct, ({ samples }) => 1 / varianceOf(spread, samples));
  const F = makeUpsOf(federated, ({ samples }) => 1 / samples);
  const T = direct.length;
  const rest: number[] = [];
  const importance: number[] = [];
  for (const type of direct) {
    rest.push(within / type.samples / varianceOf(spread, type.samples));
    importance.push(type.importance ?? 1);
  }
  const few = total <= 64 && Number.isInteger(total) && direct.every(isOrdinary) && federated.every(isOrdinary);
  const logTop = Math.log(errorOfNothing(spread));
  const sizeD = D.members.length;
  const utilities: number[] = [];
  for (let f = 0; f < F.members.length; f++) {
    const pooled = F.members[f] >= leastFederation;
    const members = pooled ? F.members[f] : 0;
    const weight = pooled ? F.weight[f] : 0;
    const variance = pooled ? between + (within * F.sum[f]) / members : 1;
    const own = pooled ? (within * F.sum[f]) / members / variance : 1;
    const slope = own * own;
    const offset = pooled ? (between * (members - 1 + own)) / members : 0;
    for (let d = 0; d < sizeD; d++) {
      const precision = D.sum[d] + members / variance;
      if (precision === 0) {
        utilities.push(0);
        continue;
      }
      const error = 1 / precision;
      const absent = total - D.weight[d] - weight;
      if (few) {
        // One logarithm, of the product of all errors.
        let product = 1;
        const errorOfOne = between + error;
        for (let k = 0; k < absent; k++) product *= errorOfOne;
        const errorOfMember = slope * error + offset;
        for (let k = 0; k < members; k++) product *= errorOfMember;
        for (let t = 0; t < T; t++) {
          const errorOfDirect = rest[t] * (between + rest[t] * error);
          for (let k = D.counts[d * T + t]; k > 0; k--) product *= errorOfDirect;
        }
        if (product > LEAST && product < MOST) {
          utilities.push(total * logTop - Math.log(product));
          continue;
        }
      }
      let logs = 0;
      if (absent > 0) logs += absent * Math.log(between + error);
      if (pooled) logs += weight * Math.log(slope * error + offset);
      for (let t = 0; t < T; t++) {
        const count = D.counts[d * T + t];
        if (count > 0) logs += count * importance[t] * Math.log(rest[t] * (between + rest[t] * error));
      }
      utilities.push(total * logTop - logs);
    }
  }
  return { direct: D, federated: F, utilities };
}

/** A number a type, of the direct and of the federated ones. */
export interface ByLevel {
  readonly direct: readonly number[];
  readonly federated: readonly number[];
}

/**
 * The Shapley value of a user of each type, from the utilities of all make-ups; for up to some sixty users, whose
 * coalitions can be counted without loss.
 * @param makeUps as {@link utilitiesByMakeUp} gives them
 */
export function shapleyOfMakeUps({ direct: D, federated: F, utilities }: MakeUps): ByLevel {
  const sizeD = D.members.length;
  const sizeF = F.members.length;
  const users = D.members[sizeD - 1] + F.members[sizeF - 1];
  // Of a coalition of s without the user, s! (N − 1 − s)!/N!, and of one with her (added to that, since the former is
  // taken off every coalition).
  const without = [1 / users];
  const joined = [1 / users];
  for (let s = 1; s <= users; s++) {
    without.push(s < users ? (without[s - 1] * s) / (users - s) : 0);
    joined.push(without[s] + without[s - 1]);
  }
  const sumD = D.members.map(() => 0);
  const sumF: number[] = [];
  let lost = 0;
  for (let f = 0, at = 0; f < sizeF; f++) {
    let sum = 0;
    for (let d = 0; d < sizeD; d++, at++) {
      const s = D.members[d] + F.members[f];
      const utility = utilities[at] * D.ways[d] * F.ways[f];
      lost += utility * without[s];
      sum += utility * joined[s];
      sumD[d] += utility * joined[s];
    }
    sumF.push(sum);
  }
  return { direct: valuesOf(D, sumD, lost), federated: valuesOf(F, sumF, lost) };
}

/** Of a user of each type: the sum over the coalitions with her, of which `sums` holds those of each make-up, less `lost`. */
function valuesOf({ counts, members }: LevelMakeUps, sums: readonly number[], lost: number): readonly number[] {
  const last = members.length - 1;
  const types = counts.length / members.length;
  const values: number[] = [];
  for (let t = 0; t < types; t++) {
    let sum = 0;
    for (let makeUp = 0; makeUp <= last; makeUp++) sum += counts[makeUp * types + t] * sums[makeUp];
    values.push(sum / counts[last * types + t] - lost);
  }
  return values;
}
