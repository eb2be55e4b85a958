// What Node 20 runs and tslab's TypeScript does not know yet.
interface ReadonlyArray<T> {
  toReversed(): T[];
  toSorted(compareFn?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}
interface Array<T> {
  toReversed(): T[];
  toSorted(compareFn?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
  with(index: number, value: T): T[];
}
interface Float64Array {
  toReversed(): Float64Array;
  toSorted(compareFn?: (a: number, b: number) => number): Float64Array;
  with(index: number, value: number): Float64Array;
}
