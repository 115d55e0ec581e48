import { describe, expect, test } from '@jest/globals';
import { lastDayOf, nextPeriod, openPeriods } from './periods.js';

test.each([
  ['2026-01', '2026-01-31', '2026-02'],
  ['2024-02', '2024-02-29', '2024-03'],
  ['2026-12', '2026-12-31', '2026'],
  ['2026', '2026-12-31', '2027-01'],
])('%s ends on %s, and %s closes after it', (period, last, next) => {
  expect([lastDayOf(period), nextPeriod(period)]).toEqual([last, next]);
});

describe('open periods', () => {
  const named = (given: Partial<Parameters<typeof openPeriods>[0]>): string[] =>
    openPeriods({
      last: undefined,
      lastClosedDay: undefined,
      opened: '2025-11-20',
      today: '2026-01-10',
      ...given,
    }).map(({ period, state }) => `${period} ${state}`);

  test('of a store without any, from its first month to the month of today', () => {
    expect(named({})).toEqual(['2025-11 daysOpen', '2025-12 daysOpen', '2025 daysOpen', '2026-01 running']);
  });

  test('are ready when their last day is closed', () => {
    expect(named({ lastClosedDay: '2025-12-31' })).toEqual([
      '2025-11 ready',
      '2025-12 ready',
      '2025 ready',
      '2026-01 running',
    ]);
  });

  test('follow the one closed last', () => {
    expect(named({ last: '2025-12', lastClosedDay: '2025-12-31' })).toEqual(['2025 ready', '2026-01 running']);
    expect(named({ last: '2025' })).toEqual(['2026-01 running']);
    expect(named({ last: '2026-01' })).toEqual([]);
  });

  test('of this year: it is not over before its last day is', () => {
    expect(named({ last: '2026-11', today: '2026-12-31' })).toEqual(['2026-12 running']);
    expect(named({ last: '2026-12', today: '2026-12-31', lastClosedDay: '2026-12-31' })).toEqual([]);
  });
});
