import { describe, expect, test } from '@jest/globals';
import { decideChangeCompany, decideCreateCompany, profileOf } from './company.js';
import { companyViewOf, identityOn, storeViewOf, type Company, type Store } from './records.js';

const companyId = 'cmp_00000000000000000000000001';
const moment = { now: '2026-05-10T23:30:00.000Z', actor: { id: 'usr_1' } };
const legal = { companyName: 'Comptoir SARL' };
const company = decideCreateCompany(
  null,
  { companyId, profile: 'DZ', legal },
  {
    ...moment,
    now: '2026-01-02T00:00:00.000Z',
  },
);
/** A store where it is half past midnight of the next day. */
const store = {
  _id: 'sto_1',
  companyId,
  timeZone: 'Africa/Algiers',
  identities: company.identities,
} as unknown as Store;
const change = (from: string, changes: object = {}) => ({
  companyId,
  revision: 1,
  legal: { companyName: 'Comptoir SPA' },
  from,
  ...changes,
});

test.each([
  ['EUR', 'FR'],
  ['DZD', 'DZ'],
  ['TND', 'TN'],
  ['MAD', 'MA'],
  ['XOF', 'OHADA'],
  ['JPY', 'generic'],
] as const)('the profile of %s is %s', (currency, profile) => {
  expect(profileOf(currency)).toBe(profile);
});

test('a company with this number is refused', () => {
  expect(() => decideCreateCompany(company, { companyId, profile: 'DZ', legal }, moment)).toThrow(
    expect.objectContaining({ code: 'company.exists' }),
  );
});

describe('a change of identity', () => {
  test.each<[string, Company | null, object, string]>([
    ['of an unknown company', null, change('2026-06-01'), 'company.unknown'],
    ['on another revision', company, change('2026-06-01', { revision: 2 }), 'company.changed'],
    ['in the past', company, change('2026-05-01'), 'company.identity-in-the-past'],
    ['on a day that is over in one of its stores', company, change('2026-05-10'), 'company.identity-in-the-past'],
  ])('%s is refused', (_name, state, input, code) => {
    expect(() => decideChangeCompany({ company: state, stores: [store] }, input as never, moment)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test('holds from its day on, in the time zone of each store; what held before stays', () => {
    const changed = decideChangeCompany({ company, stores: [store] }, change('2026-06-01'), moment);
    expect(changed.identities.map((one) => [one.from, one.legal.companyName])).toEqual([
      ['2026-01-02', 'Comptoir SARL'],
      ['2026-06-01', 'Comptoir SPA'],
    ]);
    const seen = (now: string) => storeViewOf({ ...store, identities: changed.identities }, now).legal.companyName;
    expect([seen('2026-05-31T22:59:59.999Z'), seen('2026-05-31T23:00:00.000Z')]).toEqual([
      'Comptoir SARL',
      'Comptoir SPA',
    ]);
    const ofCompany = (now: string, stores = [store]) => companyViewOf(changed, stores, now).legal.companyName;
    expect([ofCompany('2026-05-31T22:59:59.999Z'), ofCompany('2026-05-31T23:00:00.000Z')]).toEqual([
      'Comptoir SARL',
      'Comptoir SPA',
    ]);
    expect(ofCompany('2026-05-31T23:30:00.000Z', [])).toBe('Comptoir SARL'); // without a store its day is that of UTC
    expect(identityOn(changed.identities, '2020-01-01').companyName).toBe('Comptoir SARL');
  });

  test('of a day that has one already holds from when it was set; the one before it is kept', () => {
    const planned = decideChangeCompany({ company, stores: [store] }, change('2026-06-01'), moment);
    const names = ({ identities }: Company) => identities.map((one) => one.legal.companyName);
    const again = { ...change('2026-06-01', { revision: 2 }), legal: { companyName: 'Comptoir SA' } };
    const corrected = decideChangeCompany({ company: planned, stores: [] }, again, moment);
    expect(names(corrected)).toEqual(['Comptoir SARL', 'Comptoir SPA', 'Comptoir SA']);
    expect(identityOn(corrected.identities, '2026-06-01').companyName).toBe('Comptoir SA');
    const sooner = { ...change('2026-05-20', { revision: 3 }), legal: { companyName: 'Comptoir' } };
    expect(names(decideChangeCompany({ company: corrected, stores: [] }, sooner, moment))).toEqual([
      'Comptoir SARL',
      'Comptoir',
      'Comptoir SPA',
      'Comptoir SA',
    ]);
  });
});
