import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EntryLine } from '@comptoir/contracts';
import { correctionEntry, deliveryEntry, faultsOfEntry, saleEntry, writeOffEntry } from './journal.js';
import type { CorrectionRecord, SaleRecord } from './records.js';

const HEAD = { entryId: 'ent_1', postedAt: '2026-01-01T00:00:00Z', postedBy: 'usr_1' };
const amount = fc.integer({ min: 0, max: 1_000_000_000 });

const sale = (netMinor: number, taxMinor: number, costMinor: number, paidMinor: number) =>
  ({
    _id: 'sal_1',
    storeId: 'sto_1',
    currency: 'DZD',
    businessDay: '2026-01-01',
    customer: { customerId: 'cus_1', name: 'Amina' },
    netMinor,
    taxMinor,
    grossMinor: netMinor + taxMinor,
    costMinor,
    payment: paidMinor > 0 ? { method: 'card', amountMinor: paidMinor } : undefined,
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
    refundTo: refundMinor > 0 ? 'cash' : 'account',
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
        const back = correctionEntry(correction(net, tax, cost, refund ? net + tax : 0), '2026-01-02', HEAD).lines;
        expect(faultsOfEntry(back)).toEqual([]);
        for (const account of ['receivable', 'revenue', 'outputTax', 'costOfGoodsSold', 'inventory'])
          expect([account, balanceOf([...sold, ...back], account)]).toEqual([account, 0]);
      }),
    );
  });

  test('of deliveries and write-offs balance; at no cost there is none', () => {
    const base = { storeId: 'sto_1', currency: 'DZD' as const };
    const day = { businessDay: '2026-01-02' };
    const late = { businessDay: '2026-01-02', occurredDay: '2026-01-01' };
    const delivery = {
      ...base,
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
