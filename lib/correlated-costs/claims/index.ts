/** The claims of Fleischer and Lyu (2012), in the paper's order. */
import type { Claim } from "../../claims";
import { claims as extensions } from "./extensions";
import { claims as introduction } from "./introduction";
import { claims as mechanism } from "./mechanism";
import { claims as optimality } from "./optimality";

export const claims: readonly Claim[] = [...introduction, ...mechanism, ...extensions, ...optimality];
