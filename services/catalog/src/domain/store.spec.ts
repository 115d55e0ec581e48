import { expect, test } from '@jest/globals';
import type { catalog, MintingContext, ParsedInputOf } from '@comptoir/contracts';
import type { Company } from './records.js';
import { decideChangeStore, decideCreateStore, type CreateStoreState } from './store.js';

const legal = { companyName: 'Comptoir SARL', taxId: '000016001234567' };
const moment: MintingContext = {
  now: '2026-01-02T00:00:00.000Z',
  actor: { id: 'usr_1', role: 'owner' },
  mint: () => 'cmp_new',
};
const input: ParsedInputOf<typeof catalog.createStore> & { legal: typeof legal } = {
  storeId: 'sto_00000000000000000000000001',
  code: 'ALG1',
  name: 'Alger Centre',
  address: '1 rue Didouche',
  timeZone: 'Africa/Algiers',
  currency: 'DZD',
  legal,
  pricesIncludeTax: true,
  cashRoundingMinor: 500,
  scaleLayouts: ['20PPPPPWWWWWC'],
};
const { legal: _legal, ...withoutLegal } = input;
const nothing: CreateStoreState = {
  known: false,
  codeTaken: false,
  company: null,
  priceLists: [],
  register: null,
};
const identities = [{ from: '2026-01-02', legal, setAt: moment.now, setBy: 'usr_1' }];
const company: Company = {
  _id: 'cmp_1',
  profile: 'FR',
  identities,
  revision: 3,
  stores: 1,
  createdAt: moment.now,
};

test('a store with a legal identity opens a company of its own', () => {
  const { storeId, legal: _identity, ...fields } = input;
  expect(decideCreateStore(nothing, input, moment)).toEqual({
    company: { _id: 'cmp_new', profile: 'DZ', identities, revision: 1, stores: 1, createdAt: moment.now },
    register: { _id: 'all', lists: 0, revision: 1 },
    store: { _id: storeId, companyId: 'cmp_new', ...fields, identities, revision: 1, createdAt: moment.now },
  });
});

test('a store of a company has the company’s identities', () => {
  const opened = decideCreateStore({ ...nothing, company }, { ...withoutLegal, companyId: 'cmp_1' }, moment);
  expect(opened).toMatchObject({ before: company, company: { ...company, stores: 2 }, store: { companyId: 'cmp_1' } });
  expect(opened.store.identities).toEqual(identities);
});

test.each<[string, CreateStoreState, object, string]>([
  ['a known id', { ...nothing, known: true }, input, 'store.exists'],
  ['a known id and code', { ...nothing, known: true, codeTaken: true }, input, 'store.exists'],
  ['a known code', { ...nothing, codeTaken: true }, input, 'store.code-taken'],
  ['an unknown company', nothing, { ...withoutLegal, companyId: 'cmp_9' }, 'company.unknown'],
  ['neither company nor identity', nothing, withoutLegal, 'store.company-or-legal'],
  ['company and identity', { ...nothing, company }, { ...input, companyId: 'cmp_1' }, 'store.company-or-legal'],
  [
    'a profile for a company that has one',
    { ...nothing, company },
    { ...withoutLegal, companyId: 'cmp_1', profile: 'MA' },
    'store.company-or-legal',
  ],
])('%s is refused', (_name, state, asked, code) => {
  expect(() => decideCreateStore(state, asked as never, moment)).toThrow(expect.objectContaining({ code }));
});

const open = decideCreateStore(nothing, input, moment).store;
const change = { storeId: open._id, revision: 1, changes: { pricesIncludeTax: false, name: 'Audin' } };

test('a change says what it changes and leaves the rest, under the next revision', () => {
  expect(decideChangeStore(open, change)).toEqual({ ...open, pricesIncludeTax: false, name: 'Audin', revision: 2 });
});

test.each([
  ['an unknown store', null, 'store.unknown'],
  ['another revision', { ...open, revision: 2 }, 'store.changed'],
] as const)('%s is refused', (_name, state, code) => {
  expect(() => decideChangeStore(state, change)).toThrow(expect.objectContaining({ code }));
});
