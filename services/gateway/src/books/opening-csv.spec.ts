import { describe, expect, test } from '@jest/globals';
import { openingLinesOf } from './opening-csv.js';

const HEAD = 'account,customerId,till,label,debit,credit';

test('an opening position is read line by line, with quotations and in the minor units of the currency', () => {
  const csv = `\uFEFF${HEAD}\r\ncash,,T1,,150.5,\r\n\r\npayables,,,"Électro ""Aurès"", Batna",,1200\r\n`;
  expect(openingLinesOf(csv, 'DZD')).toEqual([
    { account: 'cash', till: 'T1', debitMinor: 15_050, creditMinor: 0 },
    { account: 'payables', label: 'Électro "Aurès", Batna', debitMinor: 0, creditMinor: 120_000 },
  ]);
  expect(openingLinesOf('credit,debit,account\n,7,cash', 'XOF')).toEqual([
    { account: 'cash', debitMinor: 7, creditMinor: 0 },
  ]);
});

describe('all or nothing: every fault is named by line and column', () => {
  test.each<[string, string, string[]]>([
    ['no lines', HEAD, ['line 2']],
    ['an unknown column', 'account,debit,credit,colour\ncash,1,,red', ['line 1, colour']],
    ['a missing column', 'account,debit\ncash,1', ['line 1, credit']],
    ['amounts that are none', `${HEAD}\ncash,,,,x,\n\n,,,,,-2`, ['line 2, debit', 'line 4, account', 'line 4, credit']],
    ['too many cells', `${HEAD}\ncash,,,,1,,7`, ['line 2']],
    ['a quotation without end', `${HEAD}\n"cash,,,,1,`, ['line 2']],
  ])('%s', (_name, csv, fields) => {
    const read = () => openingLinesOf(csv, 'DZD');
    expect(read).toThrow(
      expect.objectContaining({
        code: 'opening.csv-invalid',
        details: { issues: fields.map((field) => expect.objectContaining({ field })) },
      }),
    );
  });
});
