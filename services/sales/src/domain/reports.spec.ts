import { expect, test } from '@jest/globals';
import { accountsOf } from './chart.js';
import { carriedEntry, fecLinesOf } from './fec.js';
import { marginRows, marginsOf, marginTotals } from './margin.js';
import type { Movement } from './movements.js';
import type { StiLine, StiRecord } from './records.js';
import { resultRows, resultTotals } from './profit-and-loss.js';
import { taxRows, taxTotals } from './tax-report.js';

const accounts = accountsOf({ companyId: 'cmp_1', profile: 'FR' }, null);
const moved = (account: string, balanceMinor: number, more: Partial<Movement> = {}): Movement => ({
  account,
  currency: 'EUR',
  debitMinor: Math.max(balanceMinor, 0),
  creditMinor: Math.max(-balanceMinor, 0),
  ...more,
});

test('tax by rate: revenue less discounts and returns, output less input tax; lines without a rate stand last', () => {
  const rows = taxRows([
    moved('inputTax', 30),
    moved('revenue', -1_000, { taxRateBps: 2_000 }),
    moved('discounts', 100, { taxRateBps: 2_000 }),
    moved('returns', 50, { taxRateBps: 2_000 }),
    moved('outputTax', -170, { taxRateBps: 2_000 }),
    moved('revenue', -200, { taxRateBps: 550 }),
    moved('outputTax', -11, { taxRateBps: 550 }),
    moved('cash', 500),
    moved('outputTax', -3, { currency: 'DZD' }),
    moved('cash', 500, { currency: 'TND' }),
  ]);
  expect(rows).toEqual([
    { currency: 'DZD', baseMinor: 0, outputTaxMinor: 3, inputTaxMinor: 0, dueMinor: 3 },
    { currency: 'EUR', taxRateBps: 550, baseMinor: 200, outputTaxMinor: 11, inputTaxMinor: 0, dueMinor: 11 },
    { currency: 'EUR', taxRateBps: 2_000, baseMinor: 850, outputTaxMinor: 170, inputTaxMinor: 0, dueMinor: 170 },
    { currency: 'EUR', baseMinor: 0, outputTaxMinor: 0, inputTaxMinor: 30, dueMinor: -30 },
  ]);
  expect(taxTotals(rows)[1]).toEqual({
    currency: 'EUR',
    baseMinor: 1_050,
    outputTaxMinor: 181,
    inputTaxMinor: 30,
    dueMinor: 151,
  });
});

test('the result is income less expense by the types of the chart, in the order of its codes', () => {
  const rows = resultRows(
    [moved('revenue', -1_000), moved('returns', 50), moved('expenses', 70), moved('cash', 9)],
    accounts,
  );
  expect(rows.map(({ account, code, type, amountMinor }) => [account, code, type, amountMinor])).toEqual([
    ['expenses', '6288', 'expense', 70],
    ['revenue', '707', 'income', 1_000],
    ['returns', '7079', 'income', -50],
  ]);
  expect(resultTotals(rows)).toEqual([{ currency: 'EUR', incomeMinor: 950, expenseMinor: 70, resultMinor: 880 }]);
});

test('margins add up by what they count for; currencies stay apart', () => {
  const groups = [
    { key: 'dlv_1', currency: 'EUR', revenueMinor: 100, taxMinor: 20, costMinor: 60 },
    { key: 'dlv_2', currency: 'EUR', revenueMinor: -30, taxMinor: -6, costMinor: -20 },
    { key: 'dlv_3', currency: 'DZD', revenueMinor: 5, taxMinor: 0, costMinor: 1 },
  ] as const;
  const rows = marginRows(groups, (delivery) => (delivery === 'dlv_3' ? 'Sarl B' : 'Sarl A'));
  expect(rows).toEqual([
    { currency: 'EUR', key: 'Sarl A', revenueMinor: 70, taxMinor: 14, costMinor: 40, marginMinor: 30 },
    { currency: 'DZD', key: 'Sarl B', revenueMinor: 5, taxMinor: 0, costMinor: 1, marginMinor: 4 },
  ]);
  expect(marginTotals(rows).map((one) => one.marginMinor)).toEqual([4, 30]);
});

test('a line counts for the category it was sold in, also when it comes back', () => {
  const line = (categoryId: string | undefined, netMinor: number): Partial<StiLine> => ({
    ...(categoryId === undefined ? {} : { categoryId }),
    productId: 'prd_1',
    netMinor,
    taxMinor: netMinor / 10,
    costMinor: netMinor / 2,
  });
  const stis = [
    { lines: [line('cat_1', 300), line(undefined, 50)] },
    { lines: [line('cat_2', 200)] },
    { lines: [line('cat_1', -100)] },
  ] as unknown as StiRecord[];
  expect(marginsOf(stis, 'category')).toEqual([
    { key: '?', revenueMinor: 50, taxMinor: 5, costMinor: 25 },
    { key: 'cat_1', revenueMinor: 200, taxMinor: 20, costMinor: 100 },
    { key: 'cat_2', revenueMinor: 200, taxMinor: 20, costMinor: 100 },
  ]);
});

test('what a year begins with: the balance sheet, customers one by one, and the result before it in the retained earnings', () => {
  const sums = [
    { account: 'cash', till: 'T1', debitMinor: 500, creditMinor: 0 },
    { account: 'card', debitMinor: 5, creditMinor: 5 },
    { account: 'receivable', debitMinor: 900, creditMinor: 200 },
    { account: 'revenue', debitMinor: 0, creditMinor: 1_300 },
    { account: 'expenses', debitMinor: 200, creditMinor: 0 },
    { account: 'retainedEarnings', debitMinor: 0, creditMinor: 100 },
  ];
  const open = { customerId: 'cus_1', currency: 'EUR', account: 'receivable' } as const;
  const entry = carriedEntry({ code: 'PAR1', year: 2026, currency: 'EUR' }, accounts, sums, [
    { ...open, saleId: 'sal_1', openMinor: 300 },
    { ...open, saleId: 'sal_2', openMinor: 400 },
  ])!;
  expect(entry.lines).toEqual([
    { account: 'cash', till: 'T1', debitMinor: 500, creditMinor: 0 },
    { account: 'receivable', customerId: 'cus_1', debitMinor: 700, creditMinor: 0 },
    { account: 'retainedEarnings', debitMinor: 0, creditMinor: 1_200 },
  ]);
  const lines = fecLinesOf(entry, { accounts, nameOf: () => 'Amina', document: undefined });
  expect(lines[0]).toMatchObject({
    journalCode: 'PAR1-AN',
    number: 'PAR1-AN-2026-000001',
    day: '2026-01-01',
    accountCode: '530T1',
    document: 'PAR1-AN-2026-000001',
  });
  expect(carriedEntry({ code: 'PAR1', year: 2026, currency: 'EUR' }, accounts, [], [])).toBeUndefined();
});
