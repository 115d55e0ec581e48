import { expect, test } from '@jest/globals';
import { isTaxNumber } from './tax-number.js';

test.each([
  ['Algeria', '000016001234567'],
  ['Algeria, of a branch', '00001600123456700000'],
  ['Algeria, as people write it', 'NIF 0000 1600 1234 567'],
  ['Tunisia', '1234567A'],
  ['Tunisia, in full', '1234567/A/B/C/000'],
  ['Morocco', 'ICE 001234567000089'],
  ['Senegal', '001234567'],
  ['Benin', '3201234567890'],
  ['France', '732 829 320'],
  ['France, of an establishment', '732 829 320 00074'],
  ['France, for VAT', 'FR 40 732 829 320'],
])('a tax number of %s: %s', (_country, number) => expect(isTaxNumber(number)).toBe(true));

test.each([
  'abc',
  '1',
  '0001',
  '123-456',
  'ABCDEFGHIJ',
  '12345678 ?',
  '123456789012345678901234567',
  '-1234567A',
  '',
  ' ',
])('“%s” is none', (text) => expect(isTaxNumber(text)).toBe(false));
