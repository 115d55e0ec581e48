import { expect, test } from '@jest/globals';
import { digestText, type DigestLine } from './digest-text.js';

const line = (facts: Partial<DigestLine>): DigestLine => ({
  eventId: 'evt_1',
  type: 'inventory.stockLow',
  storeName: 'Alger Centre',
  productName: 'Café',
  sku: 'CAF-1',
  available: 1_500,
  quantityDecimals: 3,
  ...facts,
});

test('a line an event, those of a store together, quantities in the unit of the product', () => {
  const { subject, text } = digestText([
    line({}),
    line({ storeName: 'Oran', type: 'inventory.stockOut', available: 0 }),
    line({ type: 'inventory.stockRecovered', available: 20, quantityDecimals: 0 }),
    line({ storeName: 'Oran', type: 'inventory.stockExpiring', available: 2_000, expiresOn: '2026-12-31' }),
  ]);
  expect(subject).toBe('Stock : 4 alertes / 4 alerts');
  expect(text).toBe(
    'Alger Centre\n- Café (CAF-1): 1.5 · stock bas / low\n- Café (CAF-1): 20 · rétabli / recovered\n\nOran\n- Café (CAF-1): 0 · épuisé / sold out\n- Café (CAF-1): 2 · périme le 2026-12-31 / expires on 2026-12-31\n',
  );
});

test('a name cannot add a line', () => {
  const { subject, text } = digestText([line({ productName: 'Café\r\nBcc: all' })]);
  expect(subject).toBe('Stock : 1 alerte / 1 alert');
  expect(text.split('\n')).toHaveLength(3);
});
