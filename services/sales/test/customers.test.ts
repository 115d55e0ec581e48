import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayAfter, sales, type CustomerView, type Identifier, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aStore, MANAGER, sell, startSales } from './fixtures.js';

type Changes = InputOf<typeof sales.changeCustomer>['changes'];

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(() => service.stop());

const change = (customerId: string, revision: number, changes: Changes, commandId?: string) =>
  service.call(sales.changeCustomer, { customerId, revision, changes }, commandId ? { commandId } : {});
const idsFor = async (text: string): Promise<string[]> =>
  (await service.call(sales.listCustomers, { text })).items.map((one) => one.customerId);

test('an account is changed once a command, found by its new facts and not by the old ones', async () => {
  const { customerId } = await aCustomer(service, { name: 'Quincaillerie Aurès', phone: '0770 99 88 77' });
  const changes = { name: 'Quincaillerie Djurdjura', phone: null, address: { city: 'Zone 5' } };
  const changed = await change(customerId, 1, changes, 'test/rename');
  expect(changed).toMatchObject({ customerId, name: changes.name, address: { city: 'Zone 5' }, revision: 2 });
  expect(changed).not.toHaveProperty('phone');
  expect(await service.call(sales.readCustomer, { customerId })).toEqual({ ...changed, merged: [] });
  expect(await change(customerId, 1, changes, 'test/rename')).toEqual(changed);
  expect([await idsFor('djurdjura'), await idsFor('aures'), await idsFor('0770998877')]).toEqual([
    [customerId],
    [],
    [],
  ]);
});

test('of changes made on one revision one wins, and nothing of the others is kept', async () => {
  const { customerId } = await aCustomer(service);
  const tried = await Promise.allSettled(
    Array.from({ length: 10 }, (_none, at) =>
      change(customerId, 1, { address: { street: `Rue ${at}` }, phone: `05550000${at}` }),
    ),
  );
  const won = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(won).toHaveLength(1);
  for (const one of tried)
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: 'customer.changed', details: { revision: 2 } });
  expect(await service.call(sales.readCustomer, { customerId })).toEqual({ ...won[0], merged: [] });
});

test('a change beside sales on credit loses neither the change nor the turn of the sales', async () => {
  const store = aStore();
  const { customerId } = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
  const [sold, changed] = await Promise.all([
    Promise.all([1, 2, 3].map((quantity) => sell(service, store, customerId, [{ quantity }], 0))),
    change(customerId, 1, { name: 'Amina Haddad-Said' }),
  ]);
  const owed = sold.reduce((total, sale) => total + sale.grossMinor, 0);
  const { balances } = await service.call(sales.customerBalance, { customerId });
  expect([balances, changed.revision]).toEqual([[{ currency: 'DZD', balanceMinor: owed }], 2]);
  expect((await service.call(sales.readCustomer, { customerId })).name).toBe('Amina Haddad-Said');
});

test('documents of before keep the name of before', async () => {
  const { customerId } = await aCustomer(service, { name: 'Before' });
  const { saleId } = await sell(service, aStore(), customerId, [{ quantity: 1 }]);
  await change(customerId, 1, { name: 'After' });
  expect((await service.call(sales.readSale, { saleId })).customer.name).toBe('Before');
});

test.each<[InputOf<typeof sales.createCustomer>['identifiers'], string]>([
  [[{ kind: 'taxNumber', value: 'abc' }], 'must be a tax number: 8 to 25 letters and digits'],
  [[{ kind: 'siren', value: '732829321' }], 'is not a SIREN: a digit is wrong, its key does not fit'],
  [[{ kind: 'ice', value: '12' }], 'must be an ICE of 15 digits'],
])('the number %j is refused, by an opening and by a change', async (identifiers, fault) => {
  const refusal = (field: string) => ({
    code: 'message.invalid',
    message: expect.stringContaining(fault),
    details: { issues: [{ field: `${field}.0.value`, fault: expect.stringContaining(fault) }] },
  });
  await expect(aCustomer(service, { profile: 'FR', identifiers })).rejects.toMatchObject(refusal('identifiers'));
  const { customerId } = await aCustomer(service, { profile: 'FR' });
  await expect(change(customerId, 1, { identifiers })).rejects.toMatchObject(refusal('changes.identifiers'));
  expect((await service.call(sales.readCustomer, { customerId })).revision).toBe(1);
});

