import { describe, expect, test } from '@jest/globals';
import { buyerFor, decideChangeCustomer, decideCreateCustomer, wantedWords } from './customer.js';

const input = {
  customerId: 'cus_1',
  kind: 'company' as const,
  name: 'Électro-Ménager “Zitouna”',
  phone: '+213 555 12',
  taxId: 'NIF 00.99',
};

test('a customer is found by plain words only', () => {
  expect(decideCreateCustomer(input, 'now').search).toEqual([
    'electro',
    'menager',
    'zitouna',
    'nif',
    '00',
    '99',
    'nif0099',
    '0099',
    '21355512',
  ]);
});

test.each([
  ['Zitouna  ELECTRO', ['zitouna', 'electro']],
  ['+213 555-12', ['21355512']],
  ['.*', []],
  ['^a|b$', ['a', 'b']],
  ['محل النور', ['محل', 'النور']],
])('%s is looked for as words', (text, words) => expect(wantedWords(text)).toEqual(words));

describe('a change of an account', () => {
  const before = { ...decideCreateCustomer({ ...input, email: 'a@b.example' }, 'then'), touched: 3 };

  test('sets what it names, takes out what is null, and leaves the rest', () => {
    const after = decideChangeCustomer(before, {
      customerId: 'cus_1',
      revision: 1,
      changes: { name: 'Zitouna Froid', phone: null, creditLimit: { minor: 5_000, currency: 'DZD' } },
    });
    const { phone: _phone, ...kept } = before;
    const search = ['zitouna', 'froid', 'nif', '00', '99', 'nif0099', '0099'];
    const creditLimit = { minor: 5_000, currency: 'DZD' };
    expect(after).toStrictEqual({ ...kept, name: 'Zitouna Froid', creditLimit, revision: 2, search });
  });

  test.each([
    [null, 1, 'customer.unknown'],
    [before, 2, 'customer.changed'],
    [{ ...before, revision: 2 }, 1, 'customer.changed'],
  ])('of %o made on revision %i is refused', (found, revision, code) =>
    expect(() => decideChangeCustomer(found, { customerId: 'cus_1', revision, changes: {} })).toThrow(
      expect.objectContaining({ code }),
    ),
  );
});

describe('the buyer of a FACTURE', () => {
  const customer = (kind: 'walkIn' | 'person' | 'company', rest: { taxId?: string; address?: string } = {}) =>
    decideCreateCustomer({ customerId: 'cus_1', kind, name: 'A', ...rest }, 'now');
  test.each([
    ['walkIn', {}, ['name']],
    ['company', {}, ['taxId', 'address']],
    ['company', { taxId: '1234567A' }, ['address']],
    ['company', { address: 'x' }, ['taxId']],
    ['company', { address: 'x', taxId: 'abc' }, ['taxId']],
  ] as const)('%s %o lacks %o', (kind, rest, missing) => {
    expect(() => buyerFor('FACTURE', customer(kind, rest))).toThrow(
      expect.objectContaining({ code: 'invoice.buyer-incomplete', details: { customerId: 'cus_1', missing } }),
    );
    expect(buyerFor('BON_DE_VENTE', customer(kind, rest))).toMatchObject({ kind, ...rest });
  });

  test('a person needs a name only; absent facts stay absent', () =>
    expect(buyerFor('FACTURE', customer('person'))).toStrictEqual({ customerId: 'cus_1', kind: 'person', name: 'A' }));
});
