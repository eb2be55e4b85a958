import { checkFunction, checkNumber, rejectValue } from "../../arguments";
import { firstReach } from "./mixture";
import type { OpenLaw, Oracle } from "./law";

/**
 * Opens a law known by its distribution function only. Every query is checked to be a probability; the quantile is
 * found by bisection to the last bit. What needs more than queries (density, mean, atoms) is refused.
 */
export function openOracle(name: string, { cdf: query }: Oracle): OpenLaw {
  checkFunction(`${name}.cdf`, query);
  const cdf = (x: number): number => {
    const p: unknown = query(x);
    checkNumber(`${name}.cdf(${x})`, p, { min: 0, max: 1 });
    return p;
  };
  const refuse = (what: string) => (): never => rejectValue(name, "an oracle", `a law whose ${what} is known`);
  return {
    lo: 0,
    hi: Infinity,
    atoms: [],
    breaks: [0],
    antiRegular: false,
    wavelength: Infinity,
    cdf,
    below: cdf,
    survival: (x) => 1 - cdf(x),
    get mean(): number {
      return refuse("mean")();
    },
    density: refuse("density"),
    supportBelow: refuse("support"),
    quantile: (q) => {
      if (q === 0 || cdf(0) >= q) return 0;
      let hi = 1;
      while (cdf(hi) < q) {
        if (hi >= Number.MAX_VALUE / 2) rejectValue(`${name}.cdf(∞)`, cdf(hi), `at least ${q}`);
        hi *= 2;
      }
      return firstReach(cdf, q, hi === 1 ? 0 : hi / 2, hi);
    },
  };
}
