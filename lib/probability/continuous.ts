/** Draws from the normal and the exponential law, by inversion: one uniform number each. */
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import type { Stream } from "./stream";

/** A uniform number in (0, 1): ½ ulp off the ends, which the quantiles below do not take. */
const open = ({ uniform }: Stream): number => uniform() + 2 ** -54;

/** A draw from N(0, 1). */
export const standardNormal = (stream: Stream): number => normalQuantile(open(stream), 0, 1);

/** A draw from the exponential law with mean 1. */
export const standardExponential = (stream: Stream): number => -Math.log(open(stream));
