import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Batch } from '../domain/records.js';
import { sampleBatch, sampleLevel } from '../../test/samples.js';
import { readOldest } from './open-batches.js';

function readerOf(all: readonly Batch[]) {
  const live = all.filter((batch) => batch.remainingQty > 0);
  const reads = { count: 0, documents: 0 };
  const note = async (found: Batch[]): Promise<Batch[]> => {
    reads.count += 1;
    reads.documents += found.length;
    return found;
  };
  return {
    reads,
    bySlots: (slots: readonly string[]) => note(live.filter((batch) => slots.includes(batch.slot))),
    bySlotRange: (from: string, to: string) => note(live.filter((batch) => batch.slot >= from && batch.slot < to)),
  };
}

test('reads the oldest units needed, over gaps, and no further than it must', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 100 }),
      async (a, b, askedA, askedB) => {
        const all = [
          ...a.map((units, seq) => sampleBatch('a', seq, units)),
          ...b.map((units, seq) => sampleBatch('b', seq, units)),
        ];
        const demand = new Map([
          ['a', askedA],
          ['b', askedB],
        ]);
        const open = await readOldest(
          readerOf(all),
          ['a', 'b'].map((id) => sampleLevel(id, all)),
          demand,
        );
        for (const [productId, asked] of demand) {
          const own = all.filter((batch) => batch.productId === productId && batch.remainingQty > 0);
          const read = open.batches.filter((batch) => batch.productId === productId);
          expect(read).toEqual(own.slice(0, read.length));
          const units = read.reduce((total, batch) => total + batch.remainingQty, 0);
          expect(units >= asked || read.length === own.length).toBe(true);
        }
      },
    ),
  );
});

test('a sale of one unit reads a handful of ten thousand batches', async () => {
  const all = Array.from({ length: 10_000 }, (_, seq) => sampleBatch('a', seq, 5));
  const reader = readerOf(all);
  await readOldest(reader, [sampleLevel('a', all)], new Map([['a', 1]]));
  expect(reader.reads).toEqual({ count: 1, documents: 4 });
});
