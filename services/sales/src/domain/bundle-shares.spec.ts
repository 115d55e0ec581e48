import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { costShareOf, shareOf, sum, type CorrectionLine, type SaleLine } from '@comptoir/contracts';
import { growingShares } from './bundle-shares.js';
import { allocateReturn } from './returns.js';
import { batchesBack, batchesSold } from './sti-batches.js';

describe('shares that grow with the amount', () => {
  test.each([
    ['by cost', 1_000, [600, 300, 100], [600, 300, 100]],
    ['a unit for the one that has least', 100, [1, 1, 1], [34, 33, 33]],
    ['nothing for no weight', 7, [0, 3], [0, 7]],
    ['nothing at all', 0, [2, 1], [0, 0]],
    ['a thousand times the largest amount', 999_999_999_999, [1e12, 1e12], [500_000_000_000, 499_999_999_999]],
  ])('%s', (_name, total, weights, shares) => expect(growingShares(total, weights)).toEqual(shares));

  test.each([
    ['a negative amount', -1, [1]],
    ['weights of nothing', 1, [0, 0]],
  ])('%s is refused', (_name, total, weights) => expect(() => growingShares(total, weights)).toThrow(RangeError));

  test('as one who deals out unit by unit: they add up, grow, and are at least the exact share rounded down', () => {
    const weights = fc.array(fc.nat(500), { minLength: 1, maxLength: 8 }).filter((all) => all.some((one) => one > 0));
    fc.assert(
      fc.property(fc.nat(400), weights, (total, all) => {
        const dealt = all.map(() => 0);
        for (let given = 0; given < total; given += 1) {
          const next = all.map((weight, at) => weight / (dealt[at]! + 1));
          dealt[next.indexOf(Math.max(...next))]! += 1;
        }
        const shares = growingShares(total, all);
        expect(sum(shares)).toBe(total);
        const whole = sum(all);
        shares.forEach((share, at) => expect(share).toBeGreaterThanOrEqual(Math.floor((total * all[at]!) / whole)));
        const more = growingShares(total + 1, all);
        shares.forEach((share, at) => expect(more[at]).toBeGreaterThanOrEqual(share));
        // equal quotients may go to either: what the parts have for their weight is the same
        expect(shares.map((share, at) => share - dealt[at]!).filter((off) => Math.abs(off) > 1)).toEqual([]);
      }),
    );
  });
});

