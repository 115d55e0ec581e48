import { describe, expect, test } from '@jest/globals';
import type { DayReading } from '@comptoir/contracts';
import { currencyOverviewOf, productsShown, type StoreDays } from './overview.js';

const piece = { unit: 'piece' as const, quantityDecimals: 0 };
const sold = (productId: string, quantity: number, netMinor = quantity * 100) => ({
  productId,
  ...piece,
  quantity,
  netMinor,
  costMinor: quantity * 60,
});
function reading(products: DayReading['products'], hours: DayReading['hours'] = []): DayReading {
  const netMinor = products.reduce((total, one) => total + one.netMinor, 0);
  const costMinor = products.reduce((total, one) => total + one.costMinor, 0);
  const received = { cash: netMinor, card: 1, transfer: 0 };
  const part = { netMinor, taxMinor: 19, grossMinor: netMinor + 19, costMinor };
  const figures: DayReading['figures'] = {
    sales: 1,
    corrections: 0,
    ...part,
    discountNetMinor: 0,
    sold: part,
    returned: { netMinor: 0, taxMinor: 0, grossMinor: 0, costMinor: 0 },
    received,
    paid: {},
    taxByRate: {},
    stock: { inMinor: 0, outMinor: 0, byKind: {} },
    receivableMinor: 0,
    creditMinor: 0,
    tills: { sessions: 0, expectedMinor: 0, countedMinor: 0, differenceMinor: 0 },
    guarantees: 0,
    documents: [],
  };
  return { figures, ends: { stockMinor: 0, receivableMinor: 0, creditMinor: 0 }, hours, products };
}
const store = (day: DayReading, dayBefore = reading([]), weekBefore = reading([])): StoreDays => ({
  currency: 'DZD',
  day,
  dayBefore,
  weekBefore,
});

test('stores add up, hour by hour and in all', () => {
  const hours = [{ hour: 9, sales: 1, netMinor: 200, grossMinor: 219 }];
  const later = [...hours, { hour: 17, sales: 2, netMinor: 5, grossMinor: 6 }];
  const stores = [store(reading([sold('a', 2)], hours)), store(reading([sold('a', 1), sold('b', 1)], later))];
  const days = { day: '2026-03-08', dayBefore: '2026-03-07', weekBefore: '2026-03-01' };
  const of = currencyOverviewOf(stores, days, productsShown(stores), (productId) => ({ sku: productId, name: 'N' }));
  expect(of.day).toEqual({
    businessDay: '2026-03-08',
    closed: 0,
    sales: 2,
    corrections: 0,
    netMinor: 400,
    taxMinor: 38,
    grossMinor: 438,
    costMinor: 240,
    marginMinor: 160,
    cashMinor: 400,
    cardMinor: 2,
    transferMinor: 0,
    hours: [
      { hour: 9, sales: 2, netMinor: 400, grossMinor: 438 },
      { hour: 17, sales: 2, netMinor: 5, grossMinor: 6 },
    ],
  });
  expect([of.dayBefore.businessDay, of.weekBefore.businessDay]).toEqual(['2026-03-07', '2026-03-01']);
  expect(of.best[0]).toEqual({ ...sold('a', 3), marginMinor: 120, sku: 'a', name: 'N' });
});

describe('the products shown', () => {
  test('best by net, at most ten, without those of which more came back than went', () => {
    const many = Array.from({ length: 12 }, (_none, at) => sold(`p${String(at).padStart(2, '0')}`, 1, 100 + at));
    const { best } = productsShown([store(reading([...many, sold('back', -1)]))]);
    expect(best.map((one) => one.productId)).toEqual(
      many
        .toReversed()
        .slice(0, 10)
        .map((one) => one.productId),
    );
    const few = productsShown([store(reading([sold('a', 1), sold('back', -1)]))]);
    expect(few.best.map((one) => one.productId)).toEqual(['a']);
  });

  test('slow by whole units: three pieces are more than two kilograms', () => {
    const grams = { ...sold('kilos', 2_000), unit: 'kg' as const, quantityDecimals: 3 };
    const { slow } = productsShown([store(reading([]), reading([grams, sold('pieces', 3)]))]);
    expect(slow.map((one) => one.productId)).toEqual(['pieces', 'kilos']);
  });

  test('slow by the units missing beside the better of the other days', () => {
    const { slow } = productsShown([
      store(
        reading([sold('a', 1), sold('b', 5)]),
        reading([sold('a', 4), sold('b', 5)]),
        reading([sold('a', 2), sold('c', 7), sold('d', 1)]),
      ),
      store(reading([]), reading([sold('c', 1)])),
    ]);
    expect(slow).toEqual([
      { ...piece, productId: 'c', quantity: 0, quantityBefore: 7 },
      { ...piece, productId: 'a', quantity: 1, quantityBefore: 4 },
      { ...piece, productId: 'd', quantity: 0, quantityBefore: 1 },
    ]);
  });
});
