import { describe, expect, test } from '@jest/globals';
import type { Identifier } from '@comptoir/contracts';
import { addressLine, buyerFor } from './customer.js';
import { keysOfCustomer, searchesOf, documentTyped } from './customer-keys.js';
import { aCustomerRecord } from '../../test/customer-record.js';

const record = aCustomerRecord({
  _id: 'cus_1',
  kind: 'company',
  name: 'Électro-Ménager “Zitouna”',
  phone: '+213 555 12 34 56',
  identifiers: [{ kind: 'taxNumber', value: 'NIF 00.99 8877 1' }],
});

/** Whether a text finds the customer, and that it shows it once. */
function finds(text: string, customers = [record], phoneOf = record): boolean {
  const keys = keysOfCustomer(phoneOf, customers);
  const searches = searchesOf(text);
  const shown = keys.filter((key) =>
    searches.some(
      ({ prefix, shows }, at) =>
        key._id.startsWith(prefix) && shows(key) && !searches.slice(0, at).some((one) => one.fits(key)),
    ),
  );
  expect(shown.length).toBeLessThanOrEqual(1);
  return shown.length === 1;
}

describe('a search', () => {
  test.each([
    'zitou',
    'ELECTRO',
    'menager zit',
    'zitouna electro',
    '+213 555-12.34',
    '213555123456',
    '0555 12 34 56',
    '555123456',
    '00213 555 123456',
    '34 56',
    '456',
    'nif 0099',
    'NIF 0099 88771',
    '009988771',
    'nif009988',
  ])('“%s” finds it', (text) => expect(finds(text)).toBe(true));

  test.each(['.*', '^', 'itouna', 'zitouna x', '56', '0655 12 34 56', '99 99', ''])('“%s” does not', (text) =>
    expect(finds(text)).toBe(false),
  );

  test('finds an account by what those merged into it were called', () => {
    const second = aCustomerRecord({ _id: 'cus_2', name: 'Zitouna Froid', phone: '021 77 88 99' });
    for (const text of ['froid', '021778899', '8899', 'zitouna menager']) {
      expect([text, finds(text, [record, second])]).toEqual([text, true]);
    }
  });

  test.each([
    ['alg1-f-2026-000042', 'ALG1-F-2026-000042'],
    [' ALG1-PAY-2026 ', 'ALG1-PAY-2026'],
    ['Jean-Paul', undefined],
    ['06-12-34-56', '06-12-34-56'],
    ['zitouna', undefined],
  ])('“%s” as a document is %s', (text, number) => expect(documentTyped(text)).toBe(number));
});

test.each([
  [{ street: '12 rue Didouche', postcode: '16000', city: 'Alger', country: 'DZ' }, '12 rue Didouche, 16000 Alger, DZ'],
  [{ city: 'Oran' }, 'Oran'],
  [{ street: 'Zone 5', country: 'TN' }, 'Zone 5, TN'],
])('the address %j is printed “%s”', (address, line) => expect(addressLine(address)).toBe(line));

describe('the buyer of a FACTURE', () => {
  const nif: Identifier = { kind: 'taxNumber', value: '1234567A' };
  const address = { city: 'x' };
  const customer = (kind: 'walkIn' | 'person' | 'company', rest: object) =>
    aCustomerRecord({ _id: 'cus_1', kind, name: 'A', ...rest });
  test.each([
    ['walkIn', {}, ['name'], {}],
    ['company', {}, ['taxId', 'address'], {}],
    ['company', { identifiers: [nif] }, ['address'], { taxId: nif.value }],
    ['company', { address }, ['taxId'], { address: 'x' }],
  ] as const)('%s %o lacks %o', (kind, rest, missing, printed) => {
    expect(() => buyerFor('FACTURE', customer(kind, rest))).toThrow(
      expect.objectContaining({ code: 'invoice.buyer-incomplete', details: { customerId: 'cus_1', missing } }),
    );
    expect(buyerFor('BON_DE_VENTE', customer(kind, rest))).toMatchObject({ kind, ...printed });
  });

  test('a person needs a name only; absent facts stay absent', () =>
    expect(buyerFor('FACTURE', customer('person', {}))).toStrictEqual({
      customerId: 'cus_1',
      kind: 'person',
      name: 'A',
    }));
});
