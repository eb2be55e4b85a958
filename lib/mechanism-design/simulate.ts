/** A mechanism of your own, played: for what is too large to be walked through. */
import { checkInteger, checkLaw, checkNumber } from "../arguments";
import { sampler } from "../probability/discrete";
import { estimateMean, type Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import type { Mechanism } from "./mechanism";

/** What is played again and again: all honest but perhaps one. */
export interface Deviation {
  readonly player: number;
  readonly type: number;
  readonly report: number;
}

/** Draws honest types. */
const typesOf = (players: number, draw: (stream: Stream) => number, stream: Stream): number[] =>
  Array.from({ length: players }, () => draw(stream));

/**
 * The total payment when all are honest, by simulation.
 * @param runs how many profiles of types are drawn, ≥ 2
 * @param onRun called after each, for a bar
 */
export function simulatePayment(
  { players, prior, payment = () => 0 }: Pick<Mechanism, "players" | "prior" | "payment">,
  runs: number,
  stream: Stream,
  onRun: () => void = () => undefined,
): Estimate {
  checkInteger("players", players, { min: 1 });
  checkLaw("prior", prior);
  const draw = sampler(prior);
  return estimateMean(
    runs,
    (source) => {
      const types = typesOf(players, draw, source);
      let total = 0;
      for (let player = 0; player < players; player++) total += payment(player, types);
      checkNumber("payment", total);
      onRun();
      return total;
    },
    stream,
  );
}

/**
 * What a lie gains on average over honest others, without the cost of privacy, by simulation on common draws.
 * @param lie who, of which type, reports what instead
 * @param runs how many profiles of the others are drawn, ≥ 2
 * @param onRun called after each, for a bar
 */
export function simulateLie(
  mechanism: Mechanism,
  lie: Deviation,
  runs: number,
  stream: Stream,
  onRun: () => void = () => undefined,
): Estimate {
  const { players, prior, law, payment = () => 0, value = () => 0, optOut } = mechanism;
  checkInteger("players", players, { min: 1 });
  checkLaw("prior", prior);
  checkInteger("player", lie.player, { min: 0, max: players - 1 });
  checkInteger("type", lie.type, { min: 0, max: prior.length - 1 });
  checkInteger("report", lie.report, { min: 0, max: (mechanism.reports ?? prior.length) - 1 });
  const draw = sampler(prior);
  const utility = (reports: readonly number[]): number => {
    const outcome = law(reports);
    let sum = reports[lie.player] === optOut ? 0 : payment(lie.player, reports);
    for (let o = 0; o < outcome.length; o++) sum += outcome[o] * value(lie.type, o, lie.player);
    checkNumber("utility", sum);
    return sum;
  };
  return estimateMean(
    runs,
    (source) => {
      const honest = typesOf(players, draw, source);
      honest[lie.player] = lie.type;
      const other = [...honest];
      other[lie.player] = lie.report;
      onRun();
      return utility(other) - utility(honest);
    },
    stream,
  );
}
