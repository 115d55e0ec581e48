import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  inventory,
  inventoryEvents,
  nextDay,
  type DomainError,
  type InputOf,
  type PurchaseOrderState,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import { BOOKS, deliver, deliverFrom, expectTrue, refusalOf, startService, stockOf } from './fixtures.js';

let service: TestService;
let replica: TestService;
let supplierId: string;
beforeAll(async () => {
  service = await startService();
  replica = await startTestService(inventoryService, service.installation);
  supplierId = await addedSupplier('Grossiste Exemple');
});
afterAll(async () => {
  await expectTrue(service);
  await replica.running.stop();
  await service.stop();
});

async function addedSupplier(name: string): Promise<string> {
  const id = mint('supplier');
  await service.call(inventory.createSupplier, { supplierId: id, name });
  return id;
}

const storeId = mint('store');
const [lamp, cable] = [mint('product'), mint('product')];
const LINES = [
  { productId: lamp, quantity: 4, expectedCostMinor: 400 },
  { productId: cable, quantity: 6, expectedCostMinor: 90 },
];
type Order = InputOf<typeof inventory.createPurchaseOrder>;
let codes = 0;
/** Books of a store whose numbers begin anew. */
const aStore = () => ({ ...BOOKS, code: `PO${(codes += 1)}` });
const orderOf = (facts: Partial<Order> = {}): Order => ({
  purchaseOrderId: mint('purchaseOrder'),
  storeId,
  supplierId,
  currency: 'DZD',
  store: BOOKS,
  lines: LINES,
  ...facts,
});
const created = (facts: Partial<Order> = {}) => service.call(inventory.createPurchaseOrder, orderOf(facts));
const sendIt = (purchaseOrderId: string, revision = 1) =>
  service.call(inventory.sendPurchaseOrder, { purchaseOrderId, revision });
const sent = async (facts: Partial<Order> = {}) => sendIt((await created(facts)).purchaseOrderId);
const read = (purchaseOrderId: string) => service.call(inventory.readPurchaseOrder, { purchaseOrderId });
type Line = readonly [productId: string, quantity: number, costMinor: number];
const received = (purchaseOrderId: string, lines: readonly Line[], facts: object = {}) =>
  service.call(inventory.receiveDelivery, {
    deliveryId: mint('delivery'),
    storeId,
    purchaseOrderId,
    currency: 'DZD',
    store: BOOKS,
    ...facts,
    lines: lines.map(([productId, quantity, costMinor]) => ({ productId, quantity, costMinor })),
  });
const cancelled = (purchaseOrderId: string, reason = 'no longer needed') =>
  service.call(inventory.cancelPurchaseOrder, { purchaseOrderId, reason });
const closed = (purchaseOrderId: string, reason?: string) =>
  service.call(inventory.closePurchaseOrder, { purchaseOrderId, ...(reason ? { reason } : {}) });
const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;

describe('createPurchaseOrder', () => {
  test('once per command id; what is read is what was stored', async () => {
    const input = orderOf({ store: aStore(), expectedDay: '2026-12-24', note: 'ring before noon' });
    const first = await service.call(inventory.createPurchaseOrder, input, { commandId: 'test/create-order' });
    expect(first).toMatchObject({
      number: `${input.store.code}-PO-${first.createdDay.slice(0, 4)}-000001`,
      supplierName: 'Grossiste Exemple',
      expectedDay: '2026-12-24',
      note: 'ring before noon',
      state: 'draft',
      revision: 1,
      totalExpectedCostMinor: 490,
      createdBy: 'usr_test',
    });
    const again = await service.call(inventory.createPurchaseOrder, input, { commandId: 'test/create-order' });
    expect(again).toEqual(first);
    expect(await read(input.purchaseOrderId)).toEqual({ ...first, deliveries: [] });
    expect(await codeOf(service.call(inventory.createPurchaseOrder, input))).toBe('purchase-order.exists');
    expect(await codeOf(read(mint('purchaseOrder')))).toBe('purchase-order.unknown');
    const next = await created({ store: input.store });
    expect(next.number.slice(-6)).toBe('000002'); // the refused one has left no gap
  });

  test('many at once from two processes: every number once, none left out, the same for each store', async () => {
    const [here, there] = [aStore(), aStore()];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_none, at) => created({ store: at % 3 === 0 ? there : here })),
    );
    const numbers = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []));
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'service.unavailable' });
    for (const { code } of [here, there]) {
      const own = numbers.filter((one) => one.startsWith(`${code}-PO-`)).map((one) => Number(one.slice(-6)));
      expect(own.toSorted((a, b) => a - b)).toEqual(own.map((_one, at) => at + 1));
    }
    expect(numbers.length).toBeGreaterThan(2);
  });

  test('refused, nothing is stored: an archived supplier, another currency, a product twice', async () => {
    const gone = await addedSupplier('Parti');
    await service.call(inventory.changeSupplier, { supplierId: gone, revision: 1, changes: { archived: true } });
    const before = await service.count('purchaseOrders');
    expect(await codeOf(created({ supplierId: gone }))).toBe('supplier.archived');
    expect(await codeOf(created({ supplierId: mint('supplier') }))).toBe('supplier.unknown');
    expect(await codeOf(created({ currency: 'EUR' }))).toBe('stock.currency-mixed');
    expect(await codeOf(created({ lines: [LINES[0]!, LINES[0]!] }))).toBe('message.invalid');
    expect(await service.count('purchaseOrders')).toBe(before);
  });
});

