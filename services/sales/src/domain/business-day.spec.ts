import { expect, test } from '@jest/globals';
import { addedToDay, possiblePostingDays, postingDay, requireOpen } from './business-day.js';

test('only a closed day is closed', () => {
  const day = { _id: 'sto_1/2026-01-01', storeId: 'sto_1', businessDay: '2026-01-01', touched: 3 };
  expect(() => requireOpen(null, 'sto_1', '2026-01-01')).not.toThrow();
  expect(() => requireOpen({ ...day, closed: false }, 'sto_1', '2026-01-01')).not.toThrow();
  expect(() => requireOpen({ ...day, closed: true }, 'sto_1', '2026-01-01')).toThrow(
    expect.objectContaining({ code: 'day.closed' }),
  );
});

test('entries add to their day where they stand, and each account once an entry', () => {
  const line = (account: string) => ({ account, debitMinor: 1, creditMinor: 0 });
  const entries = [
    { sequence: 7, lines: [line('cash'), line('cash'), line('revenue')] },
    { sequence: 5, lines: [line('cash')] },
  ];
  expect(addedToDay(entries)).toEqual({ first: 5, last: 7, accounts: { cash: 2, revenue: 1 } });
});

test.each<[string, string[], object]>([
  ['an open day', [], { businessDay: '2026-03-03' }],
  ['a closed day', ['2026-03-03'], { businessDay: '2026-03-05', occurredDay: '2026-03-03' }],
  [
    'a closed day, when today was closed before its end',
    ['2026-03-03', '2026-03-05'],
    { businessDay: '2026-03-06', occurredDay: '2026-03-03' },
  ],
])('a fact of %s', (_name, closed, expected) => {
  const possible = possiblePostingDays('2026-03-03', '2026-03-04T23:30:00Z', 'Africa/Algiers');
  expect(postingDay(possible, new Set(closed))).toEqual(expected);
});
