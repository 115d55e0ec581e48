import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runAudit, type Report } from '../src/audit.js';
import { PERSON_ROLES, type PersonRole } from '@comptoir/gateway';
import type { ApiClient } from '../src/api-client.js';
import { FILE_KINDS, fileOf, operationsOf, PIXEL, type Operation, type Records } from './system/api-requests.js';
import { peopleOf } from './system/people.js';
import { actionOf, costKeysIn, walk, type Places } from './system/permission-walk.js';
import { eventually, startTestSystem, type TestSystem } from './system/system.js';
import {
  cash,
  checkout,
  draft,
  openStoreFixture,
  openTill,
  sell,
  stockOf,
  stockUp,
  type StoreFixture,
} from './system/store-fixture.js';

const WAITING = 2;
let system: TestSystem;
let here: StoreFixture;
let there: StoreFixture;
let productId: string;
let bound: Record<PersonRole, ApiClient>;
let operations: Operation[];
let places: Places;

beforeAll(async () => {
  system = await startTestSystem({ COMPTOIR_APPROVALS_WAITING: String(WAITING) });
  [here, there] = [await openStoreFixture(system), await openStoreFixture(system)];
  productId = await stockUp(here, [[50, 500]], { warrantyMonths: 12 });
  await system.manager.post('/deliveries', {
    storeId: there.storeId,
    lines: [{ productId, quantity: 50, costMinor: 30_000 }],
  });
  bound = await peopleOf(system, [here.storeId]);
  const audit = (await runAudit(system.owner)) as Report & { auditId: string };
  places = { own: await recordsOf(here, audit.auditId), other: await recordsOf(there, audit.auditId) };
  operations = await operationsOf(system.shop.url);
}, 180_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

/** A purchase order of a store, a draft. */
async function orderedIn({ storeId }: StoreFixture): Promise<string> {
  const { supplierId } = await system.manager.post('/suppliers', { name: `Supplier of ${storeId}` });
  const lines = [{ productId, quantity: 1, expectedCostMinor: 500 }];
  return (await system.manager.post('/purchase-orders', { storeId, supplierId, lines })).purchaseOrderId;
}

/** A delivery of a supplier of a store, with its bill, a payment of it, and a return of a unit. */
async function boughtIn({ storeId }: StoreFixture) {
  const { owner } = system;
  const { supplierId } = await owner.post('/suppliers', { name: `Supplier ${storeId}` });
  const { deliveryId, batches } = await owner.post('/deliveries', {
    storeId,
    supplierId,
    lines: [{ productId, quantity: 20, costMinor: 10_000 }],
  });
  const [{ batchId }] = batches;
  const line = { kind: 'goods', deliveryId, batchId, quantity: 2, netMinor: 1_000, taxRateBps: 0 };
  const paper = { kind: 'bill', storeId, supplierId, number: 'FA-1', billDay: '2026-01-01', lines: [line] };
  const { billId } = await owner.post('/supplier-bills', paper);
  const paid = { storeId, supplierId, method: 'transfer', amountMinor: 1, allocations: [{ billId, amountMinor: 1 }] };
  const payment = await eventually(async () => owner.post('/supplier-payments', paid));
  const back = { storeId, supplierId, reason: 'Broken', lines: [{ batchId, quantity: 1 }] };
  const { supplierReturnId } = await owner.post('/supplier-returns', back);
  return {
    sup: supplierId,
    dlv: deliveryId,
    bat: batchId,
    bil: billId,
    spy: payment.supplierPaymentId,
    srt: supplierReturnId,
  };
}

/** Two transfers between a store and another one of its company: one that it asked for, and one that it was asked for. */
async function transfersOf({ storeId }: StoreFixture): Promise<{ trf: string; trs: string }> {
  const { companyId } = await system.manager.get(`/stores/${storeId}`);
  const other = await openStoreFixture(system, { companyId, legal: undefined });
  const lines = [{ productId, quantity: 1 }];
  const asked = (asking: string, fromStoreId: string) =>
    system.manager.post('/transfers', { storeId: asking, fromStoreId, lines });
  const [comes, goes] = [await asked(storeId, other.storeId), await asked(other.storeId, storeId)];
  return { trf: comes.transferId, trs: goes.transferId };
}

/** A write-off of a store, and an open stock count with an entry. */
async function countedIn({ storeId }: StoreFixture): Promise<Records> {
  const { manager } = system;
  const lines = [{ productId, quantity: 1 }];
  const { writeOffId } = await manager.post('/write-offs', { storeId, reason: 'damaged', lines });
  const scope = { kind: 'products', productIds: [productId] };
  const { stockCountId } = await manager.post('/stock-counts', { storeId, scope });
  const { entryId } = await manager.post(`/stock-counts/${stockCountId}/entries`, lines[0]!);
  return { wof: writeOffId, cnt: stockCountId, cen: entryId };
}

/** An open alert of a store: its threshold is above what it has. */
async function alertIn({ storeId }: StoreFixture): Promise<string> {
  await system.owner.ask('PUT', `/products/${productId}/thresholds/${storeId}`, { lowStockThreshold: 1_000 });
  return eventually(async () => {
    const { items } = await system.owner.get(`/stock-alerts?storeId=${storeId}`);
    expect(items).toHaveLength(1);
    return items[0].alertId;
  });
}

/** A file of each kind that is taken in. */
async function importsIn(storeId: string): Promise<Records> {
  const imports: Record<string, string> = {};
  for (const kind of FILE_KINDS) {
    const body = { ...fileOf(kind), ...(kind === 'opening-stock' ? { storeId } : {}) };
    imports[`imports/${kind}`] = (await system.owner.post(`/imports/${kind}`, body)).importId;
  }
  return imports;
}

/** A record of every kind in a store. */
async function recordsOf(fixture: StoreFixture, auditId: string): Promise<Records> {
  const { manager } = system;
  const sale = await sell(fixture, [{ productId, quantity: 3 }]);
  const [line] = sale.lines;
  const order = await draft(fixture, [{ productId, quantity: 1 }]);
  const complaint = { saleLineId: line.saleLineId, quantity: 1, complaint: 'no light' };
  const { claimId } = await manager.post(`/guarantees/${sale.guaranteeId}/claims`, complaint);
  return {
    sto: fixture.storeId,
    ent: (await manager.get(`/ledger/entries?storeId=${fixture.storeId}`)).items[0].entryId,
    cmp: (await manager.get(`/stores/${fixture.storeId}`)).companyId,
    cus: fixture.walkIn,
    prd: productId,
    picture: (await manager.post(`/products/${productId}/picture`, { content: PIXEL })).picture.pictureId,
    cat: (await manager.post('/categories', { name: `Category ${fixture.storeId}` })).categoryId,
    plt: (await manager.post('/price-lists', { name: 'A list', from: '2026-01-01', currency: 'DZD' })).priceListId,
    ...(await boughtIn(fixture)),
    por: await orderedIn(fixture),
    ...(await transfersOf(fixture)),
    ...(await countedIn(fixture)),
    alr: await alertIn(fixture),
    // an address that is refused when it is connected to: nothing leaves the machine
    whk: (await system.owner.post('/webhooks', { url: 'https://localhost/hook' })).webhookId,
    ...(await importsIn(fixture.storeId)),
    ord: order.orderId,
    sal: sale.saleId,
    receipt: sale.invoiceNumber,
    lin: line.saleLineId,
    inv: sale.invoiceId,
    gua: sale.guaranteeId,
    clm: claimId,
    aud: auditId,
    pay: (await manager.get(`/payments?saleId=${sale.saleId}`)).items[0].paymentId,
    tse: await openTill(system, fixture.storeId, 'WALK'), // it gets closed
  };
}

describe('the table of permissions is what the gateway does', () => {
  test('for everybody who is bound to a store, on every route', async () => {
    const faults: string[] = [];
    for (const operation of operations)
      faults.push(...(await walk(operation, { clients: bound, storeIds: [here.storeId] }, places)));
    expect(faults).toEqual([]);
  });

  test('for everybody who is bound to none, on every route', async () => {
    const clients = Object.fromEntries(PERSON_ROLES.map((role) => [role, system[role]])) as Record<
      PersonRole,
      ApiClient
    >;
    const faults: string[] = [];
    for (const operation of operations) faults.push(...(await walk(operation, { clients, storeIds: null }, places)));
    expect(faults).toEqual([]);
  });

  test('for a person bound to two stores: lists of both, newest first, without one that is in neither', async () => {
    const third = await openStoreFixture(system);
    await system.manager.post('/deliveries', {
      storeId: third.storeId,
      lines: [{ productId, quantity: 5, costMinor: 5 }],
    });
    await sell(third, [{ productId, quantity: 1 }]);
    const { manager, auditor } = await peopleOf(system, [here.storeId, there.storeId]);
    const read: any[] = [];
    for (let cursor = ''; ;) {
      const page = await manager.get(`/sales?limit=1${cursor}`);
      read.push(...page.items);
      if (!page.nextCursor) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    const all = (await system.owner.get('/sales?limit=200')).items;
    const wanted = all.filter((sale: any) => sale.storeId !== third.storeId);
    expect(read.map((sale) => sale.saleId)).toEqual(wanted.map((sale: any) => sale.saleId));
    const [both, one, other] = await Promise.all([
      auditor.get('/ledger/trial-balance'),
      system.owner.get(`/ledger/trial-balance?storeId=${here.storeId}`),
      system.owner.get(`/ledger/trial-balance?storeId=${there.storeId}`),
    ]);
    const debit = ({ balances }: any): number => balances[0].totalDebitMinor;
    expect(debit(both)).toBe(debit(one) + debit(other));
    expect((await auditor.get('/stores')).items).toHaveLength(2);
  });

  test('a route that is in no table is found', () => {
    expect(operations.every((operation) => actionOf(operation))).toBe(true);
    const unknown = { method: 'GET', path: '/unknown', parameters: [], body: undefined, isStream: false };
    expect(actionOf(unknown)).toBeUndefined();
  });

  test('costs are there for those who may see them, so that their absence means something', async () => {
    for (const path of [`/sales/${places.own.sal}`, `/stock?storeId=${here.storeId}&productId=${productId}`]) {
      expect(costKeysIn(await bound.auditor.get(path))).not.toEqual([]);
      expect(costKeysIn(await bound.cashier.get(path))).toEqual([]);
    }
  });

  test('the figure of other stores is there for those who sell: the till tells where the rest is', async () => {
    const storesOf = async (role: PersonRole): Promise<string[]> =>
      (await bound[role].get(`/products/${productId}`)).stock.map((one: any) => one.storeId).toSorted();
    expect(await storesOf('cashier')).toEqual(expect.arrayContaining([here.storeId, there.storeId]));
    expect(await storesOf('auditor')).toEqual([here.storeId]);
  });

  test('events are those of the person’s stores, and of the others the figure where it may be seen', async () => {
    const [cashier, auditor] = await Promise.all([listen(bound.cashier), listen(bound.auditor)]);
    await eventually(async () => {
      await sell(there, [{ productId, quantity: 1 }]);
      await sell(here, [{ productId, quantity: 1 }]);
      for (const { events } of [cashier, auditor])
        expect(events.filter(({ storeId }) => storeId === here.storeId).map(({ type }) => type)).toEqual(
          expect.arrayContaining(['sales.saleChanged', 'sales.orderChanged', 'inventory.stockChanged']),
        );
    }, 60_000);
    const ofOthers = ({ events }: typeof cashier): string[] => [
      ...new Set(events.filter(({ storeId }) => storeId !== here.storeId).map(({ type }) => type)),
    ];
    expect([ofOthers(cashier), ofOthers(auditor)]).toEqual([['inventory.stockChanged'], []]);
    await Promise.all([cashier.stop(), auditor.stop()]);
  });
});

/** The events that a person gets from now on. */
async function listen(
  client: ApiClient,
): Promise<{ events: { type: string; storeId: string }[]; stop(): Promise<void> }> {
  const response = await client.open('/events');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const events: { type: string; storeId: string }[] = [];
  const reading = (async () => {
    let text = '';
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const parts = (text + piece.value).split('\n\n');
      text = parts.pop() as string;
      for (const part of parts) {
        const [, type, data] = /event: (.+)\ndata: (.+)/.exec(part) ?? [];
        if (type && data) events.push({ type, storeId: JSON.parse(data).storeId });
      }
    }
  })();
  return {
    events,
    stop: async () => {
      await reader.cancel();
      await reading;
    },
  };
}

describe('a manager is asked', () => {
  const taxFree = { taxed: false, taxFreeReason: 'diplomatic mission' };
  const line = () => ({ productId, quantity: 1 });
  const exact = (amountMinor: number, method = 'cash') => ({ method, amountMinor });
  const refund = (by: ApiClient, sale: any, refundTo: string, quantity = 1) =>
    by.ask('POST', `/sales/${sale.saleId}/returns`, {
      revision: sale.revision,
      reason: 'does not fit',
      refundTo,
      tillSessionId: here.tillSessionId,
      lines: [{ saleLineId: sale.lines[0].saleLineId, quantity }],
    });

  test('for a customer’s credit limit: a cashier opens accounts without one', async () => {
    const customer = { kind: 'person', name: 'A person' };
    const withCredit = { ...customer, creditLimit: { minor: 1, currency: 'DZD' } };
    expect((await system.cashier.ask('POST', '/customers', customer)).status).toBe(201);
    expect(await system.cashier.ask('POST', '/customers', withCredit)).toMatchObject({
      status: 403,
      body: { code: 'role.not-allowed', details: { action: 'giveCredit' } },
    });
    expect((await system.manager.ask('POST', '/customers', withCredit)).status).toBe(201);
  });

  test('for a sale without tax, and whoever sells it says why', async () => {
    const body = { storeId: here.storeId, customerId: here.walkIn, documentType: 'BON_DE_VENTE', lines: [line()] };
    expect(await system.manager.ask('POST', '/orders', { ...body, taxed: false })).toMatchObject({
      status: 400,
      body: { code: 'order.tax-free-reason-missing', issues: [{ field: 'taxFreeReason' }] },
    });
    const order = await draft(here, [line()], taxFree);
    expect(await checkout(here, order, exact(10_000))).toMatchObject({
      status: 202,
      body: { stage: 'waitingForApproval' },
    });
    const waiting = await system.cashier.get(`/orders/${order.orderId}`);
    expect(waiting.approval.reasons.map((reason: any) => reason.code)).toEqual(['taxFree']);
    const { order: sold } = await system.manager.post(`/orders/${order.orderId}/approve`, {});
    const { saleId } = await eventually(async () => {
      const now = await system.manager.get(`/orders/${sold.orderId}`);
      expect(now.state).toBe('paid');
      return now;
    });
    expect(await system.cashier.get(`/sales/${saleId}`)).toMatchObject({ ...taxFree, taxMinor: 0 });
    const own = await draft(here, [line()], taxFree);
    const bySelf = { revision: own.revision, payment: exact(10_000), tillSessionId: here.tillSessionId };
    expect(await system.manager.ask('POST', `/orders/${own.orderId}/checkout`, bySelf)).toMatchObject({
      status: 200,
      body: { sale: taxFree },
    });
  });

  test('for a return above the amount, also in several parts', async () => {
    const dear = await stockUp(here, [[2, 500]], {
      priceMinMinor: 900_000,
      priceListMinor: 900_000,
      priceMaxMinor: 900_000,
    });
    const sale = await sell(here, [{ productId: dear, quantity: 2, unitPriceMinor: 900_000 }]);
    expect(await refund(system.cashier, sale, 'cash', 2)).toMatchObject({
      status: 403,
      body: { code: 'return.above-limit', details: { grossMinor: 2_142_000, maxGrossMinor: 2_000_000 } },
    });
    expect(await refund(system.cashier, await fresh(sale), 'account')).toMatchObject({ status: 200 });
    expect(await refund(system.cashier, await fresh(sale), 'account')).toMatchObject({
      status: 403,
      body: { code: 'return.above-limit' },
    });
    expect(await refund(system.manager, await fresh(sale), 'cash')).toMatchObject({ status: 200 });
  });

  test('for a return after the days', async () => {
    const sale = await sell(here, [line()]);
    await system.mongo
      .db('comptoir_sales')
      .collection<{ _id: string }>('sales')
      .updateOne({ _id: sale.saleId }, { $set: { businessDay: '2020-01-31' } });
    expect(await refund(system.cashier, sale, 'cash')).toMatchObject({
      status: 403,
      body: { code: 'return.too-late' },
    });
    expect(await refund(system.manager, await fresh(sale), 'cash')).toMatchObject({ status: 200 });
  });

  test('for cash against a card: a cashier pays it back on the card or to the account', async () => {
    const { body } = await checkout(here, await draft(here, [line()]), exact(11_900, 'card'));
    expect(await refund(system.cashier, body.sale, 'cash')).toMatchObject({
      status: 403,
      body: { code: 'refund.not-in-cash', details: { paidBy: 'card' } },
    });
    expect(await refund(system.cashier, await fresh(body.sale), 'card')).toMatchObject({ status: 200 });
    const again = await checkout(here, await draft(here, [line()]), exact(11_900, 'card'));
    expect(await refund(system.manager, again.body.sale, 'cash')).toMatchObject({ status: 200 });
  });

  test('for so many orders at once and no more: the next is refused with a sentence, and its stock is free', async () => {
    const at = await openStoreFixture(system);
    const goods = await stockUp(at, [[10, 500]]);
    const asking = () => draft(at, [{ productId: goods, quantity: 1 }], { approvalRequested: true });
    for (let index = 0; index < WAITING; index += 1)
      expect((await checkout(at, await asking(), cash(10_000))).status).toBe(202);
    const order = await asking();
    expect(await checkout(at, order, cash(10_000))).toMatchObject({
      status: 422,
      body: { code: 'approval.queue-full', detail: expect.stringContaining('2 orders of this store wait') },
    });
    expect(await stockOf(at, goods)).toMatchObject({ available: 10 - WAITING, held: WAITING });
    expect(await system.cashier.get(`/orders/${order.orderId}`)).toMatchObject({
      state: 'draft',
      returned: { code: 'approval.queue-full' },
    });
  });

  async function fresh(sale: { saleId: string }): Promise<any> {
    return system.manager.get(`/sales/${sale.saleId}`);
  }
});
