import { expect, test } from '@jest/globals';
import type { Account, EntryView } from '@comptoir/contracts';
import { summaryOf } from './day-summary.js';

const entry = (kind: EntryView['kind'], sides: [Account, debitMinor: number, creditMinor: number][]) => ({
  kind,
  lines: sides.map(([account, debitMinor, creditMinor]) => ({ account, debitMinor, creditMinor })),
});

test('a day is the sum of its entries: what came back is taken off, and each movement of stock has its own figure', () => {
  const summary = summaryOf(
    [
      entry('delivery', [
        ['inventory', 900, 0],
        ['goodsReceivedNotInvoiced', 0, 900],
      ]),
      entry('sale', [
        ['receivable', 119, 0],
        ['revenue', 0, 100],
        ['outputTax', 0, 19],
        ['costOfGoodsSold', 60, 0],
        ['inventory', 0, 60],
        ['cash', 119, 0],
        ['receivable', 0, 119],
      ]),
      entry('sale', [
        ['receivable', 238, 0],
        ['revenue', 0, 200],
        ['outputTax', 0, 38],
        ['costOfGoodsSold', 120, 0],
        ['inventory', 0, 120],
      ]),
      entry('correction', [
        ['revenue', 100, 0],
        ['outputTax', 19, 0],
        ['receivable', 0, 119],
        ['inventory', 60, 0],
        ['costOfGoodsSold', 0, 60],
        ['receivable', 119, 0],
        ['cash', 0, 119],
      ]),
      entry('writeOff', [
        ['shrinkage', 60, 0],
        ['inventory', 0, 60],
      ]),
    ],
    [
      { type: 'FACTURE', grossMinor: 238 },
      { type: 'BON_DE_VENTE', grossMinor: 119 },
      { type: 'CREDIT_NOTE', grossMinor: 119 },
    ],
  );
  expect(summary).toEqual({
    sales: 2,
    corrections: 1,
    netMinor: 200,
    taxMinor: 38,
    grossMinor: 238,
    costMinor: 120,
    marginMinor: 80,
    cashMinor: 0,
    cardMinor: 0,
    transferMinor: 0,
    onAccountMinor: 238,
    stock: {
      receivedMinor: 900,
      soldMinor: 180,
      returnedMinor: 60,
      writtenOffMinor: 60,
      countedMinor: 0,
      changeMinor: 720,
    },
    documents: {
      FACTURE: { count: 1, grossMinor: 238 },
      BON_DE_VENTE: { count: 1, grossMinor: 119 },
      CREDIT_NOTE: { count: 1, grossMinor: 119 },
    },
  });
});

test('a day without a sale is a day of zeros', () => {
  expect(summaryOf([], [])).toMatchObject({
    sales: 0,
    netMinor: 0,
    marginMinor: 0,
    cashMinor: 0,
    stock: { changeMinor: 0 },
  });
});
