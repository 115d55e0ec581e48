import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  businessDayOf,
  canonicalJson,
  inventoryEvents,
  sales,
  type SaleView,
  type StoreView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  aCustomer,
  aDraft,
  aStore,
  begin,
  beginCorrection,
  correctionSaga,
  finalize,
  finalizeCorrection,
  post,
  rowsOf,
  sell,
  sellUnfinished,
  startSales,
  takeBack,
  unbalanced,
  GIVEN_UP,
  closing,
} from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const close = (store: StoreView, businessDay: string, beforeItsEnd = true) =>
  service.call(sales.closeDay, closing(store, businessDay, beforeItsEnd));
const todayIn = (store: StoreView): string => businessDayOf(new Date().toISOString(), store.timeZone);

/** A correction under way since the business day before, set back by hand: the close of today does not wait for it. */
async function begunTheEveningBefore(sale: SaleView): Promise<string> {
  const { correctionId } = await beginCorrection(service, sale);
  const before = addDays(sale.businessDay, -1);
  await service.connection
    .collection<{ _id: string }>('corrections')
    .updateOne({ _id: correctionId }, { $set: { begunDay: before } });
  await service.connection
    .collection<{ _id: string }>('saleProgress')
    .updateOne({ _id: sale.saleId }, { $set: { businessDay: before } });
  return correctionId;
}

