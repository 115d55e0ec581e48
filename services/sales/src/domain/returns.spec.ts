import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { priceDocument, type Allocation, type CorrectionLine, type SaleLine } from '@comptoir/contracts';
import type { Returned } from './records.js';
import { remainingLines, allocateReturn, type ReturnRequestLine } from './returns.js';

type Batch = { quantity: number; costMinor: number };

function aLine(saleLineId: string, unitPriceMinor: number, taxRateBps: number, batches: readonly Batch[]): SaleLine {
  const quantity = batches.reduce((total, batch) => total + batch.quantity, 0);
  const line = { quantity, quantityDecimals: 3, unitPriceMinor: unitPriceMinor * 1000, taxRateBps };
  const discount = { percentBps: 1234 };
  const [prices] = priceDocument([{ ...line, discount }], { pricesIncludeTax: quantity % 2 === 0 }).lines;
  return {
    saleLineId,
    productId: 'prd_1',
    sku: 's',
    name: 'Kettle',
    unit: 'kg',
    ...line,
    priceMinMinor: 0,
    priceListMinor: 0,
    priceMaxMinor: 0,
    warrantyMonths: 0,
    ...prices!,
    costMinor: batches.reduce((total, batch) => total + batch.costMinor, 0),
    allocations: batches.map((batch, n) => ({ batchId: `bat_${saleLineId}_${n}`, deliveryId: `dlv_${n}`, ...batch })),
  };
}

const ask = (
  saleLineId: string,
  quantity: number,
  disposition: ReturnRequestLine['disposition'] = 'restock',
): ReturnRequestLine => ({
  saleLineId,
  quantity,
  disposition,
});

describe('what comes back', () => {
  const line = aLine('a', 999, 1900, [
    { quantity: 2, costMinor: 801 },
    { quantity: 3, costMinor: 1_000 },
  ]);

  test.each<[string, Returned[], CorrectionLine[], ReturnRequestLine[], [string, number][][]]>([
    ['the last batch first', [], [], [ask('a', 2)], [[['bat_a_1', 2]]]],
    [
      'across batches',
      [],
      [],
      [ask('a', 4)],
      [
        [
          ['bat_a_1', 3],
          ['bat_a_0', 1],
        ],
      ],
    ],
    [
      'a line named twice goes on where it stopped',
      [],
      [],
      [ask('a', 2), ask('a', 2, 'writeOff')],
      [
        [['bat_a_1', 2]],
        [
          ['bat_a_1', 1],
          ['bat_a_0', 1],
        ],
      ],
    ],
    [
      'less what came back before',
      [{ saleLineId: 'a', quantity: 2 }],
      allocateReturn([line], [], [], [ask('a', 2)]),
      [ask('a', 2)],
      [
        [
          ['bat_a_1', 1],
          ['bat_a_0', 1],
        ],
      ],
    ],
  ])('%s', (_name, returned, earlier, asked, taken) => {
    const lines = allocateReturn([line], returned, earlier, asked);
    expect(lines.map((one) => one.allocations.map(({ batchId, quantity }) => [batchId, quantity]))).toEqual(taken);
    expect(lines.map((one) => one.disposition)).toEqual(asked.map((one) => one.disposition));
  });

  test('three units for 1,000 come back one by one at 333, 333 and 334, whatever is asked together', () => {
    const costs = (...asked: ReturnRequestLine[]) =>
      allocateReturn([line], [], [], asked).map((one) => one.allocations.map((from) => from.costMinor));
    expect(costs(ask('a', 1), ask('a', 1), ask('a', 1))).toEqual([[333], [333], [334]]);
    expect(costs(ask('a', 2), ask('a', 2))).toEqual([[666], [334, 400]]);
    expect(costs(ask('a', 5))).toEqual([[1_000, 801]]);
  });

  test.each<[string, ReturnRequestLine[], string]>([
    ['more than was sold', [ask('a', 6)], 'return.too-much'],
    ['more than was sold, in two lines', [ask('a', 3), ask('a', 3, 'writeOff')], 'return.too-much'],
    ['a line of another sale', [ask('b', 1)], 'return.line-unknown'],
  ])('refuses %s', (_name, asked, code) => {
    expect(() => allocateReturn([line], [], [], asked)).toThrow(expect.objectContaining({ code }));
  });

  test('all that is left leaves nothing', () => {
    expect(remainingLines([line], [{ saleLineId: 'a', quantity: 2 }])).toEqual([ask('a', 3)]);
    expect(remainingLines([line], [{ saleLineId: 'a', quantity: 5 }])).toEqual([]);
  });
});

