import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, type Disposition } from '@comptoir/contracts';
import type { Batch, Hold } from './records.js';
import { decideReturnStock, type ReturnCommand, type ReturnLine } from './return.js';
import { sampleContext, STORE } from '../../test/samples.js';

const units = (batchId: string, quantity: number, unitCostMinor: number) => ({
  batchId,
  deliveryId: `dlv_of_${batchId}`,
  seq: 0,
  quantity,
  costMinor: quantity * unitCostMinor,
});
const hold: Hold = {
  _id: 'hld_1',
  storeId: STORE,
  sagaId: '',
  state: 'settled',
  saleId: 'sal_1',
  currency: 'DZD',
  levelKeys: [],
  returned: [],
  revision: 1,
  createdAt: '',
  heldBy: '',
  lines: [
    { lineId: 'l1', productId: 'a', quantity: 5, allocations: [units('b1', 2, 100), units('b2', 3, 200)] },
    { lineId: 'l2', productId: 'a', quantity: 1, allocations: [units('b2', 1, 200)] },
  ],
};
const odd: Hold = {
  ...hold,
  lines: [{ lineId: 'l1', productId: 'a', quantity: 2, allocations: [{ ...units('b1', 2, 0), costMinor: 201 }] }],
};
const back = (
  batchId: string,
  quantity: number,
  disposition: Disposition = 'restock',
  costMinor = quantity * (batchId === 'b1' ? 100 : 200),
): ReturnLine => ({ productId: 'a', batchId, quantity, costMinor, disposition });
const command = (...lines: ReturnLine[]): ReturnCommand => ({
  correctionId: 'cor_1',
  saleId: 'sal_1',
  storeId: STORE,
  currency: 'DZD',
  lines,
});
const codeOf = (of: Hold | undefined, asked: ReturnCommand): string => {
  try {
    decideReturnStock({ known: false, hold: of, levels: [] }, asked, sampleContext());
    return 'taken';
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('decideReturnStock', () => {
  test('a return that was taken in before is refused', () => {
    const again = () => decideReturnStock({ known: true, hold, levels: [] }, command(back('b1', 1)), sampleContext());
    expect(again).toThrow(expect.objectContaining({ code: 'return.exists' }));
  });

  test('restock and write-off: new batches at the cost of the sale', () => {
    const taken = decideReturnStock(
      { known: false, hold, levels: [] },
      command(back('b1', 2), back('b2', 3, 'writeOff'), back('b2', 1)),
      sampleContext(),
    );
    expect(
      taken.batches.map((one) => [
        one.returnOf,
        one.receivedQty,
        one.costMinor,
        one.remainingQty,
        one.remainingCostMinor,
        one.seq,
      ]),
    ).toEqual([
      ['b1', 2, 200, 2, 200, 0],
      ['b2', 3, 600, 0, 0, 1],
      ['b2', 1, 200, 1, 200, 2],
    ]);
    expect(taken.movements.map((one) => [one.kind, one.remainingDelta, one.costMinor])).toEqual([
      ['returned', 2, 200],
      ['returned', 3, 600],
      ['writtenOff', -3, 600],
      ['returned', 1, 200],
    ]);
    expect(taken.writtenOffMinor).toBe(600);
    expect(taken.levels.map(({ after }) => after.available)).toEqual([3]);
    expect(taken.returned).toEqual([
      { batchId: 'b1', quantity: 2, costMinor: 200 },
      { batchId: 'b2', quantity: 4, costMinor: 800 },
    ]);
  });
  test.each([
    ['no hold', undefined, command(back('b1', 1)), 'hold.unknown'],
    ['more than was sold', hold, command(back('b2', 5)), 'return.mismatch'],
    ['more than was sold, over two lines', hold, command(back('b2', 3), back('b2', 2)), 'return.mismatch'],
    [
      'more than is left after an earlier return',
      { ...hold, returned: [{ batchId: 'b1', quantity: 1, costMinor: 100 }] },
      command(back('b1', 2)),
      'return.mismatch',
    ],
    ['a batch of another sale', hold, command(back('b9', 1)), 'return.mismatch'],
    ['another product', hold, command({ ...back('b1', 1), productId: 'z' }), 'return.mismatch'],
    ['all units at another cost', hold, command(back('b1', 2, 'restock', 201)), 'return.mismatch'],
    ['all units at less than their cost', hold, command(back('b1', 2, 'restock', 199)), 'return.mismatch'],
    ['a part at more than all units cost', hold, command(back('b1', 1, 'restock', 201)), 'return.mismatch'],
    ['a part at another cost', hold, command(back('b1', 1, 'restock', 99)), 'return.mismatch'],
    ['a part at its share, rounded down', odd, command(back('b1', 1, 'restock', 100)), 'taken'],
    ['a part at its share, rounded up', odd, command(back('b1', 1, 'restock', 101)), 'return.mismatch'],
    [
      'the rest with the cent that was rounded off',
      { ...odd, returned: [{ batchId: 'b1', quantity: 1, costMinor: 100 }] },
      command(back('b1', 1, 'restock', 101)),
      'taken',
    ],
    ['a part of two lines, off by what their rounding may be', hold, command(back('b2', 2, 'restock', 404)), 'taken'],
    ['a part of two lines at another cost', hold, command(back('b2', 2, 'restock', 405)), 'return.mismatch'],
    [
      'the rest at another cost than what is left',
      { ...hold, returned: [{ batchId: 'b1', quantity: 1, costMinor: 99 }] },
      command(back('b1', 1)),
      'return.mismatch',
    ],
    ['another store', { ...hold, storeId: 'sto_2' }, command(back('b1', 1)), 'return.mismatch'],
    [
      'another store that says which one sold',
      { ...hold, storeId: 'sto_2' },
      { ...command(back('b1', 1)), soldIn: 'sto_2' },
      'taken',
    ],
    ['a store that says the wrong one sold', hold, { ...command(back('b1', 1)), soldIn: 'sto_2' }, 'return.mismatch'],
    ['another currency', { ...hold, currency: 'EUR' }, command(back('b1', 1)), 'return.mismatch'],
    [
      'the rest after a part',
      { ...hold, returned: [{ batchId: 'b1', quantity: 1, costMinor: 100 }] },
      command(back('b1', 1)),
      'taken',
    ],
  ])('%s', (_name, of, asked, code) => expect(codeOf(of, asked)).toBe(code));

  test('in another store: batches of that store at the cost, the delivery, the age and the date of those sold', () => {
    const dated = { ...units('b1', 2, 100), expiresOn: '2027-03-01', expiryPlace: 4 };
    const sold: Hold = {
      ...hold,
      lines: [{ lineId: 'l1', productId: 'a', quantity: 3, allocations: [dated, units('b2', 1, 200)] }],
    };
    const batches = [
      { _id: 'b1', receivedAt: '2026-02-01T00:00:00.000Z', agedSince: '2025-12-01T00:00:00.000Z' },
      { _id: 'b2', receivedAt: '2026-01-15T00:00:00.000Z' },
    ] as Batch[];
    const asked = { ...command(back('b1', 1), back('b2', 1, 'writeOff')), storeId: 'sto_2', soldIn: STORE };
    const taken = decideReturnStock({ known: false, hold: sold, levels: [], sold: batches }, asked, sampleContext());
    expect(taken.batches).toMatchObject([
      {
        storeId: 'sto_2',
        deliveryId: 'dlv_of_b1',
        returnOf: 'b1',
        costMinor: 100,
        remainingQty: 1,
        agedSince: '2025-12-01T00:00:00.000Z',
        expiresOn: '2027-03-01',
      },
      { storeId: 'sto_2', returnOf: 'b2', costMinor: 200, remainingQty: 0, agedSince: '2026-01-15T00:00:00.000Z' },
    ]);
    expect(taken.levels.map(({ before, after }) => [before, after.storeId, after.available])).toEqual([
      [undefined, 'sto_2', 1],
    ]);
    expect(taken.movements.map((one) => [one.kind, one.storeId, one.costMinor])).toEqual([
      ['returned', 'sto_2', 100],
      ['returned', 'sto_2', 200],
      ['writtenOff', 'sto_2', 200],
    ]);
    expect(taken.deliveryIds).toEqual(['dlv_of_b1', 'dlv_of_b2']);
  });

  test('whatever the order of returns, never more units come back of a batch than were sold, and cost in is cost out', () => {
    const lines = fc.array(
      fc.tuple(
        fc.constantFrom('b1', 'b2'),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom<Disposition>('restock', 'writeOff'),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, (asked) => {
        const left = new Map([
          ['b1', 2],
          ['b2', 4],
        ]);
        let current = hold;
        for (const [batchId, quantity, disposition] of asked) {
          const fits = quantity <= left.get(batchId)!;
          const request = command(back(batchId, quantity, disposition));
          expect(codeOf(current, request)).toBe(fits ? 'taken' : 'return.mismatch');
          if (!fits) continue;
          left.set(batchId, left.get(batchId)! - quantity);
          const taken = decideReturnStock({ known: false, hold: current, levels: [] }, request, sampleContext());
          const cost = taken.batches.reduce((sum, one) => sum + one.remainingCostMinor, taken.writtenOffMinor ?? 0);
          expect(cost).toBe(quantity * (batchId === 'b1' ? 100 : 200));
          current = { ...current, returned: taken.returned };
        }
      }),
    );
  });
});
