/** The quadratic program behind the estimator's weights, solved as it stands. */
import type { EstimatorWeights, FederatedUsers, Spread } from "../../lib/fair-value/federated";
import { solveLinearSystem } from "../../lib/numerics/linear-system";

/**
 * The best weights by solving the quadratic program itself (its Karush–Kuhn–Tucker system): an independent way to
 * {@link estimatorWeights}, which would serve other covariances as well.
 * @param users levels and sample sizes; at least one sends something
 * @param spread s² and t²
 * @param user whose mean is estimated, counted from 0
 */
export async function estimatorWeightsByProgram(
  users: FederatedUsers,
  spread: Spread,
  user: number,
): Promise<EstimatorWeights> {
  const { levels, samples } = users;
  const N = levels.length;
  const members = Array.from(levels).filter((level) => level === 1).length;
  const senders = Array.from({ length: N }, (_, j) => j).filter((j) => levels[j] === 2);
  // A channel is what it gives every θ̂_j weight 1 of: the federated average, or one direct user.
  const channels = [
    ...(members > 0 ? [Array.from(levels, (level) => (level === 1 ? 1 / members : 0))] : []),
    ...senders.map((sender) => Array.from({ length: N }, (_, j) => (j === sender ? 1 : 0))),
  ];
  const covariance = (x: number[], y: number[]): number => {
    let [diagonal, sumX, sumY] = [0, 0, 0];
    for (let j = 0; j < N; j++) {
      diagonal += x[j] * y[j] * (spread.within / samples[j] + (j === user ? 0 : spread.between));
      if (j !== user) {
        sumX += x[j];
        sumY += y[j];
      }
    }
    return diagonal + spread.between * sumX * sumY;
  };
  const system = [
    ...channels.map((x) => [...channels.map((y) => 2 * covariance(x, y)), 1]),
    [...channels.map(() => 1), 0],
  ];
  const solution = await solveLinearSystem(system, [...channels.map(() => 0), 1]);
  const direct = new Float64Array(N);
  senders.forEach((j, k) => {
    direct[j] = solution[k + (members > 0 ? 1 : 0)];
  });
  return { federated: members > 0 ? solution[0] : 0, direct };
}
