import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { suggestOrder, type ProductNeed } from './suggest-order.js';

const need = (facts: Partial<ProductNeed>): ProductNeed => ({
  available: 0,
  onOrder: 0,
  threshold: 0,
  sold: 56,
  days: 56,
  leadTimeDays: 3,
  reviewDays: 7,
  ...facts,
});

test.each<[string, Partial<ProductNeed>, number[]]>([
  ['one a day for ten days', {}, [10, 10, 10, 10]],
  ['and its safety stock', { threshold: 5 }, [10, 15, 15, 15]],
  ['less what is there and what comes', { threshold: 5, available: 4, onOrder: 6 }, [10, 15, 5, 5]],
  ['nothing where there is enough', { available: 40 }, [10, 10, 0, 0]],
  ['nothing where enough is on its way', { onOrder: 10 }, [10, 10, 0, 0]],
  ['part of a unit is a whole one', { sold: 1 }, [1, 1, 1, 1]],
  ['a pack at a time', { multiple: 12 }, [10, 10, 10, 12]],
  ['exactly a pack', { threshold: 2, multiple: 12 }, [10, 12, 12, 12]],
  ['no pack where nothing is missing', { available: 10, multiple: 12 }, [10, 10, 0, 0]],
  ['what is not sold, up to its safety stock', { sold: 0, threshold: 3, available: 1 }, [0, 3, 2, 2]],
  ['more came back than was sold', { sold: -4, available: 0 }, [0, 0, 0, 0]],
  ['a slow one of a far supplier', { sold: 8, leadTimeDays: 60 }, [10, 10, 10, 10]],
])('%s', (_name, facts, [demand, needed, missing, suggested]) =>
  expect(suggestOrder(need(facts))).toEqual({ demand, needed, missing, suggested }),
);

const units = fc.integer({ min: 0, max: 1_000_000_000 });
test('property: it is never negative, fills up to a multiple, covers lead time and review, and no pack too many', () => {
  fc.assert(
    fc.property(
      fc.record({
        available: units,
        onOrder: units,
        threshold: units,
        sold: fc.integer({ min: -1_000, max: 1_000_000_000 }),
        days: fc.integer({ min: 7, max: 364 }),
        leadTimeDays: fc.integer({ min: 0, max: 365 }),
        reviewDays: fc.integer({ min: 1, max: 90 }),
        multiple: fc.integer({ min: 1, max: 10_000 }),
      }),
      (facts) => {
        const { suggested, missing } = suggestOrder(facts);
        expect(suggested).toBeGreaterThanOrEqual(0);
        expect(suggested % facts.multiple).toBe(0);
        expect(suggested - missing).toBeLessThan(facts.multiple);
        // an obvious oracle, in exact arithmetic: days × (what will be there) must cover what is sold and the safety stock
        const there = BigInt(facts.available + facts.onOrder + suggested - facts.threshold) * BigInt(facts.days);
        const wanted = BigInt(Math.max(0, facts.sold)) * BigInt(facts.leadTimeDays + facts.reviewDays);
        expect(there >= wanted).toBe(true);
        const withoutOne = there - BigInt(facts.days) * BigInt(facts.multiple);
        if (suggested > 0) expect(withoutOne < wanted).toBe(true);
      },
    ),
  );
});
