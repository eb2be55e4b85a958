/** Figure 2: what an accuracy costs. */
import { curve, type Figure } from "../../lib/plot";
import { costQuantile, type CostLaw } from "../../lib/probability/cost-laws";
import { cheapestAccurate } from "../../lib/correlated-costs/frontier";
import { fixedAccuracy, optimalFixedAccuracy } from "../../lib/correlated-costs/parameters";
import { heading, LEGEND_BELOW, panel, within } from "./panels";

/** Expected payments for an accuracy. */
export interface AccuracyCost {
  readonly recipe: number;
  readonly chebyshev: number;
  readonly exact: number;
}

/** The payments for each k by the paper's recipe, the best parameters under Chebyshev's bound, and the exact optimum. */
export function accuracyCosts(n: number, law: CostLaw, ks: readonly number[]): readonly AccuracyCost[] {
  let guess = 0.9;
  return ks.map((k) => {
    const { c, eps } = fixedAccuracy(n, k);
    const best = cheapestAccurate(n, k, law, guess);
    guess = best.c;
    return {
      recipe: eps * c * n * costQuantile(law, c),
      chebyshev: optimalFixedAccuracy(n, k, [law]).payment,
      exact: best.payment,
    };
  });
}

/** The frontier of payment and accuracy for several laws, side by side. */
export function frontierFigure(
  n: number,
  laws: readonly (readonly [string, CostLaw])[],
  ks: readonly number[],
): Figure {
  const costs = laws.map(([, law]) => accuracyCosts(n, law, ks));
  const series = ["the paper's recipe", "best by Chebyshev's bound", "best by the exact error"] as const;
  const keys = ["recipe", "chebyshev", "exact"] as const;
  return {
    data: laws.flatMap((_, i) =>
      keys.map((key, s) =>
        curve(
          series[s],
          s,
          ks,
          costs[i].map((cost) => cost[key]),
          { ...within(i), showlegend: i === 0 } as object,
        ),
      ),
    ),
    layout: {
      title: { text: "Contracts for the exact error cost a fraction of what the recipe pays" },
      ...Object.assign(
        {},
        ...laws.map((_, i) =>
          panel(
            i,
            laws.length,
            ["accuracy <i>k</i> (players)", i === 0 ? "expected payment (cost units)" : ""],
            [{}, { type: "log", range: [0, 3], dtick: 1 }],
          ),
        ),
      ),
      annotations: laws.map(([name], i) => heading(i, laws.length, name)),
      legend: LEGEND_BELOW,
      height: 460,
    },
    text: laws
      .map(
        ([name], i) =>
          `${name}: at k = ${ks[0]} the recipe pays ${costs[i][0].recipe.toFixed(2)}, the best contract by ` +
          `Chebyshev's bound ${costs[i][0].chebyshev.toFixed(2)}, by the exact error ${costs[i][0].exact.toFixed(2)}.`,
      )
      .join(" "),
  };
}
