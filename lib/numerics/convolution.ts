/** Convolutions of finite sequences (laws of sums of independent counts). */

/** The convolution of a and b: c[k] = Σ a[i] b[k − i], of length a + b − 1; nothing cancels where both are ≥ 0. */
export function convolve(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  if (a.length === 0 || b.length === 0) return new Float64Array(0);
  const sum = new Float64Array(a.length + b.length - 1);
  for (let i = 0; i < a.length; i++) {
    const x = a[i];
    if (x === 0) continue;
    for (let j = 0; j < b.length; j++) sum[i + j] += x * b[j];
  }
  return sum;
}