test('a number of another country, or of another SIREN, is refused by name', async () => {
  const siren = { kind: 'siren' as const, value: '303 265 045' };
  const vat = { kind: 'frVat' as const, value: 'FR 44 732 829 320' };
  await expect(aCustomer(service, { profile: 'DZ', identifiers: [siren] })).rejects.toMatchObject({
    details: { issues: [{ field: 'identifiers.0.value', fault: 'is none of the numbers of the profile DZ' }] },
  });
  const { customerId } = await aCustomer(service, { profile: 'FR', identifiers: [siren] });
  await expect(change(customerId, 1, { identifiers: [siren, vat] })).rejects.toMatchObject({
    details: { issues: [{ field: 'changes.identifiers.1.value', fault: 'is of another SIREN than 303265045' }] },
  });
});

/** A NIF that no other test uses. */
const aNif = (): Identifier => ({
  kind: 'nif',
  value: String(Math.floor(Math.random() * 1e15)).padStart(15, '0'),
});

test('of accounts that are opened with one number at once, one is; the others are told whose it is', async () => {
  const nif = aNif();
  const tried = await Promise.allSettled(
    Array.from({ length: 8 }, (_none, at) =>
      aCustomer(service, {
        kind: 'company',
        name: `Sonelec ${at}`,
        profile: 'DZ',
        identifiers: [{ ...nif, value: at % 2 ? nif.value : nif.value.replace(/(\d{3})/g, '$1 ') }],
      }),
    ),
  );
  const won = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(won).toHaveLength(1);
  const [{ customerId, name }] = won as [CustomerView];
  for (const one of tried)
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({
        code: 'customer.identifier-taken',
        message: expect.stringContaining(`${name} has the number`),
        details: { kind: 'nif', customerId, name },
      });
});

test('a name with one typing error is found where nobody else is', async () => {
  const { customerId } = await aCustomer(service, { name: 'Chafika Boumerdassi' });
  expect(await idsFor('boumerdasi')).toEqual([customerId]);
  expect(await idsFor('chafka boum')).toEqual([customerId]);
  expect(await idsFor('boumerdsi chafka')).toEqual([]);
});

test('a number that an account loses is free for another', async () => {
  const nif = aNif();
  const first = await aCustomer(service, { profile: 'DZ', identifiers: [nif] });
  const second = await aCustomer(service, { profile: 'DZ' });
  await expect(change(second.customerId, 1, { identifiers: [nif] })).rejects.toMatchObject({
    code: 'customer.identifier-taken',
  });
  await change(first.customerId, 1, { identifiers: [], profile: 'generic' });
  expect(await change(second.customerId, 1, { identifiers: [nif] })).toMatchObject({ identifiers: [nif], revision: 2 });
  expect(await idsFor(nif.value)).toEqual([second.customerId]);
});

test('every change is kept with who, when, why, and each field before and after', async () => {
  const opened = await aCustomer(service, { name: 'Ali Brahimi', phone: '0550 11 22 33' });
  const { customerId } = opened;
  await service.call(
    sales.changeCustomer,
    { customerId, revision: 1, changes: { phone: null, paymentTermsDays: 30 }, reason: 'asked by phone' },
    { actor: MANAGER },
  );
  const page = await service.call(sales.customerHistory, { customerId, limit: 1 });
  expect(page.items).toEqual([
    {
      customerId,
      what: 'changed',
      at: expect.any(String),
      by: MANAGER.id,
      reason: 'asked by phone',
      fields: [
        { field: 'phone', before: '0550 11 22 33' },
        { field: 'paymentTermsDays', after: 30 },
      ],
    },
  ]);
  const { nextCursor: cursor } = page;
  const before = await service.call(sales.customerHistory, { customerId, limit: 1, cursor });
  expect(before).toMatchObject({
    items: [{ what: 'opened', fields: [{ field: 'name', after: 'Ali Brahimi' }, {}, {}] }],
  });
  expect(before).not.toHaveProperty('nextCursor');
});

test('what is owed ages from the day that it was due', async () => {
  const store = aStore();
  const creditLimit = { minor: 1_000_000, currency: 'DZD' as const };
  const owed: string[] = [];
  for (const terms of [{}, { paymentTermsDays: 60 }]) {
    const { customerId } = await aCustomer(service, { creditLimit, ...terms });
    await sell(service, store, customerId, [{ quantity: 1 }], 0);
    owed.push(customerId);
  }
  const at = dayAfter(new Date().toISOString().slice(0, 10), 45);
  const { items } = await service.call(sales.agedReceivables, { storeIds: [store.storeId], at });
  const age = new Map(
    items.map(({ customerId, currentMinor, from30Minor }) => [customerId, [currentMinor, from30Minor]]),
  );
  expect(owed.map((customerId) => age.get(customerId))).toEqual([
    [0, 1190],
    [1190, 0],
  ]);
});

