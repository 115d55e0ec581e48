import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  inventory,
  inventoryEvents,
  type DataOf,
  type DeliveryView,
  type InputOf,
  type SupplierBillView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import { BOOKS, deliver, expectTrue, hold, recordsOf, refusalOf, startService, stockOf } from './fixtures.js';

let service: TestService;
let replica: TestService;
let supplierId: string;
beforeAll(async () => {
  service = await startService();
  replica = await startTestService(inventoryService, service.installation);
  supplierId = await addedSupplier({ paymentTermsDays: 45 });
});
afterAll(async () => {
  await expectTrue(service);
  await replica.running.stop();
  await service.stop();
});

async function addedSupplier(facts: object = {}): Promise<string> {
  const id = mint('supplier');
  await service.call(inventory.createSupplier, { supplierId: id, name: 'Grossiste Exemple', ...facts });
  return id;
}

type Paper = InputOf<typeof inventory.recordSupplierBill>;
type Line = Extract<Paper, { kind: 'bill' }>['lines'][number];
const storeId = mint('store');
const today = new Date().toISOString().slice(0, 10);
let papers = 0;

const delivered = (lines: object[], facts: object = {}) =>
  service.call(inventory.receiveDelivery, {
    deliveryId: mint('delivery'),
    storeId,
    supplierId,
    currency: 'DZD',
    store: BOOKS,
    lines: lines as InputOf<typeof inventory.receiveDelivery>['lines'],
    ...facts,
  });
const tenAt600 = (productId = mint('product')) => delivered([{ productId, quantity: 10, costMinor: 600_000 }]);
const paperOf = (lines: object[], facts: object = {}) =>
  ({
    kind: 'bill',
    billId: mint('supplierBill'),
    storeId,
    supplierId,
    number: `FA-${(papers += 1)}`,
    currency: 'DZD',
    billDay: today,
    store: BOOKS,
    lines,
    ...facts,
  }) as Paper;
const record = (paper: Paper, at: TestService = service): Promise<SupplierBillView> =>
  at.call(inventory.recordSupplierBill, paper);
const goods = ({ deliveryId, batches }: DeliveryView, quantity: number, netMinor: number, at = 0): Line => ({
  kind: 'goods',
  deliveryId,
  batchId: batches[at]!.batchId,
  quantity,
  netMinor,
  taxRateBps: 1_900,
});
const billingOf = async (deliveryId: string) =>
  (await service.call(inventory.readDeliveryBillings, { deliveryIds: [deliveryId] })).items[0]!;
const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;
const eventsOf = async (billId: string): Promise<DataOf<typeof inventoryEvents.supplierBillRecorded>[]> =>
  (await service.events(inventoryEvents.supplierBillRecorded))
    .map((one) => one.data)
    .filter((one) => one.billId === billId);

