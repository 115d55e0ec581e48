import { expect, test } from '@jest/globals';
import type { Account } from '@comptoir/contracts';
import { dayReadingOf } from './day-reading.js';
import type { EntryRecord, StiLine, StiRecord } from './records.js';

const kilograms = { unit: 'kg', quantityDecimals: 3 } as const;
const line = (productId: string, quantity: number, netMinor: number, costMinor: number): StiLine => ({
  saleLineId: `lin_${productId}`,
  productId,
  quantity,
  ...kilograms,
  taxRateBps: 1900,
  netMinor,
  taxMinor: 0,
  discountNetMinor: 0,
  costMinor,
  batches: [],
});
const sti = (kind: StiRecord['kind'], lines: StiLine[]): StiRecord => ({
  _id: 'sti_1',
  kind,
  saleId: 'sal_1',
  storeId: 'sto_1',
  currency: 'DZD',
  businessDay: '2026-03-04',
  netMinor: lines.reduce((total, one) => total + one.netMinor, 0),
  taxMinor: 0,
  grossMinor: 0,
  costMinor: 0,
  discountNetMinor: 0,
  lines,
  customerId: 'cus_1',
  soldBy: 'usr_1',
  receivedMinor: 0,
  received: [],
});
const entry = (kind: 'sale' | 'correction', postedAt: string, sides: [Account, debit: number, credit: number][]) =>
  ({
    _id: `ent_${postedAt}`,
    number: `ALG1-SAL-2026-${postedAt.slice(11, 13)}`,
    kind,
    postedAt,
    lines: sides.map(([account, debitMinor, creditMinor]) => ({ account, debitMinor, creditMinor })),
  }) as unknown as EntryRecord;
const ends = { stockMinor: 1, receivableMinor: 2, creditMinor: 3 };
const readingOf = (stis: StiRecord[], entries: EntryRecord[], timeZone: string) =>
  dayReadingOf({ stis, entries, payments: [], reports: [], numbers: new Map(), guaranteed: new Set() }, ends, timeZone);

test('a day by the hours of its store and by product, less what came back', () => {
  const stis = [
    sti('sale', [line('a', 2, 200, 120), line('b', 1, 300, 100)]),
    sti('sale', [line('a', 3, 300, 180)]),
    sti('reversal', [line('a', -1, -100, -60)]),
  ];
  const entries = [
    entry('sale', '2026-03-04T08:59:59.999Z', [
      ['revenue', 0, 500],
      ['outputTax', 0, 95],
      ['receivable', 595, 0],
    ]),
    entry('sale', '2026-03-04T09:00:00.000Z', [
      ['revenue', 0, 300],
      ['receivable', 300, 0],
    ]),
    entry('correction', '2026-03-04T09:30:00.000Z', [
      ['revenue', 100, 0],
      ['outputTax', 19, 0],
      ['cash', 0, 119],
    ]),
  ];
  const reading = readingOf(stis, entries, 'Africa/Algiers');
  expect(reading.hours).toEqual([
    { hour: 9, sales: 1, netMinor: 500, grossMinor: 595 },
    { hour: 10, sales: 1, netMinor: 200, grossMinor: 181 },
  ]);
  expect(reading.products).toEqual([
    { productId: 'a', ...kilograms, quantity: 4, netMinor: 400, costMinor: 240 },
    { productId: 'b', ...kilograms, quantity: 1, netMinor: 300, costMinor: 100 },
  ]);
  expect(reading.figures).toMatchObject({ sales: 2, corrections: 1, netMinor: 700, received: { cash: -119 } });
});

test('a day without a sale is empty', () =>
  expect(readingOf([], [], 'UTC')).toMatchObject({
    hours: [],
    products: [],
    ends,
    figures: { sales: 0, netMinor: 0 },
  }));
