import { describe, expect, test } from '@jest/globals';
import { businessDayOf, nextDay } from '@comptoir/contracts/kernel';
import fc from 'fast-check';
import { DAYS_PER_PAGE, daysOf, readDays } from './day-pages.js';
import { pageOf } from './paged.js';

interface Query {
  readonly from?: string;
  readonly to?: string;
  readonly soldBy?: string;
}

interface Row {
  readonly businessDay: string;
  readonly id: string;
}

const keyOf = ({ businessDay, id }: Row): string => `${businessDay}/${id}`;
const refusalOf = (act: () => unknown): { code?: string; details?: { issues: { field: string; fault: string }[] } } => {
  try {
    act();
  } catch (error) {
    return error as object;
  }
  return {};
};

/** Reads a list to its end; the pages, and how many days each of them read. */
async function pagesOf(rows: readonly Row[], range: { from: string; to: string }, limit: number) {
  const pages: { items: Row[]; daysRead: number }[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    let daysRead = 0;
    const found = await readDays<Row>(range, cursor, limit, async (businessDay, olderThan, most) => {
      daysRead += 1;
      const ofDay = rows.filter(
        (row) => row.businessDay === businessDay && (olderThan === undefined || row.id < olderThan),
      );
      return ofDay.toSorted((a, b) => (a.id > b.id ? -1 : 1)).slice(0, most);
    });
    const page = pageOf(found.rows, limit, keyOf, found.unread);
    pages.push({ items: page.items, daysRead });
    cursor = page.nextCursor;
    expect(pages.length).toBeLessThan(200);
  }
  return pages;
}

test('page after page gives every row of the range once, by day and then by id, and each page reads a bounded number of days', async () => {
  const dayAt = (at: number): string => businessDayOf(new Date(Date.UTC(2026, 0, 1 + at, 12)).toISOString(), 'UTC');
  const row = fc.record({ at: fc.integer({ min: 0, max: 120 }), id: fc.stringMatching(/^[a-z]{3}$/) });
  const range = fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(row, { maxLength: 30, selector: ({ id }) => id }),
      range,
      fc.integer({ min: 1, max: 5 }),
      async (some, [one, other], limit) => {
        const [from, to] = [dayAt(Math.min(one, other)), dayAt(Math.max(one, other))];
        const rows = some.map(({ at, id }) => ({ businessDay: dayAt(at), id }));
        const pages = await pagesOf(rows, { from, to }, limit);
        const wanted = rows
          .filter(({ businessDay }) => businessDay >= from && businessDay <= to)
          .toSorted((a, b) => (keyOf(a) > keyOf(b) ? -1 : 1));
        expect(pages.flatMap((page) => page.items)).toEqual(wanted);
        for (const { items, daysRead } of pages) {
          expect(items.length).toBeLessThanOrEqual(limit);
          expect(daysRead).toBeLessThanOrEqual(DAYS_PER_PAGE);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('where the days of a page end, the next page begins: no day is left out', async () => {
  const days = [...Array(70).keys()].map((at) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10));
  const rows = days.map((businessDay) => ({ businessDay, id: 'a' }));
  const pages = await pagesOf(rows, { from: days[0]!, to: days.at(-1)! }, 100);
  expect(pages.map((page) => page.items.length)).toEqual([31, 31, 8]);
  expect(pages.flatMap((page) => page.items)).toEqual(rows.toReversed());
});

describe('the days of a query', () => {
  const days = { from: '2026-01-01', to: '2026-01-31' };
  test.each<[Query, Query | undefined]>([
    [{}, undefined],
    [days, days],
    [{ ...days, soldBy: 'x' }, days],
    [
      { from: '2026-01-01', to: '2026-01-01' },
      { from: '2026-01-01', to: '2026-01-01' },
    ],
  ])('%o', (query, range) => expect(daysOf(query, ['soldBy'])).toEqual(range));

  test.each<[Query, string, string]>([
    [{ from: days.from }, 'to', 'is missing: days are a range, name both from and to'],
    [{ to: days.to }, 'from', 'is missing: days are a range, name both from and to'],
    [{ soldBy: 'x' }, 'from', 'is missing: soldBy can be looked for within days only, name both from and to'],
    [
      { soldBy: 'x', from: days.from },
      'to',
      'is missing: soldBy can be looked for within days only, name both from and to',
    ],
    [{ from: days.to, to: days.from }, 'to', 'must not be before from, which is 2026-01-31'],
  ])('%o is refused', (query, field, fault) =>
    expect(refusalOf(() => daysOf(query, ['soldBy']))).toMatchObject({
      code: 'message.invalid',
      details: { issues: [{ field, fault }] },
    }),
  );

  test.each(['sal_01', '2026-13-01/a', 'x/2026-01-01', ''])(
    'the cursor “%s” of another list is refused',
    async (cursor) => {
      await expect(readDays(days, cursor, 1, async () => [])).rejects.toMatchObject({
        code: 'message.invalid',
        details: { issues: [{ field: 'cursor' }] },
      });
    },
  );

  test('a cursor past the end begins at the end: no day outside the range is read', async () => {
    const read: string[] = [];
    await readDays(days, `${nextDay(days.to)}/x`, 1, async (businessDay) => {
      read.push(businessDay);
      return [];
    });
    expect(read[0]).toBe(days.to);
    expect(read).toHaveLength(31);
  });
});