describe('recordSupplierBill', () => {
  test('10 units at 600.00 and 19 %: cleared, taxed and owed, once per command id', async () => {
    const delivery = await tenAt600();
    const paper = paperOf([goods(delivery, 10, 600_000)], { grossMinor: 714_000 });
    const first = await service.call(inventory.recordSupplierBill, paper, { commandId: 'test/bill' });
    expect(first).toMatchObject({
      netMinor: 600_000,
      taxes: [{ taxRateBps: 1_900, netMinor: 600_000, taxMinor: 114_000 }],
      grossMinor: 714_000,
      clearedMinor: 600_000,
      differenceMinor: 0,
      supplierName: 'Grossiste Exemple',
      recordedBy: 'usr_test',
    });
    expect(await service.call(inventory.recordSupplierBill, paper, { commandId: 'test/bill' })).toEqual(first);
    expect(await service.call(inventory.readSupplierBill, { billId: first.billId })).toEqual(first);
    expect(await eventsOf(first.billId)).toEqual([
      expect.objectContaining({
        clearedMinor: 600_000,
        toStockMinor: 0,
        toCostMinor: 0,
        taxes: [{ taxRateBps: 1_900, taxMinor: 114_000 }],
        grossMinor: 714_000,
        storeCode: BOOKS.code,
      }),
    ]);
    expect(await billingOf(delivery.deliveryId)).toMatchObject({
      lines: [{ received: 10, billed: 10, clearedMinor: 600_000 }],
    });
  });

  test('a higher price goes to the units that remain and to the cost of those that left; what was held keeps its cost', async () => {
    const productId = mint('product');
    const delivery = await tenAt600(productId);
    const held = await hold(service, storeId, productId, 4);
    expect(held.costMinor).toBe(240_000);
    const paper = paperOf([goods(delivery, 10, 650_000)]);
    expect(await service.call(inventory.matchSupplierBill, paper)).toMatchObject({ differenceMinor: 50_000 });
    const bill = await record(paper);
    expect(bill).toMatchObject({ differenceMinor: 50_000, toStockMinor: 30_000, toCostMinor: 20_000 });
    const { batches } = await stockOf(service, storeId, productId);
    expect(batches[0]).toMatchObject({ remainingQty: 6, remainingCostMinor: 390_000, costMinor: 600_000 });
    expect(
      (await recordsOf(service, 'movements'))
        .filter((one) => one.ref === bill.billId)
        .map((one) => [one.kind, one.costMinor, one.remainingDelta]),
    ).toEqual([['revalued', 30_000, 0]]);
    await service.call(inventory.releaseHold, { holdId: held.holdId, storeId });
    expect((await stockOf(service, storeId, productId)).batches[0]).toMatchObject({ remainingCostMinor: 630_000 });
  });

  test('a paper is recorded once, however its number is written; refusals leave nothing behind', async () => {
    const delivery = await tenAt600();
    const first = await record(paperOf([goods(delivery, 4, 240_000)], { number: 'Av 2026/7' }));
    const again = await refusalOf(record(paperOf([goods(delivery, 4, 240_000)], { number: 'AV-2026-7' })));
    expect(again).toMatchObject({ code: 'bill.number-taken', details: { billId: first.billId } });
    expect(await codeOf(record(paperOf([goods(delivery, 6, 360_000)], { grossMinor: 1 })))).toBe('bill.total-mismatch');
    expect(await codeOf(record(paperOf([goods(delivery, 6, 360_000)], { billDay: '2999-01-01' })))).toBe(
      'message.invalid',
    );
    expect((await billingOf(delivery.deliveryId)).lines[0]).toMatchObject({ billed: 4, clearedMinor: 240_000 });
    const elsewhere = await addedSupplier();
    expect(await codeOf(record(paperOf([goods(delivery, 6, 360_000)], { supplierId: elsewhere })))).toBe(
      'bill.not-of-delivery',
    );
    const nameless = await deliver(service, storeId, mint('product'), [1, 500]);
    expect(await record(paperOf([goods(nameless, 1, 500)]))).toMatchObject({ clearedMinor: 500 });
  });

  test('two papers of one delivery at once clear each unit once', async () => {
    const delivery = await tenAt600();
    const both = [goods(delivery, 10, 600_000), goods(delivery, 10, 600_000)].map((line, at) =>
      record(paperOf([line]), at === 0 ? service : replica),
    );
    const bills = await Promise.all(both);
    expect(bills.map((one) => [one.clearedMinor, one.notReceivedMinor]).toSorted((a, b) => a[0]! - b[0]!)).toEqual([
      [0, 600_000],
      [600_000, 0],
    ]);
    expect((await billingOf(delivery.deliveryId)).lines[0]).toMatchObject({ billed: 10, clearedMinor: 600_000 });
  });

  test('holds and bills at once: no cent of a batch is lost', async () => {
    const productId = mint('product');
    const delivery = await delivered([{ productId, quantity: 30, costMinor: 1_000 }]);
    const work = Array.from({ length: 10 }, (_, at) => [
      hold(at % 2 === 0 ? service : replica, storeId, productId, 2),
      record(paperOf([goods(delivery, 3, 107)]), at % 2 === 0 ? replica : service),
    ]).flat();
    await Promise.all(work);
    const { lines } = await billingOf(delivery.deliveryId);
    expect(lines[0]).toMatchObject({ billed: 30, clearedMinor: 1_000, differenceMinor: 70 });
    await expectTrue(service);
  });
});

