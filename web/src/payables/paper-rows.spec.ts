import { describe, expect, test } from '@jest/globals';
import { isTyped, linesOf, rowsOfDelivery, totalsOf, type Billing, type PaperRow } from './paper-rows.js';

const row = (facts: Partial<PaperRow> = {}): PaperRow => ({
  key: 'goods/bat_1',
  name: 'Lamp',
  about: { kind: 'goods', deliveryId: 'dlv_1', batchId: 'bat_1' },
  quantity: '10',
  unit: 'piece',
  quantityDecimals: 0,
  net: '6000.00',
  rate: '19',
  ...facts,
});

describe('isTyped', () => {
  test.each<[string, Partial<PaperRow>, boolean]>([
    ['as it came', {}, true],
    ['without an amount: it is left out', { net: ' ', quantity: 'x' }, true],
    ['an amount that is none', { net: 'x' }, false],
    ['a rate that is none', { rate: '' }, false],
    ['a rate above all', { rate: '101' }, false],
    ['no units', { quantity: '0' }, false],
    ['half a piece', { quantity: '0.5' }, false],
    [
      'extra costs have no units',
      { about: { kind: 'extra', deliveryId: 'dlv_1', label: 'Freight' }, quantity: '' },
      true,
    ],
  ])('%s: %s', (_name, facts, expected) => expect(isTyped(row(facts), 'DZD')).toBe(expected));
});

test('linesOf: as the API has them, without those that have no amount', () => {
  const extra = row({
    about: { kind: 'extra', deliveryId: 'dlv_1', label: 'Freight' },
    quantity: '',
    net: '1,5',
    rate: '0',
  });
  expect(linesOf([row(), row({ net: '' }), extra], 'DZD')).toEqual([
    { kind: 'goods', deliveryId: 'dlv_1', batchId: 'bat_1', quantity: 10, netMinor: 600_000, taxRateBps: 1_900 },
    { kind: 'extra', deliveryId: 'dlv_1', label: 'Freight', netMinor: 150, taxRateBps: 0 },
  ]);
});

test('totalsOf: tax of each rate of the sum of its lines, as the service works it out', () => {
  const rows = [row({ net: '0.03' }), row({ net: '0.03' }), row({ net: '1.00', rate: '9' })];
  expect(totalsOf(rows, 'DZD')).toEqual({ netMinor: 106, taxMinor: 1 + 9, grossMinor: 116 });
  expect(totalsOf([row({ net: 'x' })], 'DZD')).toBeUndefined();
});

test('rowsOfDelivery: what no bill names yet, and extra costs that none has cleared', () => {
  const delivery = {
    deliveryId: 'dlv_1',
    currency: 'DZD',
    batches: [
      { batchId: 'bat_1', productId: 'prd_1', quantity: 10, costMinor: 1_050, extraCostMinor: 50, taxRateBps: 900 },
    ],
  } as unknown as Parameters<typeof rowsOfDelivery>[0];
  const line = {
    batchId: 'bat_1',
    productId: 'prd_1',
    received: 10,
    costMinor: 1_000,
    unit: 'piece',
    quantityDecimals: 0,
  };
  const billing = {
    deliveryId: 'dlv_1',
    lines: [{ ...line, billed: 4, clearedMinor: 400, differenceMinor: 0, toCostMinor: 0 }],
    extra: { expectedMinor: 50, clearedMinor: 20 },
  } as Billing;
  const rows = rowsOfDelivery(delivery, billing, new Map(), 'Freight');
  expect(rows.map(({ name, quantity, net, rate }) => [name, quantity, net, rate])).toEqual([
    ['prd_1', '6', '6.00', '9'],
    ['Freight', '', '0.30', ''],
  ]);
  const all = {
    ...billing,
    lines: [{ ...billing.lines[0]!, billed: 10 }],
    extra: { expectedMinor: 0, clearedMinor: 0 },
  };
  expect(rowsOfDelivery(delivery, all, new Map(), 'Freight')).toEqual([]);
});
