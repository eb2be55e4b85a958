/** Laws of a cost: distribution function, density, quantile, mean and draws of every kind of law. */
import { checkNumber, checkObject, checkOneOf, rejectValue } from "../../arguments";
import type { Stream } from "../stream";
import { openCosine } from "./cosine";
import { openDiscrete } from "./discrete";
import { openExponential } from "./exponential";
import { openHistogram } from "./histogram";
import type { CostLaw, OpenLaw } from "./law";
import { openMixture } from "./mixture";
import { openOracle } from "./oracle";
import { openPareto } from "./pareto";
import { openPower } from "./power";
import { openUniform } from "./uniform";

export type {
  CostLaw,
  Cosine,
  Discrete,
  Exponential,
  Histogram,
  Mixture,
  OpenLaw,
  Oracle,
  Pareto,
  Power,
  Uniform,
} from "./law";

const KINDS = [
  "uniform",
  "exponential",
  "pareto",
  "power",
  "histogram",
  "cosine",
  "discrete",
  "mixture",
  "oracle",
] as const;

/**
 * Checks a law and opens it into functions.
 * @param name the parameter's name in messages
 * @throws TypeError or RangeError when it is no law: unknown kind, unsorted breaks or atoms, negative mass, masses that
 *   do not sum to 1 within 1e-9
 */
export function openLaw(name: string, law: CostLaw): OpenLaw {
  checkObject(name, law);
  checkOneOf(`${name}.kind`, law.kind, KINDS);
  switch (law.kind) {
    case "uniform":
      return openUniform(name, law);
    case "exponential":
      return openExponential(name, law);
    case "pareto":
      return openPareto(name, law);
    case "power":
      return openPower(name, law);
    case "histogram":
      return openHistogram(name, law);
    case "cosine":
      return openCosine(name, law);
    case "discrete":
      return openDiscrete(name, law);
    case "oracle":
      return openOracle(name, law);
    case "mixture": {
      const parts: unknown = law.components;
      const components = Array.isArray(parts) ? (parts as CostLaw[]) : [];
      return openMixture(
        name,
        law,
        components.map((part, i) => {
          if ((part as Partial<CostLaw> | null)?.kind === "oracle")
            rejectValue(`${name}.components[${i}]`, part, "no oracle");
          return openLaw(`${name}.components[${i}]`, part);
        }),
      );
    }
  }
}

/** P(v ≤ x). */
export function costCdf(law: CostLaw, x: number): number {
  checkNumber("x", x, { min: -Infinity, max: Infinity });
  return openLaw("law", law).cdf(x);
}

/**
 * The density at x, from the right (of a law with atoms, of its smooth part).
 * @example
 * ```ts
 * costDensity({ kind: "exponential", rate: 2 }, 0); // 2
 * ```
 */
export function costDensity(law: CostLaw, x: number): number {
  checkNumber("x", x);
  return openLaw("law", law).density(x);
}

/** inf{x : P(v ≤ x) ≥ q} for q in [0, 1]; the least possible cost at q = 0. */
export function costQuantile(law: CostLaw, q: number): number {
  checkNumber("q", q, { min: 0, max: 1 });
  return openLaw("law", law).quantile(q);
}

/**
 * E[v]; ∞ for a Pareto law of shape ≤ 1.
 * @example
 * ```ts
 * costMean({ kind: "exponential", rate: 2 }); // 0.5
 * ```
 */
export const costMean = (law: CostLaw): number => openLaw("law", law).mean;

/**
 * A sampler of costs, by inversion of the distribution function (a mixture draws its component first).
 * @returns given a stream, a cost
 */
export function costSampler(law: CostLaw): (stream: Stream) => number {
  const { quantile } = openLaw("law", law);
  if (law.kind !== "mixture") return ({ uniform }) => quantile(uniform());
  const parts = law.components.map(costSampler);
  return (stream) => {
    let u = stream.uniform();
    let k = 0;
    while (k < parts.length - 1 && u >= law.weights[k]) u -= law.weights[k++];
    return parts[k](stream);
  };
}