describe('changePurchaseOrder and sendPurchaseOrder', () => {
  test('the second of two editors is told; what was taken out is gone', async () => {
    const { purchaseOrderId } = await created({ note: 'x', expectedDay: '2026-12-24' });
    const change = (revision: number, changes: InputOf<typeof inventory.changePurchaseOrder>['changes']) =>
      service.call(inventory.changePurchaseOrder, { purchaseOrderId, revision, changes });
    const outcomes = await Promise.allSettled(
      [{ note: null }, { expectedDay: null }, { lines: [LINES[0]!] }].map((changes) => change(1, changes)),
    );
    const refusals = outcomes.filter((one) => one.status === 'rejected');
    expect(refusals.map((one) => one.reason.code)).toEqual(['purchase-order.changed', 'purchase-order.changed']);
    const bare = await change(2, { note: null, expectedDay: null, lines: [{ productId: lamp, quantity: 2 }] });
    expect(bare).toMatchObject({ revision: 3, totalExpectedCostMinor: 200 });
    expect([bare.note, bare.expectedDay]).toEqual([undefined, undefined]);
    expect(await read(purchaseOrderId)).toEqual({ ...bare, deliveries: [] });
  });

  test('sent once, under the name that the supplier has that day; then it is not changed', async () => {
    const mover = await addedSupplier('Froid Hodna');
    const { purchaseOrderId, supplierName } = await created({ supplierId: mover });
    await service.call(inventory.changeSupplier, {
      supplierId: mover,
      revision: 1,
      changes: { name: 'Froid du Hodna' },
    });
    expect([supplierName, (await read(purchaseOrderId)).supplierName]).toEqual(['Froid Hodna', 'Froid Hodna']);
    const input = { purchaseOrderId, revision: 1 };
    const first = await service.call(inventory.sendPurchaseOrder, input, { commandId: 'test/send-order' });
    expect(first).toMatchObject({
      supplierName: 'Froid du Hodna',
      state: 'sent',
      revision: 2,
      sent: { by: 'usr_test' },
    });
    expect(await service.call(inventory.sendPurchaseOrder, input, { commandId: 'test/send-order' })).toEqual(first);
    await service.call(inventory.changeSupplier, { supplierId: mover, revision: 2, changes: { name: 'Autre nom' } });
    expect((await read(purchaseOrderId)).supplierName).toBe('Froid du Hodna');
    const change = service.call(inventory.changePurchaseOrder, { ...input, revision: 2, changes: { note: 'x' } });
    expect(await codeOf(change)).toBe('purchase-order.state');
    expect(await codeOf(sendIt(purchaseOrderId, 2))).toBe('purchase-order.state');
  });

  test('a draft that was changed in between is not sent', async () => {
    const { purchaseOrderId } = await created();
    await service.call(inventory.changePurchaseOrder, { purchaseOrderId, revision: 1, changes: { note: 'x' } });
    expect(await codeOf(sendIt(purchaseOrderId, 1))).toBe('purchase-order.changed');
    expect((await sendIt(purchaseOrderId, 2)).state).toBe('sent');
  });
});

