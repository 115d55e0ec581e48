import { describe, expect, test } from '@jest/globals';
import { looksLikeCode, readAhead, ScannerDetector, wholeCode, type Key } from './scan.js';

const type = (detector: ScannerDetector, text: string, everyMs: number, from = 0): string | undefined => {
  text.split('').forEach((key, index) => detector.accept({ key, at: from + index * everyMs }));
  return detector.accept({ key: 'Enter', at: from + text.length * everyMs });
};

describe('a scanner', () => {
  test.each([
    ['2130100000004', 2],
    ['2130100000004', 16],
    ['1234', 5],
    ['AB-1234', 10],
  ])('%s every %i ms is a scan', (code, ms) => {
    expect(type(new ScannerDetector(), code, ms)).toBe(code);
  });

  test.each([
    ['2130100000004', 60],
    ['15000', 90],
    ['123', 2],
    ['bonjour', 5],
  ])('%s every %i ms is typing, an amount or a text', (text, ms) => {
    expect(type(new ScannerDetector(), text, ms)).toBeUndefined();
  });

  test('digits typed before the scan are not part of the code, and two scans are two codes', () => {
    const detector = new ScannerDetector();
    detector.accept({ key: '7', at: 0 });
    expect(type(detector, '2130100000004', 3, 500)).toBe('2130100000004');
    expect(type(detector, '2130100001377', 3, 600)).toBe('2130100001377');
  });

  test.each([
    ['2130100000004', 5, 700, '2130100000004'],
    ['2130100000004', 5, 1_200, '00000004'],
    ['50213010000', 2, 700, '213010000'],
  ])('%s with a stall after %i keys, for %i ms, is the scan %s', (code, keys, stallMs, scanned) => {
    const detector = new ScannerDetector();
    code
      .slice(0, keys)
      .split('')
      .forEach((key, index) => detector.accept({ key, at: index * 3 }));
    expect(type(detector, code.slice(keys), 3, keys * 3 + stallMs)).toBe(scanned);
  });

  test.each([
    ['99990000', 1, 400, '9', '99990000'],
    ['99990000', 2, 400, '99', '99990000'],
    ['99990000', 2, 1_200, '', '990000'], // longer than a machine stops
    ['2130100000004', 1, 400, '2', '2130100000004'],
    ['72130100000004', 1, 400, '7', '2130100000004'], // thirteen digits are a barcode
    ['196385074', 1, 400, '1', '96385074'], // and so are eight with their check digit
  ])(
    '%s with a stall after %i keys, for %i ms, in the field of scans: head %s, code %s',
    (text, keys, ms, head, code) => {
      const detector = new ScannerDetector();
      text
        .slice(0, keys)
        .split('')
        .forEach((key, index) => detector.accept({ key, at: index * 3 }));
      const burst = type(detector, text.slice(keys), 3, keys * 3 + ms)!;
      expect([detector.head, wholeCode(detector.head, burst, text)]).toEqual([head, code]);
      expect(wholeCode(detector.head, burst, `x${text}`)).toBe(burst); // other text was there
    },
  );

  test('of keys typed slowly by hand only those before the last pause may be a head, and a click ends them', () => {
    const detector = new ScannerDetector();
    ['1', '2', '3'].forEach((key, index) => detector.accept({ key, at: index * 400 }));
    expect(detector.head).toBe('2');
    detector.endBurst();
    expect(detector.head).toBe('');
  });

  test('a click between the digits is no scan', () => {
    const detector = new ScannerDetector();
    '50'.split('').forEach((key, index) => detector.accept({ key, at: index * 3 }));
    detector.endBurst();
    expect(type(detector, '00', 3, 10)).toBeUndefined();
  });
});

describe('typing', () => {
  const burst = (text: string, more: Partial<Key>, enterAt = text.length * 3): string | undefined => {
    const detector = new ScannerDetector();
    text.split('').forEach((key, index) => detector.accept({ key, at: index * 3, ...more }));
    return detector.accept({ key: 'Enter', at: enterAt, ...more });
  };

  test.each([
    ['1500', undefined],
    ['1000000', undefined],
    ['21301005', '21301005'],
    ['2130100000004', '2130100000004'],
    ['AB-1234', 'AB-1234'],
  ])('in a field for an amount, %s at a scanner’s speed is the scan %s', (text, scan) => {
    expect(burst(text, { intoAmount: true })).toBe(scan);
    expect(burst(text, {})).toBe(text);
  });

  test('with a key for three zeros, or with a key held down, is no scan', () => {
    const detector = new ScannerDetector();
    [0, 90, 93, 96].forEach((at, index) => detector.accept({ key: '5000'[index] ?? '', at }));
    expect(detector.accept({ key: 'Enter', at: 200 })).toBeUndefined();
    expect(burst('50000', { repeated: true })).toBeUndefined();
  });
});

describe('buffered keys', () => {
  const at = (keys: readonly string[], everyMs: number): Key[] =>
    keys.map((key, index) => ({ key, at: index * everyMs }));

  test('give the scanned and the typed codes, and the text after them', () => {
    const fast = at([...'2130100000004'.split(''), 'Enter', ...'1234'.split(''), 'Enter'], 2);
    const slow = at(['b', 'o', 'x', 'Backspace', 'u'], 90).map(({ key, at: ms }) => ({ key, at: ms + 500 }));
    expect(readAhead([...fast, ...slow])).toEqual({ codes: ['2130100000004', '1234'], text: 'bou' });
    expect(readAhead(at([...'13579'.split(''), 'Enter'], 90))).toEqual({ codes: ['13579'], text: '' });
  });

  test('give a search text that keeps its Enter for the list, or nothing after Escape', () => {
    expect(readAhead(at(['u', 's', 'b', 'Enter'], 90))).toEqual({ codes: [], text: 'usb' });
    expect(readAhead(at(['u', 's', 'b', 'Escape', 'F9'], 90))).toEqual({ codes: [], text: '' });
  });
});

test('four digits and more are a code, texts and small numbers are not', () => {
  expect(['2130100000004', '1234', '123', 'usb 64', ''].map(looksLikeCode)).toEqual([true, true, false, false, false]);
});
