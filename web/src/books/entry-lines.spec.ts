import { describe, expect, test } from '@jest/globals';
import { emptyLine, faultsOf, sentLines, sumsOf, type TypedLine } from './entry-lines.js';

const line = (typed: Partial<TypedLine>): TypedLine => ({ ...emptyLine(), ...typed });

test('sums count what is an amount, by side', () => {
  const lines = [line({ debit: '1 200,50' }), line({ credit: '200' }), line({ credit: 'x' }), emptyLine('cash')];
  expect(sumsOf(lines, 'DZD')).toEqual({ debitMinor: 120_050, creditMinor: 20_000, differenceMinor: 100_050 });
  expect(sumsOf([line({ debit: '12.345' })], 'TND')).toMatchObject({ debitMinor: 12_345 });
});

describe('what is wrong on a line with an amount', () => {
  test.each<[string, Partial<TypedLine>, Record<string, string>]>([
    ['nothing', { account: 'cash', debit: '1' }, {}],
    ['nothing, as nothing is typed', { account: 'receivable' }, {}],
    ['no account', { debit: '1' }, { 'lines.0.account': 'form.missing' }],
    ['nobody who owes', { account: 'receivable', debit: '1' }, { 'lines.0.customerId': 'form.missing' }],
    ['no amount', { account: 'cash', debit: '1.234' }, { 'lines.0.debit': 'form.amount' }],
    ['nothing of an amount', { account: 'cash', credit: '0' }, { 'lines.0.credit': 'form.amount' }],
    ['two sides', { account: 'cash', debit: '1', credit: '2' }, { 'lines.0.credit': 'line-form.one-side' }],
    ['no rate', { account: 'inputTax', debit: '1', rate: '190' }, { 'lines.0.rate': 'line-form.rate-wrong' }],
  ])('%s', (_name, typed, faults) => {
    expect(faultsOf([line(typed)], 'DZD')).toEqual(faults);
  });
});

test('lines without an amount are not sent, nor what is not typed', () => {
  const lines = [
    line({ account: 'inputTax', rate: '19', debit: '1.90', label: ' Electricity ' }),
    emptyLine('payables'),
    line({ account: 'receivable', customerId: 'cus_1', credit: '1.90' }),
  ];
  expect(sentLines(lines, 'DZD')).toEqual([
    { account: 'inputTax', taxRateBps: 1900, label: 'Electricity', debitMinor: 190, creditMinor: 0 },
    { account: 'receivable', customerId: 'cus_1', debitMinor: 0, creditMinor: 190 },
  ]);
});
