import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sales, salesEvents } from '@comptoir/contracts';
import type { TestService } from '@comptoir/kit/testing';
import {
  aCustomer,
  aDraft,
  aStore,
  begin,
  CASHIER,
  GIVEN_UP,
  MANAGER,
  post,
  REASON_ID,
  startSales,
} from './fixtures.js';

let service: TestService;
let customerId: string;
const store = aStore();
beforeAll(async () => {
  service = await startSales();
  ({ customerId } = await aCustomer(service));
}, 60_000);
afterAll(() => service.stop());

const draftOf = () => aDraft(service, store, customerId, [{ quantity: 1 }]);
const read = (orderId: string) => service.call(sales.readOrder, { orderId });
const refused = (code: string, details = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const parkedHere = async (): Promise<string[]> =>
  (await service.call(sales.listOrders, { storeId: store.storeId, parked: true })).items.map((one) => one.orderId);

describe('a parked order', () => {
  test('stands in the list of its store until a till takes it up', async () => {
    const { order } = await draftOf();
    const { orderId } = order;
    const parked = await service.call(
      sales.parkOrder,
      { orderId, revision: 1, label: 'Red coat' },
      { commandId: 'test/park', actor: CASHIER },
    );
    expect(parked).toMatchObject({
      state: 'draft',
      revision: 2,
      parked: { label: 'Red coat', by: CASHIER.id },
      changedBy: CASHIER.id,
    });
    expect(await parkedHere()).toContain(orderId);
    const resumed = await service.call(sales.resumeOrder, { orderId, revision: 2 });
    expect(resumed).toMatchObject({ state: 'draft', revision: 3, lines: order.lines });
    expect(resumed.parked).toBeUndefined();
    expect(await parkedHere()).not.toContain(orderId);
    expect(resumed.life.map(({ name, by }) => [name, by])).toEqual([
      ['create', order.createdBy],
      ['park', CASHIER.id],
      ['resume', resumed.changedBy],
    ]);
  });

  test('is taken up by one of two tills', async () => {
    const { order } = await draftOf();
    const at = { orderId: order.orderId, revision: 2 };
    await service.call(sales.parkOrder, { ...at, revision: 1 });
    const tills = await Promise.allSettled([1, 2, 3].map(() => service.call(sales.resumeOrder, at)));
    expect(tills.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const till of tills)
      if (till.status === 'rejected') expect(till.reason).toEqual(refused('order.changed', { revision: 3, asked: 2 }));
    await expect(service.call(sales.resumeOrder, { ...at, revision: 3 })).rejects.toEqual(refused('order.state'));
  });

  test('is parked or checked out, not both', async () => {
    for (let round = 0; round < 6; round += 1) {
      const draft = await draftOf();
      const { orderId } = draft.order;
      const [parked, begun] = await Promise.allSettled([
        service.call(sales.parkOrder, { orderId, revision: 1 }),
        begin(service, draft, { method: 'cash', amountMinor: 1190 }),
      ]);
      expect([parked.status, begun.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await read(orderId)).state).toBe(begun.status === 'fulfilled' ? 'checkingOut' : 'draft');
    }
  });
});

test('the second of two who change one Draft is told who was first, and when', async () => {
  const { order } = await draftOf();
  const { orderId, documentType, lines } = order;
  const change = (actor: typeof CASHIER) =>
    service.call(sales.changeOrder, { orderId, revision: 1, customerId, documentType, lines }, { actor });
  const first = await change(MANAGER);
  await expect(change(CASHIER)).rejects.toEqual(
    refused('order.changed', { revision: 2, changedBy: MANAGER.id, changedAt: first.changedAt }),
  );
});

describe('an expired order', () => {
  test('is a Draft that nobody has changed for long; it keeps its content and can be brought back', async () => {
    const { order } = await draftOf();
    const { orderId } = order;
    await service.call(sales.parkOrder, { orderId, revision: 1, label: 'Red coat' });
    const longAgo = new Date(Date.now() - 3_600_000).toISOString();
    expect(await service.call(sales.expireDrafts, { changedBefore: longAgo })).toEqual({ expired: 0, more: false });
    await service.call(sales.expireDrafts, { changedBefore: inAnHour() }, { commandId: 'test/expire' });
    const expired = await read(orderId);
    expect(expired).toMatchObject({ state: 'expired', revision: 3, lines: order.lines });
    expect(await parkedHere()).not.toContain(orderId);
    await expect(begin(service, { ...(await draftOf()), order: expired })).rejects.toEqual(refused('order.state'));
    const restored = await service.call(sales.restoreOrder, { orderId, revision: 3 }, { actor: CASHIER });
    expect(restored).toMatchObject({ state: 'draft', revision: 4, lines: order.lines, changedBy: CASHIER.id });
    expect(restored.parked).toMatchObject({ label: 'Red coat', by: CASHIER.id });
    expect(await parkedHere()).toContain(orderId);
    expect(restored.life.map(({ name }) => name)).toEqual(['create', 'park', 'expire', 'restore']);
  });

  test('some expire at a time, each is told once, and a repeated command expires no others', async () => {
    await service.call(sales.expireDrafts, { changedBefore: inAnHour(), limit: 200 });
    const drafts = [await draftOf(), await draftOf(), await draftOf()].map(({ order }) => order.orderId);
    const input = { changedBefore: inAnHour(), limit: 2 };
    const first = await service.call(sales.expireDrafts, input, { commandId: 'test/expire-two' });
    expect(first).toEqual({ expired: 2, more: true });
    expect(await service.call(sales.expireDrafts, input, { commandId: 'test/expire-two' })).toEqual(first);
    expect(await service.call(sales.expireDrafts, input)).toEqual({ expired: 1, more: false });
    const told = (await service.events(salesEvents.orderChanged)).filter((event) => event.data.state === 'expired');
    for (const orderId of drafts) expect(told.filter((event) => event.data.orderId === orderId)).toHaveLength(1);
  });

  test('is brought back or cancelled, not both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { orderId } = (await draftOf()).order;
      await service.call(sales.expireDrafts, { changedBefore: inAnHour() });
      const both = await Promise.allSettled([
        service.call(sales.restoreOrder, { orderId, revision: 2 }),
        service.call(sales.cancelOrder, { orderId, revision: 2, reasonId: REASON_ID }),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await read(orderId)).state).toBe(both[0]?.status === 'fulfilled' ? 'draft' : 'cancelled');
    }
  });
});