const drawnPart = fc.record({
  quantity: fc.integer({ min: 1, max: 4 }),
  priceListMinor: fc.nat(900),
  /** How the units of the part fall to batches, and what a batch costs. */
  cuts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
  costs: fc.array(fc.oneof(fc.constant(0), fc.nat(5_000)), { minLength: 3, maxLength: 3 }),
});
const drawn = fc.record({
  quantity: fc.integer({ min: 1, max: 7 }),
  netMinor: fc.oneof(fc.nat(30), fc.nat(100_000)),
  taxMinor: fc.nat(20_000),
  parts: fc.array(drawnPart, { minLength: 1, maxLength: 4 }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

/** A line of bundles whose parts come from batches as drawn, the last one with what the others leave. */
function aLine({ quantity, netMinor, taxMinor, parts }: Drawn): SaleLine {
  const allocations = parts.flatMap((part, p) => {
    let left = quantity * part.quantity;
    return part.cuts.flatMap((cut, b) => {
      const units = b === part.cuts.length - 1 ? left : Math.min(cut, left);
      left -= units;
      if (units === 0) return [];
      const costMinor = part.costs[b]!;
      return [{ batchId: `bat_${p}_${b}`, deliveryId: `dlv_${b}`, quantity: units, costMinor, productId: `prd_${p}` }];
    });
  });
  return {
    saleLineId: 'lin_1',
    productId: 'prd_box',
    sku: 'box',
    name: 'Box',
    quantity,
    unit: 'piece',
    quantityDecimals: 0,
    unitPriceMinor: 0,
    priceMinMinor: 0,
    priceListMinor: 0,
    priceMaxMinor: 0,
    taxRateBps: 0,
    warrantyMonths: 0,
    discountMinor: 0,
    documentDiscountMinor: 0,
    discountNetMinor: 0,
    netMinor,
    taxMinor,
    grossMinor: netMinor + taxMinor,
    parts: parts.map((part, p) => ({
      productId: `prd_${p}`,
      sku: 's',
      name: 'n',
      quantity: part.quantity,
      unit: 'piece',
      quantityDecimals: 0,
      priceListMinor: part.priceListMinor,
    })),
    costMinor: sum(allocations.map((one) => one.costMinor)),
    allocations,
  };
}

/** Every unit of a line by itself, in the order in which it was taken: its part, its batch, and what it costs when it comes back. */
function unitByUnit(line: SaleLine): Map<string, { batchId: string; costMinor: number }[]> {
  const units = new Map<string, { batchId: string; costMinor: number }[]>();
  for (const { productId, batchId, quantity, costMinor } of line.allocations) {
    const of = units.get(productId!) ?? [];
    units.set(productId!, of);
    for (let back = quantity; back > 0; back -= 1)
      of.push({
        batchId,
        costMinor: costShareOf(costMinor, quantity, back) - costShareOf(costMinor, quantity, back - 1),
      });
  }
  return units;
}

test('bundles that are sold and come back in any steps, against one who moves unit by unit: quantities, costs, books', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 6 });
  fc.assert(
    fc.property(drawn, steps, (one, asked) => {
      const line = aLine(one);
      const sold = batchesSold(line);
      expect(sum(sold.map((batch) => batch.netMinor))).toBe(line.netMinor);
      expect(sum(sold.map((batch) => batch.taxMinor))).toBe(line.taxMinor);
      expect(
        sold.map(({ batchId, quantity, costMinor, part }) => [batchId, quantity, costMinor, part?.productId]),
      ).toEqual(
        line.allocations.map(({ batchId, quantity, costMinor, productId }) => [
          batchId,
          quantity,
          costMinor,
          productId,
        ]),
      );
      expect(sold.every((batch) => batch.netMinor >= 0 && batch.taxMinor >= 0)).toBe(true);
      const oracle = unitByUnit(line);
      const earlier: CorrectionLine[] = [];
      const back = new Map<string, number[]>();
      let returned = 0;
      for (const step of [...asked, line.quantity]) {
        const quantity = Math.min(step, line.quantity - returned);
        if (quantity === 0) continue;
        const request = [{ saleLineId: line.saleLineId, quantity, disposition: 'restock' as const }];
        const before = returned === 0 ? [] : [{ saleLineId: line.saleLineId, quantity: returned }];
        const [correction] = allocateReturn([line], before, earlier, request);
        const expected = line.parts!.flatMap((part) =>
          Array.from({ length: quantity * part.quantity }, () => oracle.get(part.productId)!.pop()!),
        );
        const byBatch = Map.groupBy(expected, (unit) => unit.batchId);
        expect(
          correction!.allocations.map(({ batchId, quantity: units, costMinor }) => [batchId, units, costMinor]),
        ).toEqual(
          [...byBatch].map(([batchId, units]) => [batchId, units.length, sum(units.map((unit) => unit.costMinor))]),
        );
        expect(correction!.costMinor).toBe(sum(expected.map((unit) => unit.costMinor)));
        const batches = batchesBack(line, returned, correction!.allocations);
        expect(sum(batches.map((batch) => batch.netMinor))).toBe(
          shareOf(line.netMinor, line.quantity, returned, quantity),
        );
        expect(sum(batches.map((batch) => batch.taxMinor))).toBe(
          shareOf(line.taxMinor, line.quantity, returned, quantity),
        );
        expect(batches.every((batch) => batch.netMinor >= 0 && batch.taxMinor >= 0)).toBe(true);
        for (const { batchId, ...of } of batches) {
          const [units = 0, net = 0, tax = 0, cost = 0] = back.get(batchId) ?? [];
          back.set(batchId, [units + of.quantity, net + of.netMinor, tax + of.taxMinor, cost + of.costMinor]);
        }
        earlier.push(correction!);
        returned += quantity;
      }
      expect([...oracle.values()].flat()).toEqual([]);
      // each batch has given back what it brought in, and costs what it cost
      expect(sold.map(({ batchId }) => back.get(batchId))).toEqual(
        sold.map((batch) => [batch.quantity, batch.netMinor, batch.taxMinor, batch.costMinor]),
      );
    }),
  );
});
