import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sales, type CustomerView, type InputOf, type Payment, type StoreView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import {
  startSales,
  aCustomer,
  aDraft,
  aStore,
  askOf,
  begin,
  post,
  rowsOf,
  type Draft,
  type Wanted,
} from './fixtures.js';

let service: TestService;
let store: StoreView;
let person: CustomerView;
beforeAll(async () => {
  service = await startSales();
  store = aStore();
  person = await aCustomer(service);
});
afterAll(() => service.stop());

const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const SHORT = { code: 'stock.insufficient', kind: 'conflict', message: 'Only 2 left', details: { left: 2 } };
const cash = (amountMinor: number, tenderedMinor?: number): Payment => ({
  method: 'cash',
  amountMinor,
  ...(tenderedMinor === undefined ? {} : { tenderedMinor }),
});

async function draftOf(
  wanted: Wanted[] = [{ quantity: 1 }],
  changes: Partial<InputOf<typeof sales.createOrder>> = {},
): Promise<Draft> {
  return aDraft(service, store, changes.customerId ?? person.customerId, wanted, changes);
}

/** The call is refused with this code, and nothing was written. */
async function refuses(call: () => Promise<unknown>, code: string, details: object = {}): Promise<void> {
  const before = await rowsOf(service);
  await expect(call()).rejects.toEqual(refused(code, details));
  expect(await rowsOf(service)).toEqual(before);
}

describe('returnToDraft, the undo', () => {
  const undo = (draft: Draft, revision = draft.order.revision, sagaId = draft.saga) =>
    service.call(sales.returnToDraft, { orderId: draft.order.orderId, revision, refusal: SHORT }, { sagaId });

  test('lets the lock go, under a new revision, with the reason', async () => {
    const draft = await draftOf([{ quantity: 1, unitPriceMinor: 1 }]);
    await begin(service, draft, cash(1));
    await service.call(sales.requestApproval, askOf(draft, [{ code: 'price.below-min', message: 'below' }], 400), {
      sagaId: draft.saga,
    });
    expect(await undo(draft)).toEqual({ revision: 2, state: 'draft' });
    const order = await service.call(sales.readOrder, { orderId: draft.order.orderId });
    expect(order).toMatchObject({
      state: 'draft',
      revision: 2,
      returned: { code: 'stock.insufficient', message: 'Only 2 left' },
    });
    for (const gone of ['sagaId', 'priced', 'approval']) expect(order).not.toHaveProperty(gone);
    await refuses(() => post(service, draft), 'order.state', { state: 'draft' });
    expect(await undo(draft)).toEqual({ revision: 2, state: 'draft' });
    const second = { ...draft, order, saga: `checkout/${order.orderId}/2` };
    expect(await begin(service, second, cash(1))).toMatchObject({ grossMinor: 1 });
    expect(await service.call(sales.readOrder, { orderId: order.orderId })).not.toHaveProperty('returned');
  });

  test('keeps how the saga ended, for a request that is repeated after its workflow is forgotten', async () => {
    const draft = await draftOf();
    expect(await service.call(sales.readOutcome, { sagaId: draft.saga })).toEqual({});
    await begin(service, draft, cash(1190));
    await undo(draft);
    expect((await service.call(sales.readOutcome, { sagaId: draft.saga })).ended).toMatchObject({
      sagaId: draft.saga,
      outcome: { status: 'refused', refusal: SHORT },
      steps: [],
    });
  });

  test('before the step it leaves a tombstone: the late begin is refused', async () => {
    const draft = await draftOf();
    expect(await undo(draft)).toEqual({ revision: 2, state: 'draft' });
    await refuses(() => begin(service, draft, cash(1190)), 'order.changed', { revision: 2 });
  });

  test('leaves alone another attempt, and an order nobody knows; past the pivot it changes nothing', async () => {
    const draft = await draftOf();
    await begin(service, draft, cash(1190));
    expect(await undo(draft, 1, 'checkout/other/1')).toEqual({ revision: 1, state: 'checkingOut' });
    expect(await undo(draft, 7)).toEqual({ revision: 1, state: 'checkingOut' });
    await post(service, draft);
    const before = await rowsOf(service);
    expect(await undo(draft)).toEqual({ revision: 1, state: 'fulfilled' });
    expect(await undo(draft, 1, 'checkout/other/1')).toEqual({ revision: 1, state: 'fulfilled' });
    expect({ ...(await rowsOf(service)), commands: undefined }).toEqual({ ...before, commands: undefined });
    expect(await undo({ ...draft, order: { ...draft.order, orderId: mint('order') } })).toMatchObject({ revision: 1 });
  });

  test('undo and begin at the same moment: never a lock that stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const draft = await draftOf();
      await Promise.allSettled([begin(service, draft, cash(1190)), undo(draft)]);
      await undo(draft);
      expect(await service.call(sales.readOrder, { orderId: draft.order.orderId })).toMatchObject({
        state: 'draft',
        revision: 2,
      });
    }
  });
});