test('a refused order is sold only after a change', async () => {
  const draft = await draftOf();
  const { orderId, documentType, lines } = draft.order;
  await begin(service, draft);
  const reasons = [{ code: 'requested' as const, message: 'asked' }];
  const asked = { orderId, revision: 1, costMinor: 400, deadline: '2099-01-01T00:00:00Z', reasons };
  await service.call(sales.requestApproval, asked, { sagaId: draft.saga });
  const refusal = {
    code: 'approval.rejected',
    kind: 'rejected',
    message: 'The manager said no.',
    details: { by: 'usr_m' },
  };
  const undo = { orderId, revision: 1, refusal } as const;
  expect(await service.call(sales.returnToDraft, undo, { sagaId: draft.saga })).toEqual({
    revision: 2,
    state: 'refused',
  });
  const order = await read(orderId);
  expect(order).toMatchObject({ state: 'refused', changedBy: 'usr_m', returned: { code: 'approval.rejected' } });
  const again = { ...draft, order, saga: `checkout/${orderId}/2` };
  await expect(begin(service, again)).rejects.toEqual(refused('order.state', { state: 'refused' }));
  await service.call(sales.returnToDraft, { ...undo, revision: 2, refusal: GIVEN_UP }, { sagaId: again.saga });
  expect(await read(orderId)).toEqual(order);
  const changed = await service.call(sales.changeOrder, { orderId, revision: 2, customerId, documentType, lines });
  expect(changed).toMatchObject({ state: 'draft', revision: 3 });
  await begin(
    service,
    { ...draft, order: changed, saga: `checkout/${orderId}/3` },
    { method: 'cash', amountMinor: 1190 },
  );
  const sold = await post(service, { ...draft, order: changed, saga: `checkout/${orderId}/3` });
  expect((await read(orderId)).life.map(({ name }) => name)).toEqual([
    'create',
    'beginCheckout',
    'requestApproval',
    'refuse',
    'change',
    'beginCheckout',
    'post',
  ]);
  expect(sold.orderId).toBe(orderId);
});