describe('extra costs', () => {
  test('by weight: the parts add up, and their bill is matched apart from the goods', async () => {
    const [lamp, cable] = [mint('product'), mint('product')];
    const lines = [
      { productId: lamp, quantity: 2, costMinor: 1_000, weightGrams: 2_000 },
      { productId: cable, quantity: 5, costMinor: 9_000, weightGrams: 1_000, taxRateBps: 900 },
    ];
    const delivery = await delivered(lines, { extraCostMinor: 100, spreadExtraBy: 'weight' });
    expect(delivery.batches).toMatchObject([
      { costMinor: 1_067, extraCostMinor: 67 },
      { costMinor: 9_033, extraCostMinor: 33, taxRateBps: 900 },
    ]);
    const missing = delivered([{ productId: lamp, quantity: 1, costMinor: 1 }], {
      extraCostMinor: 1,
      spreadExtraBy: 'weight',
    });
    expect((await refusalOf(missing)).details).toMatchObject({ issues: [{ field: 'lines.0.weightGrams' }] });
    const { deliveryId } = delivery;
    const goodsBill = await record(paperOf([goods(delivery, 2, 1_000), goods(delivery, 5, 9_000, 1)]));
    expect(goodsBill).toMatchObject({ clearedMinor: 10_000, differenceMinor: 0 });
    const carrier = await addedSupplier({ name: 'Transports Exemple' });
    const byCarrier = { supplierId: carrier };
    const freight = { kind: 'extra', deliveryId, label: 'Freight', netMinor: 130, taxRateBps: 1_900 };
    expect(await codeOf(record(paperOf([goods(delivery, 1, 1)], byCarrier)))).toBe('bill.not-of-delivery');
    const bill = await record(paperOf([freight], byCarrier));
    expect(bill).toMatchObject({ clearedMinor: 100, differenceMinor: 30, toStockMinor: 30 });
    expect(await billingOf(deliveryId)).toMatchObject({ extra: { expectedMinor: 100, clearedMinor: 100 } });
  });
});

describe('returnToSupplier', () => {
  const back = (batchId: string, quantity: number, facts: object = {}, at: TestService = service) =>
    at.call(inventory.returnToSupplier, {
      supplierReturnId: mint('supplierReturn'),
      storeId,
      supplierId,
      reason: 'Broken on arrival',
      store: BOOKS,
      lines: [{ batchId, quantity }],
      ...facts,
    });

  test('the named batch gives its units at its cost, and the credit note clears them', async () => {
    const productId = mint('product');
    await deliver(service, storeId, productId, [3, 100]); // older, and of nobody
    const delivery = await tenAt600(productId);
    const { batchId } = delivery.batches[0]!;
    const sent = await back(batchId, 3);
    expect(sent).toMatchObject({ totalCostMinor: 180_000, lines: [{ batchId, quantity: 3, productId }] });
    expect(sent.number).toMatch(/^ALG1-SR-\d{4}-\d{6}$/);
    expect(await stockOf(service, storeId, productId)).toMatchObject({
      available: 10,
      batches: [{ remainingQty: 3 }, { remainingQty: 7, remainingCostMinor: 420_000 }],
    });
    const { supplierReturnId } = sent;
    const events = (await service.events(inventoryEvents.stockReturnedToSupplier)).map((one) => one.data);
    expect(events).toEqual([expect.objectContaining({ supplierReturnId, costMinor: 180_000, number: sent.number })]);
    const line = { kind: 'returned', supplierReturnId, batchId, quantity: 2, netMinor: 110_000, taxRateBps: 1_900 };
    const credit = await record(paperOf([line], { kind: 'creditNote' }));
    expect(credit).toMatchObject({
      clearedMinor: -120_000,
      differenceMinor: 10_000,
      toCostMinor: 10_000,
      toStockMinor: 0,
    });
    expect((await eventsOf(credit.billId))[0]).toMatchObject({
      grossMinor: -130_900,
      clearedMinor: -120_000,
      toCostMinor: 10_000,
    });
    const more = paperOf([{ ...line, quantity: 2 }], { kind: 'creditNote' });
    expect((await refusalOf(record(more))).details).toMatchObject({ asked: 2, left: 1 });
    expect(await service.call(inventory.readSupplierReturn, { supplierReturnId })).toMatchObject({
      lines: [{ credited: { quantity: 2, costMinor: 120_000 } }],
    });
  });

  test('refuses what is held or not of the supplier; the last units go back or are sold, once', async () => {
    const productId = mint('product');
    const { batches } = await delivered([{ productId, quantity: 2, costMinor: 200 }]);
    const { batchId } = batches[0]!;
    const other = await addedSupplier();
    expect(await codeOf(back(batchId, 1, { supplierId: other }))).toBe('supplier-return.not-of-supplier');
    const race = await Promise.allSettled([
      back(batchId, 2),
      back(batchId, 2, {}, replica),
      hold(service, storeId, productId, 2),
    ]);
    expect(race.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await stockOf(service, storeId, productId)).available).toBe(0);
    expect((await service.call(inventory.listSupplierReturns, { storeId, limit: 1 })).items).toHaveLength(1);
  });
});

