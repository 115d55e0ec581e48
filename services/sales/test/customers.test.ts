import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sales, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aDraft, aStore, begin, sell, startSales } from './fixtures.js';

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
  const changes = { name: 'Quincaillerie Djurdjura', phone: null, address: 'Zone 5' };
  const changed = await change(customerId, 1, changes, 'test/rename');
  expect(changed).toMatchObject({ customerId, name: changes.name, address: 'Zone 5', revision: 2 });
  expect(changed).not.toHaveProperty('phone');
  expect(await service.call(sales.readCustomer, { customerId })).toEqual(changed);
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
    Array.from({ length: 10 }, (_none, at) => change(customerId, 1, { address: `Rue ${at}`, phone: `05550000${at}` })),
  );
  const won = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(won).toHaveLength(1);
  for (const one of tried)
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: 'customer.changed', details: { revision: 2 } });
  expect(await service.call(sales.readCustomer, { customerId })).toEqual(won[0]);
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

test.each(['abc', '0001', '123 456', 'company'])(
  'the tax number “%s” is refused, by an opening and by a change',
  async (taxId) => {
    const refusal = {
      code: 'message.invalid',
      message: expect.stringContaining('must be a tax number: 8 to 25 letters and digits'),
      details: { issues: [{ field: expect.stringContaining('taxId'), fault: expect.any(String) }] },
    };
    await expect(aCustomer(service, { kind: 'company', taxId })).rejects.toMatchObject(refusal);
    const { customerId } = await aCustomer(service, { kind: 'company', address: 'Oran' });
    await expect(change(customerId, 1, { taxId })).rejects.toMatchObject(refusal);
    expect((await service.call(sales.readCustomer, { customerId })).revision).toBe(1);
  },
);

test('a tax number that was taken in before the rule gets no FACTURE until it is corrected', async () => {
  const { customerId } = await aCustomer(service, { kind: 'company', address: 'Oran', taxId: '000016001234567' });
  await service.connection
    .collection<{ _id: string }>('customers')
    .updateOne({ _id: customerId }, { $set: { taxId: 'abc' } });
  const facture = () => aDraft(service, aStore(), customerId, [{ quantity: 1 }], { documentType: 'FACTURE' });
  await expect(begin(service, await facture())).rejects.toMatchObject({
    code: 'invoice.buyer-incomplete',
    details: { missing: ['taxId'] },
  });
  await change(customerId, 1, { taxId: '1234567/A/B/C/000' });
  expect(await begin(service, await facture())).toMatchObject({ customerId });
});

test('an unknown account and a field that is none are refused', async () => {
  await expect(change(mint('customer'), 1, {})).rejects.toMatchObject({ code: 'customer.unknown' });
  const { customerId } = await aCustomer(service);
  await expect(change(customerId, 1, { kind: 'walkIn' } as Changes)).rejects.toMatchObject({ code: 'message.invalid' });
});
