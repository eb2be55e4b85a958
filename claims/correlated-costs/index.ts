/** The claims of Fleischer and Lyu (2012), in the paper's order. */
import type { Claim } from "../claim";
import { claims as antiRegular } from "./anti-regular";
import { claims as envyFree } from "./envy-free";
import { claims as extensions } from "./extensions";
import { claims as generalLaws } from "./general-laws";
import { claims as introduction } from "./introduction";
import { claims as mechanism } from "./mechanism";

export const claims: readonly Claim[] = [
  ...introduction,
  ...mechanism,
  ...extensions,
  ...envyFree,
  ...antiRegular,
  ...generalLaws,
];