describe('reverseSupplierBill', () => {
  const reverse = (billId: string, at: TestService = service) =>
    at.call(inventory.reverseSupplierBill, { billId, storeId, store: BOOKS, reason: 'Typed wrongly' });

  test('the delivery is to be billed again, and its units cost what they did', async () => {
    const productId = mint('product');
    const delivery = await tenAt600(productId);
    const bill = await record(paperOf([goods(delivery, 10, 700_000)], { number: 'R-1' }));
    await hold(service, storeId, productId, 5);
    const reversed = await reverse(bill.billId);
    expect(reversed.reversed).toMatchObject({ by: 'usr_test', reason: 'Typed wrongly' });
    expect((await stockOf(service, storeId, productId)).batches[0]).toMatchObject({ remainingCostMinor: 300_000 });
    expect((await billingOf(delivery.deliveryId)).lines[0]).toMatchObject({
      billed: 0,
      clearedMinor: 0,
      differenceMinor: 0,
    });
    const [event] = (await service.events(inventoryEvents.supplierBillReversed))
      .map((one) => one.data)
      .filter((one) => one.billId === bill.billId);
    expect(event).toMatchObject({
      clearedMinor: -600_000,
      toStockMinor: -50_000,
      toCostMinor: -50_000,
      grossMinor: -833_000,
    });
    expect(await codeOf(reverse(bill.billId))).toBe('bill.reversed');
    expect(await record(paperOf([goods(delivery, 10, 600_000)], { number: 'R-1' }))).toMatchObject({
      clearedMinor: 600_000,
    });
  });

  test('once, by two at once; not while a credit note stands on it', async () => {
    const delivery = await tenAt600();
    const bill = await record(paperOf([goods(delivery, 12, 720_000)]));
    const { batchId } = delivery.batches[0]!;
    const missing = { kind: 'notReceived', billId: bill.billId, batchId, netMinor: 120_000, taxRateBps: 1_900 };
    const credit = await record(paperOf([missing], { kind: 'creditNote' }));
    expect(credit).toMatchObject({ notReceivedMinor: -120_000, clearedMinor: 0, differenceMinor: 0 });
    expect(await codeOf(reverse(bill.billId))).toBe('bill.in-use');
    await reverse(credit.billId);
    const both = await Promise.allSettled([reverse(bill.billId), reverse(bill.billId, replica)]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await billingOf(delivery.deliveryId)).lines[0]).toMatchObject({ billed: 0, clearedMinor: 0 });
  });
});

describe('listSupplierBills', () => {
  test('by supplier, store, words and day, newest first, without lines', async () => {
    const own = await addedSupplier({ name: 'Atelier Rare' });
    const delivery = await delivered([{ productId: mint('product'), quantity: 2, costMinor: 100 }], {
      supplierId: own,
    });
    const first = await record(paperOf([goods(delivery, 1, 50)], { supplierId: own, number: 'ZED-1' }));
    const second = await record(paperOf([goods(delivery, 1, 50)], { supplierId: own, number: 'ZED-2' }));
    const list = (facts: object) => service.call(inventory.listSupplierBills, facts);
    const ids = async (facts: object) => (await list(facts)).items.map((one) => one.billId);
    expect(await ids({ supplierId: own })).toEqual([second.billId, first.billId]);
    expect(await ids({ storeId, text: 'zed atel' })).toEqual([second.billId, first.billId]);
    expect(await ids({ text: 'zed 1' })).toEqual([first.billId]);
    expect(await ids({ supplierId: own, from: first.recordedDay, to: first.recordedDay })).toHaveLength(2);
    const { items, nextCursor } = await list({ supplierId: own, limit: 1 });
    expect(items[0]).not.toHaveProperty('lines');
    expect(await ids({ supplierId: own, limit: 1, cursor: nextCursor })).toEqual([first.billId]);
    expect(await ids({ text: '…' })).toEqual([]);
  });
});
