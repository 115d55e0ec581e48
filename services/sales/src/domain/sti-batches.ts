import { totalsOfReturn, type Allocation, type SaleLine, type StiBatch } from '@comptoir/contracts';
import { bundleBatchesBack } from './bundle-shares.js';

type Line = Pick<SaleLine, 'quantity' | 'netMinor' | 'taxMinor' | 'grossMinor' | 'parts' | 'allocations'>;

/**
 * What comes back of a line of a sale by batch, minor units, after `returned` of its units came back; allocations in the
 * order in which they come back. Net and tax are cumulative shares of the line, as those of its returns are, so that a batch
 * gives back exactly what it brought in once all of it is back. Of bundles, the units are those of their parts.
 */
export function batchesBack(line: Line, returned: number, allocations: readonly Allocation[]): StiBatch[] {
  if (line.parts) return bundleBatchesBack({ ...line, parts: line.parts }, returned, allocations);
  let before = returned;
  return allocations.map(({ quantity, productId: _part, ...from }) => {
    const { netMinor, taxMinor } = totalsOfReturn(line, before, quantity);
    before += quantity;
    return { ...from, quantity, netMinor, taxMinor };
  });
}

/** What a line of a sale brought in by batch, in the order in which they were sold: all of it, seen from its last unit. */
export function batchesSold(line: Line): StiBatch[] {
  return batchesBack(line, 0, line.allocations.toReversed()).toReversed();
}
