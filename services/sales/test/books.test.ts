import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inventoryEvents, sales } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aCustomer, aStore, sell, startSales, takeBack, unbalanced, closing } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

beforeAll(async () => {
  const store = aStore();
  const { businessDay } = await sell(service, store, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
  await service.call(sales.closeDay, closing(store, businessDay));
  await service.call(sales.recordAudit, {
    report: {
      auditId: mint('audit'),
      startedAt: '2026-01-01T00:00:00Z',
      finishedAt: '2026-01-01T00:00:01Z',
      ok: true,
      checked: [],
      breaks: [],
    },
  });
});

describe('events of other services in the ledger', () => {
  const delivery = (costMinor: number) => ({
    deliveryId: mint('delivery'),
    storeId: mint('store'),
    storeCode: 'ALG1',
    currency: 'DZD' as const,
    costMinor,
    receivedAt: '2026-03-04T23:30:00.000Z',
    receivedBy: 'usr_x',
    timeZone: 'Africa/Algiers',
  });

  test('a delivery is posted once, delivered twice under one event id or under two', async () => {
    const data = delivery(5000);
    const id = mint('event');
    await service.publish(inventoryEvents.stockReceived, data, { id });
    await service.publish(inventoryEvents.stockReceived, data, { id });
    await service.publish(inventoryEvents.stockReceived, data);
    const last = delivery(1);
    await service.publish(inventoryEvents.stockReceived, last);
    await service.eventually(async () =>
      expect((await service.call(sales.listEntries, { ref: last.deliveryId })).items).toHaveLength(1),
    );
    const { items } = await service.call(sales.listEntries, { ref: data.deliveryId });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: 'delivery',
      businessDay: '2026-03-05',
      postedBy: 'usr_x',
      lines: [
        { account: 'inventory', debitMinor: 5000, creditMinor: 0 },
        { account: 'goodsReceivedNotInvoiced', debitMinor: 0, creditMinor: 5000 },
      ],
    });
  });

  test.each<[string, 'in order' | 'the other way round']>([
    ['after its receipt', 'in order'],
    ['before its receipt, as events may overtake one another', 'the other way round'],
  ])('an opening delivery that is taken back %s has both entries, once each', async (_name, order) => {
    const received = { ...delivery(5000), opening: true as const };
    const { deliveryId, storeId, storeCode, currency, costMinor, timeZone } = received;
    const takenBack = {
      ...{ deliveryId, storeId, storeCode, currency, costMinor, timeZone },
      takenBackAt: '2026-03-06T08:00:00.000Z',
      takenBackBy: 'usr_y',
      reason: 'Counted twice',
    };
    const receive = () => service.publish(inventoryEvents.stockReceived, received);
    const takeItBack = () => service.publish(inventoryEvents.deliveryTakenBack, takenBack);
    const entries = async () => (await service.call(sales.listEntries, { ref: deliveryId })).items;
    for (const [at, publish] of (order === 'in order' ? [receive, takeItBack] : [takeItBack, receive]).entries()) {
      await publish();
      await publish();
      await service.eventually(async () => expect(await entries()).toHaveLength(at + 1));
    }
    const last = delivery(1);
    await service.publish(inventoryEvents.stockReceived, last);
    await service.eventually(async () =>
      expect((await service.call(sales.listEntries, { ref: last.deliveryId })).items).toHaveLength(1),
    );
    const all = await entries();
    expect(all).toHaveLength(2);
    expect(all.find((one) => one.reason !== undefined)).toMatchObject({
      kind: 'delivery',
      businessDay: '2026-03-06',
      postedBy: 'usr_y',
      reason: 'Counted twice',
      lines: [
        { account: 'openingEquity', debitMinor: 5000, creditMinor: 0 },
        { account: 'inventory', debitMinor: 0, creditMinor: 5000 },
      ],
    });
    const { balances } = await service.call(sales.trialBalance, { storeId });
    expect(balances.flatMap((one) => one.accounts.map((row) => row.balanceMinor))).toEqual([0, 0]);
  });

  test('a delivery at no cost posts nothing', async () => {
    const [free, paid] = [delivery(0), delivery(7)];
    await service.publish(inventoryEvents.stockReceived, free);
    await service.publish(inventoryEvents.stockReceived, paid);
    await service.eventually(async () =>
      expect((await service.call(sales.listEntries, { ref: paid.deliveryId })).items).toHaveLength(1),
    );
    expect((await service.call(sales.listEntries, { ref: free.deliveryId })).items).toEqual([]);
  });

  test('a write-off is posted once, on the day of its correction; the shop’s tables then say what was lost', async () => {
    const store = aStore();
    const sale = await sell(service, store, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    const back = await takeBack(service, sale, [
      { saleLineId: sale.lines[0]?.saleLineId as string, quantity: 1, disposition: 'writeOff' },
    ]);
    const correctionId = back.corrections[0]?.correctionId as string;
    const data = {
      correctionId,
      saleId: sale.saleId,
      storeId: store.storeId,
      currency: 'DZD' as const,
      costMinor: 400,
      writtenOffAt: '2026-03-04T10:00:00.000Z',
      writtenOffBy: 'usr_x',
    };
    const id = mint('event');
    await service.publish(inventoryEvents.stockWrittenOff, data, { id });
    await service.publish(inventoryEvents.stockWrittenOff, data, { id });
    await service.eventually(async () =>
      expect((await service.call(sales.listEntries, { ref: correctionId })).items).toHaveLength(2),
    );
    expect((await service.call(sales.listEntries, { ref: correctionId })).items[0]).toMatchObject({
      kind: 'writeOff',
      businessDay: back.corrections[0]?.businessDay,
    });
    const {
      balances: [ledger],
    } = await service.call(sales.trialBalance, { storeId: store.storeId });
    expect(ledger?.totalDebitMinor).toBe(ledger?.totalCreditMinor);
    expect(Object.fromEntries(ledger?.accounts.map((one) => [one.account, one.balanceMinor]) ?? [])).toEqual({
      cash: 0,
      receivable: 0,
      inventory: -400,
      outputTax: 0,
      revenue: -1000,
      returns: 1000,
      costOfGoodsSold: 0,
      shrinkage: 400,
    });
  });
});

