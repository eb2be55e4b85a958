/** How many of the drawn players are of a given type: the law itself, or a Gauss rule for smooth functions of it. */
import { ruleOfRecurrence, type DiscreteRule } from "../numerics/gauss-rule";

/** Points whose probability is below this fraction of the largest are left out. */
const NEGLIGIBLE = 1e-16;
/** The relative error at which a Gauss rule is good enough, and the most nodes that it may take for it. */
const ACCURACY = 3e-11;
const MOST_NODES = 16;
/** A law with less than exp(−BEYOND) beyond the reach stays within it. */
const BEYOND = 26;

/** `drawn` players are drawn without replacement from `own` ones of a type and `others`; drawn need not be whole. */
export interface Draw {
  readonly drawn: number;
  readonly own: number;
  readonly others: number;
}

/** The variance of the number of the type's players that are drawn. */
const varianceOf = ({ drawn, own, others }: Draw): number => {
  const pool = own + others;
  return pool <= 1 ? 0 : (((drawn * own) / pool) * (others / pool) * (pool - drawn)) / (pool - 1);
};

const firstOf = ({ drawn, others }: Draw): number => Math.max(0, Math.ceil(drawn - others));
const lastOf = ({ drawn, own }: Draw): number => Math.min(own, Math.floor(drawn));

/** About how many points {@link hypergeometricLaw} has: those within nine standard deviations, and a Poisson law's tail. */
const pointsOf = (draw: Draw): number =>
  Math.min(lastOf(draw) - firstOf(draw) + 1, 18 * Math.sqrt(varianceOf(draw)) + 12);

/**
 * The hypergeometric law, but for points of negligible probability. For a number drawn that is not whole, its analytic
 * continuation, the probabilities scaled to sum to 1.
 */
function hypergeometricLaw(draw: Draw, negligible: number): DiscreteRule {
  const { drawn, own, others } = draw;
  const [first, last] = [firstOf(draw), lastOf(draw)];
  const mode = Math.min(last, Math.max(first, Math.floor(((drawn + 1) * (own + 1)) / (own + others + 2))));
  /** P(k + 1)/P(k). */
  const ratio = (k: number): number => ((own - k) * (drawn - k)) / ((k + 1) * (others - drawn + k + 1));
  const [down, up]: [number[], number[]] = [[], [1]];
  for (let k = mode, p = 1; k < last && (p *= ratio(k)) > negligible; k++) up.push(p);
  for (let k = mode, p = 1; k > first && (p /= ratio(k - 1)) > negligible; k--) down.push(p);
  const weights = Float64Array.from([...down.reverse(), ...up]);
  const mass = weights.reduce((sum, p) => sum + p, 0);
  return {
    nodes: Float64Array.from(weights, (_, i) => mode - down.length + i),
    weights: weights.map((p) => p / mass),
  };
}

/** The Gauss rule of the hypergeometric law, from the recurrence of Hahn's polynomials at α = −own−1, β = −others−1. */
function hypergeometricRule({ drawn, own, others }: Draw, n: number): DiscreteRule {
  const sum = -own - others - 2;
  const a = (j: number): number => ((j + sum + 1) * (j - own) * (drawn - j)) / ((2 * j + sum + 1) * (2 * j + sum + 2));
  const c = (j: number): number =>
    j === 0 ? 0 : (j * (j + sum + drawn + 1) * (j - others - 1)) / ((2 * j + sum) * (2 * j + sum + 1));
  return ruleOfRecurrence(
    Float64Array.from({ length: n }, (_, j) => a(j) + c(j)),
    Float64Array.from({ length: n - 1 }, (_, j) => Math.sqrt(a(j) * c(j + 1))),
    1,
  );
}

/** Up to how many nodes the rule exists: as many as the law has points, one more if the number drawn is not whole. */
const mostNodes = ({ drawn, own, others }: Draw): number =>
  Math.min(MOST_NODES, Math.ceil(Math.min(own, others, drawn, own + others - drawn)) + 1);

/**
 * How many nodes a Gauss rule needs for the covariance of the number with a function that is analytic within `reach` of
 * the law's mean: for ln(x − x₀) at distance r the relative error is n! (variance/r²)ⁿ⁻¹. Undefined if no rule is good
 * enough, if none is shorter than the law, or if the law goes beyond the reach (by Bennett's inequality, 1962).
 */
function nodesFor(draw: Draw, reach: number, accuracy: number): number | undefined {
  const variance = varianceOf(draw);
  const far = reach / variance;
  if (variance * ((1 + far) * Math.log1p(far) - far) < BEYOND) return undefined;
  const shrink = variance / reach ** 2;
  const most = Math.min(mostNodes(draw), pointsOf(draw) - 1);
  for (let n = 2, error = 2 * shrink; n <= most; n++, error *= n * shrink) if (error <= accuracy) return n;
  return undefined;
}

/** Whether the law can be continued to a number drawn that is not whole: no probability stands at the ends that it sets. */
function awayFromEnds(draw: Draw): boolean {
  const { drawn, own, others } = draw;
  const mean = (drawn * own) / (own + others);
  const wide = 9 * Math.sqrt(varianceOf(draw));
  return (drawn >= own || mean + wide < drawn) && (drawn <= others || mean - wide > drawn - others);
}

/**
 * Points and weights that serve for the law of a draw: its own, or those of a shorter Gauss rule. (Of a draw that is not
 * whole, and so small that the law cannot be continued, the longest rule.)
 * @param draw the draw
 * @param reach how far from the law's bulk the functions are analytic; 0 if that is not known, for whole draws only
 * @param share how much the draw counts, in (0, 1]; for a draw of small share a rough answer serves
 */
export function pointsFor(draw: Draw, reach: number, share: number): DiscreteRule {
  const n = reach > 0 ? nodesFor(draw, reach, ACCURACY / share) : undefined;
  if (n !== undefined) return hypergeometricRule(draw, n);
  return Number.isInteger(draw.drawn) || awayFromEnds(draw)
    ? hypergeometricLaw(draw, NEGLIGIBLE / share)
    : hypergeometricRule(draw, mostNodes(draw));
}

/** About how many points {@link pointsFor} has at share 1. */
export const countFor = (draw: Draw, reach: number): number =>
  (reach > 0 ? nodesFor(draw, reach, ACCURACY) : undefined) ?? pointsOf(draw);
