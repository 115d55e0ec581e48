import { expect, test } from '@jest/globals';
import { daysOf, periodOf } from './periods.js';

test.each([
  ['week', '2026-03-04', ['2026-03-02', '2026-03-08'], ['2026-02-23', '2026-03-01']],
  ['week', '2026-03-08', ['2026-03-02', '2026-03-08'], ['2026-02-23', '2026-03-01']],
  ['month', '2026-03-31', ['2026-03-01', '2026-03-31'], ['2026-02-01', '2026-02-28']],
  ['month', '2026-01-15', ['2026-01-01', '2026-01-31'], ['2025-12-01', '2025-12-31']],
] as const)('the %s of %s, and the one before', (period, day, [from, to], [fromBefore, toBefore]) => {
  expect(periodOf(period, day)).toEqual({ now: { from, to }, before: { from: fromBefore, to: toBefore } });
});

test('the days of a range, both ends included', () => {
  expect(daysOf({ from: '2026-02-27', to: '2026-03-01' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(daysOf({ from: '2026-03-01', to: '2026-03-01' })).toHaveLength(1);
});
