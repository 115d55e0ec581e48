import { expect, test } from '@jest/globals';
import { CURRENCY_DECIMALS, type Currency } from '@comptoir/contracts/money';
import { sampleGoods } from './sample-goods.js';

test.each(Object.keys(CURRENCY_DECIMALS) as Currency[])(
  'in %s, prices are whole, in order, and above cost',
  (currency) => {
    const goods = sampleGoods(currency);
    expect(new Set(goods.map(({ product }) => product.sku)).size).toBe(goods.length);
    for (const { product, costMinor, units } of goods) {
      const amounts = [costMinor / units, product.priceMinMinor, product.priceListMinor, product.priceMaxMinor];
      expect(amounts.every(Number.isSafeInteger)).toBe(true);
      expect(amounts.toSorted((a, b) => a - b)).toEqual(amounts);
      expect([product.currency, costMinor > 0, units > 0]).toEqual([currency, true, true]);
    }
  },
);

test('a lamp costs some 24 euros, wherever it is', () => {
  const price = (currency: Currency) => sampleGoods(currency)[0]?.product.priceListMinor;
  expect([price('EUR'), price('DZD'), price('TND'), price('JPY')]).toEqual([2_400, 360_000, 72_000, 3_840]);
});
