import { describe, expect, test } from '@jest/globals';
import { looksLikeCode, ScanEar } from './scan.js';

const type = (ear: ScanEar, text: string, everyMs: number, from = 0): string | undefined => {
  text.split('').forEach((key, index) => ear.heard({ key, at: from + index * everyMs }));
  return ear.heard({ key: 'Enter', at: from + text.length * everyMs });
};

describe('a scanner', () => {
  test.each([
    ['2130100000004', 2],
    ['2130100000004', 16],
    ['1234', 5],
    ['AB-1234', 10],
  ])('%s every %i ms is a scan', (code, ms) => {
    expect(type(new ScanEar(), code, ms)).toBe(code);
  });

  test.each([
    ['2130100000004', 60],
    ['15000', 90],
    ['123', 2],
    ['bonjour', 5],
  ])('%s every %i ms is a hand, an amount or a word', (text, ms) => {
    expect(type(new ScanEar(), text, ms)).toBeUndefined();
  });

  test('a hand’s digits before the scan are not part of the code, and two scans are two codes', () => {
    const ear = new ScanEar();
    ear.heard({ key: '7', at: 0 });
    expect(type(ear, '2130100000004', 3, 500)).toBe('2130100000004');
    expect(type(ear, '2130100001377', 3, 600)).toBe('2130100001377');
  });
});

test('four digits and more are a code, words and small numbers are not', () => {
  expect(['2130100000004', '1234', '123', 'usb 64', ''].map(looksLikeCode)).toEqual([true, true, false, false, false]);
});
