import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, MAX_DOCUMENT_MINOR } from '@comptoir/contracts';
import { decideReceiveDelivery, type DeliveryCommand } from './delivery.js';
import type { Level } from './records.js';
import { sampleBatch, sampleLevel, sampleContext, sampleSupplier, STORE } from '../../test/samples.js';

const command: DeliveryCommand = {
  deliveryId: 'dlv_9',
  storeId: STORE,
  currency: 'DZD',
  opening: false,
  store: { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' },
  lines: [
    { productId: 'b', quantity: 2, costMinor: 10 },
    { productId: 'a', quantity: 3, costMinor: 1_000 },
    { productId: 'b', quantity: 4, costMinor: 24 },
  ],
};
const level = sampleLevel('b', [sampleBatch('b', 4, 1)]);
const codeOf = (known: boolean, levels: Level[], asked: DeliveryCommand): string => {
  try {
    decideReceiveDelivery({ known, levels }, asked, sampleContext());
    return 'taken';
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('decideReceiveDelivery', () => {
  test('one batch a line, at the end of the queue; one level a product', () => {
    const taken = decideReceiveDelivery({ known: false, levels: [level] }, command, sampleContext());
    expect(
      taken.batches.map((one) => [
        one.productId,
        one.seq,
        one.receivedQty,
        one.costMinor,
        one.remainingQty,
        one.remainingCostMinor,
      ]),
    ).toEqual([
      ['b', 5, 2, 10, 2, 10],
      ['a', 0, 3, 1_000, 3, 1_000],
      ['b', 6, 4, 24, 4, 24],
    ]);
    expect(
      taken.levels.map(({ before, after }) => [
        after.productId,
        before?.version,
        after.version,
        after.available,
        after.next,
      ]),
    ).toEqual([
      ['a', undefined, 1, 3, 1],
      ['b', 7, 8, 7, 7],
    ]);
    expect(taken.delivery.totalCostMinor).toBe(10 + 1_000 + 24);
    expect(taken.movements.map((one) => [one.kind, one.remainingDelta, one.heldDelta, one.costMinor])).toEqual([
      ['received', 2, 0, 10],
      ['received', 3, 0, 1_000],
      ['received', 4, 0, 24],
    ]);
  });
  test('extra costs are spread over the lines by their cost, to the cent, and by units where the goods cost nothing', () => {
    const landed = (extraCostMinor: number, lines = command.lines) => {
      const { batches, delivery } = decideReceiveDelivery(
        { known: false, levels: [] },
        { ...command, lines, extraCostMinor },
        sampleContext(),
      );
      return [batches.map((batch) => batch.costMinor), delivery.extraCostMinor, delivery.totalCostMinor];
    };
    expect(landed(100)).toEqual([[11, 1_097, 26], 100, 1_134]); // 0.97, 96.71 and 2.32 of 100
    expect(landed(0)).toEqual([[10, 1_000, 24], 0, 1_034]);
    const gifts = command.lines.map((line) => ({ ...line, costMinor: 0 }));
    expect(landed(100, gifts)).toEqual([[22, 33, 45], 100, 100]); // 2, 3 and 4 units
  });
  test('of a supplier keeps its name of the day, and no extra costs are in its last prices', () => {
    const supplier = sampleSupplier({});
    const state = { known: false, levels: [], supplier };
    const asked = { ...command, supplierId: 'sup_1', extraCostMinor: 100 };
    const taken = decideReceiveDelivery(state, asked, sampleContext());
    expect(taken.delivery).toMatchObject({ supplierId: 'sup_1', supplierName: 'Sarl Exemple' });
    expect(taken.prices.map(({ after }) => [after?.productId, after?.last?.quantity, after?.last?.costMinor])).toEqual([
      ['b', 6, 34],
      ['a', 3, 1_000],
    ]);
    const refusal =
      (found: typeof supplier | null, more: object = {}): (() => unknown) =>
      () =>
        decideReceiveDelivery({ ...state, supplier: found }, { ...asked, ...more }, sampleContext());
    expect(refusal(null)).toThrow(expect.objectContaining({ code: 'supplier.unknown' }));
    expect(refusal({ ...supplier, archived: true })).toThrow(expect.objectContaining({ code: 'supplier.archived' }));
    expect(refusal(supplier, { supplierName: 'X' })).toThrow(expect.objectContaining({ code: 'message.invalid' }));
  });
  test('slots sort as the queue does', () => {
    const slots = decideReceiveDelivery({ known: false, levels: [{ ...level, next: 9 }] }, command, sampleContext())
      .batches.filter((one) => one.productId === 'b')
      .map((one) => one.slot);
    expect([...slots].sort()).toEqual(slots);
  });
  test.each<[string, boolean, Level[], DeliveryCommand, string]>([
    ['twice', true, [], command, 'delivery.exists'],
    ['another currency than before', false, [{ ...level, currency: 'EUR' }], command, 'stock.currency-mixed'],
    [
      'another currency than the store’s',
      false,
      [],
      { ...command, store: { ...command.store, currency: 'EUR' } },
      'stock.currency-mixed',
    ],
    [
      'past the safe integers',
      false,
      [],
      {
        ...command,
        lines: [
          { productId: 'a', quantity: 1, costMinor: Number.MAX_SAFE_INTEGER },
          { productId: 'b', quantity: 1, costMinor: 1 },
        ],
      },
      'amount.too-large',
    ],
  ])('refused: %s', (_name, known, levels, asked, code) => expect(codeOf(known, levels, asked)).toBe(code));
  test('is refused exactly when its cost is past the limit of one document', () => {
    const line = fc.record({
      productId: fc.constantFrom('a', 'b', 'c'),
      quantity: fc.constantFrom(1, 2, 3, 7, 1_000_000),
      costMinor: fc.oneof(fc.nat(1000), fc.integer({ min: 0, max: MAX_DOCUMENT_MINOR })),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        let cost = 0n;
        for (const one of lines) cost += BigInt(one.costMinor);
        const code = codeOf(false, [], { ...command, lines });
        expect(code).toBe(cost > BigInt(MAX_DOCUMENT_MINOR) ? 'amount.too-large' : 'taken');
      }),
    );
  });
});
