import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { businessDayOf, DomainError, sales, type CustomerView, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aDraft, aStore, begin, MANAGER, post, sell, startSales, takeBack } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(() => service.stop());

const creditLimit = { minor: 1_000_000, currency: 'DZD' as const };
const merge = (lead: CustomerView, second: CustomerView, commandId?: string) =>
  service.call(
    sales.mergeCustomers,
    {
      customerId: lead.customerId,
      revision: lead.revision,
      merged: { customerId: second.customerId, revision: second.revision },
      reason: 'the same person',
    },
    { actor: MANAGER, ...(commandId === undefined ? {} : { commandId }) },
  );
const read = (customerId: string) => service.call(sales.readCustomer, { customerId });
const owes = async (customerId: string): Promise<number> =>
  (await service.call(sales.customerBalance, { customerId })).balances[0]?.balanceMinor ?? 0;
const pay = (store: InputOf<typeof sales.takePayment>['store'], customerId: string, amountMinor: number) =>
  service.call(sales.takePayment, {
    paymentId: mint('payment'),
    store,
    customerId,
    payment: { method: 'card', amountMinor },
  });
const found = async (text: string) =>
  (await service.call(sales.listCustomers, { text })).items.map((one) => one.customerId);

describe('after a merge', () => {
  test('the old id leads to the account that leads on: its card, balance, open sales, statement, credit and lists', async () => {
    const store = aStore();
    const lead = await aCustomer(service, { name: 'Karima Lounis', creditLimit });
    const second = await aCustomer(service, { name: 'K. Lunis', phone: '0661 23 45 67', creditLimit });
    const old = await sell(service, store, second.customerId, [{ quantity: 1 }], 0);
    const own = await sell(service, store, lead.customerId, [{ quantity: 2 }], 0);
    const openMinor = old.grossMinor + own.grossMinor;
    const card = await merge(lead, second);
    expect(card).toMatchObject({
      customerId: lead.customerId,
      merged: [{ customerId: second.customerId, name: 'K. Lunis' }],
    });
    expect(await read(second.customerId)).toEqual({ ...card, mergedInto: lead.customerId });
    for (const { customerId } of [lead, second]) {
      expect(await owes(customerId)).toBe(openMinor);
      const { items } = await service.call(sales.openItems, { customerId });
      expect(items.map((one) => one.saleId)).toEqual([old.saleId, own.saleId]);
      const range = { from: old.businessDay, to: old.businessDay, storeIds: [store.storeId] };
      const statement = await service.call(sales.customerStatement, { customerId, ...range });
      expect(statement.items.at(-1)).toMatchObject({ balanceMinor: openMinor });
      for (const list of [sales.listSales, sales.listOrders] as const)
        expect((await service.call(list, { customerId })).items).toHaveLength(2);
      expect((await service.call(sales.listEntries, { customerId })).items).toHaveLength(2);
    }
    const aged = await service.call(sales.agedReceivables, { storeIds: [store.storeId], at: old.businessDay });
    expect(aged.items).toMatchObject([{ customerId: lead.customerId, name: 'Karima Lounis', totalMinor: openMinor }]);
    expect([await found('lunis'), await found('661234567'), await found('karima')]).toEqual(
      Array(3).fill([lead.customerId]),
    );

    const payment = await pay(store, second.customerId, openMinor + 500);
    expect(payment).toMatchObject({ customerId: lead.customerId, creditMinor: 500 });
    expect(await owes(lead.customerId)).toBe(-500);
    expect((await service.call(sales.readSale, { saleId: old.saleId, owed: true })).openMinor).toBe(0);
    const again = await sell(service, store, second.customerId, [{ quantity: 1 }]);
    expect(again.customer).toMatchObject({ customerId: lead.customerId, name: 'Karima Lounis' });
    const entries = await service.call(sales.listEntries, { customerId: lead.customerId });
    expect(entries.items.at(-1)!.lines.map((line) => line.customerId)).toContain(second.customerId); // as it was posted
  });

  test('what comes back of an old sale settles what is owed of a new one', async () => {
    const store = aStore();
    const [lead, second] = [await aCustomer(service, { creditLimit }), await aCustomer(service, { creditLimit })];
    const old = await sell(service, store, second.customerId, [{ quantity: 1 }]);
    const own = await sell(service, store, lead.customerId, [{ quantity: 1 }], 0);
    await merge(lead, second);
    const back = await takeBack(service, old);
    expect(back.corrections).toMatchObject([
      { settled: [{ saleId: own.saleId, amountMinor: old.grossMinor }], refundMinor: 0 },
    ]);
    expect(await owes(second.customerId)).toBe(0);
    expect((await service.call(sales.readOrder, { orderId: own.orderId })).state).toBe('paid');
  });

  test('an entry with lines of both accounts is counted once', async () => {
    const store = aStore();
    const lead = await aCustomer(service, { name: 'Nora Ziani' });
    const second = await aCustomer(service, { name: 'N. Ziani' });
    const { customerId: third } = await aCustomer(service, { name: 'Somebody else' });
    const line = (customerId: string, debitMinor: number) => ({ account: 'receivable', customerId, debitMinor });
    const lines = [
      line(lead.customerId, 700),
      line(second.customerId, 30),
      line(second.customerId, 1),
      line(third, 5_000),
      { account: 'openingEquity', creditMinor: 5_731 },
    ];
    const businessDay = businessDayOf(new Date().toISOString(), store.timeZone);
    const entry = {
      entryId: mint('entry'),
      company: { companyId: store.companyId, profile: 'DZ' as const },
      memo: 'Old debts',
      reason: 'a test',
    };
    await service.call(
      sales.postEntry,
      { ...entry, store, businessDay, lines },
      { actor: { id: 'usr_accountant', role: 'accountant' } },
    );
    expect([await owes(lead.customerId), await owes(second.customerId), await owes(third)]).toEqual([700, 31, 5_000]);
    await merge(lead, second);
    expect([await owes(lead.customerId), await owes(second.customerId), await owes(third)]).toEqual([731, 731, 5_000]);
    const aged = await service.call(sales.agedReceivables, { storeIds: [store.storeId], at: businessDay });
    expect(aged.items.map((one) => [one.customerId, one.totalMinor]).toSorted()).toEqual(
      [
        [lead.customerId, 731],
        [third, 5_000],
      ].toSorted(),
    );
  });

  test('both count against the limit', async () => {
    const store = aStore();
    const limit = { creditLimit: { minor: 2_500, currency: 'DZD' as const } };
    const [lead, second] = [await aCustomer(service, limit), await aCustomer(service, limit)];
    for (const { customerId } of [lead, second]) await sell(service, store, customerId, [{ quantity: 1 }], 0);
    await merge(lead, second);
    const draft = await aDraft(service, store, second.customerId, [{ quantity: 1 }]);
    expect(await begin(service, draft)).toMatchObject({
      customerId: lead.customerId,
      approvalReasons: [{ code: 'credit.over-limit', owedMinor: 3 * 1190 }],
    });
  });

  test('a merge into a third one moves all of them, and every id leads to it in one step', async () => {
    const [a, b, c] = [
      await aCustomer(service),
      await aCustomer(service, { name: 'Bouzid' }),
      await aCustomer(service),
    ];
    const ofB = await merge(b, a);
    await merge(c, ofB);
    for (const { customerId } of [a, b]) expect(await read(customerId)).toMatchObject({ mergedInto: c.customerId });
    expect((await read(c.customerId)).merged.map((one) => one.customerId).sort()).toEqual(
      [a.customerId, b.customerId].sort(),
    );
    expect(await found('bouzid')).toEqual([c.customerId]);
    await expect(merge(ofB, c)).rejects.toMatchObject({
      code: 'customer.merged',
      details: { mergedInto: c.customerId },
    });
  });

  test('what the lead lacked it has, with the number that stays unique', async () => {
    const nif = { kind: 'nif' as const, value: String(Math.floor(Math.random() * 1e15)).padStart(15, '0') };
    const lead = await aCustomer(service, { profile: 'DZ' });
    const second = await aCustomer(service, { profile: 'DZ', identifiers: [nif], email: 'k@lounis.example' });
    expect(await merge(lead, second)).toMatchObject({ identifiers: [nif], email: 'k@lounis.example' });
    await expect(aCustomer(service, { profile: 'DZ', identifiers: [nif] })).rejects.toMatchObject({
      code: 'customer.identifier-taken',
      details: { customerId: lead.customerId },
    });
    const history = await service.call(sales.customerHistory, { customerId: second.customerId });
    expect(history.items.map(({ what, customerId }) => [what, customerId === lead.customerId])).toEqual(
      expect.arrayContaining([
        ['merged', true],
        ['mergedInto', false],
      ]),
    );
  });
});

