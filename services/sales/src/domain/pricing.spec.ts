import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Quote } from '@comptoir/contracts';
import { freezeLines, priceReasons, type PricedContent } from './pricing.js';

type Line = { quantity: number; unitPriceMinor?: number; listMinor: number; taxRateBps: number };

function orderAndQuote(lines: readonly Line[], taxed = true): [PricedContent, Quote] {
  const store = { storeId: 'sto_1', currency: 'DZD' } as Quote['store'];
  const order = {
    _id: 'ord_1',
    storeId: 'sto_1',
    taxed,
    lines: lines.map(({ quantity, unitPriceMinor }, n) => ({
      lineId: `lin_${n}`,
      productId: `prd_${n % 2}`,
      quantity,
      unitPriceMinor,
    })),
  };
  const quoted = lines.map(({ listMinor, taxRateBps }, n) => ({
    lineId: `lin_${n}`,
    productId: `prd_${n % 2}`,
    productRevision: 1,
    sku: 's',
    name: 'Kettle',
    priceMinMinor: 700,
    priceListMinor: listMinor,
    priceMaxMinor: 1500,
    taxRateBps,
    warrantyMonths: 0,
  }));
  return [order, { store, lines: quoted }];
}

test.each([
  ['list price', { quantity: 3, listMinor: 1000, taxRateBps: 1900 }, true, [3000, 570, 3570]],
  [
    'negotiated price',
    { quantity: 3, listMinor: 1000, unitPriceMinor: 900, taxRateBps: 1900 },
    true,
    [2700, 513, 3213],
  ],
  [
    'a price of nothing is a price',
    { quantity: 3, listMinor: 1000, unitPriceMinor: 0, taxRateBps: 1900 },
    true,
    [0, 0, 0],
  ],
  ['not taxed', { quantity: 3, listMinor: 1000, taxRateBps: 1900 }, false, [3000, 0, 3000]],
  ['half a unit of tax rounds up', { quantity: 1, listMinor: 50, taxRateBps: 100 }, true, [50, 1, 51]],
  ['less than half rounds down', { quantity: 1, listMinor: 49, taxRateBps: 100 }, true, [49, 0, 49]],
])('%s', (_name, line, taxed, [net, tax, gross]) => {
  expect(freezeLines(...orderAndQuote([line], taxed))).toMatchObject({
    currency: 'DZD',
    netMinor: net,
    taxMinor: tax,
    grossMinor: gross,
  });
});

test('net, tax and gross of the lines add up to the order, as counted slowly', () => {
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 1000 }),
    listMinor: fc.integer({ min: 0, max: 1_000_000 }),
    taxRateBps: fc.integer({ min: 0, max: 10_000 }),
    unitPriceMinor: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
      const priced = freezeLines(...orderAndQuote(lines));
      let [net, tax] = [0n, 0n];
      for (const one of lines) {
        const lineNet = BigInt(one.unitPriceMinor ?? one.listMinor) * BigInt(one.quantity);
        net += lineNet;
        tax += (lineNet * BigInt(one.taxRateBps) + 5000n) / 10_000n;
      }
      expect([priced.netMinor, priced.taxMinor, priced.grossMinor].map(BigInt)).toEqual([net, tax, net + tax]);
      expect(priced.lines.reduce((total, one) => total + one.grossMinor, 0)).toBe(priced.grossMinor);
    }),
  );
});

test.each([
  [699, ['price.below-min']],
  [700, []],
  [1500, []],
  [1501, ['price.above-max']],
])('a price of %d in 700 to 1500', (unitPriceMinor, codes) => {
  const { lines } = freezeLines(...orderAndQuote([{ quantity: 1, listMinor: 1000, unitPriceMinor, taxRateBps: 0 }]));
  const reasons = priceReasons(lines, 'DZD');
  expect(reasons.map((reason) => reason.code)).toEqual(codes);
  for (const reason of reasons)
    expect(reason).toMatchObject({ lineId: 'lin_0', productId: 'prd_0', message: expect.stringContaining('DZD') });
});
