import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EntryLine } from '@comptoir/contracts';
import {
  correctionEntry,
  deliveryEntry,
  faultsOfEntry,
  movesGoods,
  saleEntry,
  takenBackEntry,
  writeOffEntry,
} from './journal.js';
import type { CorrectionRecord, SaleRecord, StiLine } from './records.js';

const HEAD = { entryId: 'ent_1', postedAt: '2026-01-01T00:00:00Z', postedBy: 'usr_1' };
const amount = fc.integer({ min: 0, max: 1_000_000_000 });

const sale = (netMinor: number, taxMinor: number, costMinor: number, paidMinor: number) =>
  ({
    _id: 'sal_1',
    storeId: 'sto_1',
    currency: 'DZD',
    businessDay: '2026-01-01',
    customer: { customerId: 'cus_1', name: 'Amina' },
    lines: [{ taxRateBps: 1900, netMinor, taxMinor, discountNetMinor: 0 }],
    grossMinor: netMinor + taxMinor,
    costMinor,
    payments: paidMinor > 0 ? [{ method: 'card', amountMinor: paidMinor, roundingMinor: 0 }] : [],
  }) as unknown as SaleRecord;
const correction = (netMinor: number, taxMinor: number, costMinor: number, refundMinor: number) =>
  ({
    _id: 'cor_1',
    kind: 'return',
    reason: 'broken',
    storeId: 'sto_1',
    currency: 'DZD',
    customerId: 'cus_1',
    netMinor,
    taxMinor,
    grossMinor: netMinor + taxMinor,
    costMinor,
    refundMinor,
    refunds: refundMinor > 0 ? [{ method: 'cash', amountMinor: refundMinor, roundingMinor: 0 }] : [],
    creditMinor: 0,
    settled: [],
  }) as unknown as CorrectionRecord;

const balanceOf = (lines: readonly EntryLine[], account: string): number =>
  lines
    .filter((line) => line.account === account)
    .reduce((total, line) => total + line.debitMinor - line.creditMinor, 0);

