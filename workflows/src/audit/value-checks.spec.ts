import { expect, test } from '@jest/globals';
import type { Records } from './records.js';
import { checkDayValues } from './value-checks.js';

const line = (account: string, debitMinor: number, creditMinor = 0) => ({ account, debitMinor, creditMinor });
const entry = (id: string, ref: string, lines: object[], days: object) => ({
  id,
  ref,
  kind: 'any',
  storeId: 'sto_1',
  lines,
  postedAt: '2026-03-05T10:00:00.000Z',
  ...days,
});
const movement = (
  kind: string,
  ref: string,
  deltas: readonly [number, number],
  costMinor: number,
  more: object = {},
) => ({
  kind,
  ref,
  storeId: 'sto_1',
  remainingDelta: deltas[0],
  heldDelta: deltas[1],
  costMinor,
  occurredAt: '2026-03-04T22:59:00.000Z', // a minute before midnight in Algiers
  ...more,
});

/** A store that took goods in on the 4th, sold at midnight, shipped some, and wrote some off after the 4th was closed. */
function shop(): any {
  return {
    stores: [{ storeId: 'sto_1', timeZone: 'Africa/Algiers' }],
    sales: [{ id: 'sal_1', holdId: 'hld_1', state: 'final' }],
    corrections: [],
    transfers: [
      {
        fromStoreId: 'sto_1',
        toStoreId: 'sto_2',
        moves: [{ moveId: 'trm_1', kind: 'shipped', at: '2026-03-05T09:00:00.000Z', costMinor: 40 }],
      },
    ],
    movements: [
      movement('received', 'dlv_1', [10, 0], 1_000),
      movement('held', 'hld_1', [-2, 2], 200),
      movement('sold', 'hld_1', [0, -2], 200, { occurredAt: '2026-03-04T23:00:01.000Z', businessDay: '2026-03-04' }),
      movement('writtenOff', 'wof_1', [-1, 0], 100),
      movement('revalued', 'bil_1', [0, 0], 7, { occurredAt: '2026-03-05T08:00:00.000Z' }),
      movement('transferredOut', 'trf_1', [-1, 0], 40, { occurredAt: '2026-03-05T09:00:00.000Z' }),
    ],
    entries: [
      entry('ent_1', 'dlv_1', [line('inventory', 1_000)], { businessDay: '2026-03-04' }),
      entry('ent_2', 'sal_1', [line('inventory', 0, 200)], { businessDay: '2026-03-04' }),
      entry('ent_3', 'wof_1', [line('inventory', 0, 100)], { businessDay: '2026-03-05', occurredDay: '2026-03-04' }),
      entry('ent_4', 'bil_1', [line('inventory', 7)], { businessDay: '2026-03-05' }),
      entry('ent_5', 'trm_1', [line('goodsInTransit', 40), line('inventory', 0, 40)], { businessDay: '2026-03-05' }),
    ],
  };
}
const suspectsOf = (records: any): string[] =>
  checkDayValues(records as Records).suspects.map((one) => `${one.message.slice(0, 10)} ${one.difference}`);

test('each day of a sound shop: late entries belong to the day of their fact, a sale to the day of its books', () => {
  expect(checkDayValues(shop() as Records)).toMatchObject({ invariant: 18, checked: 2, underWay: 0, suspects: [] });
});

test.each<[string, (records: any) => void, string[]]>([
  [
    'a sale on the day of its settling',
    (one) => delete one.movements[2].businessDay,
    ['2026-03-04 [200,0]', '2026-03-05 [-200,0]'],
  ],
  [
    'a late entry that does not say so',
    (one) => delete one.entries[2].occurredDay,
    ['2026-03-04 [-100,0]', '2026-03-05 [100,0]'],
  ],
  ['a move that is not in the books', (one) => one.entries.pop(), ['2026-03-05 [-40,40]']],
])('%s is a break of that day', (_name, change, breaks) => {
  const records = shop();
  change(records);
  expect(suspectsOf(records).toSorted()).toEqual(breaks);
});

test('what is under way is left out: goods of a sale that is posting, and a day on which something has just moved', () => {
  const posting = shop();
  posting.sales[0].state = 'posting';
  posting.movements.splice(2, 1);
  expect(suspectsOf(posting)).toEqual([]);
  const young = shop();
  young.startedAt = '2026-03-05T09:00:00.000Z';
  young.entries.pop();
  expect(checkDayValues(young as Records)).toMatchObject({ underWay: 1, suspects: [] });
});
