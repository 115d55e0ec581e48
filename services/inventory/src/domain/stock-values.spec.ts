import { expect, test } from '@jest/globals';
import { dayOfMovement, stockValuesOf, withBatches, type ValueMovement } from './stock-values.js';

const NEXT = '2026-03-05T23:00:00.000Z'; // midnight in Algiers
const moved = (
  kind: ValueMovement['kind'],
  [remainingDelta, heldDelta]: readonly [number, number],
  costMinor: number,
  more: Partial<ValueMovement> = {},
): ValueMovement => ({
  kind,
  productId: 'prd_1',
  batchId: 'bat_1',
  remainingDelta,
  heldDelta,
  costMinor,
  currency: 'DZD',
  occurredAt: '2026-03-05T12:00:00.000Z',
  ...more,
});
const valuesOn = (movements: readonly ValueMovement[]) => stockValuesOf(movements, { day: '2026-03-05', before: NEXT });

test.each<[string, Partial<ValueMovement>, boolean]>([
  ['before midnight', { occurredAt: '2026-03-05T22:59:59.999Z' }, true],
  ['at midnight', { occurredAt: NEXT }, false],
  ['after midnight, of a sale of the day', { occurredAt: NEXT, businessDay: '2026-03-05' }, true],
  ['before midnight, of a sale of the next day', { businessDay: '2026-03-06' }, false],
])('a movement %s', (_name, at, counts) => {
  const rows = [moved('received', [5, 0], 500), moved('sold', [0, -2], 200, at)];
  expect(valuesOn(rows)).toMatchObject([{ quantity: counts ? 3 : 5, costMinor: counts ? 300 : 500 }]);
  const day = dayOfMovement({ occurredAt: '2026-03-05T12:00:00.000Z', ...at }, 'Africa/Algiers');
  expect(day <= '2026-03-05').toBe(counts);
});

test('units that a bill made dearer cost more, and batches with nothing left are not there', () => {
  const rows = [
    moved('received', [3, 0], 300),
    moved('revalued', [0, 0], 7),
    moved('received', [2, 0], 100, { batchId: 'bat_2' }),
    moved('writtenOff', [-2, 0], 100, { batchId: 'bat_2' }),
    moved('received', [1, 0], 9, { productId: 'prd_0', batchId: 'bat_3' }),
    moved('sold', [0, -1], 9, { productId: 'prd_0', batchId: 'bat_3' }),
  ];
  expect(valuesOn(rows)).toEqual([
    {
      productId: 'prd_1',
      currency: 'DZD',
      quantity: 3,
      costMinor: 307,
      batches: [{ batchId: 'bat_1', quantity: 3, costMinor: 307 }],
    },
  ]);
});

test('batches are listed as they arrived', () => {
  const rows = [moved('received', [3, 0], 300), moved('received', [1, 0], 50, { batchId: 'bat_0' })];
  const of = (seq: number) => ({ seq, deliveryId: `dlv_${seq}`, receivedAt: NEXT });
  const [value] = valuesOn(rows);
  const known = new Map([
    ['bat_1', of(1)],
    ['bat_0', of(2)],
  ]);
  expect(withBatches(value!, known).batches).toEqual([
    { batchId: 'bat_1', quantity: 3, costMinor: 300, deliveryId: 'dlv_1', receivedAt: NEXT },
    { batchId: 'bat_0', quantity: 1, costMinor: 50, deliveryId: 'dlv_2', receivedAt: NEXT },
  ]);
});
