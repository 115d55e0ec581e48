import { expect, test } from '@jest/globals';
import { daysAsked, PERIOD_NAMES, usualPeriod } from './usual-periods.js';

test.each([
  ['2026-03-15', ['2026-03-01 2026-03-15', '2026-02-01 2026-02-28', '2026-01-01 2026-03-15']],
  ['2028-03-31', ['2028-03-01 2028-03-31', '2028-02-01 2028-02-29', '2028-01-01 2028-03-31']],
  ['2026-01-01', ['2026-01-01 2026-01-01', '2025-12-01 2025-12-31', '2026-01-01 2026-01-01']],
  ['2026-12-31', ['2026-12-01 2026-12-31', '2026-11-01 2026-11-30', '2026-10-01 2026-12-31']],
])('this month, the last one and this quarter on %s', (today, expected) => {
  const days = PERIOD_NAMES.slice(0, 3).map((name) => usualPeriod(name, today));
  expect(days.map(({ from, to }) => `${from} ${to}`)).toEqual(expected);
});

test('the last quarter and years', () => {
  const of = (name: (typeof PERIOD_NAMES)[number]) => usualPeriod(name, '2026-02-10');
  expect(of('lastQuarter')).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  expect(of('thisYear')).toEqual({ from: '2026-01-01', to: '2026-02-10' });
  expect(of('lastYear')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
});

test.each([
  ['no day', {}, '2026-03-01 2026-03-15'],
  ['both', { from: '2025-01-01', to: '2025-12-31' }, '2025-01-01 2025-12-31'],
  ['the last one', { to: '2025-11-20' }, '2025-11-01 2025-11-20'],
  ['the first one', { from: '2025-11-20' }, '2025-11-20 2026-03-15'],
  ['a first one to come', { from: '2026-04-02' }, '2026-04-02 2026-04-02'],
])('an address that names %s', (_name, asked, days) => {
  const { from, to } = daysAsked(asked, '2026-03-15');
  expect(`${from} ${to}`).toBe(days);
});
