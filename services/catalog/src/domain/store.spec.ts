import { expect, test } from '@jest/globals';
import { decideCreateStore } from './store.js';

const input = {
  storeId: 'sto_00000000000000000000000001',
  code: 'ALG1',
  name: 'Alger Centre',
  address: '1 rue Didouche',
  timeZone: 'Africa/Algiers',
  currency: 'DZD',
  legal: { companyName: 'Comptoir SARL', taxId: '000016001234567' },
} as const;

test('a new store is stored under its id, with the moment', () => {
  const { storeId, ...fields } = input;
  const opened = decideCreateStore({ known: false, codeTaken: false }, input, '2026-01-02T00:00:00.000Z');
  expect(opened).toEqual({ _id: storeId, ...fields, createdAt: '2026-01-02T00:00:00.000Z' });
});

test.each([
  [{ known: true, codeTaken: false }, 'store.exists'],
  [{ known: true, codeTaken: true }, 'store.exists'],
  [{ known: false, codeTaken: true }, 'store.code-taken'],
])('%j is refused as %s', (state, code) => {
  expect(() => decideCreateStore(state, input, '')).toThrow(expect.objectContaining({ code }));
});
