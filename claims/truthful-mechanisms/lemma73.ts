/** Lemma 7.3 word by word. */
import { vcgPayment, type Valuation } from "../../lib/truthful-mechanisms/vcg";
import { vcgExpectedUtility, vcgLaw, vcgMarginal, withReport } from "../../lib/truthful-mechanisms/vcg-law";

/**
 * The difference in Lemma 7.3 exactly as printed, with P(θ′, M(θ, θ₋ᵢ)) for the payment of the misreport, which takes
 * the output of the honest run; the payment must be that of the misreport's own run.
 * @param othersSums Σ over the others' values per outcome
 * @param truth true type θ
 * @param report misreport θ′
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function lemma73AsPrinted(
  othersSums: ArrayLike<number>,
  truth: Valuation,
  report: Valuation,
  most: number,
  eps: number,
): number {
  const lie = vcgMarginal(withReport(othersSums, report, most), most, eps);
  const K = lie.length;
  const paid = vcgLaw(withReport(othersSums, truth, most), most, eps).reduce(
    (sum, { outcome, signature, probability }) => {
      const revealed = signature.flatMap((k, p) => (k === null ? [] : [[p, K * k + outcome - p] as const]));
      return sum + (probability * vcgPayment(report, { outcome, revealed })) / K;
    },
    0,
  );
  const worthOfLie = lie.reduce((sum, p, o) => sum + p * truth[o], 0);
  return vcgExpectedUtility(othersSums, truth, truth, most, eps) - (worthOfLie - paid);
}
