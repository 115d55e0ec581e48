import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { marginOfDelivery, openDaysOf, sealDeliveryDay } from './delivery-days.js';
import type { StiRecord } from './records.js';

type Part = readonly [delivery: number, product: number, quantity: number, netMinor: number, costMinor: number];

/** An STI of a day, one line a part. */
const sti = (businessDay: string, parts: readonly Part[]) =>
  ({
    currency: 'DZD',
    businessDay,
    lines: parts.map(([delivery, product, quantity, netMinor, costMinor]) => ({
      productId: `prd_${product}`,
      unit: 'piece',
      quantityDecimals: 0,
      batches: [{ deliveryId: `dlv_${delivery}`, quantity, netMinor, taxMinor: netMinor * 2, costMinor }],
    })),
  }) as unknown as StiRecord;
const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];

test('whichever days are closed, a delivery earned what its parts add up to', () => {
  const amount = fc.integer({ min: -1_000, max: 1_000 });
  const part = fc.tuple(fc.nat(2), fc.nat(2), fc.integer({ min: -5, max: 5 }), amount, amount);
  const sale = fc.tuple(fc.constantFrom(...DAYS), fc.array(part, { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(sale, { maxLength: 15 }), fc.nat(DAYS.length), (sales, closedDays) => {
      const stis = sales.map(([day, parts]) => sti(day, parts));
      const closed = DAYS.slice(0, closedDays).flatMap((businessDay) =>
        sealDeliveryDay(
          { storeId: 'sto_1', businessDay, currency: 'DZD' },
          stis.filter((one) => one.businessDay === businessDay),
        ),
      );
      const open = stis.filter((one) => !DAYS.slice(0, closedDays).includes(one.businessDay));
      const parts = sales.flatMap(([, of]) => of);
      for (const delivery of [0, 1, 2]) {
        const deliveryId = `dlv_${delivery}`;
        const ofDelivery = closed.filter((one) => one.deliveryId === deliveryId);
        const rows = marginOfDelivery(deliveryId, ofDelivery, open);
        for (const product of [0, 1, 2]) {
          let [quantity, revenueMinor, costMinor, sold] = [0, 0, 0, false];
          for (const one of parts) {
            if (one[0] !== delivery || one[1] !== product) continue;
            [quantity, revenueMinor, costMinor, sold] = [
              quantity + one[2],
              revenueMinor + one[3],
              costMinor + one[4],
              true,
            ];
          }
          const row = rows.find((one) => one.productId === `prd_${product}`);
          if (!sold) expect(row).toBeUndefined();
          else {
            const [taxMinor, marginMinor] = [revenueMinor * 2, revenueMinor - costMinor];
            expect(row).toMatchObject({
              deliveryId,
              currency: 'DZD',
              quantity,
              revenueMinor,
              taxMinor,
              costMinor,
              marginMinor,
            });
          }
        }
      }
    }),
  );
});

describe('the open days that may have sold of a delivery', () => {
  test.each([
    ['none was closed', '2026-03-02', undefined, ['2026-03-02', '2026-03-03']],
    ['the last closed one is before it', '2026-03-02', '2026-02-20', ['2026-03-02', '2026-03-03']],
    ['the last closed one is its first', '2026-03-02', '2026-03-02', ['2026-03-03']],
    ['all are closed', '2026-03-02', '2026-03-03', []],
  ])('%s', (_name, since, last, days) => {
    expect(openDaysOf(since, last, '2026-03-03')).toEqual(days);
  });
});
