import { describe, expect, test } from '@jest/globals';
import {
  documentNumberOf,
  identifierFault,
  identifiersFault,
  takenByAnother,
  uniqueKeyOf,
  uniqueKeysOf,
  type Identifier,
  type IdentifierKind,
} from './identifiers.js';

test.each<[IdentifierKind, string]>([
  ['siren', '732 829 320'],
  ['siret', '732 829 320 00074'],
  ['siret', '356 000 000 00048'], // the head office of La Poste
  ['siret', '356 000 000 00001'], // a post office: its digits add up to 15
  ['frVat', 'FR 44 732 829 320'],
  ['frVat', 'FR40303265045'],
  ['frVat', 'FR K7 303 265 045'],
  ['nif', '416001000000007'],
  ['nif', '000 216 001 808 337 13010'],
  ['nis', '000216001808337'],
  ['rcDz', '16/00-1234567 B 08'],
  ['rcDz', '09B0806125'],
  ['ai', '16123456789'],
  ['mf', '1282182 W'],
  ['mf', '1234567/M/A/E/001'],
  ['mf', '1496298 T P N 000'],
  ['ice', '001561191000066'],
  ['ice', '00 21 36 09 30 00 040'],
  ['ifMa', '1084975'],
  ['rcMa', '12345'],
  ['ncc', '1234567 A'],
  ['ninea', '306 7221'],
  ['ninea', '3067221 2G2'],
  ['ifu', '3201234567890'],
  ['vat', 'BE 0411.905.847'],
  ['taxNumber', 'NIF 0000 1600 1234 567'],
  ['register', 'HRB 1234, Amtsgericht'],
])('%s %s is one', (kind, value) => expect(identifierFault({ kind, value })).toBeUndefined());

test.each<[IdentifierKind, string]>([
  ['siren', '732 829 321'],
  ['siren', '73282932'],
  ['siret', '732 829 320 00079'],
  ['siret', '356 000 000 00002'],
  ['siret', '73282932000'],
  ['frVat', 'FR 45 732 829 320'],
  ['frVat', 'FR IO 732 829 320'],
  ['frVat', 'DE 732829320'],
  ['frVat', 'FR 44 732 829 321'],
  ['nif', '12345'],
  ['nis', '00021600180833713010'],
  ['rcDz', '16/00-1234567 C 08'],
  ['ai', '1'],
  ['mf', '1219773U'],
  ['mf', '1234567/M/A/X/000'],
  ['mf', '1234567/M/A/M/001'],
  ['ice', '001561191000067'],
  ['ice', '12345'],
  ['ifMa', '12'],
  ['rcMa', 'A1'],
  ['ncc', '12345678'],
  ['ninea', '3067222'],
  ['ninea', '1234567 3AZ'],
  ['ifu', '32012345678'],
  ['vat', '0411905847'],
  ['vat', 'BEX'],
  ['taxNumber', 'abc'],
])('%s %s is none', (kind, value) => expect(identifierFault({ kind, value })).toEqual(expect.any(String)));

describe('the numbers of an account', () => {
  const siren: Identifier = { kind: 'siren', value: '732 829 320' };
  const siret: Identifier = { kind: 'siret', value: '732 829 320 00074' };
  const vat: Identifier = { kind: 'frVat', value: 'FR40303265045' };
  test.each<[Parameters<typeof identifiersFault>, number | undefined]>([
    [['FR', [siren, siret]], undefined],
    [['FR', [siren, { kind: 'register', value: 'RCS Paris' }]], undefined],
    [['FR', [siren, siret, vat]], 2],
    [['FR', [siren, siren]], 1],
    [['DZ', [siren]], 0],
    [['generic', []], undefined],
  ])('%j: the fault is at %s', (asked, at) => expect(identifiersFault(...asked)?.at).toBe(at));

  test('one goes on documents, the others do not', () => {
    expect(documentNumberOf('FR', [siren, siret])).toBe(siret.value);
    expect(documentNumberOf('DZ', [{ kind: 'nis', value: '000216001808337' }])).toBeUndefined();
    expect(documentNumberOf('MA', [{ kind: 'taxNumber', value: '12345678' }])).toBe('12345678');
  });

  test('one that is written otherwise is the same one; each court counts for itself', () => {
    expect(uniqueKeyOf({ kind: 'siren', value: '732.829 320' })).toBe(uniqueKeyOf(siren));
    expect(uniqueKeyOf({ kind: 'rcMa', value: '12345' })).toBeUndefined();
  });
});

test('a number of another account is told with its owner; one’s own, and what several may have, is not', () => {
  const mine: Identifier = { kind: 'nif', value: '0000 1600 1234 567' };
  const article: Identifier = { kind: 'ai', value: '16123456789' };
  expect(uniqueKeysOf([mine, article])).toEqual(['nif/000016001234567']);
  const owners = new Map([['nif/000016001234567', 'b']]);
  expect(takenByAnother([article, mine], owners, 'a')).toEqual({ identifier: mine, ownerId: 'b' });
  expect(takenByAnother([article, mine], owners, 'b')).toBeUndefined();
});
