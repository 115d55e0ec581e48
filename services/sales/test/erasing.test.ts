import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sales, type CustomerView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aDraft, aStore, MANAGER, sell, startSales } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(() => service.stop());

const erase = ({ customerId, revision }: Pick<CustomerView, 'customerId' | 'revision'>, commandId?: string) =>
  service.call(
    sales.eraseCustomer,
    { customerId, revision, reason: 'asked for by letter' },
    { actor: MANAGER, ...(commandId === undefined ? {} : { commandId }) },
  );

/** Collections in which a text still stands. */
async function whereIs(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await service.connection.listCollections()) {
    const rows = await service.connection.collection(name).find({}).toArray();
    if (rows.some((row) => JSON.stringify(row).includes(text))) found.push(name);
  }
  return found.sort();
}

test('of an erased customer nothing is left in the database but what documents and books say', async () => {
  const creditLimit = { minor: 1_000_000, currency: 'DZD' as const };
  const bystander = mint('customer');
  const [lead, second] = [
    await aCustomer(service, {
      name: 'Zoubida Xerfaoui',
      phone: '0770 80 81 82',
      email: 'zx@xerf.example',
      creditLimit,
    }),
    await aCustomer(service, {
      name: 'Z. Xerfaoui',
      address: { street: '17 rue Qadrilatère', city: 'Oran' },
      profile: 'DZ',
      identifiers: [{ kind: 'nif', value: '999888777666555' }],
    }),
  ];
  const changed = await service.call(sales.changeCustomer, {
    customerId: lead.customerId,
    revision: 1,
    changes: { name: 'Zoubida Xerfaoui-Ait' },
    reason: 'married: Xerfaoui',
  });
  const fromFile = () =>
    service.call(
      sales.importCustomers,
      {
        rows: [
          { line: 2, changed: { customerId: second.customerId, revision: 1, changes: { email: 'z2@xerf.example' } } },
          { line: 3, added: { customerId: bystander, kind: 'person', name: 'Somebody else' } },
        ],
        allOrNothing: true,
      },
      { commandId: 'test/import-beside' },
    );
  const imported = await fromFile();
  const sold = await sell(service, aStore(), second.customerId, [{ quantity: 1 }]);
  const merged = await service.call(sales.mergeCustomers, {
    customerId: lead.customerId,
    revision: changed.revision,
    merged: { customerId: second.customerId, revision: 2 },
  });
  const answer = await erase(merged, 'test/erase');
  expect(answer).toMatchObject({
    customer: { customerId: lead.customerId, kind: 'person', name: 'Erased customer', identifiers: [] },
    erased: expect.arrayContaining(['name', 'history', 'search', 'replies']),
    kept: expect.arrayContaining([{ what: 'documents', why: expect.stringContaining('law') }]),
  });
  expect(await erase(merged, 'test/erase')).toEqual(answer);
  expect(await fromFile()).toEqual(imported); // a reply of many customers names none: it stays as it was

  // the sale that documents come from, and the reply that its saga was given, kept for its retries
  expect(await whereIs('erfaoui')).toEqual(['commands', 'sales']);
  for (const gone of ['xerfaoui/', '0770 80 81 82', '770808182', '281808077', 'zx@xerf', 'z2@xerf', '999888777666555/'])
    expect([gone, await whereIs(gone)]).toEqual([gone, []]);
  const replies = await service.connection.collection('commands').find({}).toArray();
  const withName = replies.filter((row) => JSON.stringify(row).includes('erfaoui'));
  expect(withName.map((row) => row['subject'])).toEqual(['sales.postSale']);
  expect((await service.call(sales.readSale, { saleId: sold.saleId })).customer.name).toBe('Z. Xerfaoui');
  expect((await service.call(sales.readCustomer, { customerId: second.customerId })).name).toBe('Erased customer');
  for (const text of ['xerfaoui', '0770808182', '999888777666555'])
    expect((await service.call(sales.listCustomers, { text })).items).toEqual([]);
  const history = await service.call(sales.customerHistory, { customerId: lead.customerId });
  expect(history.items[0]).toMatchObject({ what: 'erased', by: MANAGER.id, reason: 'asked for by letter' });
  expect(history.items.slice(1).map(({ fields, reason }) => [fields, reason])).toEqual(Array(6).fill([[], undefined]));
});

test('who owes or is owed something is not erased; who is erased is not sold to, changed or merged', async () => {
  const store = aStore();
  const customer = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
  await sell(service, store, customer.customerId, [{ quantity: 1 }], 0);
  await expect(erase(customer)).rejects.toMatchObject({
    code: 'customer.not-even',
    message: expect.stringContaining('owes 11.90 DZD'),
    details: { balances: [{ currency: 'DZD', owedMinor: 1190, creditMinor: 0 }] },
  });
  const even = await aCustomer(service);
  const { customer: gone } = await erase(even);
  const { customerId, revision } = gone;
  const refused = { code: 'customer.erased' };
  await expect(erase(gone)).rejects.toMatchObject(refused);
  await expect(service.call(sales.changeCustomer, { customerId, revision, changes: {} })).rejects.toMatchObject(
    refused,
  );
  await expect(aDraft(service, store, customerId, [{ quantity: 1 }])).rejects.toMatchObject(refused);
  await expect(
    service.call(sales.mergeCustomers, {
      customerId: customer.customerId,
      revision: 1,
      merged: { customerId, revision },
    }),
  ).rejects.toMatchObject(refused);
});

test('a sale on account beside the erasure: one of them is refused', async () => {
  const store = aStore();
  for (let round = 0; round < 4; round += 1) {
    const customer = await aCustomer(service, { creditLimit: { minor: 1_000_000, currency: 'DZD' } });
    const [sold, erased] = await Promise.allSettled([
      sell(service, store, customer.customerId, [{ quantity: 1 }], 0),
      erase(customer),
    ]);
    const { balances } = await service.call(sales.customerBalance, { customerId: customer.customerId });
    expect([sold.status, erased.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(balances).toEqual(sold.status === 'fulfilled' ? [{ currency: 'DZD', balanceMinor: 1190 }] : []);
  }
});
