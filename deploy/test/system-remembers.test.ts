import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ApiAnswer } from '../src/api-client.js';
import { openTemporal } from './system/open-temporal.js';
import { cash, draft, openStoreFixture, sell, stockUp, type StoreFixture } from './system/store-fixture.js';
import { eventually, startTestSystem, type TestSystem } from './system/system.js';

let system: TestSystem;
let fixture: StoreFixture;
let temporal: Client;
beforeAll(async () => {
  system = await startTestSystem();
  fixture = await openStoreFixture(system);
  temporal = await openTemporal(system);
}, 120_000);
afterAll(async () => {
  await temporal?.connection.close();
  await system?.close();
}, 30_000);

const workflowIds = async (): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { workflowId } of temporal.workflow.list()) ids.push(workflowId);
  return ids.toSorted();
};

/** Temporal deletes in the background. */
const FORGET_MS = 120_000;

/** Makes Temporal forget every workflow. */
async function forgetAll(): Promise<void> {
  const forgotten = await workflowIds();
  const { namespace } = temporal.options;
  for (const workflowId of forgotten)
    await temporal.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId } });
  for (const workflowId of forgotten)
    await eventually(async () => {
      const handle = temporal.workflow.getHandle(workflowId);
      await expect(handle.describe()).rejects.toBeInstanceOf(WorkflowNotFoundError);
    }, FORGET_MS);
  await eventually(async () => expect(await workflowIds()).toEqual([]), FORGET_MS);
}

/** What of an answer must be the same when it is given again: all but the reference of the request. */
function sameOf({ status, body }: ApiAnswer): object {
  const { reference: _reference, ...rest } = body;
  return { status, ...rest };
}

/** A mark in what people write and are called: no history may hold it. */
const PRIVATE = 'Confidentiel';

/** A request with its first answer; `startsAnew` where a new run of the saga answers the stored reply of its only step. */
interface Asked {
  readonly ask: () => Promise<ApiAnswer>;
  readonly first: ApiAnswer;
  readonly startsAnew?: boolean;
}

const asked: Asked[] = [];

/** Asks until the answer is final, and keeps it to be asked for again. */
async function answerOf(ask: () => Promise<ApiAnswer>, startsAnew?: boolean): Promise<ApiAnswer> {
  const first = await eventually(async () => {
    const answer = await ask();
    expect(answer.status).not.toBe(202);
    return answer;
  });
  asked.push({ ask, first, ...(startsAnew ? { startsAnew } : {}) });
  return first;
}

let soldOrder: { order: any; saleId: string };

const askCheckout = (order: { orderId: string; revision: number }, payment: object, key: string) => () =>
  system.cashier.ask(
    'POST',
    `/orders/${order.orderId}/checkout`,
    { revision: order.revision, payment, tillSessionId: fixture.tillSessionId },
    key,
  );

test('a checkout, sold and refused', async () => {
  const productId = await stockUp(fixture, [[3, 4_000]], { warrantyMonths: 12 });
  const order = await draft(fixture, [{ productId, quantity: 2 }]);
  const ask = askCheckout(order, cash(20_000), 'saturdays-sale');
  const sold = await answerOf(ask);
  expect(sold.status).toBe(200);
  soldOrder = { order, saleId: sold.body.sale.saleId };

  const tooMany = await draft(fixture, [{ productId, quantity: 2 }]);
  const refused = await answerOf(askCheckout(tooMany, cash(20_000), 'saturdays-refusal'));
  expect(refused).toMatchObject({ status: 409, body: { code: 'stock.insufficient' } });
  const [first] = refused.body.details.shortages;
  expect(first).toEqual({ productId, asked: 2, available: 1 });
});

test('a return and a cancellation of a sale, done and refused', async () => {
  const productId = await stockUp(fixture, [[10, 4_000]]);
  const sale = await sell(fixture, [{ productId, quantity: 4 }]);
  const [line] = sale.lines;
  const asking = (path: string, body: object, key: string) => () =>
    system.manager.ask('POST', `/sales/${sale.saleId}/${path}`, body, key);
  const back = { revision: 1, reason: `broken ${PRIVATE}`, refundTo: 'cash', tillSessionId: fixture.tillSessionId };
  const lines = (quantity: number) => [{ saleLineId: line.saleLineId, quantity }];
  const tooMany = await answerOf(asking('returns', { ...back, lines: lines(9) }, 'return-nine'));
  expect(tooMany).toMatchObject({ status: 409, body: { code: 'return.too-much' } });
  const returned = await answerOf(asking('returns', { ...back, lines: lines(1) }, 'return-one'));
  expect(returned).toMatchObject({ status: 200, body: { correction: { state: 'final', kind: 'return' } } });
  const stale = await answerOf(asking('cancel', back, 'cancel-stale'));
  expect(stale).toMatchObject({ status: 409, body: { code: 'sale.changed' } });
  const cancelled = await answerOf(asking('cancel', { ...back, revision: 2 }, 'cancel-all'));
  expect(cancelled).toMatchObject({ status: 200, body: { sale: { state: 'cancelled' } } });
});

