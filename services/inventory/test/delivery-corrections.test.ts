import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inventory, inventoryEvents, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import {
  BOOKS,
  deliver,
  deliverFrom,
  expectTrue,
  hold,
  recordsOf,
  refusalOf,
  startService,
  stockOf,
} from './fixtures.js';

let service: TestService;
let replica: TestService;
beforeAll(async () => {
  service = await startService();
  replica = await startTestService(inventoryService, service.installation);
});
afterAll(async () => {
  await expectTrue(service);
  await replica.running.stop();
  await service.stop();
});

type Correction = InputOf<typeof inventory.correctDelivery>;
const STORE = { code: BOOKS.code, timeZone: BOOKS.timeZone };
const inputOf = (
  { deliveryId, storeId, batches }: { deliveryId: string; storeId: string; batches: { batchId: string }[] },
  change: Correction['change'],
  facts: Partial<Correction> = {},
): Correction => ({
  deliveryCorrectionId: mint('deliveryCorrection'),
  deliveryId,
  storeId,
  store: STORE,
  batchId: batches[0]!.batchId,
  change,
  seen: 0,
  reason: 'Miscounted',
  ...facts,
});
const fewer = (quantity: number) => ({ kind: 'fewer', quantity }) as const;

test('once per command id: units leave, what was typed stays, and the ledger is told once', async () => {
  const [storeId, productId] = [mint('store'), mint('product')];
  const delivery = await deliverFrom(service, storeId, productId, { reference: 'BL-1' }, [5, 100]);
  const input = inputOf(delivery, fewer(2));
  const first = await service.call(inventory.correctDelivery, input, { commandId: 'test/correct' });
  expect(first.batches).toEqual(delivery.batches);
  expect(first.corrections).toMatchObject([
    { kind: 'fewer', quantity: 2, owedCostMinor: -200, stockCostMinor: -200, reason: 'Miscounted', by: 'usr_test' },
  ]);
  expect(await service.call(inventory.correctDelivery, input, { commandId: 'test/correct' })).toEqual(first);
  expect((await refusalOf(service.call(inventory.correctDelivery, input))).code).toBe('delivery.corrected');
  expect(await service.call(inventory.readDelivery, { deliveryId: delivery.deliveryId })).toEqual(first);
  expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 3 });
  const said = (await service.events(inventoryEvents.deliveryCorrected)).map(({ data }) => data);
  expect(said.filter((one) => one.deliveryId === delivery.deliveryId)).toMatchObject([
    { owedCostMinor: -200, stockCostMinor: -200, storeCode: BOOKS.code, reference: 'BL-1', correctedBy: 'usr_test' },
  ]);
  const moved = (await recordsOf(service, 'movements')).filter((one) => one.ref === input.deliveryCorrectionId);
  expect(moved.map(({ kind, remainingDelta }) => [kind, remainingDelta])).toEqual([['correctedOut', -2]]);
});

test('units more and another cost: a batch of the delivery, and what is to be billed follows', async () => {
  const [storeId, productId] = [mint('store'), mint('product')];
  const delivery = await deliver(service, storeId, productId, [4, 100]);
  const { deliveryId } = delivery;
  const more = await service.call(inventory.correctDelivery, inputOf(delivery, { kind: 'more', quantity: 2 }));
  const { newBatchId } = more.corrections![0]!;
  await hold(service, storeId, productId, 1);
  await service.call(inventory.correctDelivery, inputOf(delivery, { kind: 'cost', costMinor: 480 }, { seen: 1 }));
  const { items } = await service.call(inventory.readDeliveryBillings, { deliveryIds: [deliveryId] });
  expect(items[0]!.lines.map(({ batchId, received, costMinor }) => [batchId, received, costMinor])).toEqual([
    [delivery.batches[0]!.batchId, 4, 480],
    [newBatchId, 2, 200],
  ]);
  const { batches } = await stockOf(service, storeId, productId);
  expect(batches.map(({ remainingQty, remainingCostMinor }) => [remainingQty, remainingCostMinor])).toEqual([
    [3, 360],
    [2, 200],
  ]);
  const card = await service.call(inventory.listStockCard, { storeId, productId });
  expect(card.items.map(({ kind, document }) => [kind, document.kind, document.deliveryId])).toEqual([
    ['revalued', 'deliveryCorrection', deliveryId],
    ['correctedIn', 'deliveryCorrection', deliveryId],
    ['received', 'delivery', undefined],
  ]);
});

test('refused with what is left where units are held, and above the limit of the person', async () => {
  const [storeId, productId] = [mint('store'), mint('product')];
  const delivery = await deliver(service, storeId, productId, [3, 100]);
  await hold(service, storeId, productId, 2);
  const refusal = await refusalOf(service.call(inventory.correctDelivery, inputOf(delivery, fewer(2))));
  expect(refusal).toMatchObject({ code: 'delivery.units-gone', details: { asked: 2, left: 1 } });
  const limited = inputOf(delivery, fewer(1), { limitMinor: 99 });
  expect((await refusalOf(service.call(inventory.correctDelivery, limited))).code).toBe('stock.above-limit');
  const elsewhere = inputOf(delivery, fewer(1), { storeId: mint('store') });
  expect((await refusalOf(service.call(inventory.correctDelivery, elsewhere))).code).toBe('delivery.unknown');
});

