import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '@comptoir/contracts';
import { dayDocuments, type DayRecords } from './day-documents.js';
import { figuresOf, sumFigures } from './day-figures.js';
import type { EntryRecord, StiRecord, ZReportRecord } from './records.js';

const amount = fc.integer({ min: -100_000, max: 100_000 });
const line = fc.record({ taxRateBps: fc.constantFrom(0, 900, 1900), taxMinor: amount, batches: fc.constant([]) });
const sti = fc.record({
  _id: fc.uuid(),
  kind: fc.constantFrom('sale', 'reversal'),
  saleId: fc.constantFrom('sal_1', 'sal_2'),
  netMinor: amount,
  taxMinor: amount,
  grossMinor: amount,
  costMinor: amount,
  discountNetMinor: amount,
  lines: fc.array(line),
}) as unknown as fc.Arbitrary<StiRecord>;
const entry = fc.record({
  _id: fc.uuid(),
  number: fc.nat({ max: 999_999 }).map((counter) => `S-SAL-2026-${String(counter).padStart(6, '0')}`),
  kind: fc.constantFrom('sale', 'payment', 'till', 'delivery'),
  lines: fc.array(
    fc.record({
      account: fc.constantFrom('cash', 'card', 'revenue', 'inventory', 'receivable', 'customerCredit'),
      debitMinor: fc.nat({ max: 100_000 }),
      creditMinor: fc.nat({ max: 100_000 }),
    }),
  ),
}) as unknown as fc.Arbitrary<EntryRecord>;
const report = fc.record({
  _id: fc.uuid(),
  expectedMinor: amount,
  countedMinor: amount,
  differenceMinor: amount,
}) as unknown as fc.Arbitrary<ZReportRecord>;
const day: fc.Arbitrary<DayRecords> = fc.record({
  stis: fc.array(sti),
  entries: fc.array(entry),
  reports: fc.array(report),
  payments: fc.constant([{ _id: 'pay_1', number: 'S-PAY-2026-000003' }]),
  numbers: fc.constant(new Map([['sal_1', 'S-F-2026-000009']])),
  guaranteed: fc.constant(new Set(['sal_2'])),
});

test('figures equal those of a slow count', () => {
  fc.assert(
    fc.property(day, (records) => {
      const { stis, entries, reports } = records;
      const figures = figuresOf(dayDocuments(records));
      let [sold, guarantees, cashIn, cashOut, stock, owed, credit] = [0, 0, 0, 0, 0, 0, 0];
      const byRate: Record<string, number> = {};
      for (const one of stis) {
        if (one.kind === 'sale') sold += one.grossMinor;
        if (one.kind === 'sale' && one.saleId === 'sal_2') guarantees += 1;
        for (const { taxRateBps, taxMinor } of one.lines) byRate[taxRateBps] = (byRate[taxRateBps] ?? 0) + taxMinor;
      }
      for (const { kind, lines } of entries) {
        for (const { account, debitMinor, creditMinor } of lines) {
          if (account === 'cash' && (kind === 'sale' || kind === 'payment')) {
            cashIn += debitMinor;
            cashOut += creditMinor;
          }
          if (account === 'inventory') stock += debitMinor - creditMinor;
          if (account === 'receivable') owed += debitMinor - creditMinor;
          if (account === 'customerCredit') credit += creditMinor - debitMinor;
        }
      }
      expect(figures).toMatchObject({
        sales: stis.filter((one) => one.kind === 'sale').length,
        netMinor: sum(stis.map((one) => one.netMinor)),
        discountNetMinor: sum(stis.map((one) => one.discountNetMinor)),
        guarantees,
        receivableMinor: owed,
        creditMinor: credit,
      });
      expect(figures.sold.grossMinor).toBe(sold);
      expect(sum([figures.sold.taxMinor, 0 - figures.returned.taxMinor])).toBe(figures.taxMinor);
      expect(figures.paid['cash']).toEqual({ inMinor: cashIn, outMinor: cashOut });
      expect(figures.received['cash']).toBe(cashIn - cashOut);
      expect(Object.keys(figures.received)).toEqual(['cash', 'card', 'transfer', 'cheque', 'credit']);
      expect(figures.stock.inMinor - figures.stock.outMinor).toBe(stock);
      expect(sum(Object.values(figures.stock.byKind))).toBe(stock);
      const rates = Object.entries(byRate).filter(([, value]) => value !== 0);
      expect(
        Object.entries(figures.taxByRate)
          .filter(([, value]) => value !== 0)
          .toSorted(),
      ).toEqual(rates.toSorted());
      expect(figures.tills).toMatchObject({
        sessions: reports.length,
        differenceMinor: sum(reports.map((one) => one.differenceMinor)),
      });
      const numbers = entries.map((one) => one.number).toSorted();
      const series = figures.documents.find((one) => one.series === 'S-SAL-2026');
      expect([series?.count ?? 0, series?.first, series?.last]).toEqual([numbers.length, numbers[0], numbers.at(-1)]);
    }),
  );
});

test('stores and days add up figure by figure, whatever rates and means each has', () => {
  fc.assert(
    fc.property(day, day, (one, other) => {
      const both = [one, other].map((records) => figuresOf(dayDocuments(records)));
      const together = sumFigures(both.map(({ documents: _documents, ...figures }) => figures));
      expect(together.netMinor).toBe(sum(both.map((figures) => figures.netMinor)));
      expect(together.paid['card']?.outMinor).toBe(sum(both.map((figures) => figures.paid['card']!.outMinor)));
      expect(sum(Object.values(together.taxByRate))).toBe(
        sum(both.flatMap((figures) => Object.values(figures.taxByRate))),
      );
    }),
  );
});
