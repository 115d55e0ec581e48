import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalog } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { refusalOf, sampleStore, startService } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const SPA = { companyName: 'Comptoir SPA' };
const { legal: _legal, ...storeOfCompany } = sampleStore({ code: 'CMP0' });
const anotherStore = (companyId: string, code: string) => ({
  ...storeOfCompany,
  storeId: mint('store'),
  code,
  companyId,
});

test('a store with a legal identity opens its company; another store joins it', async () => {
  const first = await service.call(catalog.createStore, sampleStore());
  const company = await service.call(catalog.readCompany, { companyId: first.companyId });
  expect(company).toMatchObject({ profile: 'DZ', legal: first.legal, revision: 1 });
  const second = await service.call(catalog.createStore, anotherStore(first.companyId, 'CMP1'));
  expect(second).toMatchObject({ companyId: first.companyId, legal: first.legal });
  expect((await service.call(catalog.listCompanies, {})).items).toContainEqual(company);
});

test('a change of identity is seen in every store from its day on, and by no quote before', async () => {
  const company = await service.call(catalog.createCompany, {
    companyId: mint('company'),
    profile: 'FR',
    legal: { companyName: 'Comptoir SAS' },
  });
  const { companyId } = company;
  const stores = await Promise.all(
    ['CMP2', 'CMP3'].map((code) => service.call(catalog.createStore, anotherStore(companyId, code))),
  );
  const namesSeen = async () =>
    Promise.all(
      stores.map(async ({ storeId }) => (await service.call(catalog.readStore, { storeId })).legal.companyName),
    );
  const change = { companyId, revision: 1, legal: SPA, from: '2999-01-01' };
  const changed = await service.call(catalog.changeCompany, change, { commandId: 'test/change-company' });
  expect(await service.call(catalog.changeCompany, change, { commandId: 'test/change-company' })).toEqual(changed);
  expect(changed.identities.map((one) => one.legal.companyName)).toEqual(['Comptoir SAS', 'Comptoir SPA']);
  expect(await namesSeen()).toEqual(['Comptoir SAS', 'Comptoir SAS']);
  await service.connection
    .collection('stores')
    .updateMany({ companyId }, { $set: { 'identities.1.from': '2020-01-01' } });
  expect(await namesSeen()).toEqual(['Comptoir SPA', 'Comptoir SPA']);
});

test('a store that opens while its company changes has the new identities, ten times', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { companyId } = await service.call(catalog.createCompany, {
      companyId: mint('company'),
      profile: 'DZ',
      legal: { companyName: 'Comptoir SARL' },
    });
    await Promise.all([
      service.call(catalog.changeCompany, { companyId, revision: 1, legal: SPA, from: '2999-01-01' }),
      service.call(catalog.createStore, anotherStore(companyId, `R${round}`)),
    ]);
    const [store] = await service.connection.collection('stores').find({ companyId }).toArray();
    expect([round, store?.identities.length]).toEqual([round, 2]);
  }
});

test('changes and stores are refused where they do not fit', async () => {
  const { companyId } = await service.call(catalog.createStore, sampleStore());
  const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
  const change = { companyId, revision: 1, legal: SPA, from: '2999-01-01' };
  expect(await codeOf(service.call(catalog.changeCompany, { ...change, revision: 2 }))).toBe('company.changed');
  expect(await codeOf(service.call(catalog.changeCompany, { ...change, from: '2020-01-01' }))).toBe(
    'company.identity-in-the-past',
  );
  expect(await codeOf(service.call(catalog.createStore, anotherStore(mint('company'), 'CMP9')))).toBe(
    'company.unknown',
  );
  expect(await codeOf(service.call(catalog.createStore, { ...sampleStore(), companyId }))).toBe(
    'store.company-or-legal',
  );
  expect(await codeOf(service.call(catalog.readCompany, { companyId: mint('company') }))).toBe('company.unknown');
});