test('a sale on account is due after the days of the customer’s terms, a paid one is not', async () => {
  const { customerId } = await aCustomer(service, {
    paymentTermsDays: 30,
    creditLimit: { minor: 1_000_000, currency: 'DZD' },
  });
  const owed = await sell(service, aStore(), customerId, [{ quantity: 1 }], 0);
  const paid = await sell(service, aStore(), customerId, [{ quantity: 1 }]);
  expect([owed.dueDay, paid.dueDay]).toEqual([dayAfter(owed.businessDay, 30), undefined]);
  const { items } = await service.call(sales.openItems, { customerId });
  expect(items).toMatchObject([{ saleId: owed.saleId, dueDay: owed.dueDay }]);
});

test('rows of a file are matched by id, number, or name and phone, and written once per command id', async () => {
  const nif: Identifier = { kind: 'nif', value: '000016004455667' };
  const known = await aCustomer(service, {
    name: 'Import Port',
    phone: '0550 44 55 66',
    profile: 'DZ',
    identifiers: [nif],
  });
  const second = await aCustomer(service, { name: 'Import Port bis', phone: '0550 77 77 77' });
  const lead = await service.call(sales.mergeCustomers, {
    customerId: known.customerId,
    revision: 1,
    merged: { customerId: second.customerId, revision: 1 },
  });
  const match = async (rows: InputOf<typeof sales.matchCustomers>['rows']) =>
    (await service.call(sales.matchCustomers, { rows })).items;
  const meant = { meaning: 'one', customer: { customerId: known.customerId, revision: lead.revision } };
  expect(
    await match([
      { line: 2, customerId: second.customerId, identifiers: [] },
      { line: 3, customerId: mint('customer'), identifiers: [] },
      { line: 4, identifiers: [{ kind: 'nif', value: '0000 1600 4455667' }] },
      { line: 5, name: 'IMPORT port', phone: '+213550445566', identifiers: [] },
      { line: 6, name: 'Import Port bis', phone: '0550 77 77 77', identifiers: [] },
    ]),
  ).toMatchObject([
    { line: 2, ...meant },
    { line: 3, meaning: 'unknownId' },
    { line: 4, ...meant },
    { line: 5, ...meant },
    { line: 6, meaning: 'nobody' },
  ]);

  const added = { customerId: mint('customer'), kind: 'person' as const, name: 'Import Neuf' };
  const changes = { name: 'Import Port et fils' };
  const rows = [
    { line: 2, added },
    { line: 3, changed: { customerId: second.customerId, revision: lead.revision, changes, reason: 'import' } },
    { line: 4, added: { ...added, customerId: mint('customer'), profile: 'DZ' as const, identifiers: [nif] } },
  ];
  const taken = expect.objectContaining({ line: 4, code: 'customer.identifier-taken', field: 'nif' });
  const whole = await service.call(sales.importCustomers, { rows, allOrNothing: true });
  expect([whole, await idsFor('import neuf')]).toEqual([{ written: [], refused: [taken] }, []]);
  for (let times = 0; times < 2; times += 1)
    expect(
      await service.call(sales.importCustomers, { rows, allOrNothing: false }, { commandId: 'test/import-customers' }),
    ).toEqual({
      written: [
        { line: 2, outcome: 'new' },
        { line: 3, outcome: 'changed' },
      ],
      refused: [taken],
    });
  expect([await idsFor('import neuf'), await idsFor('port fils'), await idsFor('port bis')]).toEqual([
    [added.customerId],
    [known.customerId],
    [known.customerId],
  ]);
  const { items } = await service.call(sales.customerHistory, { customerId: known.customerId, limit: 1 });
  expect(items).toMatchObject([{ what: 'changed', reason: 'import', fields: [{ field: 'name' }] }]);
});

test('an unknown account and a field that is none are refused', async () => {
  await expect(change(mint('customer'), 1, {})).rejects.toMatchObject({ code: 'customer.unknown' });
  const { customerId } = await aCustomer(service);
  await expect(change(customerId, 1, { kind: 'walkIn' } as Changes)).rejects.toMatchObject({ code: 'message.invalid' });
});
