import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allocate, unitsByBatch, type DemandLine } from './allocate.js';
import type { Batch } from './records.js';
import { sampleBatch } from '../../test/samples.js';

const line = (lineId: string, productId: string, quantity: number): DemandLine => ({ lineId, productId, quantity });
const shown = (lines: readonly DemandLine[], open: readonly Batch[]): unknown =>
  allocate(lines, open).lines.map((one) =>
    one.allocations.map((units) => [units.seq, units.quantity, units.costMinor]),
  );

describe('allocate', () => {
  const open = [
    sampleBatch('a', 2, 5, 300),
    sampleBatch('a', 0, 2, 100),
    sampleBatch('a', 1, 3, 200),
    sampleBatch('b', 0, 4, 50),
  ];
  test.each([
    ['within the oldest batch', [line('1', 'a', 2)], [[[0, 2, 200]]]],
    [
      'across batches',
      [line('1', 'a', 6)],
      [
        [
          [0, 2, 200],
          [1, 3, 600],
          [2, 1, 300],
        ],
      ],
    ],
    [
      'two lines of one product',
      [line('1', 'a', 3), line('2', 'a', 3)],
      [
        [
          [0, 2, 200],
          [1, 1, 200],
        ],
        [
          [1, 2, 400],
          [2, 1, 300],
        ],
      ],
    ],
    [
      'products apart',
      [line('1', 'b', 1), line('2', 'a', 1), line('3', 'b', 3)],
      [[[0, 1, 50]], [[0, 1, 100]], [[0, 3, 150]]],
    ],
    [
      'every unit',
      [line('1', 'a', 10)],
      [
        [
          [0, 2, 200],
          [1, 3, 600],
          [2, 5, 1_500],
        ],
      ],
    ],
  ])('%s', (_name, lines, expected) => expect(shown(lines, open)).toEqual(expected));

  test('a line takes its cost from what the line before left of the batch', () => {
    const dear = { ...sampleBatch('a', 0, 3), costMinor: 1_000, remainingCostMinor: 1_000 };
    expect(shown([line('1', 'a', 1), line('2', 'a', 1), line('3', 'a', 1)], [dear])).toEqual([
      [[0, 1, 334]],
      [[0, 1, 333]],
      [[0, 1, 333]],
    ]);
    expect(shown([line('1', 'a', 2)], [dear])).toEqual([[[0, 2, 667]]]);
  });

  test('names every product that is short, with the sum asked', () => {
    const { lines, shortages } = allocate(
      [line('1', 'a', 6), line('2', 'c', 1), line('3', 'a', 5), line('4', 'b', 1)],
      open,
    );
    expect(lines).toEqual([]);
    expect(shortages).toEqual([
      { productId: 'a', asked: 11, available: 10 },
      { productId: 'c', asked: 1, available: 0 },
    ]);
  });

  const batches = fc
    .array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 99 })), {
      maxLength: 8,
    })
    .map((all) =>
      all.map(([product, quantity, cost], seq) => ({
        ...sampleBatch(product, seq, quantity),
        costMinor: cost,
        remainingCostMinor: cost,
      })),
    );
  const demand = fc
    .array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 5 })
    .map((all) => all.map(([product, quantity], index) => line(String(index), product, quantity)));

  /** Slow and obvious: every unit by itself, the oldest first, handed to the next line that wants one. */
  function oracle(lines: readonly DemandLine[], open: readonly Batch[]): Map<string, string[]> | 'short' {
    const units = [...open]
      .sort((a, b) => a.seq - b.seq)
      .flatMap((batch) => Array.from({ length: batch.remainingQty }, () => batch));
    const given = new Map<string, string[]>();
    for (const one of lines) {
      for (let n = 0; n < one.quantity; n += 1) {
        const index = units.findIndex((unit) => unit.productId === one.productId);
        if (index < 0) return 'short';
        given.set(one.lineId, [...(given.get(one.lineId) ?? []), units.splice(index, 1)[0]!._id]);
      }
    }
    return given;
  }

  test('agrees with handing out unit by unit; costs and quantities add up', () => {
    fc.assert(
      fc.property(demand, batches, (lines, all) => {
        const { lines: served, shortages } = allocate(lines, [...all].reverse());
        const expected = oracle(lines, all);
        if (expected === 'short') {
          expect(shortages.length).toBeGreaterThan(0);
          return;
        }
        const given = new Map(
          served.map((one) => [
            one.lineId,
            one.allocations.flatMap((units) => Array<string>(units.quantity).fill(units.batchId)),
          ]),
        );
        expect(given).toEqual(expected);
        for (const one of served)
          expect(one.allocations.reduce((total, units) => total + units.quantity, 0)).toBe(one.quantity);
        const cost = (units: readonly { costMinor: number }[]): number =>
          units.reduce((sum, one) => sum + one.costMinor, 0);
        expect(cost(unitsByBatch(served))).toBe(cost(served.flatMap((one) => one.allocations)));
        for (const units of unitsByBatch(served)) {
          const batch = all.find((one) => one._id === units.batchId)!;
          expect(units.quantity).toBeLessThanOrEqual(batch.remainingQty);
          if (units.quantity === batch.remainingQty) expect(units.costMinor).toBe(batch.remainingCostMinor);
          else expect(units.costMinor).toBeLessThanOrEqual(batch.remainingCostMinor);
        }
      }),
      { numRuns: 500 },
    );
  });
});
