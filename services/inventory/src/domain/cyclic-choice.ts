/** A product of a store as a cyclic count sees it. */
export interface CyclicCandidate {
  readonly productId: string;
  /** Cost of what remains of its batches, minor units. */
  readonly valueMinor: number;
  /** When a count last posted what somebody counted of it; absent where none did, or too long ago to be known. */
  readonly countedAt?: string | undefined;
}

/**
 * The products of a cyclic count: those with stock that were not counted for the longest time, and of equal ones those of
 * the highest value; products of no value are left to a count of the whole store. In order of product.
 */
export function chooseCyclic(candidates: readonly CyclicCandidate[], products: number): string[] {
  return candidates
    .filter((one) => one.valueMinor > 0)
    .toSorted(
      (a, b) =>
        compare(a.countedAt ?? '', b.countedAt ?? '') ||
        b.valueMinor - a.valueMinor ||
        compare(a.productId, b.productId),
    )
    .slice(0, products)
    .map((one) => one.productId)
    .toSorted();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
