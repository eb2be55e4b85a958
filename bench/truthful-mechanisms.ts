/** The heavy computations of the room of truthful mechanisms, against bench/peers/chen-et-al-2011.py. */
import { stream } from "../lib/probability/stream";
import { facilityPrivacy, simulateElectionLoss } from "../lib/truthful-mechanisms";
import { facilityLogLaws } from "../lib/truthful-mechanisms/facility";
import { estimates, type Work } from "./work";

const VOTERS = 1_000_000;
const LOCATIONS = 200;

/** The peer's histograms uniform, linear and ends: n voters on q locations, what is left over at the last one. */
function histograms(n: number, q: number): number[][] {
  const shapes = [
    Array.from({ length: q }, () => Math.floor(n / q)),
    Array.from({ length: q }, (_, j) => Math.floor((n * (j + 1)) / ((q * (q + 1)) / 2))),
    Array.from({ length: q }, (_, j) => (j === 0 ? Math.floor((10001 * n) / 20000) : 0)),
  ];
  for (const shape of shapes) shape[q - 1] += n - shape.reduce((sum, count) => sum + count, 0);
  return shapes;
}

function facilityLaw(): number[] {
  const shapes = histograms(VOTERS, LOCATIONS);
  const sums = [0, 0, 0];
  const deep: number[] = [];
  for (let i = 1; i <= 24; i++) {
    const laws = facilityLogLaws(shapes, i / 100);
    laws.forEach((law, shape) => law.forEach((p) => (sums[shape] += p)));
    if (i === 1) deep.push(...[0, 50, 99, 100, 199].map((k) => laws[2][k]));
  }
  return [...deep, ...sums];
}

function facilityAudit(): number[] {
  const mean = new Array<number>(5).fill(0);
  for (let i = 1; i <= 40; i++) {
    facilityPrivacy(5, 200, i / 10).forEach((level, k) => (mean[k] += level / (i / 10) / 40));
  }
  return mean;
}

/** P(B wins) at D = 5, ε = 0.1, printed noise, and the standard error of its estimate from a million runs. */
const P_WRONG = Math.exp(-0.6) / (1 + Math.exp(-0.1));
const ERROR = Math.sqrt((P_WRONG * (1 - P_WRONG)) / 1e6);

const COINS = stream(2011, "election");

export const works: readonly Work[] = [
  {
    work: "facility_law",
    run: facilityLaw,
    note: "race tables on the triangle m + v ≤ q that is used, sums cut where terms are negligible",
  },
  {
    work: "facility_audit",
    run: facilityAudit,
    note: "the worst profile of an outcome has no other report there (monotone in both counts): n profiles, not n²",
  },
  {
    work: "election_mc",
    run: () => {
      const { estimate, standardError } = simulateElectionLoss(5, 0.1, "printed", 1_000_000, COINS);
      return [estimate / 5, standardError / 5, estimate, standardError];
    },
    agree: ([p, pError, loss, lossError]) =>
      estimates([p, pError], P_WRONG, ERROR) && estimates([loss, lossError], 5 * P_WRONG, 5 * ERROR),
    note: "r drawn exactly by inverting its distribution function on random bits, not as a difference of two rounded logs",
  },
];
