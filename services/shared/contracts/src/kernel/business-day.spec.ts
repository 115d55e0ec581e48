import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { businessDayOf, dayAfter, hourOf, listKey, nextDay, previousDay } from './business-day.js';

test.each([
  ['2026-03-04T22:59:59.999Z', 'Africa/Algiers', '2026-03-04'],
  ['2026-03-04T23:00:00.000Z', 'Africa/Algiers', '2026-03-05'],
  ['2026-03-04T23:00:00.000Z', 'UTC', '2026-03-04'],
  ['2026-12-31T14:59:59.000Z', 'Asia/Tokyo', '2026-12-31'],
  ['2026-12-31T15:00:00.000Z', 'Asia/Tokyo', '2027-01-01'],
  ['2026-03-29T00:59:59.000Z', 'Europe/Paris', '2026-03-29'],
  ['2026-10-25T22:59:59.000Z', 'Europe/Paris', '2026-10-25'],
  ['2026-10-25T23:00:00.000Z', 'Europe/Paris', '2026-10-26'],
  ['2026-01-01T04:59:59.000Z', 'America/New_York', '2025-12-31'],
  ['2028-02-29T12:00:00.000Z', 'Africa/Tunis', '2028-02-29'],
])('%s in %s is the day %s', (now, timeZone, day) => expect(businessDayOf(now, timeZone)).toBe(day));

test.each([
  ['2026-03-04T22:59:59.999Z', 'Africa/Algiers', 23],
  ['2026-03-04T23:00:00.000Z', 'Africa/Algiers', 0],
  ['2026-03-04T12:00:00.000Z', 'Asia/Tokyo', 21],
  ['2026-06-04T08:30:00.000Z', 'Europe/Paris', 10],
])('%s in %s is in hour %i', (now, timeZone, hour) => expect(hourOf(now, timeZone)).toBe(hour));

test.each([
  ['2026-02-28', 0, '2026-02-28'],
  ['2026-12-15', 30, '2027-01-14'],
])('%s and %i days is %s', (day, days, after) => expect(dayAfter(day, days)).toBe(after));

test('the next day is the day that 24 hours of a zone without summer time later fall on', () => {
  const moments = fc.date({ min: new Date('1999-01-01'), max: new Date('2101-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (at) => {
      const later = new Date(at.getTime() + 86_400_000);
      const [day, next] = [businessDayOf(at.toISOString(), 'UTC'), businessDayOf(later.toISOString(), 'UTC')];
      expect([nextDay(day), previousDay(next)]).toEqual([next, day]);
    }),
  );
});

test.each([
  [{}, 'id'],
  [{ from: '2026-01-01' }, '2026-01-05/id'],
  [{ from: '2026-01-01', number: 'A' }, 'id'],
])('a list by %o is ordered by %s', (order, key) => expect(listKey(order, '2026-01-05', 'id')).toBe(key));
