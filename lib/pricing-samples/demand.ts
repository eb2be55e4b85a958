/** The buyers' demand: how many records each wants, and how often the place in one common order is then sampled. */
import { checkArray, checkInteger, checkNumbers, rejectValue } from "../arguments";

/** Demand as a histogram: pairs of a sample size and the number of buyers that ask for it. */
export type Demand = readonly (readonly [size: number, buyers: number])[];

/**
 * A step of the staircase K(j) = #{b : d_b ≥ j}: `places` consecutive places of the order, each sampled `times` times.
 */
export interface Step {
  readonly times: number;
  readonly places: number;
}

/** A checked demand. */
export interface Histogram {
  /** Pairs of a size and its number of buyers, distinct sizes ascending, those of size 0 and of no buyers left out. */
  readonly groups: Demand;
  /** m, the number of buyers, those who want nothing included. */
  readonly buyers: number;
  /** Σ d_b. */
  readonly records: number;
}

/** More buyers than this are refused: a law has one entry for each. */
const MOST_BUYERS = 1e6;

/**
 * Checks a demand and sums it up.
 * @param demand sizes whole, 0..sellers; numbers of buyers whole, ≥ 0
 * @param sellers how many sellers can be sampled, whole, ≥ 1
 * @throws TypeError, RangeError naming the entry of the demand
 */
export function histogram(demand: Demand, sellers: number): Histogram {
  checkInteger("sellers", sellers, { min: 1, max: 1e7 });
  checkArray("demand", demand);
  const groups: [number, number][] = [];
  let buyers = 0;
  let records = 0;
  for (let i = 0; i < demand.length; i++) {
    if (!isEntry(demand[i], sellers)) checkEntry(i, demand[i], sellers);
    const size = demand[i][0];
    const count = demand[i][1];
    buyers += count;
    records += size * count;
    if (size > 0 && count > 0) insert(groups, size, count);
  }
  if (buyers > MOST_BUYERS) checkInteger("the number of buyers in demand", buyers, { min: 0, max: MOST_BUYERS });
  return { groups, buyers, records };
}

const isEntry = (entry: Demand[number], sellers: number): boolean =>
  Array.isArray(entry) &&
  entry.length === 2 &&
  Number.isInteger(entry[0]) &&
  entry[0] >= 0 &&
  entry[0] <= sellers &&
  Number.isInteger(entry[1]) &&
  entry[1] >= 0 &&
  entry[1] <= MOST_BUYERS;

/** Says what is wrong with an entry. */
function checkEntry(i: number, entry: Demand[number], sellers: number): void {
  checkArray(`demand[${i}]`, entry, { min: 2, max: 2 });
  checkInteger(`the sample size demand[${i}][0]`, entry[0], { min: 0, max: sellers });
  checkInteger(`the number of buyers demand[${i}][1]`, entry[1], { min: 0, max: MOST_BUYERS });
}

/** Adds buyers to the group of their size; the sizes stay ascending. */
function insert(groups: [number, number][], size: number, count: number): void {
  let at = groups.length;
  while (at > 0 && groups[at - 1][0] >= size) at--;
  if (at < groups.length && groups[at][0] === size) groups[at][1] += count;
  else groups.splice(at, 0, [size, count]);
}

/** The staircase of a demand from the front of the order on; the places behind the largest sample are left out. */
export function staircaseOf({ groups }: Histogram): Step[] {
  let times = groups.reduce((sum, [, count]) => sum + count, 0);
  let before = 0;
  return groups.map(([size, count]) => {
    const step = { times, places: size - before };
    times -= count;
    before = size;
    return step;
  });
}

/** K(1), …, K(n): how often each place of the order is sampled. */
export function placesOf(sizes: Histogram, sellers: number): Int32Array {
  const times = new Int32Array(sellers);
  let place = 0;
  for (const step of staircaseOf(sizes)) {
    times.fill(step.times, place, place + step.places);
    place += step.places;
  }
  return times;
}

/**
 * How often the seller at a place of the order is sampled by the ordering design, K(j) = #{b : d_b ≥ j} (Figure 2).
 * @param demand the buyers' demand
 * @param sellers n′, the number of sellers in the order
 * @param positions places, whole, 1..sellers
 * @example
 * ```ts
 * timesSampled([[1, 1], [2, 1]], 4, [1, 2, 3, 4]); // [2, 1, 0, 0]
 * ```
 */
export function timesSampled(demand: Demand, sellers: number, positions: readonly number[]): number[] {
  const { groups } = histogram(demand, sellers);
  checkNumbers("positions", positions);
  return Array.from(positions, (position, i) => {
    checkInteger(`positions[${i}]`, position, { min: 1, max: sellers });
    return groups.reduce((sum, [size, count]) => (size >= position ? sum + count : sum), 0);
  });
}

/** Whether two demands ask for the same samples. */
export const sameDemand = (x: Histogram, y: Histogram): boolean =>
  x.buyers === y.buyers &&
  x.groups.length === y.groups.length &&
  x.groups.every(([size, count], i) => size === y.groups[i][0] && count === y.groups[i][1]);

/** Refuses a demand for no records, for which no price per record exists. */
export function checkSomeDemand(demand: Demand, { records }: Pick<Histogram, "records">): void {
  if (records === 0) rejectValue("demand", demand, "for at least one record: without one there is no price per record");
}
