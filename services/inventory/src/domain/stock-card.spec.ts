import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Movement } from './records.js';
import { balancesOf, cardKeyOf, documentKindOf, documentOf, isOnCard, type CardMovement } from './stock-card.js';

const moved = (kind: Movement['kind'], remainingDelta: number, costMinor: number, heldDelta = 0): CardMovement => ({
  _id: 'mov_1',
  kind,
  batchId: 'bat_1',
  remainingDelta,
  heldDelta,
  costMinor,
  currency: 'DZD',
  ref: 'dlv_1',
  by: 'usr_1',
  occurredAt: '2026-11-29T12:00:00.000Z',
});

test('each movement has the units and the cost after it', () => {
  const rows = balancesOf([
    moved('received', 5, 500),
    moved('sold', 0, 200, -2),
    moved('revalued', 0, -30),
    moved('writtenOff', -1, 90),
  ]);
  expect(
    rows.map(({ quantity, costMinor, balance, balanceCostMinor }) => [quantity, costMinor, balance, balanceCostMinor]),
  ).toEqual([
    [5, 500, 5, 500],
    [-2, -200, 3, 300],
    [0, -30, 3, 270],
    [-1, -90, 2, 180],
  ]);
});

test('units set aside are still there: they are not on the card', () => {
  expect((['held', 'released', 'sold', 'revalued', 'received'] as const).map((kind) => isOnCard({ kind }))).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(cardKeyOf({ _id: 'mov_1', storeId: 'sto_1', productId: 'prd_1' })).toBe('sto_1/prd_1/mov_1');
});

test('a hold stands for its sale, a correction names it, and other documents have their number', () => {
  const sales = new Map([
    ['hld_1', 'sal_1'],
    ['cor_1', 'sal_2'],
  ]);
  const numbers = new Map([['wof_1', 'A-WO-2026-000001']]);
  expect(documentOf('hld_1', sales, numbers)).toEqual({ kind: 'sale', id: 'sal_1', saleId: 'sal_1' });
  expect(documentOf('cor_1', sales, numbers)).toEqual({ kind: 'correction', id: 'cor_1', saleId: 'sal_2' });
  expect(documentOf('wof_1', sales, numbers)).toEqual({ kind: 'writeOff', id: 'wof_1', number: 'A-WO-2026-000001' });
  expect(documentOf('dlv_1', sales, numbers)).toEqual({ kind: 'delivery', id: 'dlv_1' });
  expect(() => documentKindOf('cus_1')).toThrow(RangeError);
});

test('property: the last balance is the sum of all, and no step is lost', () => {
  const any = fc.record({ units: fc.integer({ min: -50, max: 50 }), costMinor: fc.integer({ min: 0, max: 10_000 }) });
  fc.assert(
    fc.property(fc.array(any, { minLength: 1 }), (all) => {
      const rows = balancesOf(all.map(({ units, costMinor }) => moved('found', units, costMinor)));
      let [units, cost] = [0, 0];
      for (const [at, row] of rows.entries()) {
        units += all[at]!.units;
        cost += all[at]!.units > 0 ? all[at]!.costMinor : all[at]!.units < 0 ? -all[at]!.costMinor : 0;
        expect([row.balance, row.balanceCostMinor]).toEqual([units, cost]);
      }
    }),
  );
});
