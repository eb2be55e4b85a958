/** The claims of the paper, in its order. */
import type { Claim } from "../claim";
import { accuracy } from "./accuracy";
import { figures } from "./figures";
import { lowerBound } from "./lower-bound";
import { model } from "./model";
import { upperBound } from "./upper-bound";

export const claims: readonly Claim[] = [...model, ...lowerBound, ...upperBound, ...accuracy, ...figures];
