import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requireDistinctLines, totalsByRate, totalsOf } from '@comptoir/contracts';
import { invoiceOf, lineOf, pricedTogether } from '../../test/samples.js';
import { requireTotals } from './totals.js';

const right = invoiceOf([lineOf(1, 3, 1999, 1900), lineOf(2, 1, 50, 0)]);
const [first, second] = right.lines as [(typeof right.lines)[0], (typeof right.lines)[0]];

describe('the amounts of a document', () => {
  test('that are right are taken', () => expect(() => requireTotals(right)).not.toThrow());

  test('that are right with prices that include tax, discounts and parts of a unit are taken', () => {
    const kilo = { unit: 'kg', quantityDecimals: 3 } as const;
    const lines = pricedTogether(
      [
        lineOf(1, 1500, 999, 2000, { ...kilo, discountMinor: 150, documentDiscountMinor: 50 }),
        lineOf(2, 1, 999, 2000),
        lineOf(3, 275, 400, 550, { unit: 'm', quantityDecimals: 2 }),
      ],
      true,
    );
    const document = invoiceOf(lines, { pricesIncludeTax: true });
    expect(() => requireTotals(document)).not.toThrow();
    expect(document.grossMinor).toBe(1499 - 150 + 999 + 1100);
  });

  test.each<[string, Partial<typeof right>]>([
    [
      'a net that is not price × quantity',
      { lines: [{ ...first, netMinor: 5998, grossMinor: 5998 + first.taxMinor }, second] },
    ],
    [
      'a tax that is not that of its rate',
      { lines: [{ ...first, taxMinor: first.taxMinor + 1, grossMinor: first.grossMinor + 1 }, second] },
    ],
    ['a gross that is not net + tax', { lines: [{ ...first, grossMinor: first.grossMinor - 1 }, second] }],
    ['a net total that is not the sum', { netMinor: right.netMinor + 1 }],
    ['a tax total that is not the sum', { taxMinor: right.taxMinor - 1 }],
    ['a gross total that is not the sum', { grossMinor: right.grossMinor + 1 }],
    ['a discount above its line', { lines: [{ ...first, discountMinor: 5998 }, second] }],
    ['a share of a discount above the discount', { lines: [{ ...first, documentDiscountMinor: 1 }, second] }],
    ['prices that would include tax', { pricesIncludeTax: true }],
    ['amounts past the safe integers', { lines: [{ ...first, unitPriceMinor: Number.MAX_SAFE_INTEGER }] }],
    ['sums past the safe integers', { lines: [lineOf(1, 1, Number.MAX_SAFE_INTEGER, 0), lineOf(2, 1, 1, 0)] }],
  ])('are refused: %s', (_name, changes) => {
    expect(() => requireTotals({ ...right, ...changes })).toThrow(
      expect.objectContaining({ code: 'invoice.totals-wrong', kind: 'rejected' }),
    );
  });

  test('a line named twice is refused with its place', () => {
    expect(() => requireDistinctLines([first, second, first], 'document')).toThrow(
      expect.objectContaining({
        code: 'message.invalid',
        details: { issues: [expect.objectContaining({ field: 'lines.2.saleLineId' })] },
      }),
    );
    expect(() => requireDistinctLines([first, second], 'document')).not.toThrow();
  });
});

const anyLines = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.nat(1_000_000), fc.constantFrom(0, 900, 1900, 1)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((all) => pricedTogether(all.map(([quantity, price, rate], index) => lineOf(index, quantity, price, rate))));

test('net and tax by rate: a row a rate, in order, adding up to the document and to a sum taken line by line', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const rows = totalsByRate(lines);
      const oracle: Record<number, [number, number]> = {};
      for (const line of lines) {
        const [net, tax] = oracle[line.taxRateBps] ?? [0, 0];
        oracle[line.taxRateBps] = [net + line.netMinor, tax + line.taxMinor];
      }
      expect(rows).toEqual(
        Object.entries(oracle).map(([rate, [netMinor, taxMinor]]) => ({
          taxRateBps: Number(rate),
          netMinor,
          taxMinor,
        })),
      );
      const whole = totalsOf(rows.map((row) => ({ ...row, grossMinor: row.netMinor + row.taxMinor })));
      expect(whole).toEqual(totalsOf(lines));
    }),
  );
});
