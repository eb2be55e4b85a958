/** Signals and reports of four people at a time, as a rule from 16 random bits. */
import { exactInverse, type WholeSampler } from "../probability/exact-inverse";

/** People drawn together. */
export const TOGETHER = 4;

const ONE = 1n << 53n;
/** A probability in [½, 1] in units of 2^{−53}, as every double there is. */
const units = (p: number): bigint => BigInt(p * 2 ** 53);

/**
 * A sampler of what four people see and report, exactly by its law: bit 2j of the number drawn tells whether person j's
 * signal is wrong, bit 2j + 1 whether her report is not her signal.
 * @param theta probability that a signal equals the state, in [½, 1]
 * @param truth probability that a report equals the signal, in [½, 1]
 */
export function fourPeople(theta: number, truth: number): WholeSampler {
  const [right, honest] = [units(theta), units(truth)];
  const person = [right * honest, (ONE - right) * honest, right * (ONE - honest), (ONE - right) * (ONE - honest)];
  let law = [1n];
  for (let j = 0; j < TOGETHER; j++) law = person.flatMap((p) => law.map((q) => p * q));
  let sum = 0n;
  const ends = law.slice(0, -1).map((p) => (sum += p));
  return exactInverse({
    lowest: 0,
    cumulative: (bits) => ends.map((end) => (end << BigInt(bits)) >> BigInt(2 * 53 * TOGETHER)),
    above: () => ends.length,
  });
}

/** How many of the first people of a draw report the state, by its number. */
export function reportsOfState(people: number): Uint8Array {
  return Uint8Array.from({ length: 4 ** TOGETHER }, (_, code) => {
    let count = 0;
    for (let j = 0; j < people; j++) if (((code >> (2 * j)) & 1) === ((code >> (2 * j + 1)) & 1)) count++;
    return count;
  });
}