const FIELDS = [
  'quantity',
  'discountMinor',
  'discountNetMinor',
  'netMinor',
  'taxMinor',
  'grossMinor',
  'costMinor',
] as const;

describe('against counting every unit', () => {
  const batch = fc.record({
    quantity: fc.integer({ min: 1, max: 6 }),
    costMinor: fc.nat(500),
  });
  const sale = fc.array(
    fc.record({
      price: fc.integer({ min: 0, max: 100_000 }),
      rate: fc.integer({ min: 0, max: 10_000 }),
      batches: fc.array(batch, { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  /** The units of an allocation in the order sold. Cents are dealt from the top, each unit as soon as it has earned one. */
  function oneByOne({ batchId, quantity, costMinor }: Allocation): { batchId: string; costMinor: number }[] {
    const units: { batchId: string; costMinor: number }[] = [];
    let earned = 0;
    for (let unit = 0; unit < quantity; unit += 1) {
      let cents = 0;
      for (earned += costMinor; earned >= quantity; earned -= quantity) cents += 1;
      units.unshift({ batchId, costMinor: cents });
    }
    return units;
  }

  /** Which line, how many at most, whether a new correction starts here. */
  const steps = fc.array(
    fc.record({ line: fc.nat({ max: 2 }), units: fc.integer({ min: 1, max: 5 }), together: fc.boolean() }),
    { maxLength: 25 },
  );

  test('any split of a sale into returns gives back each unit once at its own cost, and adds up to the sale exactly', () => {
    fc.assert(
      fc.property(sale, steps, (wanted, walk) => {
        const lines = wanted.map((one, n) => aLine(`l${n}`, one.price, one.rate, one.batches));
        /** The oracle: every unit of every line by itself at its own cost, last sold on top. */
        const units = new Map(lines.map((line) => [line.saleLineId, line.allocations.flatMap(oneByOne)]));
        const done: CorrectionLine[] = [];
        const correct = (asked: ReturnRequestLine[]): void => {
          const before = done.map(({ saleLineId, quantity }) => ({ saleLineId, quantity }));
          for (const [index, back] of allocateReturn(lines, before, done, asked).entries()) {
            const { saleLineId, quantity } = asked[index] as ReturnRequestLine;
            const mine = units.get(saleLineId) ?? [];
            const expected = mine.splice(mine.length - quantity).toReversed();
            expect(
              back.allocations.flatMap((from) => Array.from({ length: from.quantity }, () => from.batchId)),
            ).toEqual(expected.map((unit) => unit.batchId));
            for (const { batchId, costMinor } of back.allocations) {
              const ofBatch = expected.filter((unit) => unit.batchId === batchId);
              expect(costMinor).toBe(ofBatch.reduce((total, unit) => total + unit.costMinor, 0));
            }
            expect(back.costMinor).toBe(back.allocations.reduce((total, from) => total + from.costMinor, 0));
            expect(back.grossMinor).toBe(back.netMinor + back.taxMinor);
            done.push(back);
          }
        };
        let waiting: ReturnRequestLine[] = [];
        for (const step of walk) {
          const line = lines[step.line % lines.length] as SaleLine;
          const left =
            (units.get(line.saleLineId)?.length ?? 0) -
            waiting.filter((one) => one.saleLineId === line.saleLineId).reduce((total, one) => total + one.quantity, 0);
          if (left > 0) waiting.push(ask(line.saleLineId, Math.min(left, step.units)));
          if (!step.together && waiting.length > 0) {
            correct(waiting);
            waiting = [];
          }
        }
        if (waiting.length > 0) correct(waiting);
        const rest = remainingLines(lines, done);
        if (rest.length > 0) correct(rest);
        for (const line of lines) {
          const mine = done.filter((one) => one.saleLineId === line.saleLineId);
          for (const field of FIELDS) {
            expect([field, mine.reduce((total, one) => total + one[field], 0)]).toEqual([field, line[field]]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
