/** Reference values of The Value of Privacy (Wang, Ying, Zhang 2016). */
import type { Quantity } from "./index";

export const quantities: Readonly<Record<string, Quantity>> = {};