describe('races', () => {
  test('a merge is done once a command; of the same merge by several people one is', async () => {
    const [lead, second] = [await aCustomer(service), await aCustomer(service)];
    const [first, repeated] = await Promise.all([merge(lead, second, 'test/merge'), merge(lead, second, 'test/merge')]);
    expect(repeated).toEqual(first);
    await expect(merge(lead, second)).rejects.toMatchObject({ code: 'customer.changed' });
    const others = [await aCustomer(service), await aCustomer(service)] as const;
    const tried = await Promise.allSettled(Array.from({ length: 6 }, () => merge(...others)));
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  test('of A into B and B into A one is done, and no account leads to itself', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [a, b] = [await aCustomer(service), await aCustomer(service)];
      const tried = await Promise.allSettled([merge(a, b), merge(b, a)]);
      const refusals = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as DomainError] : []));
      expect(refusals).toHaveLength(1);
      expect(['customer.merged', 'customer.changed']).toContain(refusals[0]!.code);
      const cards = [await read(a.customerId), await read(b.customerId)];
      expect(cards[0]!.customerId).toBe(cards[1]!.customerId);
    }
  });

  test('sales and payments of the second account against the merge: the sum is right, whoever came first', async () => {
    const store = aStore();
    for (let round = 0; round < 3; round += 1) {
      const [lead, second] = [await aCustomer(service, { creditLimit }), await aCustomer(service, { creditLimit })];
      const old = await sell(service, store, second.customerId, [{ quantity: 1 }], 0);
      const [sold, paid, merged] = await Promise.all([
        sell(service, store, second.customerId, [{ quantity: 2 }], 0),
        pay(store, second.customerId, 700),
        merge(lead, second),
      ]);
      expect(merged.merged).toHaveLength(1);
      expect(await owes(lead.customerId)).toBe(old.grossMinor + sold.grossMinor - paid.amountMinor);
      const { items } = await service.call(sales.openItems, { customerId: second.customerId });
      expect(items.map((one) => one.openMinor)).toEqual([old.grossMinor - 700, sold.grossMinor]);
    }
  });

  test('the limit is not passed by sales on both accounts beside their merge', async () => {
    const store = aStore();
    const limit = { creditLimit: { minor: 1_190, currency: 'DZD' as const } };
    for (let round = 0; round < 3; round += 1) {
      const [lead, second] = [await aCustomer(service, limit), await aCustomer(service, limit)];
      await sell(service, store, lead.customerId, [{ quantity: 1 }], 0);
      const draft = await aDraft(service, store, second.customerId, [{ quantity: 1 }]);
      expect((await begin(service, draft)).approvalReasons).toEqual([]);
      const [, tried] = await Promise.all([
        merge(lead, second),
        post(service, draft).then(
          () => 'sold',
          (error: DomainError) => error.code,
        ),
      ]);
      // before the merge the second account had a limit of its own; after it the sum of both counts
      expect(['sold', 'approval.missing']).toContain(tried);
      expect(await owes(lead.customerId)).toBe(tried === 'sold' ? 2_380 : 1_190);
    }
  });
});