test('a correction against sales: the last units go once', async () => {
  for (let round = 0; round < 4; round += 1) {
    const [storeId, productId] = [mint('store'), mint('product')];
    const delivery = await deliver(service, storeId, productId, [3, 100]);
    const [corrected, ...sold] = await Promise.allSettled([
      service.call(inventory.correctDelivery, inputOf(delivery, fewer(2))),
      hold(service, storeId, productId, 2),
      hold(replica, storeId, productId, 1),
    ]);
    const units =
      (corrected!.status === 'fulfilled' ? 2 : 0) +
      (sold[0]!.status === 'fulfilled' ? 2 : 0) +
      (sold[1]!.status === 'fulfilled' ? 1 : 0);
    expect(units).toBe(3);
    expect((await stockOf(service, storeId, productId)).available).toBe(0);
  }
});

test('two corrections at once: one is told to look again', async () => {
  const [storeId, productId] = [mint('store'), mint('product')];
  const delivery = await deliver(service, storeId, productId, [9, 100]);
  const both = await Promise.allSettled(
    [service, replica].map((one) => one.call(inventory.correctDelivery, inputOf(delivery, fewer(1)))),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await stockOf(service, storeId, productId)).available).toBe(8);
});

test('a correction against a bill: never is more cleared than came', async () => {
  for (let round = 0; round < 4; round += 1) {
    const [storeId, productId, supplierId] = [mint('store'), mint('product'), mint('supplier')];
    await service.call(inventory.createSupplier, { supplierId, name: `Grossiste ${supplierId}` });
    const delivery = await deliverFrom(service, storeId, productId, { supplierId }, [4, 100]);
    const { deliveryId, batches } = delivery;
    const billed = {
      billId: mint('supplierBill'),
      kind: 'bill' as const,
      storeId,
      supplierId,
      store: BOOKS,
      number: `F-${round}`,
      currency: 'DZD' as const,
      billDay: '2026-01-02',
      lines: [
        {
          kind: 'goods' as const,
          deliveryId,
          batchId: batches[0]!.batchId,
          quantity: 4,
          netMinor: 400,
          taxRateBps: 0,
        },
      ],
    };
    const [bill, corrected] = await Promise.allSettled([
      service.call(inventory.recordSupplierBill, billed),
      replica.call(inventory.correctDelivery, inputOf(delivery, fewer(1))),
    ]);
    expect(bill!.status).toBe('fulfilled');
    const { items } = await service.call(inventory.readDeliveryBillings, { deliveryIds: [deliveryId] });
    const [line] = items[0]!.lines;
    const came = corrected!.status === 'fulfilled' ? 3 : 4;
    expect(line).toMatchObject({ received: came, billed: came, clearedMinor: came * 100 });
    if (corrected!.status === 'rejected')
      expect((corrected as PromiseRejectedResult).reason.code).toBe('delivery.units-billed');
  }
});

test('the last price of the supplier follows', async () => {
  const [storeId, productId, supplierId] = [mint('store'), mint('product'), mint('supplier')];
  await service.call(inventory.createSupplier, { supplierId, name: `Grossiste ${supplierId}` });
  const delivery = await deliverFrom(service, storeId, productId, { supplierId }, [4, 100]);
  await service.call(inventory.correctDelivery, inputOf(delivery, { kind: 'cost', costMinor: 360 }));
  const { items } = await service.call(inventory.listSupplierProducts, { supplierId });
  expect(items[0]!.last).toMatchObject({ quantity: 4, costMinor: 360 });
});

test('what its purchase order has received follows, and the state with it', async () => {
  const [storeId, productId, supplierId] = [mint('store'), mint('product'), mint('supplier')];
  const purchaseOrderId = mint('purchaseOrder');
  await service.call(inventory.createSupplier, { supplierId, name: `Grossiste ${supplierId}` });
  await service.call(inventory.createPurchaseOrder, {
    purchaseOrderId,
    storeId,
    supplierId,
    currency: 'DZD',
    store: { ...BOOKS, code: 'DC1' },
    lines: [{ productId, quantity: 4, expectedCostMinor: 400 }],
  });
  await service.call(inventory.sendPurchaseOrder, { purchaseOrderId, revision: 1 });
  const delivery = await deliverFrom(service, storeId, productId, { purchaseOrderId }, [4, 100]);
  const correctedTo = async (change: Correction['change'], seen: number) => {
    await service.call(inventory.correctDelivery, inputOf(delivery, change, { seen }));
    const { state, lines } = await service.call(inventory.readPurchaseOrder, { purchaseOrderId });
    return [state, lines[0]!.receivedQuantity, lines[0]!.receivedCostMinor];
  };
  expect(await correctedTo(fewer(1), 0)).toEqual(['partlyReceived', 3, 300]);
  expect(await correctedTo({ kind: 'more', quantity: 2 }, 1)).toEqual(['received', 5, 500]);
});