describe('entries', () => {
  test('of a sale balance, whatever the amounts, and say what they should', () => {
    fc.assert(
      fc.property(amount, amount, amount, amount, (net, tax, cost, paid) => {
        const { lines } = saleEntry(sale(net, tax, cost, Math.min(paid, net + tax)), HEAD);
        expect(faultsOfEntry(lines)).toEqual([]);
        expect(balanceOf(lines, 'receivable')).toBe(net + tax - Math.min(paid, net + tax));
        expect([
          balanceOf(lines, 'revenue'),
          balanceOf(lines, 'outputTax'),
          balanceOf(lines, 'costOfGoodsSold'),
          balanceOf(lines, 'inventory'),
        ]).toEqual([0 - net, 0 - tax, cost, 0 - cost]);
        expect(lines.every((line) => (line.account === 'receivable') === (line.customerId === 'cus_1'))).toBe(true);
      }),
    );
  });

  test('of a full correction undo the sale’s, line by line', () => {
    fc.assert(
      fc.property(amount, amount, amount, fc.boolean(), (net, tax, cost, refund) => {
        const sold = saleEntry(sale(net, tax, cost, refund ? net + tax : 0), HEAD).lines;
        const back = [{ taxRateBps: 1900, netMinor: 0 - net, taxMinor: 0 - tax, discountNetMinor: 0 }] as StiLine[];
        const { lines } = correctionEntry(correction(net, tax, cost, refund ? net + tax : 0), back, '2026-01-02', HEAD);
        expect(faultsOfEntry(lines)).toEqual([]);
        const all = [...sold, ...lines];
        for (const account of ['receivable', 'outputTax', 'costOfGoodsSold', 'inventory'])
          expect([account, balanceOf(all, account)]).toEqual([account, 0]);
        expect(balanceOf(all, 'revenue') + balanceOf(all, 'returns')).toBe(0);
      }),
    );
  });

  test('of deliveries and write-offs balance; at no cost there is none', () => {
    const base = { storeId: 'sto_1', currency: 'DZD' as const };
    const day = { businessDay: '2026-01-02' };
    const late = { businessDay: '2026-01-02', occurredDay: '2026-01-01' };
    const delivery = {
      ...base,
      storeCode: 'ALG1',
      deliveryId: 'dlv_1',
      receivedAt: '2026-01-01T23:30:00Z',
      receivedBy: 'usr_2',
      timeZone: 'Africa/Algiers',
    };
    const writeOff = {
      ...base,
      correctionId: 'cor_1',
      saleId: 'sal_1',
      writtenOffAt: '2026-01-01T23:30:00Z',
      writtenOffBy: 'usr_2',
    };
    expect(deliveryEntry({ ...delivery, costMinor: 0 }, day, HEAD)).toBeUndefined();
    expect(writeOffEntry({ ...writeOff, costMinor: 0 }, day, HEAD)).toBeUndefined();
    const opening = deliveryEntry({ ...delivery, costMinor: 5, opening: true }, day, HEAD)?.lines ?? [];
    expect([balanceOf(opening, 'inventory'), balanceOf(opening, 'openingEquity')]).toEqual([5, -5]);
    expect(deliveryEntry({ ...delivery, costMinor: 5 }, day, HEAD)).toMatchObject({
      ref: 'dlv_1',
      businessDay: '2026-01-02',
      postedBy: 'usr_2',
    });
    expect(writeOffEntry({ ...writeOff, costMinor: 5 }, late, HEAD)).toMatchObject({
      ref: 'cor_1',
      ...late,
    });
  });

  test('taking an opening delivery back mirrors its entry, and each of the two is known by the way the goods go', () => {
    const of = { storeId: 'sto_1', storeCode: 'ALG1', currency: 'DZD' as const, costMinor: 5, deliveryId: 'dlv_1' };
    const received = { ...of, receivedAt: '2026-01-01T09:00:00Z', receivedBy: 'usr_2', timeZone: 'Africa/Algiers' };
    const back = { ...of, takenBackAt: '2026-01-02T09:00:00Z', takenBackBy: 'usr_3', reason: 'Counted twice' };
    const into = deliveryEntry({ ...received, opening: true }, { businessDay: '2026-01-01' }, HEAD)!;
    const head = { businessDay: '2026-01-03', occurredDay: '2026-01-02' };
    const mirror = takenBackEntry({ ...back, timeZone: 'Africa/Algiers' }, head, HEAD)!;
    expect(mirror).toMatchObject({
      kind: 'delivery',
      ref: 'dlv_1',
      reason: 'Counted twice',
      postedBy: 'usr_3',
      ...head,
    });
    const both = [...into.lines, ...mirror.lines];
    expect([balanceOf(both, 'inventory'), balanceOf(both, 'openingEquity')]).toEqual([0, 0]);
    const known = (entries: (typeof into)[]) => [movesGoods(entries, 'in'), movesGoods(entries, 'out')];
    expect([known([]), known([into]), known([mirror]), known([into, mirror])]).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ]);
    expect(takenBackEntry({ ...back, timeZone: 'Africa/Algiers', costMinor: 0 }, head, HEAD)).toBeUndefined();
  });

  test.each<[string, [number, number][], number]>([
    [
      'sound',
      [
        [5, 0],
        [0, 5],
      ],
      0,
    ],
    ['empty', [], 0],
    [
      'out of balance',
      [
        [5, 0],
        [0, 4],
      ],
      1,
    ],
    ['two-sided', [[5, 5]], 1],
    ['a line of nothing', [[0, 0]], 1],
  ])('%s', (_name, sides, faults) => {
    expect(
      faultsOfEntry(sides.map(([debitMinor, creditMinor]) => ({ account: 'cash', debitMinor, creditMinor }))),
    ).toHaveLength(faults);
  });
});
