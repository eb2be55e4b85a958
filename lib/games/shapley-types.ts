/** The Shapley value where many players fall into a few types, exactly, by counting the coalitions of each make-up. */
import { checkFunction, checkNumbers, checkInteger, rejectValue } from "../numerics/domain";
import { logFactorial } from "../numerics/binomial";

/** The most make-ups of coalitions that are walked through. */
const MOST_COALITIONS = 3e7;

/**
 * Half the width of the window of counts that carries all of a hypergeometric law but 2·10⁻²⁰ (Hoeffding 1963, sampling
 * without replacement).
 */
const window = (drawn: number, of: number): number => 1 + Math.sqrt(23 * Math.min(drawn, of - drawn));

/**
 * The Shapley value of one player of each type. With x_τ = k_τ/m_τ, M = Σm and k the make-up of a random coalition of
 * size s, φ_τ = worth(m)/M + Σ_{0<s<M} E[(worth(k) − w_s)(M x_τ − s)] / (s (M − s)) for any constants w_s; they are
 * chosen so that nothing cancels. Make-ups of probability below 10⁻²⁰ are left out, so that 10⁴ players of two types
 * take less than a second.
 * @param counts m_τ ≥ 1, how many players each type has
 * @param worth of a coalition with counts k, 0 ≤ k_τ ≤ m_τ (the array is reused; do not keep it), not asked for k = 0
 * @throws RangeError if there are more than 3·10⁷ make-ups to walk through; sample orders then (shapleyByOrders)
 */
export function shapleyByTypes(counts: ArrayLike<number>, worth: (counts: readonly number[]) => number): Float64Array {
  checkNumbers("counts", counts, {}, { min: 1 });
  for (let t = 0; t < counts.length; t++) checkInteger(`counts[${t}]`, counts[t], { min: 1 });
  checkFunction("worth", worth);
  const sizes = Array.from(counts);
  const types = sizes.length;
  const players = sizes.reduce((sum, m) => sum + m, 0);
  /** How many players the types after t have. */
  const after = sizes.map((_, t) => sizes.slice(t + 1).reduce((sum, m) => sum + m, 0));
  checkEffort(sizes, players);
  const logFactorials = Float64Array.from({ length: Math.max(...sizes) + 1 }, (_, k) => logFactorial(k));
  const logWays = sizes.map((m) =>
    logFactorials.slice(0, m + 1).map((f, k) => logFactorials[m] - f - logFactorials[m - k]),
  );

  const make = new Array<number>(types).fill(0);
  const moments = new Float64Array(types);
  const values = new Float64Array(types);
  let [size, centre, mass, shift] = [0, 0, 0, 0];

  const count = (log: number): void => {
    const p = Math.exp(log - shift);
    const gain = p * (worth(make) - centre);
    mass += p;
    for (let t = 0; t < types; t++) moments[t] += gain * ((make[t] * players) / sizes[t] - size);
  };
  const choose = (t: number, left: number, log: number): void => {
    if (t === types - 1) {
      make[t] = left;
      count(log + logWays[t][left]);
      return;
    }
    const pool = sizes[t] + after[t];
    const middle = (left * sizes[t]) / pool;
    const half = window(left, pool);
    const first = Math.max(0, left - after[t], Math.ceil(middle - half));
    const last = Math.min(left, sizes[t], Math.floor(middle + half));
    for (let k = first; k <= last; k++) {
      make[t] = k;
      choose(t + 1, left - k, log + logWays[t][k]);
    }
  };

  for (size = 1; size < players; size++) {
    // The constant w_s: the worth of the make-up closest to proportional.
    let left = size;
    let log = 0;
    for (let t = 0; t < types; t++) {
      make[t] = t === types - 1 ? left : Math.floor((left * sizes[t]) / (sizes[t] + after[t]));
      log += logWays[t][make[t]];
      left -= make[t];
    }
    centre = worth(make);
    shift = log;
    mass = 0;
    moments.fill(0);
    choose(0, size, 0);
    for (let t = 0; t < types; t++) values[t] += moments[t] / (mass * size * (players - size));
  }
  const whole = worth(sizes);
  return values.map((value) => value + whole / players);
}

function checkEffort(sizes: readonly number[], players: number): void {
  const perSize = (size: number): number =>
    sizes.slice(0, -1).reduce((n, m) => n * Math.min(m + 1, size + 1, 2 * window(size, players)), 1);
  let effort = 0;
  for (let size = 1; size < players && effort <= MOST_COALITIONS; size++) effort += perSize(size);
  if (effort > MOST_COALITIONS) {
    rejectValue(
      "counts",
      sizes,
      `types with at most ${MOST_COALITIONS} make-ups of coalitions; sample orders (shapleyByOrders)`,
    );
  }
}
