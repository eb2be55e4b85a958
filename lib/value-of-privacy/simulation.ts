/** The market played: states, signals, reports and payments drawn (Monte Carlo). */
import { checkInteger, rejectValue } from "../arguments";
import { binomialLaw } from "../numerics/binomial";
import { truthProbability } from "../privacy/randomised-response";
import { bernoulliBits } from "../probability/bernoulli";
import { sampler } from "../probability/discrete";
import { estimateFromSums, estimateMean, estimateProportion, type Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import { majority } from "./majority";
import { checkDesign, checkLevel, checkPrior, checkTheta, quality, scale, type Design } from "./market";
import { factorsOf } from "./mechanism";
import { fourPeople, reportsOfState, TOGETHER } from "./people";
import { privacyLevelOf, type Strategy } from "./strategy";

/** The average payment per person in a play, by the number of ones reported. */
function averagePayments(design: Design): Float64Array {
  const { theta, p1, eps, cost, N } = design;
  const G = scale(eps, cost);
  const { A11, A00 } = factorsOf(majority(quality(theta, eps), N), theta, p1);
  const most = Math.floor((N - 1) / 2);
  return Float64Array.from(
    { length: N + 1 },
    (_, ones) =>
      // A one sees ones − 1 ones among her peers, a zero sees all of them.
      (G * (A11 * (ones - 1 > most ? ones : 0) + A00 * (ones <= most ? N - ones : 0))) / N,
  );
}

function estimateByOnes(design: Design, plays: number, drawOnes: () => number): Estimate {
  const pay = averagePayments(design);
  const shift = pay.reduce((sum, x) => sum + x, 0) / pay.length;
  let [sum, squares] = [0, 0];
  for (let play = 0; play < plays; play++) {
    const x = pay[drawOnes()] - shift;
    sum += x;
    squares += x * x;
  }
  return estimateFromSums(plays, sum, squares, shift);
}

/**
 * Plays R^(N,ε) person by person: the state, every signal, every report; payments from the reports alone. People of one
 * play are correlated, so the standard error is over plays.
 * @param design market, level, N
 * @param plays how many, ≥ 2
 * @param stream randomness
 * @returns the average payment per person; its expectation is V_UB(N, ε)
 */
export function simulatePlays(design: Design, plays: number, stream: Stream): Estimate {
  checkDesign(design);
  checkInteger("plays", plays, { min: 2 });
  const { theta, p1, eps, N } = design;
  const state = bernoulliBits(p1);
  const people = fourPeople(theta, truthProbability(eps));
  const drawn = new Int32Array(Math.ceil(N / TOGETHER));
  const last = drawn.length - 1;
  const ofAll = reportsOfState(TOGETHER);
  const ofLast = reportsOfState(N - TOGETHER * last);
  let states = 0; // of up to 32 plays
  let left = 0;
  const drawOnes = (): number => {
    if (left === 0) [states, left] = [state(stream), 32];
    const one = (states >>> --left) & 1;
    people.fill(drawn, stream);
    let right = ofLast[drawn[last]]; // reports that equal the state
    for (let i = 0; i < last; i++) right += ofAll[drawn[i]];
    return one === 1 ? right : N - right;
  };
  return estimateByOnes(design, plays, drawOnes);
}

/**
 * Plays of one person who deviates to a strategy of her own while the N − 1 others report at level ε.
 * @param strategy hers, of finite privacy level
 * @returns her utility: payment less cost of privacy; its expectation is {@link interimUtility}
 */
export function simulateUtility(design: Design, strategy: Strategy, plays: number, stream: Stream): Estimate {
  checkDesign(design);
  const loss = privacyLevelOf(strategy);
  if (loss === Infinity) rejectValue("strategy", strategy, "one of finite privacy level");
  const { theta, p1, eps, cost, N } = design;
  const report = quality(theta, eps);
  const { alpha, miss } = report;
  const { A11, A00 } = factorsOf(majority(report, N), theta, p1);
  const G = scale(eps, cost);
  const most = Math.floor((N - 1) / 2);
  const peersIn = [sampler(binomialLaw(N - 1, miss, alpha)), sampler(binomialLaw(N - 1, alpha, miss))];
  const price = loss === 0 ? 0 : cost.cost(loss);
  return estimateMean(
    plays,
    (draws) => {
      const w = draws.uniform() < p1 ? 1 : 0;
      const says = peersIn[w](draws) > most ? 1 : 0;
      const s = draws.uniform() < theta ? w : 1 - w;
      const [p, q] = s === 1 ? [strategy.p1, strategy.q1] : [strategy.p0, strategy.q0];
      const u = draws.uniform();
      const paid = u < p ? (says === 1 ? G * A11 : 0) : u < p + q && says === 0 ? G * A00 : 0;
      return paid - price;
    },
    stream,
  );
}

/**
 * Decides on the state from N reports at level ε by the best rule, again and again.
 * @returns how often the decision is wrong; its expectation is {@link errorProbability}
 */
export function simulateErrors({ theta, p1, eps, N }: Omit<Design, "cost">, plays: number, stream: Stream): Estimate {
  checkTheta(theta);
  checkPrior(p1);
  checkLevel(eps);
  checkInteger("N", N, { min: 1 });
  checkInteger("plays", plays, { min: 2 });
  const { alpha, miss, y } = quality(theta, eps);
  const inOne = sampler(binomialLaw(N, alpha, miss));
  const inZero = sampler(binomialLaw(N, miss, alpha));
  const prior = Math.log(p1) - Math.log1p(-p1);
  const weight = 2 * Math.atanh(y); // log likelihood ratio of one report
  let wrong = 0;
  for (let play = 0; play < plays; play++) {
    const w = stream.uniform() < p1 ? 1 : 0;
    const ones = (w === 1 ? inOne : inZero)(stream);
    const decision = prior + weight * (2 * ones - N) >= 0 ? 1 : 0;
    if (decision !== w) wrong++;
  }
  return estimateProportion(plays, wrong);
}