describe('stopCheckout, the first undo', () => {
  const stop = (draft: Draft, sagaId = draft.saga) =>
    service.call(sales.stopCheckout, { orderId: draft.order.orderId, revision: draft.order.revision }, { sagaId });
  const stateOf = async ({ order: { orderId } }: Draft) => (await service.call(sales.readOrder, { orderId })).state;

  test('keeps the order locked, and a late post is refused', async () => {
    const draft = await draftOf();
    await begin(service, draft, cash(1190));
    const locked = await service.call(sales.readOrder, { orderId: draft.order.orderId });
    expect(locked.state).toBe('checkingOut');
    expect(await stop(draft)).toEqual({ ids: draft.ids });
    expect(await stop(draft)).toEqual({ ids: draft.ids });
    expect(await stateOf(draft)).toBe('checkingOut');
    await refuses(() => post(service, draft), 'order.state');
  });

  test('before the lock: the late lock is refused', async () => {
    const draft = await draftOf();
    expect(await stop(draft)).toEqual({});
    await refuses(() => begin(service, draft, cash(1190)), 'order.state', { state: 'draft' });
  });

  test('past the pivot it says so, to the saga that posted only', async () => {
    const draft = await draftOf();
    await begin(service, draft, cash(1190));
    await post(service, draft);
    expect(await stop(draft)).toEqual({ posted: { warranted: true }, ids: draft.ids });
    expect(await stop(draft, 'checkout/other/1')).toEqual({});
    expect(await stateOf(draft)).toBe('fulfilled');
  });

  test('stop and post at the same moment: one of them counts', async () => {
    for (let round = 0; round < 8; round += 1) {
      const draft = await draftOf();
      await begin(service, draft, cash(1190));
      const [posted, stopped] = await Promise.allSettled([post(service, draft), stop(draft)]);
      const said = stopped.status === 'fulfilled' ? stopped.value.posted : undefined;
      expect(stopped.status).toBe('fulfilled');
      expect([posted.status, await stateOf(draft)]).toEqual(
        said ? ['fulfilled', 'fulfilled'] : ['rejected', 'checkingOut'],
      );
    }
  });
});

test('the outcome of a saga without a last step of its own is kept; the first one stays', async () => {
  const sagaId = `order-cancellation/${mint('order')}/x`;
  const done = { status: 'done' as const, result: { orderId: mint('order') } };
  const keep = (outcome: InputOf<typeof sales.recordOutcome>['outcome']) =>
    service.call(sales.recordOutcome, { outcome, steps: [] }, { sagaId, fingerprint: 'asked' });
  expect(await keep(done)).toEqual({ sagaId });
  expect(await keep({ status: 'refused', refusal: SHORT })).toEqual({ sagaId });
  const { ended } = await service.call(sales.readOutcome, { sagaId });
  expect(ended).toEqual({ sagaId, fingerprint: 'asked', outcome: done, steps: [], endedAt: expect.any(String) });
});

test('a text is kept for a saga; a request for one that is not there is refused, and changes nothing', async () => {
  const draft = await draftOf();
  const textId = mint('text');
  const cancel = () => service.call(sales.cancelOrder, { orderId: draft.order.orderId, revision: 1, reasonId: textId });
  await refuses(cancel, 'text.unknown', { textId });
  await service.call(sales.keepText, { textId, text: 'the customer left' });
  expect((await cancel()).cancelled).toMatchObject({ reason: 'the customer left' });
});

test('what the manager wrote who rejected it is in the order and in the outcome', async () => {
  const draft = await draftOf();
  const noteId = mint('text');
  await service.call(sales.keepText, { textId: noteId, text: 'too cheap' });
  await begin(service, draft, cash(1190));
  const refusal = { code: 'approval.rejected', kind: 'rejected', message: 'The manager said no.', details: { noteId } };
  const at = { orderId: draft.order.orderId, revision: 1 };
  await service.call(sales.returnToDraft, { ...at, refusal }, { sagaId: draft.saga });
  const message = 'The manager said no: too cheap';
  expect((await service.call(sales.readOrder, { orderId: at.orderId })).returned).toMatchObject({ message });
  const { ended } = await service.call(sales.readOutcome, { sagaId: draft.saga });
  expect(ended?.outcome).toMatchObject({
    refusal: { code: 'approval.rejected', message, details: { note: 'too cheap' } },
  });
});
