/** Claims of §2 and §3: mechanisms, and the model of privacy. */
import { claim, type Claim } from "../claim";
import { all, equals, everywhere, holdsFor, nowhereAbove, product } from "../evidence";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { whole } from "../../lib/plot/grid";
import { logRatios, type Channel } from "../../lib/privacy/channel";
import type { Stream } from "../../lib/probability/stream";
import { auditAgents } from "../../lib/truthful-mechanisms/agent-audit";
import { electionWinner } from "../../lib/truthful-mechanisms/election";
import { bestElectionLie } from "../../lib/truthful-mechanisms/election-truthfulness";
import { ANY_BOUNDS, EPSILONS, NONDECREASING, randomChannel, randomInteger, type Bounds } from "./instances";

/** Margin of a profile of votes, 0 for A and 1 for B. */
export const marginOf = (votes: readonly number[]): number =>
  votes.reduce((sum, vote) => sum + (vote === 0 ? 1 : -1), 0);

/** The law of what is certain. */
const certain = (outcome: number, outcomes: number): number[] =>
  whole(0, outcomes - 1).map((o) => (o === outcome ? 1 : 0));

/** A player's reports as a channel, where a random table says what comes of them; it may ignore her. */
function randomTable(stream: Stream): { ignored: boolean; channel: Channel } {
  const outcomes = randomInteger(2, 4, stream);
  const table = whole(1, randomInteger(2, 4, stream)).map(() => randomInteger(0, outcomes - 1, stream));
  return { ignored: table.every((o) => o === table[0]), channel: table.map((o) => certain(o, outcomes)) };
}

export const claims: readonly Claim[] = [
  claim({
    id: "ccmkv11/sec2.majority",
    where: "§2, after (2.1)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "Standard majority voting is truthful: no vote for the other candidate ever brings the own one in",
      value: (margin: number): number => electionWinner(margin, 0, "printed"),
    },
    twin: {
      says: "the candidate with fewer votes wins truthfully",
      value: (margin) => electionWinner(-margin, 0, "printed"),
    },
    check: (winner) => {
      const cases: { votes: readonly number[]; voter: number }[] = [];
      for (const n of whole(1, 7)) {
        forEachProfile(new Array<number>(n).fill(2), (votes) => {
          for (const voter of votes.keys()) cases.push({ votes: [...votes], voter });
        });
      }
      return holdsFor(
        cases,
        ({ votes, voter }) => {
          const [D, own] = [marginOf(votes), votes[voter]];
          return winner(D) === own || winner(D + (own === 0 ? -2 : 2)) !== own;
        },
        "a lie does not help, n ≤ 7",
      );
    },
  }),

  claim({
    id: "ccmkv11/asm3.1",
    where: "Assumption 3.1, and after it",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "A mechanism that ignores a player has x = 1 for every outcome, and costs her F(1) = 0; what a deterministic one " +
        "lets her decide has x = ∞, so the assumption makes sense only for randomised mechanisms",
      value: Infinity,
    },
    twin: { says: "a deterministic mechanism that reacts has the x of a two-sided coin, 2", value: Math.log(2) },
    check: (reacting, stream) => {
      const random = whole(1, 300).map(() => randomTable(stream));
      const cases = [
        ...random,
        // Majority without noise, the others tied or apart; any law that does not listen.
        ...[-3, -1, 0, 1, 3].map((others) => {
          const winners = [1, -1].map((vote) => electionWinner(others + vote, 0, "printed"));
          return { ignored: winners[0] === winners[1], channel: winners.map((o) => certain(o, 2)) };
        }),
        ...whole(1, 20).map(() => {
          const [law] = randomChannel(1, 3, stream);
          return { ignored: true, channel: [law, law] };
        }),
      ];
      const ignored = cases.filter((one) => one.ignored);
      return all(
        everywhere(
          product({ ignored, F: Object.keys(ANY_BOUNDS) }),
          ({ ignored: { channel }, F }) => ANY_BOUNDS[F](Math.max(...logRatios(channel))),
          0,
          "a mechanism that ignores costs",
        ),
        holdsFor(
          cases.filter((one) => !one.ignored),
          ({ channel }) =>
            logRatios(channel).every((y) => y === 0 || y === reacting) && Math.max(...logRatios(channel)) === reacting,
          "what she decides has x = ∞",
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/prop3.3",
    where: "Proposition 3.3",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "If M is ε-differentially private, then |U_priv| ≤ F(e^ε), for every F with F(x) → 0 as x → 1",
      value: { bounds: ANY_BOUNDS, share: 1 },
    },
    corrected: {
      says:
        "… for every nondecreasing F with F(1) = 0 (any F can be replaced by the least such F above it); so must F be " +
        "wherever F(e^ε) stands below",
      value: { bounds: NONDECREASING, share: 1 },
    },
    twin: { says: "|U_priv| ≤ F(e^{0.95 ε})", value: { bounds: NONDECREASING, share: 0.95 } },
    check: ({ bounds, share }: { bounds: Bounds; share: number }, stream) => {
      const ratios = whole(1, 400).map(() =>
        logRatios(randomChannel(randomInteger(2, 4, stream), randomInteger(2, 5, stream), stream)),
      );
      return nowhereAbove(
        product({ F: Object.keys(bounds), ratios }),
        (of) => Math.max(...of.ratios.map(bounds[of.F])) / bounds[of.F](share * Math.max(...of.ratios)),
        1,
        "cost allowed over F(e^ε)",
        1e-12,
      );
    },
  }),

  claim({
    id: "ccmkv11/sec3.public",
    where: "§3, after Definition 3.4",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "Universally truthful does not mean that the deterministic M(·; r) is truthful: honesty is optimal for a voter who " +
        "knows r while it is kept secret from the world, but not once r is public (halved election, gap 2F(e^ε))",
      value: false,
    },
    twin: { says: "… M(·; r) is truthful as well", value: true },
    check: (truthful) => {
      const cases = [...product({ F: Object.keys(NONDECREASING), eps: EPSILONS })];
      const gapOf = ({ F, eps }: { F: string; eps: number }): number => 2 * NONDECREASING[F](eps);
      const gainAt = (of: { F: string; eps: number }, r: number): number =>
        auditAgents({
          players: 3,
          types: 2,
          bound: NONDECREASING[of.F],
          law: (votes) => certain(electionWinner(marginOf(votes), r, "halved"), 2),
          value: (own, winner) => (own === winner ? gapOf(of) : 0),
        }).lie.gain;
      return all(
        nowhereAbove(
          cases,
          (of) => bestElectionLie(3, gapOf(of), of.eps, NONDECREASING[of.F], "halved", ["vote"]).gain,
          0,
          "gain of a lie, r secret,",
          1e-12,
        ),
        equals(
          "r from −3 to 3 at which a lie gains once r is public:",
          [cases.filter((of) => whole(-3, 3).some((r) => gainAt(of, r) > 0)).length],
          [truthful ? 0 : cases.length],
        ),
      );
    },
  }),
];
