import { expect, test } from '@jest/globals';
import { minorOf, rowsOf } from './csv-file.js';

test.each([
  ['', 'DZD', 0],
  ['12', 'TND', 12_000],
  ['12.345', 'TND', 12_345],
  ['12.34', 'DZD', 1_234],
  ['12.345', 'DZD', undefined],
  ['1.0', 'XOF', undefined],
  ['-1', 'DZD', undefined],
  ['1,000', 'DZD', undefined],
  ['1e3', 'DZD', undefined],
] as const)('%s %s is %s', (text, currency, minor) => {
  expect(minorOf(text, currency)).toBe(minor);
});

test('cells keep commas and line breaks within quotations, and rows know their line', () => {
  expect(rowsOf('a,"b\nc, d",\n\ne')).toEqual([
    { line: 1, cells: ['a', 'b\nc, d', ''] },
    { line: 4, cells: ['e'] },
  ]);
});
