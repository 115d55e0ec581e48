import { describe, expect, test } from '@jest/globals';
import { costOfUnit, figure, money, parseAmount, parsePercent } from './money.js';

describe('amounts a person typed', () => {
  test.each<[string, string, number | undefined]>([
    ['15000', 'DZD', 1_500_000],
    ['15 000,5', 'DZD', 1_500_050],
    ['0.05', 'EUR', 5],
    ['12,', 'EUR', 1_200],
    ['1.234', 'TND', 1_234],
    ['1,2', 'TND', 1_200],
    ['500', 'JPY', 500],
    ['5.5', 'JPY', undefined],
    ['1.234', 'EUR', undefined],
    ['-5', 'EUR', undefined],
    ['', 'EUR', undefined],
    ['abc', 'EUR', undefined],
    ['9999999999999', 'EUR', undefined],
  ])('%s %s', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });
});

test('money is written with the decimals of its currency and as the locale does', () => {
  expect(money('en', 123_456, 'DZD')).toMatch(/^DZD.1,234\.56$/);
  expect(money('fr', 123_456, 'TND')).toMatch(/^123,456.TND$/);
  expect(money('en', 500, 'JPY')).toMatch(/^JPY.500$/);
  expect(figure('fr', 123_456_700, 'EUR').replaceAll(/\s/g, ' ')).toBe('1 234 567,00');
});

test('an amount is written with spaces that every font has, and that no line breaks at', () => {
  expect(money('fr', 123_456_700, 'DZD')).toBe('1\u00A0234\u00A0567,00\u00A0DZD');
});

test.each([
  ['10', 1_000],
  ['5,5', 550],
  ['0.25', 25],
  ['100', 10_000],
  ['100,01', undefined],
  ['1,234', undefined],
  ['-5', undefined],
  ['', undefined],
  ['x', undefined],
])('the percentage “%s” is %p basis points', (text, bps) => expect(parsePercent(text)).toBe(bps));

test.each([
  [1_000, 3, 0, 333],
  [600, 1_500, 3, 400],
  [413, 275, 2, 150],
])('%d for %d with %d decimals is %d a whole unit', (costMinor, quantity, decimals, unitMinor) =>
  expect(costOfUnit(costMinor, quantity, decimals)).toBe(unitMinor),
);
