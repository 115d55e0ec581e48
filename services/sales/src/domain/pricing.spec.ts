import { expect, test } from '@jest/globals';
import type { OrderDiscount, Quote } from '@comptoir/contracts';
import { freezeLines, priceReasons, type PricedContent } from './pricing.js';

type Line = {
  quantity: number;
  unitPriceMinor?: number;
  listMinor: number;
  taxRateBps: number;
  quantityDecimals?: number;
  discount?: OrderDiscount;
};

function orderAndQuote(
  lines: readonly Line[],
  taxed = true,
  { pricesIncludeTax = false, discount }: { pricesIncludeTax?: boolean; discount?: OrderDiscount } = {},
): [PricedContent, Quote, null] {
  const store = { storeId: 'sto_1', currency: 'DZD', pricesIncludeTax } as Quote['store'];
  const order = {
    _id: 'ord_1',
    storeId: 'sto_1',
    taxed,
    discount,
    lines: lines.map(({ quantity, unitPriceMinor, discount: off }, n) => ({
      lineId: `lin_${n}`,
      productId: `prd_${n % 2}`,
      quantity,
      unitPriceMinor,
      ...(off ? { discount: off } : {}),
    })),
  };
  const quoted = lines.map(({ listMinor, taxRateBps, quantityDecimals = 0 }, n) => ({
    lineId: `lin_${n}`,
    productId: `prd_${n % 2}`,
    productRevision: 1,
    sku: 's',
    name: 'Kettle',
    unit: 'kg' as const,
    quantityDecimals,
    priceMinMinor: 700,
    priceListMinor: listMinor,
    priceMaxMinor: 1500,
    taxRateBps,
    warrantyMonths: 0,
  }));
  return [order, { store, lines: quoted }, null];
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

const off = (percentBps: number): OrderDiscount => ({ percentBps, reason: 'last piece' });

test('a store whose prices include tax sells 1.5 kg at the tag, with a discount of the line and of the order', () => {
  const lines = [
    { quantity: 1500, quantityDecimals: 3, listMinor: 999, taxRateBps: 2000, discount: off(1000) },
    { quantity: 1, listMinor: 9999, taxRateBps: 2000 },
  ];
  const priced = freezeLines(...orderAndQuote(lines, true, { pricesIncludeTax: true, discount: off(500) }));
  // 14.99 less 1.50, and 99.99; 5 % of 113.48 are 5.67, of which 0.67 belong to the first line
  expect(priced).toMatchObject({ pricesIncludeTax: true, discountMinor: 717, grossMinor: 10_781, netMinor: 8_984 });
  expect(priced.lines).toMatchObject([
    {
      unit: 'kg',
      quantityDecimals: 3,
      unitPriceMinor: 999,
      discountMinor: 217,
      documentDiscountMinor: 67,
      grossMinor: 1282,
    },
    { discountMinor: 500, documentDiscountMinor: 500, grossMinor: 9_499 },
  ]);
  expect(priced.lines[0]!.discount).toEqual(off(1000));
});

test('an order without tax in a store whose prices include it is priced before tax, at tags less their tax', () => {
  const lines = [{ quantity: 2, listMinor: 999, taxRateBps: 2000 }];
  const priced = freezeLines(...orderAndQuote(lines, false, { pricesIncludeTax: true }));
  expect(priced).toMatchObject({ pricesIncludeTax: false, netMinor: 1666, taxMinor: 0, grossMinor: 1666 });
  expect(priced.lines).toMatchObject([
    { unitPriceMinor: 833, priceMinMinor: 583, priceListMinor: 833, priceMaxMinor: 1250, taxRateBps: 0 },
  ]);
});

test.each<[string, Line, OrderDiscount | undefined, object]>([
  [
    'a discount above its line',
    { quantity: 1, listMinor: 5, taxRateBps: 0, discount: { amountMinor: 6, reason: 'r' } },
    undefined,
    { code: 'discount.too-high', details: { orderId: 'ord_1', lineId: 'lin_0', discountMinor: 6, amountMinor: 5 } },
  ],
  [
    'a discount above the order',
    { quantity: 1, listMinor: 5, taxRateBps: 0 },
    { amountMinor: 6, reason: 'r' },
    { code: 'discount.too-high', details: { orderId: 'ord_1', discountMinor: 6, amountMinor: 5 } },
  ],
  [
    'more than a million pieces',
    { quantity: 1_000_001, listMinor: 5, taxRateBps: 0 },
    undefined,
    { code: 'quantity.too-large' },
  ],
  [
    'more than a document may amount to',
    { quantity: 1_000_000_000, quantityDecimals: 3, listMinor: 1_000_001, taxRateBps: 0 },
    undefined,
    { code: 'amount.too-large' },
  ],
])('%s is refused', (_name, line, discount, refusal) => {
  expect(() => freezeLines(...orderAndQuote([line], true, { discount }))).toThrow(expect.objectContaining(refusal));
});

test.each<[number, OrderDiscount | undefined, OrderDiscount | undefined, string[]]>([
  [699, undefined, undefined, ['price.below-min']],
  [700, undefined, undefined, []],
  [1500, undefined, undefined, []],
  [1501, undefined, undefined, ['price.above-max']],
  [1000, off(3000), undefined, []],
  [1000, off(3001), undefined, ['price.below-min']],
  [1000, off(2000), off(1250), []],
  [1000, off(2000), off(1251), ['price.below-min']],
  [1600, off(1000), undefined, []],
])('a price of %d in 700 to 1500, with %j and %j off', (unitPriceMinor, ofLine, ofOrder, codes) => {
  const line = { quantity: 30_000, quantityDecimals: 1, listMinor: 1000, unitPriceMinor, taxRateBps: 0 };
  const { lines } = freezeLines(
    ...orderAndQuote([{ ...line, ...(ofLine ? { discount: ofLine } : {}) }], true, { discount: ofOrder }),
  );
  const reasons = priceReasons(lines, 'DZD');
  expect(reasons.map((reason) => reason.code)).toEqual(codes);
  for (const reason of reasons)
    expect(reason).toMatchObject({ lineId: 'lin_0', productId: 'prd_0', message: expect.stringContaining('DZD') });
});

test('the price list of the customer’s group decides the band; without a list it is the product’s own', () => {
  const [order, quote] = orderAndQuote([{ quantity: 1, listMinor: 1000, taxRateBps: 0 }]);
  const trade = { priceMinMinor: 600, priceListMinor: 650, priceMaxMinor: 700 };
  const priceList = { priceListId: 'plt_1', name: 'Trade' };
  const quoted = { ...quote.lines[0]!, groupPrices: [{ group: 'Détaillants', ...trade, priceList }] };
  const lineFor = (group?: string) => freezeLines(order, { ...quote, lines: [quoted] }, { group }).lines[0]!;
  expect(lineFor('detaillants')).toMatchObject({ ...trade, unitPriceMinor: 650, priceList });
  for (const group of [undefined, 'Staff']) {
    expect(lineFor(group)).toMatchObject({ priceMinMinor: 700, unitPriceMinor: 1000 });
    expect(lineFor(group)).not.toHaveProperty('priceList');
  }
  expect(priceReasons([lineFor('Détaillants')], 'DZD')).toEqual([]);
});