describe('a delivery of a purchase order', () => {
  test('in parts, at the real price and more than was ordered, until it is closed', async () => {
    const here = mint('store');
    const { purchaseOrderId, number } = await sent({ storeId: here });
    const first = await received(purchaseOrderId, [[lamp, 3, 330]], { storeId: here, reference: 'BL-1' });
    expect(first).toMatchObject({ supplierId, purchaseOrderId, purchaseOrderNumber: number });
    const partly = await read(purchaseOrderId);
    expect(partly).toMatchObject({
      state: 'partlyReceived',
      revision: 3,
      lines: [
        { productId: lamp, quantity: 4, receivedQuantity: 3, receivedCostMinor: 330 },
        { productId: cable, quantity: 6, receivedQuantity: 0, receivedCostMinor: 0 },
      ],
      deliveries: [
        {
          deliveryId: first.deliveryId,
          receivedAt: first.receivedAt,
          receivedDay: first.receivedDay,
          reference: 'BL-1',
          totalCostMinor: 330,
        },
      ],
    });
    expect(await codeOf(cancelled(purchaseOrderId))).toBe('purchase-order.state');
    const second = await received(
      purchaseOrderId,
      [
        [lamp, 2, 210],
        [cable, 6, 96],
      ],
      { storeId: here, supplierId, extraCostMinor: 40 },
    );
    expect(second.totalCostMinor).toBe(346);
    await received(purchaseOrderId, [[cable, 1, 15]], { storeId: here });
    await service.call(inventory.setSupplierProduct, { supplierId, productId: cable, catalogNumber: 'C-6' });
    const complete = await read(purchaseOrderId);
    expect([complete.state, complete.deliveries.length]).toEqual(['received', 3]);
    expect(complete.lines.map((line) => line.catalogNumber)).toEqual([undefined, 'C-6']);
    expect(complete.lines.map((line) => [line.receivedQuantity, line.receivedCostMinor])).toEqual([
      [5, 540],
      [7, 111],
    ]);
    expect(await stockOf(service, here, lamp)).toMatchObject({ available: 5 });
    expect(await service.call(inventory.readDelivery, { deliveryId: first.deliveryId })).toEqual(first);
    const said = (await service.events(inventoryEvents.stockReceived)).map((event) => event.data);
    expect(said.filter((one) => one.purchaseOrderId === purchaseOrderId)).toHaveLength(3);
    const done = await closed(purchaseOrderId);
    expect(done).toMatchObject({ state: 'closed', closed: { by: 'usr_test' }, totalExpectedCostMinor: 490 });
    expect((await read(purchaseOrderId)).lines).toEqual(complete.lines);
    expect(await codeOf(received(purchaseOrderId, [[lamp, 1, 1]], { storeId: here }))).toBe('purchase-order.not-open');
  });

  test('what did not come stays visible after it was closed, with the reason', async () => {
    const { purchaseOrderId } = await sent();
    await received(purchaseOrderId, [[lamp, 1, 100]]);
    expect(await codeOf(closed(purchaseOrderId))).toBe('message.invalid');
    const input = { purchaseOrderId, reason: 'no longer made' };
    const first = await service.call(inventory.closePurchaseOrder, input, { commandId: 'test/close-order' });
    expect(await service.call(inventory.closePurchaseOrder, input, { commandId: 'test/close-order' })).toEqual(first);
    expect(first).toMatchObject({
      state: 'closed',
      closed: { reason: 'no longer made' },
      lines: [
        { quantity: 4, receivedQuantity: 1 },
        { quantity: 6, receivedQuantity: 0 },
      ],
    });
  });

  test('is the same for a repeated command, and counted once', async () => {
    const { purchaseOrderId } = await sent();
    const input = {
      deliveryId: mint('delivery'),
      storeId,
      purchaseOrderId,
      currency: 'DZD' as const,
      store: BOOKS,
      lines: [{ productId: lamp, quantity: 1, costMinor: 100 }],
    };
    const first = await service.call(inventory.receiveDelivery, input, { commandId: 'test/ordered-delivery' });
    expect(await service.call(inventory.receiveDelivery, input, { commandId: 'test/ordered-delivery' })).toEqual(first);
    expect(await codeOf(service.call(inventory.receiveDelivery, input))).toBe('delivery.exists');
    expect((await read(purchaseOrderId)).lines[0]).toMatchObject({ receivedQuantity: 1, receivedCostMinor: 100 });
  });

  test('refused, nothing is taken in: unknown, a draft, another store or supplier, what was not ordered, opening stock', async () => {
    const other = await addedSupplier('Un autre');
    const draft = await created();
    const { purchaseOrderId, number } = await sent();
    const strange = mint('product');
    const one: Line = [lamp, 1, 1];
    const refusals: [Promise<unknown>, string, object][] = [
      [received(mint('purchaseOrder'), [one]), 'purchase-order.unknown', {}],
      [received(draft.purchaseOrderId, [one]), 'purchase-order.not-open', { state: 'draft' }],
      [received(purchaseOrderId, [one], { storeId: mint('store') }), 'purchase-order.other-store', { storeId }],
      [received(purchaseOrderId, [one], { supplierId: other }), 'purchase-order.other-supplier', { supplierId }],
      [received(purchaseOrderId, [one], { supplierName: 'X' }), 'message.invalid', {}],
      [received(purchaseOrderId, [one], { opening: true }), 'message.invalid', {}],
      [
        received(purchaseOrderId, [one, [strange, 1, 1]]),
        'purchase-order.not-ordered',
        { number, productIds: [strange] },
      ],
    ];
    for (const [call, code, details] of refusals) expect(await refusalOf(call)).toMatchObject({ code, details });
    expect(await read(purchaseOrderId)).toMatchObject({ state: 'sent', revision: 2, deliveries: [] });
    expect(await stockOf(service, storeId, strange)).toMatchObject({ version: 0 });
  });

  test('many at once from two processes: what the order has is the sum of what was taken in', async () => {
    const { purchaseOrderId } = await sent();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_none, at) => received(purchaseOrderId, [[lamp, 1, 100 + at]])),
    );
    const taken = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'service.unavailable' });
    const order = await read(purchaseOrderId);
    expect(taken.length).toBeGreaterThan(0);
    expect(order.lines[0]).toMatchObject({
      receivedQuantity: taken.length,
      receivedCostMinor: taken.reduce((total, one) => total + one.totalCostMinor, 0),
    });
    expect(order.revision).toBe(2 + taken.length);
    expect(order.deliveries.map((one) => one.deliveryId).toSorted()).toEqual(
      taken.map((one) => one.deliveryId).toSorted(),
    );
  });

  test.each([1, 2, 3, 4, 5])('and a cancellation at once: one of them is done (%i)', async () => {
    const { purchaseOrderId } = await sent();
    const [delivery, cancellation] = await Promise.allSettled([
      received(purchaseOrderId, [[lamp, 1, 100]]),
      cancelled(purchaseOrderId),
    ]);
    const order = await read(purchaseOrderId);
    if (delivery.status === 'fulfilled') {
      expect((cancellation as PromiseRejectedResult).reason).toMatchObject({ code: 'purchase-order.state' });
      expect(order).toMatchObject({ state: 'partlyReceived', deliveries: [{ totalCostMinor: 100 }] });
    } else {
      expect(delivery.reason).toMatchObject({ code: 'purchase-order.not-open' });
      expect([cancellation.status, order.state, order.deliveries]).toEqual(['fulfilled', 'cancelled', []]);
    }
  });

  test('of a thousand lines is ordered and received within the time that the gateway waits', async () => {
    const here = mint('store');
    const lines = Array.from({ length: 1000 }, () => ({
      productId: mint('product'),
      quantity: 2,
      expectedCostMinor: 10,
    }));
    const { purchaseOrderId } = await sent({ storeId: here, lines });
    const input = {
      deliveryId: mint('delivery'),
      storeId: here,
      purchaseOrderId,
      currency: 'DZD' as const,
      store: BOOKS,
      lines: lines.map(({ productId, quantity }) => ({ productId, quantity, costMinor: 11 })),
    };
    await service.call(inventory.receiveDelivery, input, { timeoutMs: 20_000 });
    const order = await read(purchaseOrderId);
    expect([order.state, order.lines.every((line) => line.receivedCostMinor === 11)]).toEqual(['received', true]);
  });
});

