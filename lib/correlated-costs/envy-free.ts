/** The envy-free benchmark on a finite set of costs: two players, one unit (Lemma 4.1 and where it stops). */
import { openLaw } from "../probability/cost-laws";

/** Least expected payments of dominant-strategy truthful, ex-post rational, envy-free mechanisms. */
export interface EnvyFreeGrid {
  /** When only the atoms can be reported: the loser's threshold need only exceed the atom below. */
  readonly restricted: number;
  /** When every real cost can be: E[max(v₁, v₂)], Lemma 4.1's bound. */
  readonly allReals: number;
}

/**
 * Lemma 4.1 for two players and one unit, with costs drawn from a discrete law: on the finite type space the winner's price
 * can lie half-way (in expectation over who wins a tie) to the atom below the loser's cost.
 * @param atoms costs, strictly increasing
 * @param probs their probabilities
 */
export function envyFreeGrid(atoms: readonly number[], probs: readonly number[]): EnvyFreeGrid {
  const { cdf, below } = openLaw("law", { kind: "discrete", atoms, probs });
  let allReals = 0;
  let saved = 0;
  atoms.forEach((atom, k) => {
    const [here, under] = [cdf(atom), below(atom)];
    allReals += atom * (here * here - under * under);
    // The larger cost is this atom and the other one is smaller.
    if (k > 0) saved += (2 * (here - under) * under * (atom - atoms[k - 1])) / 2;
  });
  return { restricted: allReals - saved, allReals };
}
