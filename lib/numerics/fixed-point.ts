/** Exponentials in whole numbers, to as many bits as asked for: what exact sampling compares its random bits with. */
import { checkInteger, checkNumber } from "../arguments";

const GUARD = 64;

/** ⌊x 2^bits⌋ of a double, exactly. */
function toFixed(x: number, bits: number): bigint {
  // A double is a whole number of units 2^{−1074}; scale it up into the whole numbers by exact steps.
  let exponent = 0;
  let mantissa = x;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  return bits >= exponent ? BigInt(mantissa) << BigInt(bits - exponent) : BigInt(mantissa) >> BigInt(exponent - bits);
}

/**
 * e^{−x} in units of 2^{−bits}, within 1 unit. The double x is taken as the fraction that it exactly is.
 * @param x in [0, 1e6]
 * @param bits how many binary places, 1..1e6
 */
export function expMinusFixed(x: number, bits: number): bigint {
  checkNumber("x", x, { min: 0, max: 1e6 });
  checkInteger("bits", bits, { min: 1, max: 1e6 });
  const places = bits + GUARD;
  const unit = BigInt(places);
  // e^{−x} = (e^{−x/2^h})^{2^h} with x/2^h < 1/256, so that the series is short; each squaring loses one guard bit.
  const halvings = x === 0 ? 0 : Math.max(0, Math.ceil(Math.log2(x)) + 8);
  const y = toFixed(x, places) >> BigInt(halvings);
  let term = 1n << unit;
  let sum = term;
  for (let j = 1n; term !== 0n; j++) {
    term = -((term * y) >> unit) / j;
    sum += term;
  }
  for (let h = 0; h < halvings; h++) sum = (sum * sum) >> unit;
  return sum >> BigInt(GUARD);
}
