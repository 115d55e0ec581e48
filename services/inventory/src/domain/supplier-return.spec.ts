import { describe, expect, test } from '@jest/globals';
import type { DeliveryView, DomainError } from '@comptoir/contracts';
import { sampleBatch, sampleContext, sampleLevel, sampleSupplier, STORE } from '../../test/samples.js';
import { decideReturnToSupplier, type SupplierReturnState } from './supplier-return.js';

const batches = [sampleBatch('a', 0, 3), sampleBatch('b', 2, 5)];
const delivery = { deliveryId: 'dlv_1', supplierId: 'sup_1', supplierName: 'Sarl Exemple' } as DeliveryView;
const state: SupplierReturnState = {
  supplier: sampleSupplier({}),
  batches,
  deliveries: [delivery],
  levels: [sampleLevel('a', batches), sampleLevel('b', batches)],
  series: { _id: 'ALG1-SR-2026', last: 6 },
};
const command = {
  supplierReturnId: 'srt_1',
  storeId: STORE,
  supplierId: 'sup_1',
  reason: 'Broken on arrival',
  store: { code: 'ALG1', currency: 'DZD' as const, timeZone: 'Africa/Algiers' },
  lines: [
    { batchId: 'bat_b_2', quantity: 2 },
    { batchId: 'bat_a_0', quantity: 3 },
  ],
};
const codeOf = (facts: Partial<SupplierReturnState>, asked: object = {}): string => {
  try {
    decideReturnToSupplier({ ...state, ...facts }, { ...command, ...asked }, sampleContext());
    return 'none';
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('decideReturnToSupplier', () => {
  test('units of the named batches leave at their cost, whatever older batches there are', () => {
    const { returned, series, levels, movements, units } = decideReturnToSupplier(state, command, sampleContext());
    expect(returned).toMatchObject({
      number: 'ALG1-SR-2026-000007',
      totalCostMinor: 3 * 100 + 2 * 102,
      returnedDay: '2026-01-02',
      lines: [
        { batchId: 'bat_a_0', quantity: 3, costMinor: 300, credited: { quantity: 0, costMinor: 0 } },
        { batchId: 'bat_b_2', quantity: 2, costMinor: 204 },
      ],
    });
    expect(series).toEqual({ _id: 'ALG1-SR-2026', last: 7 });
    expect(levels.map(({ after }) => [after.productId, after.available])).toEqual([
      ['a', 0],
      ['b', 3],
    ]);
    expect(movements.map((one) => [one.kind, one.batchId, one.remainingDelta, one.costMinor])).toEqual([
      ['returnedToSupplier', 'bat_a_0', -3, 300],
      ['returnedToSupplier', 'bat_b_2', -2, 204],
    ]);
    expect(units.map((one) => one.batchId)).toEqual(['bat_a_0', 'bat_b_2']);
  });

  test.each<[string, Partial<SupplierReturnState>, object, string]>([
    ['an unknown supplier', { supplier: null }, {}, 'supplier.unknown'],
    ['an unknown batch', { batches: [batches[0]!] }, {}, 'supplier-return.not-of-supplier'],
    [
      'goods of another supplier',
      { deliveries: [{ ...delivery, supplierId: 'sup_2' }] },
      {},
      'supplier-return.not-of-supplier',
    ],
    ['goods whose supplier nobody knows', { deliveries: [] }, {}, 'supplier-return.not-of-supplier'],
    ['goods of another store', {}, { storeId: 'sto_2' }, 'supplier-return.not-of-supplier'],
    ['more than remains', {}, { lines: [{ batchId: 'bat_a_0', quantity: 4 }] }, 'supplier-return.short'],
    ['a batch twice', {}, { lines: [command.lines[0], command.lines[0]] }, 'message.invalid'],
  ])('refuses %s', (_name, facts, asked, code) => expect(codeOf(facts, asked)).toBe(code));
});
