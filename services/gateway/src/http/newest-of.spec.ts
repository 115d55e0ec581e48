import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newestOf, type Page } from './newest-of.js';

/** Ids that a store looks through for one page, as a list within days does. */
const SPAN = 100;

/**
 * A store's page as a service answers it: rows older than the cursor, newest first; `most` is less than the limit where a
 * page was cut to size. Where a page ends with its span, the cursor is that of its end, also when it has no row.
 */
function pageOf(rows: readonly string[], most: number, cursor = '999~'): Page<string> {
  const end = Number(cursor.slice(0, 3)) - SPAN;
  const older = rows.filter((id) => id < cursor && Number(id) > end).toSorted((a, b) => (a > b ? -1 : 1));
  const items = older.slice(0, most);
  if (older.length > items.length) return { items, nextCursor: items.at(-1) };
  return end > 0 ? { items, nextCursor: `${String(end).padStart(3, '0')}~` } : { items };
}

test('reading page after page gives every row of every store once, newest first', () => {
  const id = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'));
  const ids = fc.uniqueArray(id, { maxLength: 40 });
  fc.assert(
    fc.property(
      ids,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 7 }),
      (all, stores, limit, cut) => {
        const of = Array.from({ length: stores }, (_none, at) => all.filter((one) => Number(one) % stores === at));
        const read: string[] = [];
        for (let cursor: string | undefined, turn = 0; ; turn += 1) {
          expect(turn).toBeLessThanOrEqual(stores * (all.length + 1000 / SPAN));
          const page = newestOf(
            of.map((rows) => pageOf(rows, Math.min(limit, cut), cursor)),
            limit,
            (one) => one,
          );
          expect(page.items.length).toBeLessThanOrEqual(limit);
          read.push(...page.items);
          cursor = page.nextCursor;
          if (cursor === undefined) break;
        }
        expect(read).toEqual(all.toSorted((a, b) => (a > b ? -1 : 1)));
      },
    ),
  );
});

test('no store is an empty page, one store is its page as it came', () => {
  expect(newestOf([], 10, String)).toEqual({ items: [] });
  const page = { items: ['b', 'a'], nextCursor: 'a' };
  expect(newestOf([page], 1, String)).toBe(page);
});
