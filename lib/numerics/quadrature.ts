/** Quadrature; no kept package brings Gauss rules of any order or an adaptive rule with an error bound. */
import { checkInteger, checkNumber } from "../arguments";

/** Nodes in (−1, 1), ascending, and weights of a rule. */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** The Gauss–Legendre rule with n nodes on [−1, 1] (Newton's iteration on the Legendre polynomial). */
export function gaussLegendre(n: number): Rule {
  checkInteger("n", n, { min: 1, max: 10_000 });
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < (n + 1) >> 1; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let round = 0; round < 100; round++) {
      let [p, before] = [1, 0];
      for (let j = 1; j <= n; j++) [p, before] = [((2 * j - 1) * x * p - (j - 1) * before) / j, p];
      slope = (n * (x * p - before)) / (x * x - 1);
      const step = p / slope;
      x -= step;
      if (Math.abs(step) <= 1e-16) break;
    }
    nodes[i] = -x;
    nodes[n - 1 - i] = x;
    weights[i] = weights[n - 1 - i] = 2 / ((1 - x * x) * slope * slope);
  }
  if (n % 2 === 1) nodes[n >> 1] = 0;
  return { nodes, weights };
}

const COARSE = gaussLegendre(10);
const FINE = gaussLegendre(21);

function apply({ nodes, weights }: Rule, f: (x: number) => number, a: number, b: number): number {
  const [middle, half] = [(a + b) / 2, (b - a) / 2];
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) sum += weights[i] * f(middle + half * nodes[i]);
  return sum * half;
}

/** An integral that was not found to the accuracy asked for: it is never given silently. */
export class QuadratureError extends RangeError {
  override readonly name = "QuadratureError";
}

/** A part of the interval: its integral, that of |f|, and by how much two rules differ. */
interface Panel {
  readonly a: number;
  readonly b: number;
  readonly value: number;
  readonly size: number;
  readonly error: number;
}

function panelOn(f: (x: number) => number, a: number, b: number): Panel {
  let size = 0;
  const value = apply(
    FINE,
    (x) => {
      const y = f(x);
      size += Math.abs(y);
      return y;
    },
    a,
    b,
  );
  if (!Number.isFinite(value)) throw new QuadratureError(`f must be finite on (${a}, ${b}); its integral is ${value}`);
  size *= (b - a) / FINE.nodes.length;
  return { a, b, value, size, error: Math.abs(value - apply(COARSE, f, a, b)) };
}

/**
 * The two halves of a panel. Where f has a kink, the rules may agree by chance: an error is at least a quarter of what the
 * halves changed.
 */
function halves(f: (x: number) => number, { a, b, value }: Panel, middle: number): Panel[] {
  const parts = [panelOn(f, a, middle), panelOn(f, middle, b)];
  const changed = Math.abs(parts[0].value + parts[1].value - value) / 4;
  return parts.map((part) => ({ ...part, error: Math.max(part.error, changed) }));
}

/** How an integral is found. */
export interface Accuracy {
  /** Largest error relative to ∫|f|; 1e-12 by default. */
  readonly relative?: number;
  /** Error that is accepted in any case, e.g. where f is a difference that cancels; 0 by default. */
  readonly absolute?: number;
  /** How many equal panels f is looked at on first; 64 by default, fewer where f is known to be smooth. */
  readonly panels?: number;
}

/** Panels that are tried before giving up. */
const MOST_PANELS = 40_000;

/**
 * ∫_a^b f: panels are halved until the 10-node and the 21-node Gauss rule agree on all of them together.
 * @param f finite on (a, b); its ends are never evaluated, and may be singular. What lies between two nodes, a 300th of a
 *   panel apart at its ends and a 13th in its middle, is not seen beside something else: split the interval at narrow
 *   peaks, and at kinks (one that is not seen, at the end of a panel of length h, makes an error of its jump in slope
 *   times 5e-6 h² at most)
 * @param a left end, finite
 * @param b right end, finite, ≥ a
 * @throws QuadratureError where f is not finite, or the wanted accuracy is not reached
 */
export function integrate(
  f: (x: number) => number,
  a: number,
  b: number,
  { relative = 1e-12, absolute = 0, panels: first = 64 }: Accuracy = {},
): number {
  checkNumber("a", a);
  checkNumber("b", b, { min: a });
  checkNumber("relative", relative, { above: 0 });
  checkNumber("absolute", absolute, { min: 0 });
  checkInteger("panels", first, { min: 1, max: MOST_PANELS });
  const at = (i: number, of: number): number => (i === of ? b : a + ((b - a) / of) * i);
  const look = (count: number): Panel[] =>
    Array.from({ length: count }, (_, i) => panelOn(f, at(i, count), at(i + 1, count)));
  const sum = (key: "value" | "size" | "error"): number => panels.reduce((total, panel) => total + panel[key], 0);
  let panels = look(first);
  // Nothing but zeros: a narrow peak may stand between them.
  if (a < b && sum("size") === 0) panels = look(Math.min(16 * first, MOST_PANELS));
  for (let tried = panels.length; ;) {
    const target = relative * sum("size") + absolute;
    const error = sum("error");
    if (error <= target) return sum("value");
    const share = Math.max(target, error / 2) / panels.length;
    const next = panels.flatMap((panel) => {
      const middle = panel.a / 2 + panel.b / 2;
      if (panel.error <= share || !(middle > panel.a && middle < panel.b)) return [panel];
      return halves(f, panel, middle);
    });
    tried += 2 * (next.length - panels.length);
    if (next.length === panels.length || tried > MOST_PANELS) {
      throw new QuadratureError(
        `the integral of f over [${a}, ${b}] is about ${sum("value")} with an error of ${error}, more than the ${target} wanted`,
      );
    }
    panels = next;
  }
}
