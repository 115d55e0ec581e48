import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  daysAfterCursor,
  daysToRead,
  linesAfterCursor,
  placeOfLine,
  stisAfterCursor,
  type StiPlace,
} from './delivery-lines.js';
import type { LineRow } from './margin-lines.js';

const OWN = 'dlv_own';
const DAYS = ['2026-01-01', '2026-01-02', '2026-01-03'];

interface Sti extends StiPlace {
  readonly deliveries: readonly string[];
}

/** An STI of a day, with a line for each of these deliveries. */
const stis = fc.uniqueArray(
  fc.record({
    _id: fc.integer({ min: 0, max: 99 }).map((number) => `sti_${String(number).padStart(2, '0')}`),
    storeId: fc.constant('sto_1'),
    businessDay: fc.constantFrom(...DAYS),
    deliveries: fc.array(fc.constantFrom(OWN, 'dlv_other'), { minLength: 1, maxLength: 3 }),
  }),
  { selector: ({ _id }) => _id, maxLength: 30 },
);

const linesOf = ({ _id, businessDay, deliveries }: Sti): LineRow[] =>
  deliveries.map(
    (deliveryId, at) =>
      ({ _id: `${_id}/${String(at).padStart(6, '0')}`, line: { businessDay, deliveryId } }) as unknown as LineRow,
  );

describe('the lines of a delivery, page by page', () => {
  test('are each shown once, newest first, whatever the size of the pages', () => {
    fc.assert(
      fc.property(stis, fc.integer({ min: 1, max: 7 }), (all: Sti[], limit) => {
        const wanted = all
          .flatMap(linesOf)
          .filter(({ line }) => line.deliveryId === OWN)
          .map(placeOfLine)
          .toSorted()
          .toReversed();
        const shown: string[] = [];
        for (let cursor: string | undefined; ;) {
          const days = daysAfterCursor([...DAYS, ...DAYS], cursor);
          const rows = days.flatMap((day) => {
            const places = stisAfterCursor(
              all.filter(({ businessDay }) => businessDay === day),
              cursor,
            );
            const found = places.map(({ _id }) => all.find((one) => one._id === _id)!);
            return linesAfterCursor(found.flatMap(linesOf), OWN, cursor);
          });
          const page = rows.slice(0, limit).map(placeOfLine);
          shown.push(...page);
          if (rows.length <= limit) break;
          cursor = page.at(-1);
        }
        expect(shown).toEqual(wanted);
      }),
    );
  });

  test('leave out the days before which the cursor stands', () => {
    expect(daysAfterCursor(DAYS, '2026-01-02/sti_05/000000')).toEqual(['2026-01-02', '2026-01-01']);
    expect(daysAfterCursor(DAYS, undefined)).toEqual(DAYS.toReversed());
  });

  test.each([
    ['one day at first', { days: 0, stis: 0 }, 51, 1],
    ['twice as many while none sold', { days: 8, stis: 0 }, 51, 8],
    ['one where a day has more than enough', { days: 1, stis: 600 }, 51, 1],
    ['as many as will fill the page', { days: 2, stis: 10 }, 41, 9],
    ['no more than one read takes', { days: 30, stis: 1 }, 51, 40],
  ])('%s', (_name, read, wanted, days) => {
    expect(daysToRead(read, wanted)).toBe(days);
  });
});
