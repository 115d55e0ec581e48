import { describe, expect, test } from '@jest/globals';
import type { DeliveryView } from '@comptoir/contracts';
import { sampleSupplier } from '../../test/samples.js';
import { decideSetSupplierProduct, pricedByDelivery } from './supplier-products.js';
import type { SupplierProduct } from './supplier-records.js';

const moment = { now: '2026-02-03T04:05:06.000Z', actor: { id: 'usr_2' } };
const supplier = sampleSupplier({});
const last = { deliveryId: 'dlv_1', receivedDay: '2026-01-01', quantity: 4, costMinor: 400, currency: 'DZD' as const };
const known: SupplierProduct = {
  _id: 'sup_1/prd_1',
  supplierId: 'sup_1',
  productId: 'prd_1',
  catalogNumber: 'A-1',
  numberSet: { at: '2026-01-01T00:00:00.000Z', by: 'usr_1' },
  last,
  revision: 7,
};
const set = (found: SupplierProduct | null, catalogNumber: string | null, of = supplier) =>
  decideSetSupplierProduct({ supplier: of, found }, { supplierId: 'sup_1', productId: 'prd_1', catalogNumber }, moment);

describe('a number', () => {
  test('is set with who set it, and the last price stays', () => {
    expect(set(known, 'B-2').after).toStrictEqual({
      ...known,
      catalogNumber: 'B-2',
      numberSet: { at: moment.now, by: 'usr_2' },
      revision: 8,
    });
    expect(set(null, 'B-2')).toMatchObject({ before: undefined, after: { catalogNumber: 'B-2', revision: 1 } });
  });
  test('is taken out: what has a last price stays, what has none goes', () => {
    const { catalogNumber: _number, numberSet: _set, ...rest } = known;
    expect(set(known, null).after).toStrictEqual({ ...rest, revision: 8 });
    const { last: _last, ...unpriced } = known;
    expect(set(unpriced, null)).toEqual({ before: unpriced, after: undefined });
    expect(set(null, null)).toEqual({ before: undefined, after: undefined });
  });
  test('of an archived supplier is refused', () => {
    expect(() => set(known, 'B-2', { ...supplier, archived: true })).toThrow(
      expect.objectContaining({ code: 'supplier.archived' }),
    );
  });
});

describe('a delivery', () => {
  const delivery = {
    deliveryId: 'dlv_2',
    supplierId: 'sup_1',
    receivedDay: '2026-02-03',
    currency: 'DZD',
  } as DeliveryView;
  const lines = [
    { productId: 'prd_1', quantity: 3, costMinor: 10 },
    { productId: 'prd_2', quantity: 1, costMinor: 7 },
    { productId: 'prd_1', quantity: 1, costMinor: 0 },
  ];
  test('sets what each of its products cost last, all lines of it together', () => {
    const [first, second] = pricedByDelivery([known], delivery, lines);
    const day = { deliveryId: 'dlv_2', receivedDay: '2026-02-03', currency: 'DZD' };
    expect(first).toEqual({
      before: known,
      after: { ...known, last: { ...day, quantity: 4, costMinor: 10 }, revision: 8 },
    });
    expect(second).toMatchObject({
      before: undefined,
      after: { _id: 'sup_1/prd_2', last: { ...day, quantity: 1, costMinor: 7 }, revision: 1 },
    });
  });
  test.each<[string, Partial<DeliveryView>]>([
    ['without a supplier of the list', { supplierId: undefined }],
    ['of opening stock', { opening: true }],
  ])('%s sets no price', (_name, differs) => {
    expect(pricedByDelivery([known], { ...delivery, ...differs }, lines)).toEqual([]);
  });
});