describe('what is written stays written', () => {
  test.each(['sales', 'stis', 'entries', 'snapshots', 'audits'])(
    '%s: every way mongoose has to change or delete is refused',
    async (name) => {
      const model = service.connection.model(name);
      const [row] = await service.connection.collection<{ _id: string }>(name).find({}).limit(1).toArray();
      const _id = row?._id as string;
      expect(_id).toBeDefined();
      const field = { sales: 'grossMinor', stis: 'grossMinor', entries: 'memo', snapshots: 'hash', audits: 'report' }[
        name
      ] as string;
      const change = { $set: { [field]: 1 } };
      const ways: [string, () => Promise<unknown>][] = [
        ['updateOne', () => model.updateOne({ _id }, change).exec()],
        ['updateMany', () => model.updateMany({}, change).exec()],
        ['findOneAndUpdate', () => model.findOneAndUpdate({ _id }, change).exec()],
        ['findByIdAndUpdate', () => model.findByIdAndUpdate(_id, change).exec()],
        ['replaceOne', () => model.replaceOne({ _id }, { [field]: 1 }).exec()],
        ['findOneAndReplace', () => model.findOneAndReplace({ _id }, { [field]: 1 }).exec()],
        ['deleteOne', () => model.deleteOne({ _id }).exec()],
        ['deleteMany', () => model.deleteMany({}).exec()],
        ['findOneAndDelete', () => model.findOneAndDelete({ _id }).exec()],
        ['findByIdAndDelete', () => model.findByIdAndDelete(_id).exec()],
        ['bulkWrite', () => model.bulkWrite([{ updateOne: { filter: { _id }, update: change } }])],
        ['bulkWrite delete', () => model.bulkWrite([{ deleteOne: { filter: { _id } } }])],
        [
          'connection.bulkWrite',
          () =>
            service.connection.bulkWrite([
              { model, name: 'updateOne', filter: { _id }, update: change },
            ] as never) as never,
        ],
        [
          'document.save',
          async () => {
            const document = model.hydrate({ _id, [field]: 0 });
            document.markModified(field);
            await document.save();
          },
        ],
        ['document.deleteOne', async () => (await model.hydrate({ _id })).deleteOne()],
      ];
      const before = await service.connection.collection(name).find({}).toArray();
      for (const [way, call] of ways) {
        const outcome = await call().then(
          () => 'allowed',
          (error: Error) => error.message,
        );
        expect([way, outcome]).toEqual([way, expect.stringMatching(/immutable/)]);
      }
      expect(await service.connection.collection(name).find({}).toArray()).toEqual(before);
    },
  );
});
