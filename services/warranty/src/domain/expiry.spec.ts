import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expiresOn } from './expiry.js';

test.each([
  ['2026-03-04', 12, '2027-03-04'],
  ['2026-03-04', 1, '2026-04-04'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2100-01-31', 1, '2100-02-28'],
  ['2000-01-30', 1, '2000-02-29'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2028-02-29', 48, '2032-02-29'],
  ['2026-08-31', 1, '2026-09-30'],
  ['2026-10-31', 1, '2026-11-30'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-11-30', 1, '2026-12-30'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-12-31', 12, '2027-12-31'],
  ['2026-06-30', 240, '2046-06-30'],
])('from %s, %i months run until %s', (from, months, until) => expect(expiresOn(from, months)).toBe(until));

/** Walks day by day through the calendar of Date, counting months; stops at the day of the month or the month's last day. */
function oracle(startsOn: string, months: number): string {
  const wanted = Number(startsOn.slice(8));
  const at = new Date(`${startsOn}T00:00:00Z`);
  const next = (): Date => new Date(at.getTime() + 86_400_000);
  for (let passed = 0; ; at.setTime(next().getTime())) {
    const lastOfMonth = next().getUTCMonth() !== at.getUTCMonth();
    if (passed === months && (at.getUTCDate() === wanted || lastOfMonth)) return at.toISOString().slice(0, 10);
    if (lastOfMonth) passed += 1;
  }
}

test('any day and number of months: as by walking through the calendar', () => {
  const days = fc
    .date({ min: new Date('1999-01-01'), max: new Date('2101-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 30 }), (day, months) =>
      expect(expiresOn(day, months)).toBe(oracle(day, months)),
    ),
    { numRuns: 300 },
  );
});