test('without an order a delivery reads no order, and its event names none', async () => {
  const delivery = await deliver(service, storeId, lamp, [1, 100]);
  expect([delivery.purchaseOrderId, delivery.purchaseOrderNumber]).toEqual([undefined, undefined]);
  const said = (await service.events(inventoryEvents.stockReceived)).map((event) => event.data);
  expect(said.find((one) => one.deliveryId === delivery.deliveryId)).not.toHaveProperty('purchaseOrderId');
  const named = await deliverFrom(service, storeId, lamp, { supplierId }, [1, 100]);
  expect(named.purchaseOrderId).toBeUndefined();
});

test('cancelPurchaseOrder: once per command id, a draft or one that was sent, with its reason', async () => {
  for (const order of [await created(), await sent()]) {
    const input = { purchaseOrderId: order.purchaseOrderId, reason: 'found it cheaper' };
    const commandId = `test/cancel-${order.state}`;
    const first = await service.call(inventory.cancelPurchaseOrder, input, { commandId });
    expect(first).toMatchObject({
      state: 'cancelled',
      number: order.number,
      cancelled: { by: 'usr_test', reason: 'found it cheaper' },
    });
    expect(await service.call(inventory.cancelPurchaseOrder, input, { commandId })).toEqual(first);
    expect(await codeOf(cancelled(order.purchaseOrderId))).toBe('purchase-order.state');
  }
  expect(await codeOf(cancelled(mint('purchaseOrder')))).toBe('purchase-order.unknown');
});

