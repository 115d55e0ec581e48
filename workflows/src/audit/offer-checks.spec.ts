import { expect, test } from '@jest/globals';
import { Check } from './finding.js';
import { checkOffers } from './offer-checks.js';
import type { Records } from './records.js';

const at = (second: number): string => new Date(Date.UTC(2026, 4, 1, 10, 0, second)).toISOString();
const own = { priceMinMinor: 900, priceListMinor: 1_000, priceMaxMinor: 1_200 };
const trade = { priceMinMinor: 650, priceListMinor: 700, priceMaxMinor: 1_200 };
const priceList = { priceListId: 'plt_1', name: 'Trade' };

/** A sale of three units at the price of a list, and one at the product's own price. */
function shop(): any {
  const line = { productId: 'prd_1', quantity: 3, quantityDecimals: 0, discountMinor: 0, taxRateBps: 1_900 };
  const price = { productId: 'prd_1', currency: 'DZD', taxRateBps: 1_900 };
  return {
    sales: [
      {
        id: 'sal_1',
        storeId: 'sto_1',
        soldAt: at(5),
        businessDay: '2026-05-01',
        taxed: true,
        approved: false,
        lines: [
          { ...line, saleLineId: 'lin_1', ...trade, unitPriceMinor: 700, priceList },
          { ...line, saleLineId: 'lin_2', ...own, unitPriceMinor: 1_000 },
        ],
      },
    ],
    prices: [
      { id: 'prd_1/000000001', ...price, ...own, setAt: at(0) },
      { id: 'prd_1/000000002', ...price, ...trade, priceList, setAt: at(1) },
    ],
    priceLists: [{ id: 'plt_1', storeId: 'sto_1', versions: [{ name: 'Trade', from: '2026-05-01', setAt: at(0) }] }],
  };
}

test.each<[string, (records: any) => void, string[]]>([
  ['a sound shop', () => undefined, []],
  [
    'a list price that nobody had set',
    ({ sales }) => (sales[0].lines[0].priceListMinor = 701),
    ['lin_1: its lowest, list and highest price were offered by then'],
  ],
  [
    'the price of the list without its name',
    ({ sales }) => delete sales[0].lines[0].priceList,
    ['lin_1: its lowest, list and highest price were offered by then'],
  ],
  [
    'a price that was set after the sale',
    ({ prices }) => (prices[1].setAt = at(9)),
    ['lin_1: its lowest, list and highest price were offered by then'],
  ],
  [
    'a list of another store',
    ({ priceLists }) => (priceLists[0].storeId = 'sto_2'),
    ['lin_1: its price list held in the store'],
  ],
  [
    'a list that began later',
    ({ priceLists }) => (priceLists[0].versions[0].from = '2026-05-02'),
    ['lin_1: its price list held in the store'],
  ],
  [
    'a list that had ended',
    ({ priceLists }) => (priceLists[0].versions[0].until = '2026-04-01'),
    ['lin_1: its price list held in the store'],
  ],
  ['a list that is gone', (records) => (records.priceLists = []), ['lin_1: its price list held in the store']],
  [
    'a price below its band',
    ({ sales }) => (sales[0].lines[1].unitPriceMinor = 899),
    ['lin_2: inside its lowest and highest price, or approved'],
  ],
  [
    'a discount below the band',
    ({ sales }) => (sales[0].lines[1].discountMinor = 301),
    ['lin_2: inside its lowest and highest price, or approved'],
  ],
  [
    'a price below its band that was approved',
    ({ sales }) => {
      sales[0].lines[1].unitPriceMinor = 899;
      sales[0].approved = true;
    },
    [],
  ],
  [
    'tags less their tax in a sale without tax',
    ({ sales }) => {
      sales[0].taxed = false;
      const [, line] = sales[0].lines;
      Object.assign(line, { priceMinMinor: 756, priceListMinor: 840, priceMaxMinor: 1_008, unitPriceMinor: 840 });
    },
    [],
  ],
  ['a product of before prices were kept', (records) => (records.prices = []), []],
])('%s', (_name, change, expected) => {
  const records = shop();
  change(records);
  const check = new Check(12, 'Prices');
  checkOffers(check, records as Records);
  expect(check.end().suspects.map(({ message }) => message.replace('sale sal_1, line ', ''))).toEqual(expected);
});