describe('closing a day', () => {
  test('stores the figures of the day, chained and sealed; a closed day never changes', async () => {
    const store = aStore({}, 1);
    const customer = await aCustomer(service, { creditLimit: { minor: 100_000, currency: 'DZD' } });
    await sell(service, store, customer.customerId, [
      { quantity: 1 },
      { quantity: 1, taxRateBps: 900, listMinor: 1000 },
    ]);
    const sale = await sell(service, store, customer.customerId, [{ quantity: 2 }], 1000);
    await takeBack(service, sale, [
      { saleLineId: sale.lines[0]?.saleLineId as string, quantity: 1, disposition: 'restock' },
    ]);
    const waiting = await aDraft(service, store, customer.customerId, [{ quantity: 1 }]);
    await begin(service, waiting, { method: 'cash', amountMinor: 1190 });
    const day = sale.businessDay;
    const yesterday = await close(store, addDays(day, -1));
    expect(yesterday).toMatchObject({
      sequence: 1,
      previousHash: '0'.repeat(64),
      figures: { sales: 0, corrections: 0, grossMinor: 0 },
    });
    const snapshot = await close(store, day);
    expect(snapshot).toMatchObject({
      sequence: 2,
      previousHash: yesterday.hash,
      figures: {
        sales: 2,
        corrections: 1,
        netMinor: 3000,
        taxMinor: 470,
        grossMinor: 3470,
        costMinor: 1200,
        received: { cash: 2280 + 1000, card: 0, transfer: 0 },
        taxByRate: { 900: 90, 1900: 380 },
      },
    });
    const { hash, ...rest } = snapshot;
    expect(createHash('sha256').update(canonicalJson(rest)).digest('hex')).toBe(hash);

    const rows = await rowsOf(service);
    await expect(close(store, day)).rejects.toEqual(refused('day.closed', { businessDay: day }));
    await expect(post(service, waiting)).rejects.toEqual(refused('day.closed'));
    const late = await aDraft(service, store, customer.customerId, [{ quantity: 1 }]);
    await expect(begin(service, late, { method: 'cash', amountMinor: 1190 })).rejects.toEqual(refused('day.closed'));
    const again = await service.call(sales.readSale, { saleId: sale.saleId });
    await expect(beginCorrection(service, again)).rejects.toEqual(refused('day.closed'));
    expect(await rowsOf(service)).toMatchObject({
      sales: rows.sales,
      stis: rows.stis,
      entries: rows.entries,
      corrections: rows.corrections,
      snapshots: rows.snapshots,
    });
    expect((await service.call(sales.listSnapshots, { storeId: store.storeId })).items).toEqual([snapshot, yesterday]);
  });

  test('waits for what is under way, and for the day itself', async () => {
    const store = aStore();
    const { customerId } = await aCustomer(service);
    const saleId = await sellUnfinished(service, store, customerId, [{ quantity: 2 }]);
    const { businessDay } = await service.call(sales.readSale, { saleId });
    await expect(close(store, addDays(businessDay, 2))).rejects.toEqual(refused('day.not-yet'));
    await expect(close(store, businessDay)).rejects.toEqual(refused('day.sales-under-way', { underWay: [saleId] }));
    await finalize(service, saleId);
    const sale = await service.call(sales.readSale, { saleId });
    const { correctionId } = await beginCorrection(service, sale);
    await expect(close(store, businessDay)).rejects.toEqual(refused('day.sales-under-way'));
    await service.call(sales.postReversal, { correctionId, saleId }, { sagaId: correctionSaga(sale) });
    await expect(close(store, businessDay)).rejects.toEqual(refused('day.sales-under-way'));
    await finalizeCorrection(service, saleId, correctionId);
    expect(await close(store, businessDay)).toMatchObject({
      sequence: 1,
      figures: { sales: 1, corrections: 1, grossMinor: 0, received: { cash: 0 } },
    });
  });

  test('a sale that was locked before its day closed is refused by the closed day, and nothing of it is stored', async () => {
    const store = aStore();
    const draft = await aDraft(service, store, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    await begin(service, draft, { method: 'cash', amountMinor: 1190 });
    await close(store, todayIn(store));
    const rows = await rowsOf(service);
    await expect(post(service, draft)).rejects.toEqual(refused('day.closed'));
    expect(await rowsOf(service)).toEqual(rows);
  });

  test('a reversal begun the evening before is refused by a day that closed meanwhile, and can still be given up', async () => {
    const store = aStore();
    const sale = await sell(service, store, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    const correctionId = await begunTheEveningBefore(sale);
    await close(store, sale.businessDay);
    const rows = await rowsOf(service);
    const input = { correctionId, saleId: sale.saleId };
    await expect(service.call(sales.postReversal, input, { sagaId: correctionSaga(sale) })).rejects.toEqual(
      refused('day.closed'),
    );
    expect(await rowsOf(service)).toEqual(rows);
    expect(
      await service.call(
        sales.abandonCorrection,
        { ...input, revision: 1, refusal: GIVEN_UP },
        { sagaId: correctionSaga(sale) },
      ),
    ).toEqual({ abandoned: true });
  });

  test('while sales are posted: whatever is in the day is in its snapshot, twenty times', async () => {
    const { customerId } = await aCustomer(service);
    for (let round = 0; round < 20; round += 1) {
      const store = aStore();
      const drafts = [];
      for (let n = 0; n < 2; n += 1) {
        const draft = await aDraft(service, store, customerId, [{ quantity: 1 }]);
        await begin(service, draft, { method: 'cash', amountMinor: 1190 });
        drafts.push(draft);
      }
      const day = todayIn(store);
      const [closed] = await Promise.allSettled([close(store, day), ...drafts.map((draft) => post(service, draft))]);
      const posted = await service.connection
        .collection('stis')
        .countDocuments({ storeId: store.storeId, businessDay: day });
      if (closed?.status === 'fulfilled') expect([round, closed.value.figures.sales]).toEqual([round, posted]);
      else expect(closed?.reason).toEqual(refused('day.sales-under-way'));
    }
  });

  test('while a reversal is posted: the snapshot has it, or it is refused, ten times', async () => {
    const { customerId } = await aCustomer(service);
    for (let round = 0; round < 10; round += 1) {
      const store = aStore();
      const sale = await sell(service, store, customerId, [{ quantity: 1 }]);
      const correctionId = await begunTheEveningBefore(sale);
      const [closed, posted] = await Promise.allSettled([
        close(store, sale.businessDay),
        service.call(sales.postReversal, { correctionId, saleId: sale.saleId }, { sagaId: correctionSaga(sale) }),
      ]);
      if (closed.status === 'fulfilled')
        expect([round, closed.value.figures.corrections]).toEqual([round, posted.status === 'fulfilled' ? 1 : 0]);
      else expect(closed.reason).toEqual(refused('day.sales-under-way'));
      if (posted.status === 'rejected') expect(posted.reason).toEqual(refused('day.closed'));
    }
  });

  test('days close in order, empty ones too, and today only by one who may', async () => {
    const store = aStore({}, 2);
    const today = todayIn(store);
    await expect(close(store, today)).rejects.toEqual(refused('day.out-of-order', { next: addDays(today, -2) }));
    await expect(close(store, addDays(today, -3))).rejects.toEqual(refused('day.out-of-order'));
    await close(store, addDays(today, -2), false);
    await expect(close(store, addDays(today, -2))).rejects.toEqual(refused('day.closed'));
    await close(store, addDays(today, -1), false);
    await expect(close(store, today, false)).rejects.toEqual(refused('day.not-over', { today }));
    expect(await close(store, today)).toMatchObject({ sequence: 3, figures: { sales: 0 } });
  });

  test('closings of several days at the same moment: one chain, in order', async () => {
    const store = aStore({}, 2);
    const today = todayIn(store);
    const days = [-2, -2, -1, -1, 0, 0].map((days) => addDays(today, days));
    const results = await Promise.allSettled(days.map((day) => close(store, day)));
    for (const result of results) {
      if (result.status === 'rejected')
        expect(['day.closed', 'day.out-of-order', 'day.sales-under-way']).toContain(result.reason.code);
    }
    const { items } = await service.call(sales.listSnapshots, { storeId: store.storeId });
    expect(items).toHaveLength(results.filter((result) => result.status === 'fulfilled').length);
    const chain = items.toSorted((a, b) => a.sequence - b.sequence);
    chain.forEach((one, index) =>
      expect([one.sequence, one.businessDay]).toEqual([index + 1, addDays(today, index - 2)]),
    );
    chain.slice(1).forEach((one, index) => expect(one.previousHash).toBe(chain[index]?.hash));
  });
});

describe('what comes after its day was closed', () => {
  const delivery = (store: StoreView) => ({
    deliveryId: mint('delivery'),
    storeId: store.storeId,
    storeCode: store.code,
    currency: store.currency,
    costMinor: 500,
    receivedAt: new Date().toISOString(),
    receivedBy: 'usr_x',
    timeZone: store.timeZone,
  });
  const entryOf = (ref: string, kind: string) =>
    service.eventually(async () => {
      const { items } = await service.call(sales.listEntries, { ref });
      const found = items.find((one) => one.kind === kind);
      expect(found).toBeDefined();
      return found!;
    });

  test('posts on the open day and names the day it belongs to', async () => {
    const store = aStore();
    const today = todayIn(store);
    const sale = await sell(service, store, (await aCustomer(service)).customerId, [{ quantity: 1 }]);
    const lines = [{ saleLineId: sale.lines[0]?.saleLineId as string, quantity: 1, disposition: 'writeOff' as const }];
    const { corrections } = await takeBack(service, sale, lines);
    const data = delivery(store);
    await close(store, today);
    await service.publish(inventoryEvents.stockReceived, data);
    const correctionId = corrections[0]!.correctionId;
    await service.publish(inventoryEvents.stockWrittenOff, {
      correctionId,
      saleId: sale.saleId,
      storeId: store.storeId,
      currency: store.currency,
      costMinor: 400,
      writtenOffAt: new Date().toISOString(),
      writtenOffBy: 'usr_x',
    });
    const dates = { businessDay: addDays(today, 1), occurredDay: today };
    expect(await entryOf(data.deliveryId, 'delivery')).toMatchObject(dates);
    expect(await entryOf(correctionId, 'writeOff')).toMatchObject(dates);
  });

  test('while the day is being closed: a delivery is on the day before its closing, or on the next day, ten times', async () => {
    for (let round = 0; round < 10; round += 1) {
      const store = aStore();
      const today = todayIn(store);
      const deliveries = Array.from({ length: 8 }, () => delivery(store));
      const published = deliveries.map((data) => service.publish(inventoryEvents.stockReceived, data));
      await published[0];
      await entryOf(deliveries[0]!.deliveryId, 'delivery');
      const { closedAt } = await close(store, today);
      await Promise.all(published);
      for (const { deliveryId } of deliveries) {
        const entry = await entryOf(deliveryId, 'delivery');
        if (entry.businessDay === today) expect([round, entry.postedAt <= closedAt]).toEqual([round, true]);
        else expect(entry).toMatchObject({ businessDay: addDays(today, 1), occurredDay: today });
      }
    }
  });
});
