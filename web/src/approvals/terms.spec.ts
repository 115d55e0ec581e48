import { expect, test } from '@jest/globals';
import type { Order } from '../api/shapes.js';
import { orderUnderListBps, shareBps, underListBps } from './terms.js';

const line = (quantity: number, priceListMinor: number, unitPriceMinor: number) =>
  ({
    quantity,
    quantityDecimals: 0,
    priceListMinor,
    unitPriceMinor,
    netMinor: quantity * unitPriceMinor,
  }) as NonNullable<Order['priced']>['lines'][number];

test.each([
  [line(1, 520_000, 400_000), 2_308],
  [line(3, 520_000, 520_000), 0],
  [line(1, 100_000, 110_000), -1_000],
  [line(1, 0, 100), 0],
])('a line is so far below its list price', (one, bps) => {
  expect(underListBps(one)).toBe(bps);
});

test('an order is as far below list as its lines are together', () => {
  const lines = [line(1, 100_000, 50_000), line(3, 100_000, 100_000)];
  const priced = { lines, pricesIncludeTax: false, netMinor: 350_000 } as NonNullable<Order['priced']>;
  expect(orderUnderListBps(priced)).toBe(1_250);
});

test.each([
  [-120, 4_000, -300],
  [1, 3, 3_333],
  [5, 0, 0],
])('%d of %d is a share of %d', (part, whole, bps) => {
  expect(shareBps(part, whole)).toBe(bps);
});