test('the cancellation of an order, as Draft, sold, and refused', async () => {
  const productId = await stockUp(fixture, [[10, 4_000]]);
  const asking = (orderId: string, as: 'manager' | 'cashier', key: string) => () =>
    system[as].ask(
      'POST',
      `/orders/${orderId}/cancel`,
      { reason: `left ${PRIVATE}`, refundTo: 'cash', tillSessionId: fixture.tillSessionId },
      key,
    );
  const open = await draft(fixture, [{ productId, quantity: 1 }]);
  const left = await answerOf(asking(open.orderId, 'cashier', 'order-left'));
  expect(left).toMatchObject({ status: 200, body: { order: { state: 'cancelled' } } });
  const sale = await sell(fixture, [{ productId, quantity: 1 }]);
  const refused = await answerOf(asking(sale.orderId, 'cashier', 'not-allowed'));
  expect(refused).toMatchObject({ status: 403, body: { code: 'role.not-allowed' } });
  const cancelled = await answerOf(asking(sale.orderId, 'manager', 'order-cancelled'));
  expect(cancelled).toMatchObject({ status: 200, body: { correctionId: expect.any(String) } });
});

test('an order that a manager rejects: the note is with the order, and no history holds what people write or are called', async () => {
  const productId = await stockUp(fixture, [[3, 4_000]]);
  const { customerId } = await system.cashier.post('/customers', { kind: 'person', name: `Client ${PRIVATE}` });
  const order = await draft(fixture, [{ productId, quantity: 1 }], { customerId });
  const ask = () =>
    system.cashier.ask('POST', `/orders/${order.orderId}/checkout`, { revision: order.revision }, 'to-be-rejected');
  expect(await ask()).toMatchObject({ status: 202, body: { stage: 'waitingForApproval' } });
  const note = `too much ${PRIVATE}`;
  const rejected = await eventually(async () => {
    const answer = await system.manager.ask('POST', `/orders/${order.orderId}/reject`, { note }, 'rejected-with-note');
    expect(answer.status).toBe(200);
    return answer;
  });
  expect(rejected.body).toMatchObject({
    verdict: { approved: false, note },
    order: { state: 'refused', returned: { message: `The manager said no: ${note}` } },
  });
  expect(await answerOf(ask)).toMatchObject({ status: 422, body: { detail: `The manager said no: ${note}` } });
  for (const workflowId of await workflowIds()) {
    const history = await temporal.workflow.getHandle(workflowId).fetchHistory();
    const { memo } = await temporal.workflow.getHandle(workflowId).describe();
    expect(textOf([history, memo])).not.toContain(PRIVATE);
  }
});

test('the close of a day', async () => {
  const day = new Date(Date.now() + 3_600_000).toISOString().slice(0, 10); // Africa/Algiers is UTC+1
  const ask = () => system.manager.ask('POST', `/stores/${fixture.storeId}/days/${day}/close`, {}, 'close-the-day');
  const closed = await answerOf(ask, true);
  expect(closed.status).toBe(201);
});

/** Everything that a value holds, with its bytes as text. */
function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(textOf).join(' ');
}

test('Temporal has forgotten them all: each is answered the same, and nothing is started', async () => {
  expect(asked).toHaveLength(11);
  await forgetAll();
  const sagas = asked.filter(({ startsAnew }) => !startsAnew);
  // what a later request has changed is read anew: a sale and an order as they stand now
  for (const { ask, first } of sagas) {
    const again = await ask();
    expect([again.status, again.body.code, idOf(again)]).toEqual([first.status, first.body.code, idOf(first)]);
    expect(again.body.details).toEqual(first.body.details);
  }
  expect(await workflowIds()).toEqual([]);
  for (const { ask, first } of asked.filter(({ startsAnew }) => startsAnew))
    expect(sameOf(await ask())).toEqual(sameOf(first));
  const { items } = await system.cashier.get(`/sales/${soldOrder.saleId}/progress`);
  expect(items[0].stage).toBe('done');
  expect(items[0].steps.map((step: any) => step.name)).toEqual(
    expect.arrayContaining(['lock', 'hold', 'post', 'settle', 'invoice', 'guarantee', 'finalize']),
  );
  const other = await askCheckout(soldOrder.order, { method: 'card', amountMinor: 23_800 }, 'another-payment')();
  expect(other).toMatchObject({ status: 409, body: { code: 'saga.under-way' } });
});

/** The id of what was made. */
function idOf({ body }: ApiAnswer): unknown {
  return body.correction?.correctionId ?? body.correctionId ?? body.sale?.saleId ?? body.order?.orderId;
}
