/** How the privacy levels 0, 1 and 2 of federated users are named and coloured. */
import { COLOURS } from "../../lib/plot";

export const LEVEL_NAMES = ["nothing", "federated", "direct"] as const;
export const LEVEL_COLOURS = [COLOURS[6], COLOURS[1], COLOURS[0]] as const;

/** E.g. "level 1 (federated)". */
export const levelLabel = (level: 0 | 1 | 2): string => `level ${level} (${LEVEL_NAMES[level]})`;
