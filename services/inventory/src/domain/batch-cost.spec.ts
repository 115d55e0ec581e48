import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_DOCUMENT_MINOR } from '@comptoir/contracts';
import { takeUnits, type CostedUnits } from './batch-cost.js';

describe('takeUnits', () => {
  test.each<[string, number, number, number[], number[]]>([
    ['three for 10.00, one by one', 3, 1_000, [1, 1, 1], [334, 333, 333]],
    ['three for 10.00, two and one', 3, 1_000, [2, 1], [667, 333]],
    ['a thousand for 12.50, in hundreds', 1_000, 1_250, [100, 300, 600], [125, 375, 750]],
    ['a thousand for 12.50, one and the rest', 1_000, 1_250, [1, 999], [2, 1_248]],
    ['more units than cents', 5, 2, [1, 1, 1, 1, 1], [1, 1, 0, 0, 0]],
    ['a gift', 4, 0, [1, 3], [0, 0]],
    ['the most of both', 1_000_000, MAX_DOCUMENT_MINOR, [1, 999_999], [1_000_000, 999_999_000_000]],
    [
      'near the most, where products pass 2^53',
      999_983,
      MAX_DOCUMENT_MINOR - 1,
      [999_982, 1],
      [999_998_999_982, 1_000_017],
    ],
  ])('%s', (_name, units, costMinor, takes, costs) => {
    let left: CostedUnits = { quantity: units, costMinor };
    const taken = takes.map((quantity) => {
      const step = takeUnits(left, quantity);
      left = step.left;
      return step.taken.costMinor;
    });
    expect(taken).toEqual(costs);
    expect(left).toEqual({ quantity: 0, costMinor: 0 });
    expect(taken.reduce((total, one) => total + one, 0)).toBe(costMinor);
  });

  test.each([
    [{ quantity: 2, costMinor: 10 }, 3],
    [{ quantity: 0, costMinor: 0 }, 1],
  ])('%j: refuses %d', (remaining, quantity) => expect(() => takeUnits(remaining, quantity)).toThrow(RangeError));

  /** Slow and obvious: what stays is the largest whole amount that is not more than its exact part, found by counting. */
  function staysOf(remaining: CostedUnits, quantity: number): number {
    const stays = remaining.quantity - quantity;
    let minor = 0;
    while ((minor + 1) * remaining.quantity <= remaining.costMinor * stays) minor += 1;
    return minor;
  }

  const small = fc.record({ quantity: fc.integer({ min: 1, max: 40 }), costMinor: fc.nat(900) });
  const step = fc.record({ release: fc.boolean(), units: fc.integer({ min: 1, max: 12 }), which: fc.nat(20) });

  test('whatever is taken and given back, no cent is lost, and each part is its exact share within one minor unit', () => {
    fc.assert(
      fc.property(small, fc.array(step, { maxLength: 40 }), (batch, steps) => {
        let left: CostedUnits = batch;
        const held: CostedUnits[] = [];
        for (const { release, units, which } of steps) {
          if (release && held.length > 0) {
            const [back] = held.splice(which % held.length, 1);
            left = { quantity: left.quantity + back!.quantity, costMinor: left.costMinor + back!.costMinor };
          } else if (left.quantity > 0) {
            const quantity = Math.min(units, left.quantity);
            const { taken, left: rest } = takeUnits(left, quantity);
            expect(rest).toEqual({ quantity: left.quantity - quantity, costMinor: staysOf(left, quantity) });
            const offBy = Math.abs(taken.costMinor * left.quantity - left.costMinor * quantity);
            expect(offBy).toBeLessThan(left.quantity);
            expect(taken.costMinor).toBeGreaterThanOrEqual(0);
            held.push(taken);
            left = rest;
          }
          expect(left.costMinor).toBeGreaterThanOrEqual(0);
          if (left.quantity === 0) expect(left.costMinor).toBe(0);
          expect(held.reduce((total, one) => total + one.costMinor, left.costMinor)).toBe(batch.costMinor);
          expect(held.reduce((total, one) => total + one.quantity, left.quantity)).toBe(batch.quantity);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('of any amount that a document may have, the parts are exact', () => {
    const large = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((units) =>
        fc.tuple(
          fc.constant(units),
          fc.integer({ min: 0, max: MAX_DOCUMENT_MINOR }),
          fc.integer({ min: 1, max: units }),
        ),
      );
    fc.assert(
      fc.property(large, ([units, costMinor, quantity]) => {
        const { taken, left } = takeUnits({ quantity: units, costMinor }, quantity);
        expect(taken.costMinor + left.costMinor).toBe(costMinor);
        const off = BigInt(taken.costMinor) * BigInt(units) - BigInt(costMinor) * BigInt(quantity);
        expect(off >= 0n && off < BigInt(units)).toBe(true);
      }),
    );
  });
});
