import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cashRounding,
  costShareOf,
  decimalOf,
  divideHalfUp,
  shareOf,
  sum,
  times,
  timesRatio,
  spread,
} from './money.js';

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('rounding', () => {
  test.each([
    [5, 2, 3],
    [-5, 2, -3],
    [4, 2, 2],
    [1, 3, 0],
    [2, 3, 1],
    [-1, 3, 0],
    [0, 7, 0],
  ])('%d / %d is %d, halves away from zero', (numerator, denominator, rounded) => {
    expect(divideHalfUp(BigInt(numerator), BigInt(denominator))).toBe(BigInt(rounded));
  });

  test('is never further than half a unit from the exact quotient', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (numerator, denominator) => {
          const distance = divideHalfUp(numerator, denominator) * denominator - numerator;
          expect((distance < 0n ? -distance : distance) * 2n).toBeLessThanOrEqual(denominator);
        },
      ),
    );
  });

  test('by nothing is refused', () => {
    expect(() => divideHalfUp(1n, 0n)).toThrow(RangeError);
  });
});

describe('a ratio of an amount', () => {
  test.each([
    [10_000, 1900, 10_000, 1_900],
    [999, 1900, 10_000, 190],
    [1, 1, 3, 0],
    [1, 1, 2, 1],
    [5, 0, 7, 0],
    [1_000_000_000_000, 1_000_000_000, 1_000_000_000, 1_000_000_000_000],
  ])('%d × %d / %d is %d', (amountMinor, numerator, denominator, rounded) =>
    expect(timesRatio(amountMinor, numerator, denominator)).toBe(rounded),
  );
});

describe('amounts past the safe integers', () => {
  test('are refused, never rounded', () => {
    expect(() => times(Number.MAX_SAFE_INTEGER, 2)).toThrow(/past the safe integers/);
    expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow(/past the safe integers/);
    expect(sum([Number.MAX_SAFE_INTEGER, 1, -1])).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('shares', () => {
  test('of any split add up to the whole', () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 }),
        (total, parts) => {
          const whole = parts.reduce((left, right) => left + right, 0);
          let before = 0;
          const shares = parts.map((part) => {
            const share = shareOf(total, whole, before, part);
            before += part;
            return share;
          });
          expect(shares.reduce((left, right) => left + right, 0)).toBe(total);
        },
      ),
    );
  });

  test('of one split in units differ from the even share by less than one', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 200 }), fc.nat(199), (total, whole, at) => {
        const share = shareOf(total, whole, at % whole, 1);
        expect(Math.abs(share - total / whole)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    [10, 3, 3, 1],
    [10, 0, 0, 0],
    [10, 3, -1, 1],
  ])('of %d: %d units, %d before, %d now is refused', (total, whole, before, part) => {
    expect(() => shareOf(total, whole, before, part)).toThrow(RangeError);
  });
});

describe('the cost of a part of units', () => {
  test.each([
    [1_000, 3, 0, 0],
    [1_000, 3, 1, 333],
    [1_000, 3, 2, 666],
    [1_000, 3, 3, 1_000],
    [0, 3, 2, 0],
    [2, 5, 4, 1],
    [1_000_000_000_000, 1_000_000, 999_999, 999_999_000_000],
  ])('of %d for %d: of %d units it is %d', (costMinor, units, part, share) => {
    expect(costShareOf(costMinor, units, part)).toBe(share);
  });

  test.each([
    [10, 3, 4],
    [10, 3, -1],
    [10, 0, 0],
  ])('of %d for %d: of %d units is refused', (costMinor, units, part) => {
    expect(() => costShareOf(costMinor, units, part)).toThrow(RangeError);
  });
});

describe('an amount spread by weight', () => {
  test.each([
    ['freight by the cost of lines', 1_000, [600_000, 300_000, 100_000], [600, 300, 100]],
    ['a cent for the largest remainder', 100, [1, 1, 1], [34, 33, 33]],
    ['two cents, not both for the heaviest', 2, [5, 4, 1], [1, 1, 0]],
    ['nothing for no weight', 7, [0, 3, 0], [0, 7, 0]],
    ['nothing to spread', 0, [3, 4], [0, 0]],
    ['products past 2^53', 999_999_999_999, [1_000_000_000_000, 1_000_000_000_000], [500_000_000_000, 499_999_999_999]],
  ])('%s', (_name, total, weights, parts) => expect(spread(total, weights)).toEqual(parts));

  test.each([
    ['a negative amount', -1, [1]],
    ['a negative weight', 1, [2, -1]],
    ['weights of nothing', 1, [0, 0]],
    ['no part', 1, []],
  ])('%s is refused', (_name, total, weights) => expect(() => spread(total, weights)).toThrow(RangeError));

  /** Slow and obvious: everybody gets the exact share rounded down, and one cent at a time goes to whoever lacks most. */
  function oneByOne(total: number, weights: readonly number[]): number[] {
    const whole = weights.reduce((all, one) => all + one, 0);
    const parts = weights.map((weight) => {
      let part = 0;
      while ((part + 1) * whole <= total * weight) part += 1;
      return part;
    });
    while (parts.reduce((all, one) => all + one, 0) < total) {
      const lacks = weights.map((weight, at) => total * weight - parts[at]! * whole);
      parts[lacks.indexOf(Math.max(...lacks))]! += 1;
    }
    return parts;
  }

  test('as one who deals out cents, and always the whole', () => {
    const weights = fc.array(fc.nat(500), { minLength: 1, maxLength: 8 }).filter((all) => all.some((one) => one > 0));
    fc.assert(
      fc.property(fc.nat(600), weights, (total, all) => expect(spread(total, all)).toEqual(oneByOne(total, all))),
      { numRuns: 500 },
    );
  });
});

test.each([
  [123_456, 'DZD', '1234.56'],
  [5, 'DZD', '0.05'],
  [-5, 'EUR', '-0.05'],
  [-123_456, 'EUR', '-1234.56'],
  [0, 'TND', '0.000'],
  [1_000_000_000_000, 'TND', '1000000000.000'],
  [7, 'JPY', '7'],
  [-7, 'XOF', '-7'],
] as const)('%i minor units of %s are %s', (minor, currency, text) => expect(decimalOf(minor, currency)).toBe(text));

test.each([
  [1000, 1, 0],
  [1002, 5, -2],
  [1003, 5, 2],
  [1249, 500, -249],
  [1250, 500, 250],
  [0, 500, 0],
])('%i in coins of %i is rounded by %i', (amountMinor, coinMinor, expected) => {
  expect(cashRounding(amountMinor, coinMinor)).toBe(expected);
});

test('cash is rounded by the least step to a multiple of the coin, halves up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 1, max: 1_000 }), (amountMinor, coinMinor) => {
      const steps = Array.from({ length: 2 * coinMinor + 1 }, (_one, at) => at - coinMinor);
      const fitting = steps.filter((step) => (amountMinor + step) % coinMinor === 0);
      const least = Math.min(...fitting.map(Math.abs));
      expect(cashRounding(amountMinor, coinMinor)).toBe(
        Math.max(...fitting.filter((step) => Math.abs(step) === least)),
      );
    }),
  );
});
