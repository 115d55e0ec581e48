import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { meantOf, plainName, plainPhone, recogniser, type Recognisable } from './contact-recognition.js';
import type { Identifier } from './identifiers.js';

const nif = (value: string): Identifier => ({ kind: 'nif', value });
const one = (name: string, phone?: string, ...numbers: string[]) => ({
  name,
  ...(phone === undefined ? {} : { phone }),
  identifiers: numbers.map(nif),
});
const port = one('Épicerie du Port', '0550 11 22 33');
const other = one('epicerie  du port', '0550 99 88 77');
const unreachable = one('Épicerie du Port');
const numbered = one('Épicerie du Port', '0550 11 22 33', '000016001234567');

test.each<[string, Recognisable, readonly Recognisable[], readonly Recognisable[]]>([
  ['a number, whatever the name', one('Other', undefined, '0000 1600 1234567'), [port, numbered], [numbered]],
  ['a name and a phone, however they are written', one('EPICERIE du port', '+213 550112233'), [port, other], [port]],
  ['a name alone, of several', one('Épicerie du Port'), [port, other], [port, other]],
  ['a phone before the one without', one('Épicerie du Port', '0550112233'), [unreachable, port], [port]],
  ['one without a phone, where no other is', one('Épicerie du Port', '0661'), [unreachable, port], [unreachable]],
  ['nobody by another number', one('Épicerie du Port', '0550112233', '000016009999999'), [numbered], []],
  ['nobody without a name', { identifiers: [] }, [port], []],
])('%s', (_name, sought, all, meant) => {
  expect(meantOf(sought, all)).toEqual(meant);
});

const contact = fc.record({
  name: fc.constantFrom('Aurès', 'aures', 'Port'),
  phone: fc.constantFrom(undefined, '0550 11 22 33', '+213 550 11 22 33', '0661 00 00 00'),
  identifiers: fc.constantFrom([], [nif('000016001234567')], [nif('0000 1600 7654321')]),
});

test('looked at by keys, the same are meant as among all', () => {
  fc.assert(
    fc.property(contact, fc.array(contact, { maxLength: 6 }), (sought, all) => {
      expect(new Set(recogniser(all)(sought))).toEqual(new Set(meantOf(sought, all)));
    }),
  );
});

test.each([
  ['+213 550 11 22 33', '0550112233'],
  ['00213550112233', '0550 11 22 33'],
])('%s and %s are one phone', (written, again) => expect(plainPhone(written)).toBe(plainPhone(again)));

test('names are one without case, accents and spaces', () => {
  expect(plainName(' Épicerie  du PORT')).toBe(plainName('epicerie du port'));
});
