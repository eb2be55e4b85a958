/** Numbers of people to try. */

/** Whole numbers from one to another, both included, growing by a quarter at a time. */
export function wholeChoices(from: number, to: number): readonly number[] {
  const choices: number[] = [];
  for (let k = from; k < to; k = Math.max(k + 1, Math.round(1.25 * k))) choices.push(k);
  choices.push(to);
  return choices;
}
