import { shareOf, sum, timesRatio, type Allocation, type SaleLine, type StiBatch } from '@comptoir/contracts';

/** A line of bundles as it was sold. */
export type BundleLine = Pick<SaleLine, 'quantity' | 'netMinor' | 'taxMinor' | 'allocations'> & {
  readonly parts: NonNullable<SaleLine['parts']>;
};

/** What a part counts for: what its units cost, or, where no part of the line has a cost, what it is listed at; else its units. */
function weightsOf({ parts, allocations, quantity }: BundleLine): number[] {
  const costs = parts.map(({ productId }) =>
    sum(allocations.filter((one) => one.productId === productId).map((one) => one.costMinor)),
  );
  if (costs.some((cost) => cost > 0)) return costs;
  const listed = parts.map((part) =>
    timesRatio(part.priceListMinor, quantity * part.quantity, 10 ** part.quantityDecimals),
  );
  return listed.some((price) => price > 0) ? listed : parts.map((part) => part.quantity);
}

/**
 * Splits an amount of minor units over parts in the ratio of their weights: each has its exact share rounded down, and the
 * units that are left go one by one to the part that has least for its weight (the greatest weight for its next unit, of
 * equal ones the first). They add up to the amount, and no part has less of a greater amount: what comes back bit by bit
 * is never taken back again, as the largest remainders alone would do. Refuses weights of nothing with RangeError.
 */
export function growingShares(totalMinor: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (totalMinor < 0 || whole <= 0n) throw new RangeError(`no shares of ${totalMinor} by ${weights.join(', ')}`);
  const shares = weights.map((weight) => Number((BigInt(totalMinor) * BigInt(weight)) / whole));
  for (let left = totalMinor - sum(shares); left > 0; left -= 1) {
    const best = weights.reduce(
      (first, weight, at) =>
        BigInt(weight) * BigInt(shares[first]! + 1) > BigInt(weights[first]!) * BigInt(shares[at]! + 1) ? at : first,
      0,
    );
    shares[best]! += 1;
  }
  return shares;
}

/**
 * What comes back of a line of bundles by batch, minor units, after `returned` bundles came back; the allocations of each
 * part in the order in which they come back. Whole bundles have cumulative shares of the line's net and tax, their parts have
 * shares of these by weight, and the units of a part in one bundle cumulative shares of the part. So all of it adds up to the
 * line at each step, and a batch gives back exactly what it brought in once all of it is back.
 */
export function bundleBatchesBack(line: BundleLine, returned: number, allocations: readonly Allocation[]): StiBatch[] {
  const weights = weightsOf(line);
  const places = new Map(line.parts.map((part, at) => [part.productId, { part, at, units: returned * part.quantity }]));
  const upTo = (totalMinor: number) => {
    const ofBundles = new Map<number, number[]>();
    const sharesAt = (bundles: number): number[] => {
      const known = ofBundles.get(bundles) ?? growingShares(shareOf(totalMinor, line.quantity, 0, bundles), weights);
      ofBundles.set(bundles, known);
      return known;
    };
    return (at: number, ofOne: number, units: number): number => {
      const bundles = Math.floor(units / ofOne);
      const before = sharesAt(bundles)[at]!;
      const rest = units % ofOne;
      return rest === 0 ? before : before + shareOf(sharesAt(bundles + 1)[at]! - before, ofOne, 0, rest);
    };
  };
  const [net, tax] = [upTo(line.netMinor), upTo(line.taxMinor)];
  return allocations.map(({ productId, ...from }) => {
    const place = places.get(productId!)!;
    const { part, at, units } = place;
    place.units += from.quantity;
    const share = (of: typeof net): number => of(at, part.quantity, place.units) - of(at, part.quantity, units);
    const { unit, quantityDecimals } = part;
    return {
      ...from,
      netMinor: share(net),
      taxMinor: share(tax),
      part: { productId: part.productId, unit, quantityDecimals },
    };
  });
}
