import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { STOCK_AGES, sum } from '@comptoir/contracts';
import { ageOf, agesOf, stockAgesOf, stockAgesTotals, type AgedBatch } from './stock-ages.js';

const now = '2026-11-29T12:00:00.000Z';
const daysAgo = (days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const batch = (days: number, remainingQty = 2, facts: Partial<AgedBatch> = {}): AgedBatch => ({
  storeId: 'sto_1',
  productId: 'prd_1',
  remainingQty,
  remainingCostMinor: remainingQty * 100,
  currency: 'DZD',
  receivedAt: daysAgo(days),
  ...facts,
});

test.each([
  [0, 0],
  [30, 0],
  [31, 31],
  [90, 31],
  [91, 91],
  [180, 91],
  [181, 181],
  [365, 181],
  [366, 366],
  [4_000, 366],
])('a batch of %i days is in the age from %i days on', (days, fromDays) => {
  expect(agesOf([batch(days)], now).filter(({ quantity }) => quantity > 0)).toEqual([
    { fromDays, quantity: 2, costMinor: 200 },
  ]);
});

test('a part of a day is none, and a clock that runs behind makes nothing younger than today', () => {
  expect(ageOf({ receivedAt: daysAgo(30.99) }, now)).toBe(30);
  expect(ageOf({ receivedAt: daysAgo(-1) }, now)).toBe(0);
});

test('products in order, with their oldest batch; what has no units is left out', () => {
  const rows = stockAgesOf([batch(1, 1, { productId: 'prd_2' }), batch(40), batch(3, 1), batch(900, 0)], now);
  expect(rows.map(({ productId, quantity, oldestAt }) => [productId, quantity, oldestAt])).toEqual([
    ['prd_1', 3, daysAgo(40)],
    ['prd_2', 1, daysAgo(1)],
  ]);
});

test('currencies are never added up', () => {
  const totals = stockAgesTotals([batch(1), batch(2, 3, { currency: 'EUR' })], now);
  expect(totals.map(({ currency, costMinor }) => [currency, costMinor])).toEqual([
    ['DZD', 200],
    ['EUR', 300],
  ]);
});

test('property: ages hold every unit and every cent once', () => {
  const any = fc.record({
    days: fc.integer({ min: 0, max: 2_000 }),
    quantity: fc.integer({ min: 1, max: 1_000 }),
    costMinor: fc.integer({ min: 0, max: 1_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(any), (all) => {
      const batches = all.map((one) => batch(one.days, one.quantity, { remainingCostMinor: one.costMinor }));
      const ages = agesOf(batches, now);
      expect(ages.map(({ fromDays }) => fromDays)).toEqual([...STOCK_AGES]);
      expect(sum(ages.map(({ quantity }) => quantity))).toBe(sum(all.map(({ quantity }) => quantity)));
      expect(sum(ages.map(({ costMinor }) => costMinor))).toBe(sum(all.map(({ costMinor }) => costMinor)));
    }),
  );
});
