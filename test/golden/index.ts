/** Which library call computes which reference value, paper by paper. */
import * as ccmkv11 from "./ccmkv11";
import * as fl12 from "./fl12";
import * as gah12 from "./gah12";
import * as kang23 from "./kang23";
import * as wyz16 from "./wyz16";

/** Computes a quantity from the inputs of a reference case. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON from a file
export type Quantity = (inputs: any) => unknown;

/** Quantities by the paper's prefix, as in a reference file's "paper". */
export const quantities: Readonly<Record<string, Readonly<Record<string, Quantity>>>> = {
  kang23: kang23.quantities,
  wyz16: wyz16.quantities,
  ccmkv11: ccmkv11.quantities,
  gah12: gah12.quantities,
  fl12: fl12.quantities,
};
