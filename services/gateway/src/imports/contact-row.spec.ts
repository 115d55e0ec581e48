import { describe, expect, test } from '@jest/globals';
import { changesTo, readContactRow, type ContactCells, type KnownContact } from './contact-row.js';

const known: KnownContact = {
  name: 'Grossiste Atlas',
  phone: '+213 21 11 22 33',
  address: { street: '3 rue du Port', city: 'Alger' },
  profile: 'DZ',
  identifiers: [
    { kind: 'nif', value: '000016001234567' },
    { kind: 'ai', value: '16123456789' },
  ],
  kind: 'company',
  creditLimit: { minor: 100_000, currency: 'DZD' },
};

describe('what a row says of somebody new', () => {
  test.each<[string, ContactCells, object]>([
    ['a name', { name: ' Épicerie du Port ' }, { name: 'Épicerie du Port' }],
    ['nothing where a cell is empty', { name: 'A', phone: '', city: '' }, { name: 'A' }],
    [
      'an address of what there is',
      { postcode: '16000', city: 'Alger' },
      { address: { postcode: '16000', city: 'Alger' } },
    ],
    [
      'a number in a column of its own, with the profile that has it',
      { siret: '732 829 320 00074' },
      { identifiers: [{ kind: 'siret', value: '732 829 320 00074' }], profile: 'FR' },
    ],
    [
      'all numbers as an export writes them',
      { identifiers: 'nif 000016001234567, ai 16123456789', profile: 'dz' },
      { identifiers: known.identifiers, profile: 'DZ' },
    ],
    ['terms in days', { paymentTermsDays: '30', leadTimeDays: '7' }, { paymentTermsDays: 30, leadTimeDays: 7 }],
    ['the group of a customer', { group: 'Revendeurs' }, { group: 'Revendeurs' }],
    ['a kind in any of the languages', { kind: 'Société' }, { kind: 'company' }],
    [
      'a limit in the currency of the shop',
      { creditLimit: '1 250,50' },
      { creditLimit: { minor: 125_050, currency: 'DZD' } },
    ],
    [
      'a limit in its own currency',
      { creditLimit: '10', currency: 'eur' },
      { creditLimit: { minor: 1_000, currency: 'EUR' } },
    ],
  ])('%s', (_what, cells, fields) => {
    expect(readContactRow(cells, { currency: 'DZD' })).toEqual({ fields, faults: [] });
  });

  test.each<[keyof ContactCells, string, string]>([
    ['paymentTermsDays', 'trente', 'import.not-whole'],
    ['paymentTermsDays', '366', 'import.not-whole'],
    ['profile', 'DE', 'import.not-profile'],
    ['identifiers', 'nonsense', 'import.not-identifiers'],
    ['kind', 'cat', 'import.not-kind'],
    ['creditLimit', '-5', 'import.not-amount'],
    ['currency', 'XXX', 'import.not-currency'],
  ])('refuses %s %s', (column, text, code) => {
    expect(readContactRow({ [column]: text }, { currency: 'DZD' }).faults).toMatchObject([
      { column, found: text, code },
    ]);
  });

  test('a limit needs a currency where the shop has several', () => {
    expect(readContactRow({ creditLimit: '10' }, {}).faults).toMatchObject([{ code: 'import.no-currency' }]);
  });
});

describe('what a row says of somebody who is there', () => {
  const said = (cells: ContactCells) => changesTo(known, readContactRow(cells, { known, currency: 'DZD' }).fields);

  test.each<[string, ContactCells, object]>([
    [
      'the same changes nothing',
      { name: 'Grossiste Atlas', city: 'Alger', nif: '0000 1600 1234 567', creditLimit: '1000' },
      {},
    ],
    [
      'a part of the address leaves the others',
      { city: 'Blida' },
      { address: { street: '3 rue du Port', city: 'Blida' } },
    ],
    [
      'a number of its own leaves the others',
      { nif: '000016007654321' },
      {
        identifiers: [
          { kind: 'ai', value: '16123456789' },
          { kind: 'nif', value: '000016007654321' },
        ],
      },
    ],
    [
      'all numbers are all of them',
      { identifiers: 'nif 000016001234567' },
      { identifiers: [{ kind: 'nif', value: '000016001234567' }] },
    ],
  ])('%s', (_what, cells, changes) => {
    expect(said(cells)).toEqual(changes);
  });

  test('a person does not become a company', () => {
    expect(readContactRow({ kind: 'person' }, { known }).faults).toMatchObject([
      { column: 'kind', code: 'import.kind-fixed', right: 'company' },
    ]);
  });
});
