/** The claims of the paper, section by section; see the ledger. */
import type { Claim } from "../claim";
import { claims as beliefs } from "./beliefs";
import { claims as election } from "./election";
import { claims as facility } from "./facility";
import { claims as model } from "./model";
import { claims as truthfulness } from "./truthfulness";
import { claims as vcg } from "./vcg";

export const claims: readonly Claim[] = [...model, ...election, ...truthfulness, ...facility, ...vcg, ...beliefs];