describe('listPurchaseOrders', () => {
  test('newest first, by store, supplier, state, words and days, page by page', async () => {
    const [here, there, maker] = [mint('store'), mint('store'), await addedSupplier('Lampes de Kabylie')];
    const store = aStore();
    const add = async (facts: Partial<Order>, state: PurchaseOrderState = 'draft'): Promise<string> => {
      const { purchaseOrderId } = await created({ storeId: here, store, ...facts });
      if (state === 'cancelled') await cancelled(purchaseOrderId);
      else if (state !== 'draft') await sendIt(purchaseOrderId);
      return purchaseOrderId;
    };
    const a = await add({});
    const b = await add({ supplierId: maker }, 'sent');
    const c = await add({ supplierId: maker, storeId: there }, 'cancelled');
    const d = await add({ supplierId: maker });
    const e = await add({}, 'sent');
    const found = async (asked: object): Promise<string[]> =>
      (await service.call(inventory.listPurchaseOrders, asked)).items.map((one) => one.purchaseOrderId);
    expect(await found({ limit: 5 })).toEqual([e, d, c, b, a]);
    expect(await found({ storeId: here })).toEqual([e, d, b, a]);
    expect(await found({ supplierId: maker })).toEqual([d, c, b]);
    expect(await found({ supplierId: maker, storeId: here, state: 'sent' })).toEqual([b]);
    expect(await found({ supplierId: maker, open: true })).toEqual([d, b]);
    expect(await found({ supplierId: maker, open: true, state: 'cancelled' })).toEqual([]);
    expect(await found({ storeId: here, state: 'sent' })).toEqual([e, b]);
    expect((await found({ state: 'sent', limit: 2 })).slice(0, 2)).toEqual([e, b]);
    expect(await found({ text: 'KABY lam' })).toEqual([d, c, b]);
    expect(await found({ text: `${store.code}-PO` })).toEqual([e, d, c, b, a]);
    const { number, createdDay } = await read(b);
    expect(await found({ text: number })).toEqual([b]);
    for (const text of ['ylie', '.*', '…']) expect([text, await found({ text })]).toEqual([text, []]);
    const days = { from: createdDay, to: nextDay(createdDay) };
    expect(await found({ ...days, supplierId: maker, storeId: here })).toEqual([d, b]);
    expect(await found({ ...days, text: 'kabylie', state: 'draft' })).toEqual([d]);
    for (const asked of [
      { storeId: here },
      { storeId: here, ...days },
      { text: store.code.toLowerCase() },
      { supplierId: maker },
    ]) {
      const all = await found(asked);
      const paged: string[] = [];
      for (let cursor: string | undefined, more = true; more;) {
        const page = await service.call(inventory.listPurchaseOrders, { ...asked, limit: 2, cursor });
        paged.push(...page.items.map((one) => one.purchaseOrderId));
        cursor = page.nextCursor;
        more = cursor !== undefined;
      }
      expect(paged).toEqual(all);
    }
  });

  test('days are a range', async () => {
    const refusal: DomainError = await refusalOf(service.call(inventory.listPurchaseOrders, { from: '2026-01-01' }));
    expect(refusal.code).toBe('message.invalid');
  });
});
