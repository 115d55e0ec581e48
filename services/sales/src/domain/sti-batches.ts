import { totalsOfReturn, type Allocation, type SaleLine, type StiBatch } from '@comptoir/contracts';

type Line = Pick<SaleLine, 'quantity' | 'netMinor' | 'taxMinor' | 'grossMinor'>;

/**
 * What comes back of a line of a sale by batch, minor units, after `returned` of its units came back; allocations in the
 * order in which they come back. Net and tax are cumulative shares of the line, as those of its returns are, so that a batch
 * gives back exactly what it brought in once all of it is back.
 */
export function batchesBack(line: Line, returned: number, allocations: readonly Allocation[]): StiBatch[] {
  let before = returned;
  return allocations.map(({ quantity, ...from }) => {
    const { netMinor, taxMinor } = totalsOfReturn(line, before, quantity);
    before += quantity;
    return { ...from, quantity, netMinor, taxMinor };
  });
}

/** What a line of a sale brought in by batch, in the order in which they were sold: all of it, seen from its last unit. */
export function batchesSold(line: Line & Pick<SaleLine, 'allocations'>): StiBatch[] {
  return batchesBack(line, 0, line.allocations.toReversed()).toReversed();
}
