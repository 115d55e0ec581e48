import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { businessDayOf } from '@comptoir/contracts';
import { draw, seriesName, type Draw } from './series.js';

describe('the name of a series', () => {
  test.each([
    ['ALG1', 'FACTURE', '2026-01-01', 'ALG1-F-2026'],
    ['ALG1', 'BON_DE_VENTE', '2026-12-31', 'ALG1-B-2026'],
    ['ORAN', 'CREDIT_NOTE', '2027-06-15', 'ORAN-A-2027'],
  ] as const)('%s %s of %s is %s', (code, type, day, name) => expect(seriesName(code, type, day)).toBe(name));
});

describe('a number drawn', () => {
  test('is the first of a series nobody drew from', () => {
    expect(draw(null, 'ALG1-F-2026', '2026-03-04T10:00:00.000Z', '2026-03-04')).toEqual({
      before: 0,
      counter: 1,
      number: 'ALG1-F-2026-000001',
      issuedAt: '2026-03-04T10:00:00.000Z',
      businessDay: '2026-03-04',
      series: { _id: 'ALG1-F-2026', last: 1, lastIssuedAt: '2026-03-04T10:00:00.000Z', lastDay: '2026-03-04' },
    });
  });

  test.each([
    [41, '000042'],
    [999_998, '999999'],
    [999_999, '1000000'],
  ])('after %i ends in %s', (last, ends) => {
    expect(draw({ _id: 'S', last, lastIssuedAt: '', lastDay: '' }, 'S', 'now', '2026-03-04').number).toBe(`S-${ends}`);
  });

  test('is never dated before the one drawn last, whatever the clocks say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })),
        (clocks) => {
          const drawn: Draw[] = [];
          for (const clock of clocks)
            drawn.push(draw(drawn.at(-1)?.series ?? null, 'S', clock.toISOString(), '2026-03-04'));
          expect(drawn.map((one) => one.counter)).toEqual(clocks.map((_, index) => index + 1));
          drawn.forEach((one, index) => {
            const latest = clocks
              .slice(0, index + 1)
              .map((clock) => clock.toISOString())
              .sort()
              .at(-1);
            expect(one.issuedAt).toBe(latest);
            expect(one.before).toBe(index);
          });
        },
      ),
    );
  });

  test('carries the day of its fact in the store, or the later date of the number before it', () => {
    const fact = fc.record({
      // around the turn of the year: a day, a month and a series change at one midnight
      at: fc.date({
        min: new Date('2026-12-29T00:00:00Z'),
        max: new Date('2027-01-03T00:00:00Z'),
        noInvalidDate: true,
      }),
      issuedLaterMs: fc.constantFrom(0, 5, 60_000, 3 * 3_600_000, 30 * 3_600_000),
    });
    const timeZone = fc.constantFrom('Africa/Algiers', 'UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati');
    fc.assert(
      fc.property(timeZone, fc.array(fact, { maxLength: 40 }), (zone, facts) => {
        const dayIn = new Intl.DateTimeFormat('sv', { timeZone: zone });
        const issued = facts
          .map(({ at, issuedLaterMs }) => ({ at, now: new Date(at.getTime() + issuedLaterMs).toISOString() }))
          .toSorted((a, b) => (a.now < b.now ? -1 : 1));
        const seriesOf = new Map<string, { factDay: string; drawn: Draw }[]>();
        for (const { at, now } of issued) {
          const factDay = businessDayOf(at.toISOString(), zone);
          expect(factDay).toBe(dayIn.format(at));
          const name = seriesName('ALG1', 'FACTURE', factDay);
          const before = seriesOf.get(name) ?? [];
          const drawn = draw(before.at(-1)?.drawn.series ?? null, name, now, factDay);
          seriesOf.set(name, [...before, { factDay, drawn }]);
        }
        for (const [name, numbers] of seriesOf) {
          numbers.forEach(({ factDay, drawn }, index) => {
            const latest = numbers
              .slice(0, index + 1)
              .map((one) => one.factDay)
              .sort()
              .at(-1);
            expect([name, drawn.counter, drawn.businessDay]).toEqual([name, index + 1, latest]);
            expect(drawn.occurredDay).toBe(latest === factDay ? undefined : factDay);
            expect(`${name.slice(-4)}`).toBe(drawn.businessDay.slice(0, 4));
          });
        }
      }),
    );
  });
});
