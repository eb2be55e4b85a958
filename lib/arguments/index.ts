/**
 * Checks of arguments: every public function of the library answers what lies outside its domain with a TypeError
 * (wrong kind) or RangeError (wrong value) that names the parameter, the value and what is allowed.
 */

/** A domain on the line: `min`, `max` are included, `above`, `below` are not. ∞ is allowed only where `max` is Infinity. */
export interface Interval {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

/** JSON, or nothing for what has none (a circle, a bigint inside, a symbol). */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

const show = (value: unknown): string => {
  if (typeof value === "number" || value === null || value === undefined) return String(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n`;
  const text = jsonOf(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

const showBound = (x: number): string => (x === Infinity ? "∞" : x === -Infinity ? "-∞" : String(x));

const showInterval = (kind: string, { min, max, above, below }: Interval): string => {
  if (min !== undefined && min === max) return showBound(min);
  const left = min !== undefined ? `[${showBound(min)}` : `(${showBound(above ?? -Infinity)}`;
  const right = max !== undefined ? `${showBound(max)}]` : `${showBound(below ?? Infinity)})`;
  return `${kind} in ${left}, ${right}`;
};

/** Throws the RangeError for a parameter whose value is of the right kind but not allowed. */
export function rejectValue(name: string, value: unknown, allowed: string): never {
  throw new RangeError(`${name} must be ${allowed}; got ${show(value)}`);
}

/** Throws the TypeError for a parameter of the wrong kind. */
export function rejectKind(name: string, value: unknown, allowed: string): never {
  throw new TypeError(`${name} must be ${allowed}; got ${show(value)}`);
}

/** A number in the interval (finite unless `max: Infinity` or `min: -Infinity` lets ∞ in). */
export function checkNumber(name: string, value: unknown, interval: Interval = {}): asserts value is number {
  if (typeof value !== "number") rejectKind(name, value, showInterval("a number", interval));
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity } = interval;
  const inside =
    value >= min &&
    value <= max &&
    (value > above || (above === -Infinity && value === min)) &&
    (value < below || (below === Infinity && value === max));
  const finite = Number.isFinite(value) || value === interval.max || value === interval.min;
  if (!inside || !finite) rejectValue(name, value, showInterval("a number", interval));
}

/** A whole number (at most 2⁵³ in size) in the interval. */
export function checkInteger(name: string, value: unknown, interval: Interval = {}): asserts value is number {
  if (typeof value !== "number") rejectKind(name, value, showInterval("a whole number", interval));
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity } = interval;
  if (!Number.isSafeInteger(value) || value < min || value > max || value <= above || value >= below) {
    rejectValue(name, value, showInterval("a whole number", interval));
  }
}

/** One of a few named values. */
export function checkOneOf<T>(name: string, value: unknown, allowed: readonly T[]): asserts value is T {
  if (!allowed.includes(value as T)) rejectValue(name, value, `one of ${allowed.map(show).join(", ")}`);
}

/** A plain object (not an array, not null). */
export function checkObject(name: string, value: unknown): asserts value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) rejectKind(name, value, "an object");
}

/** An array or typed array whose length lies in the interval. */
export function checkArray(name: string, value: unknown, length: Interval = {}): asserts value is ArrayLike<unknown> {
  if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    rejectKind(name, value, "an array");
  }
  checkInteger(`the length of ${name}`, (value as ArrayLike<unknown>).length, length);
}

/** An array of numbers, each in the interval. */
export function checkNumbers(
  name: string,
  values: unknown,
  interval: Interval = {},
  length: Interval = {},
): asserts values is ArrayLike<number> {
  checkArray(name, values, length);
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity } = interval;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    // Entries well inside are passed without making their names up.
    if (typeof value === "number" && value >= min && value > above && value <= max && value < below) continue;
    checkNumber(`${name}[${i}]`, value, interval);
  }
}

/** A function. */
export function checkFunction(name: string, value: unknown): asserts value is (...args: never[]) => unknown {
  if (typeof value !== "function") rejectKind(name, value, "a function");
}

/** Probabilities: at least one, none negative, summing to 1 within 1e-9. */
export function checkLaw(name: string, probabilities: unknown): asserts probabilities is ArrayLike<number> {
  checkNumbers(name, probabilities, { min: 0, max: 1 }, { min: 1 });
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) sum += probabilities[i];
  if (Math.abs(sum - 1) > 1e-9) rejectValue(`the sum of ${name}`, sum, "1 (within 1e-9)");
}
