import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  inventory,
  inventoryEvents,
  sum,
  type InputOf,
  type ReplyOf,
  type TransferMoveKind,
  type TransferState,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import { deliver, deliverFor, expectTrue, hold, recordsOf, refusalOf, startService, stockOf } from './fixtures.js';

/** How long a thousand lines may take on a machine that runs other tests too. */
const PATIENT_MS = 100_000;

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

type Begun = InputOf<typeof inventory.requestTransfer>;
type Transfer = ReplyOf<typeof inventory.shipTransfer>;
type Line = readonly [productId: string, quantity: number];

const companyId = mint('company');
const BOOKS = { companyId, currency: 'DZD', timeZone: 'Africa/Algiers' } as const;
let codes = 0;
/** A store with a code of its own, as the catalog has it. */
const aStore = (facts: object = {}) => ({
  storeId: mint('store'),
  ...BOOKS,
  code: `TR${(codes += 1)}`,
  name: 'A store',
  ...facts,
});
type Store = ReturnType<typeof aStore>;
const booksOf = ({ storeId: _id, ...books }: Store): Begun['from'] => books;
const begunOf = (from: Store, to: Store, lines: readonly Line[], facts: Partial<Begun> = {}): Begun => ({
  transferId: mint('transfer'),
  fromStoreId: from.storeId,
  toStoreId: to.storeId,
  from: booksOf(from),
  to: booksOf(to),
  lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
  ...facts,
});
const requested = (from: Store, to: Store, ...lines: readonly Line[]) =>
  service.call(inventory.requestTransfer, begunOf(from, to, lines));
const sent = (from: Store, to: Store, ...lines: readonly Line[]) =>
  service.call(inventory.sendTransfer, begunOf(from, to, lines));
const ship = ({ transferId, fromStoreId, revision }: Transfer, ...lines: readonly Line[]) =>
  service.call(inventory.shipTransfer, {
    transferId,
    storeId: fromStoreId,
    revision,
    lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
  });
type Came = readonly [productId: string, received: number, lost?: number];
const receivingOf = ({ transferId, toStoreId, revision }: Transfer, lines: readonly Came[]) => ({
  transferId,
  storeId: toStoreId,
  revision,
  lines: lines.map(([productId, receivedQuantity, lostQuantity = 0]) => ({
    productId,
    receivedQuantity,
    lostQuantity,
  })),
  ...(lines.some(([, , lost]) => lost) ? { reason: 'broken on the road' } : {}),
});
const receive = (transfer: Transfer, ...lines: readonly Came[]) =>
  service.call(inventory.receiveTransfer, receivingOf(transfer, lines));
const takeBack = ({ transferId, fromStoreId: storeId }: Transfer) =>
  service.call(inventory.returnTransfer, { transferId, storeId, reason: 'the van broke down' });
const lose = ({ transferId, toStoreId: storeId, revision }: Transfer) =>
  service.call(inventory.loseTransferRest, { transferId, storeId, revision, reason: 'stolen' });
const read = ({ transferId }: { transferId: string }) => service.call(inventory.readTransfer, { transferId });
const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;
const available = async (store: Store, productId: string): Promise<number> =>
  (await stockOf(service, store.storeId, productId)).available;
const told = async (transferId: string): Promise<[TransferMoveKind, string, number][]> =>
  (await service.events(inventoryEvents.goodsTransferred))
    .map((event) => event.data)
    .filter((one) => one.transferId === transferId)
    .map((one) => [one.kind, one.storeCode, one.costMinor]);
/** Whether a call lost against another one, as it may: refused, or to be tried again. */
const lostTo = (outcome: PromiseSettledResult<unknown>, ...allowed: string[]): void => {
  if (outcome.status === 'rejected') expect([...allowed, 'service.unavailable']).toContain(outcome.reason.code);
};

describe('requestTransfer', () => {
  test('once per command id; what is read is what was stored; nothing moves', async () => {
    const [from, to] = [aStore(), aStore()];
    const productId = mint('product');
    const input = begunOf(from, to, [[productId, 3]], { note: 'for Saturday' });
    const first = await service.call(inventory.requestTransfer, input, { commandId: 'test/request-transfer' });
    expect(first).toMatchObject({
      number: `${from.code}-TR-${first.createdDay.slice(0, 4)}-000001`,
      fromStoreId: from.storeId,
      toStoreId: to.storeId,
      toStoreCode: to.code,
      state: 'requested',
      begunBy: 'asking',
      revision: 1,
      note: 'for Saturday',
      createdBy: 'usr_test',
    });
    const again = await service.call(inventory.requestTransfer, input, { commandId: 'test/request-transfer' });
    expect(again).toEqual(first);
    expect(await read(first)).toEqual({ ...first, parcels: [], moves: [] });
    expect(await codeOf(service.call(inventory.requestTransfer, input))).toBe('transfer.exists');
    expect(await codeOf(read({ transferId: mint('transfer') }))).toBe('transfer.unknown');
    expect((await requested(from, to, [productId, 1])).number.slice(-6)).toBe('000002'); // the refused one left no gap
    expect(await told(first.transferId)).toEqual([]);
  });

  test('refused, nothing is stored: one store, another company, another currency, a product twice', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    const before = await service.count('transfers');
    const asked = (...of: Parameters<typeof requested>) => codeOf(requested(...of));
    expect(await asked(from, from, [productId, 1])).toBe('transfer.same-store');
    expect(await asked(from, aStore({ companyId: mint('company') }), [productId, 1])).toBe('transfer.other-company');
    expect(await asked(from, aStore({ currency: 'EUR' }), [productId, 1])).toBe('stock.currency-mixed');
    expect(await asked(from, to, [productId, 1], [productId, 2])).toBe('message.invalid');
    expect(await service.count('transfers')).toBe(before);
  });

  test('many at once from two processes: every number once, none left out, the same for each sending store', async () => {
    const [here, there, to] = [aStore(), aStore(), aStore()];
    const productId = mint('product');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_none, at) => requested(at % 3 === 0 ? there : here, to, [productId, 1])),
    );
    for (const one of outcomes) lostTo(one);
    const numbers = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []));
    for (const { code } of [here, there]) {
      const own = numbers.filter((one) => one.startsWith(`${code}-TR-`)).map((one) => Number(one.slice(-6)));
      expect(own.toSorted((a, b) => a - b)).toEqual(own.map((_one, at) => at + 1));
    }
    expect(numbers.length).toBeGreaterThan(2);
  });
});

describe('a transfer', () => {
  test('is shipped in part, oldest batch first, and received with a loss: units, costs, deliveries and ages are carried along', async () => {
    const [from, to] = [aStore(), aStore()];
    const [lamp, cable] = [mint('product'), mint('product')];
    const first = await deliverFor(service, from.storeId, lamp, 3, 1_000);
    const second = await deliverFor(service, from.storeId, lamp, 5, 1_777);
    await deliverFor(service, from.storeId, cable, 2, 9);
    await deliver(service, to.storeId, lamp, [1, 1]);
    const asked = await requested(from, to, [lamp, 6], [cable, 2]);
    const input = { transferId: asked.transferId, storeId: from.storeId, revision: 1 };
    const lines = [{ productId: lamp, quantity: 4 }];
    const shipped = await service.call(inventory.shipTransfer, { ...input, lines }, { commandId: 'test/ship' });
    expect(await service.call(inventory.shipTransfer, { ...input, lines }, { commandId: 'test/ship' })).toEqual(
      shipped,
    );
    expect(shipped).toMatchObject({
      state: 'shipped',
      revision: 2,
      leftQuantity: 4,
      leftCostMinor: 1_000 + 356, // 1,421 stay of 1,777 for four of five
      lines: [
        { productId: lamp, quantity: 6, shippedQuantity: 4, shippedCostMinor: 1_356 },
        { productId: cable, quantity: 2, shippedQuantity: 0 },
      ],
      shipped: { by: 'usr_test' },
    });
    const { parcels } = await read(asked);
    expect(parcels.map((one) => [one.batchId, one.deliveryId, one.agedSince, one.quantity, one.costMinor])).toEqual([
      [first.batches[0]!.batchId, first.deliveryId, first.receivedAt, 3, 1_000],
      [second.batches[0]!.batchId, second.deliveryId, second.receivedAt, 1, 356],
    ]);
    expect([await available(from, lamp), await available(from, cable), await available(to, lamp)]).toEqual([4, 2, 1]);

    const part = await receive(shipped, [lamp, 1]);
    expect(part).toMatchObject({ state: 'partlyReceived', leftQuantity: 3, leftCostMinor: 1_356 - 334 });
    const whole = await receive(part, [lamp, 2, 1]);
    expect(whole).toMatchObject({
      state: 'received',
      leftQuantity: 0,
      leftCostMinor: 0,
      lines: [{ receivedQuantity: 3, receivedCostMinor: 1_000, lostQuantity: 1, lostCostMinor: 356 }, {}],
    });
    const stock = await stockOf(service, to.storeId, lamp);
    expect(stock.batches.slice(1)).toMatchObject([
      {
        origin: 'transfer',
        originId: asked.transferId,
        movedFrom: first.batches[0]!.batchId,
        agedSince: first.receivedAt,
        receivedQty: 1,
        costMinor: 334,
      },
      { receivedQty: 2, costMinor: 666, agedSince: first.receivedAt },
    ]);
    expect([stock.available, await available(from, lamp)]).toEqual([4, 4]);
    expect(await told(asked.transferId)).toEqual([
      ['shipped', from.code, 1_356],
      ['received', to.code, 334],
      ['received', to.code, 666],
      ['lost', from.code, 356],
    ]);
    const sold = await hold(service, to.storeId, lamp, 4);
    expect(sold.lines[0]!.allocations.map((one) => [one.deliveryId, one.quantity, one.costMinor]).slice(1)).toEqual([
      [first.deliveryId, 1, 334],
      [first.deliveryId, 2, 666],
    ]);
    const { items } = await service.call(inventory.storesOfDeliveries, {
      deliveryIds: [first.deliveryId, second.deliveryId, mint('delivery')],
    });
    expect(items.map((one) => one.storeIds)).toEqual([[to.storeId], [to.storeId], []]);
    const { transferId, toStoreId: storeId } = asked;
    expect(await service.call(inventory.closeTransfer, { transferId, storeId })).toMatchObject({ state: 'closed' });
  });

  test('is sent without being asked for, and returned from the road at its costs', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    const delivery = await deliverFor(service, from.storeId, productId, 3, 1_000);
    const input = begunOf(from, to, [[productId, 2]]);
    const shipped = await service.call(inventory.sendTransfer, input, { commandId: 'test/send' });
    expect(await service.call(inventory.sendTransfer, input, { commandId: 'test/send' })).toEqual(shipped);
    expect(shipped).toMatchObject({ state: 'shipped', begunBy: 'sending', revision: 1, leftCostMinor: 667 });
    expect(await read(shipped)).toMatchObject({ ...shipped, parcels: [{}], moves: [{ kind: 'shipped' }] });
    expect(await available(from, productId)).toBe(1);
    const back = await takeBack(shipped);
    expect(back).toMatchObject({ state: 'returned', leftQuantity: 0, returned: { reason: 'the van broke down' } });
    const stock = await stockOf(service, from.storeId, productId);
    expect(stock.batches).toMatchObject([
      { remainingQty: 1, remainingCostMinor: 333 },
      { origin: 'transfer', receivedQty: 2, costMinor: 667, agedSince: delivery.receivedAt },
    ]);
    expect(await told(shipped.transferId)).toEqual([
      ['shipped', from.code, 667],
      ['returned', from.code, 667],
    ]);
    expect(await Promise.all([receive(back, [productId, 1]), takeBack(back), lose(back)].map(codeOf))).toEqual(
      Array.from({ length: 3 }, () => 'transfer.state'),
    );
  });

  test('is refused by the store that was asked, or cancelled by the one that asked, once per command id', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    const ways = [
      [inventory.refuseTransfer, 'refused', from, to],
      [inventory.cancelTransfer, 'cancelled', to, from],
    ] as const;
    for (const [message, state, doer, other] of ways) {
      const { transferId } = await requested(from, to, [productId, 1]);
      const input = { transferId, storeId: doer.storeId, reason: 'none to spare' };
      expect(await codeOf(service.call(message, { ...input, storeId: other.storeId }))).toBe('transfer.other-store');
      const first = await service.call(message, input, { commandId: `test/${state}` });
      expect(first).toMatchObject({ state, [state]: { by: 'usr_test', reason: 'none to spare' } });
      expect(await service.call(message, input, { commandId: `test/${state}` })).toEqual(first);
      expect(await codeOf(service.call(message, input))).toBe('transfer.state');
      expect(await codeOf(ship({ ...first, revision: 2 }, [productId, 1]))).toBe('transfer.state');
    }
  });

  test('whose rest never came is closed with the reason, once per command id', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    await deliverFor(service, from.storeId, productId, 3, 100);
    const part = await receive(await sent(from, to, [productId, 3]), [productId, 1]);
    const { transferId, toStoreId: storeId, revision } = part;
    const input = { transferId, storeId, revision, reason: 'stolen' };
    const closed = await service.call(inventory.loseTransferRest, input, { commandId: 'test/lose' });
    expect(await service.call(inventory.loseTransferRest, input, { commandId: 'test/lose' })).toEqual(closed);
    expect(closed).toMatchObject({ state: 'closed', leftQuantity: 0, closed: { reason: 'stolen' } });
    expect(await told(transferId)).toEqual([
      ['shipped', from.code, 100],
      ['received', to.code, 34],
      ['lost', from.code, 66],
    ]);
  });

  test('refused, nothing moves: of another store, not asked for, not there, not on the road, an old revision', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    await deliver(service, from.storeId, productId, [2, 100]);
    const asked = await requested(from, to, [productId, 5]);
    const strange = mint('product');
    expect(await codeOf(ship({ ...asked, fromStoreId: to.storeId }, [productId, 1]))).toBe('transfer.other-store');
    expect(await codeOf(ship({ ...asked, revision: 2 }, [productId, 1]))).toBe('transfer.changed');
    expect(await refusalOf(ship(asked, [productId, 6], [strange, 1]))).toMatchObject({
      code: 'transfer.not-asked',
      details: { number: asked.number },
    });
    expect(await refusalOf(ship(asked, [productId, 3]))).toMatchObject({
      code: 'stock.insufficient',
      details: { shortages: [{ productId, asked: 3, available: 2 }] },
    });
    expect(await codeOf(sent(from, to, [productId, 3]))).toBe('stock.insufficient');
    expect(await codeOf(receive(asked, [productId, 1]))).toBe('transfer.state');
    const shipped = await ship(asked, [productId, 2]);
    expect(await codeOf(receive({ ...shipped, toStoreId: from.storeId }, [productId, 1]))).toBe('transfer.other-store');
    expect(await codeOf(receive({ ...shipped, revision: 1 }, [productId, 1]))).toBe('transfer.changed');
    expect(await codeOf(receive(shipped, [productId, 3]))).toBe('transfer.not-on-the-road');
    const { reason: _reason, ...unsaid } = { reason: '', ...receivingOf(shipped, [[productId, 1, 1]]) };
    expect(await codeOf(service.call(inventory.receiveTransfer, unsaid))).toBe('message.invalid');
    expect((await read(shipped)).revision).toBe(2);
    expect([await available(from, productId), await available(to, productId)]).toEqual([0, 0]);
  });

  test('of a thousand lines is shipped and received', async () => {
    const [from, to] = [aStore(), aStore()];
    const lines = Array.from({ length: 1000 }, () => ({ productId: mint('product'), quantity: 1 }));
    await service.call(
      inventory.receiveDelivery,
      {
        deliveryId: mint('delivery'),
        storeId: from.storeId,
        currency: 'DZD',
        store: { code: from.code, currency: 'DZD', timeZone: from.timeZone },
        lines: lines.map((line) => ({ ...line, costMinor: 11 })),
      },
      { timeoutMs: PATIENT_MS },
    );
    const begun = begunOf(from, to, [], { lines });
    const shipped = await service.call(inventory.sendTransfer, begun, { timeoutMs: PATIENT_MS });
    const came = receivingOf(
      shipped,
      lines.map(({ productId }) => [productId, 1] as const),
    );
    const received = await service.call(inventory.receiveTransfer, came, { timeoutMs: PATIENT_MS });
    expect(received).toMatchObject({ state: 'received', leftQuantity: 0 });
    expect(sum(received.lines.map((one) => one.receivedCostMinor))).toBe(11_000);
  });
});

describe('at once, from two processes', () => {
  const rounds = [1, 2, 3, 4, 5];

  test.each(rounds)('two transfers of the last units: one has them (%i)', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    await deliver(service, from.storeId, productId, [2, 100]);
    const asked = [await requested(from, to, [productId, 2]), await requested(from, to, [productId, 2])];
    const outcomes = await Promise.allSettled(asked.map((one) => ship(one, [productId, 2])));
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const one of outcomes) lostTo(one, 'stock.insufficient');
    expect(await available(from, productId)).toBe(0);
  });

  test.each(rounds)('a checkout and a shipping of the last units: one has them (%i)', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    await deliver(service, from.storeId, productId, [1, 100], [1, 200]);
    const asked = await requested(from, to, [productId, 2]);
    const [held, shipped] = await Promise.allSettled([
      hold(service, from.storeId, productId, 2),
      ship(asked, [productId, 2]),
    ]);
    lostTo(held, 'stock.insufficient');
    lostTo(shipped, 'stock.insufficient');
    expect([held.status, shipped.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await stockOf(service, from.storeId, productId)).toMatchObject({
      available: 0,
      held: held.status === 'fulfilled' ? 2 : 0,
    });
  });

  test.each(rounds)('the same receipt twice is one; under another command it is refused (%i)', async (round) => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    await deliver(service, from.storeId, productId, [3, 100]);
    const shipped = await sent(from, to, [productId, 3]);
    const input = receivingOf(shipped, [[productId, 2]]);
    const command = { commandId: `test/receive-${round}` };
    const outcomes = await Promise.allSettled([
      service.call(inventory.receiveTransfer, input, command),
      service.call(inventory.receiveTransfer, input, command),
      service.call(inventory.receiveTransfer, input),
    ]);
    for (const one of outcomes) lostTo(one, 'transfer.changed');
    const winners = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(winners.length).toBeGreaterThan(0);
    for (const one of winners) expect(one).toEqual(winners[0]);
    expect(await available(to, productId)).toBe(2);
    expect(await read(shipped)).toMatchObject({ revision: 2, leftQuantity: 1, state: 'partlyReceived' });
  });

  test.each(rounds)('cancelled in transit and received: one of them is done (%i)', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    await deliver(service, from.storeId, productId, [3, 100]);
    const shipped = await sent(from, to, [productId, 3]);
    const [back, came] = await Promise.allSettled([takeBack(shipped), receive(shipped, [productId, 3])]);
    lostTo(back, 'transfer.state');
    lostTo(came, 'transfer.state', 'transfer.changed');
    expect([back.status, came.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    const stock = [await available(from, productId), await available(to, productId)];
    expect(stock).toEqual(back.status === 'fulfilled' ? [3, 0] : [0, 3]);
  });

  test('two devices receive it in parts: each reads it again where the other was faster, and every unit comes once', async () => {
    const [from, to, productId] = [aStore(), aStore(), mint('product')];
    await deliverFor(service, from.storeId, productId, 10, 999);
    const shipped = await sent(from, to, [productId, 10]);
    const device = async (parts: number): Promise<number> => {
      let refused = 0;
      for (let part = 0; part < parts;) {
        const [done] = await Promise.allSettled([receive(await read(shipped), [productId, 1])]);
        lostTo(done!, 'transfer.changed');
        if (done!.status === 'fulfilled') part += 1;
        else refused += 1;
      }
      return refused;
    };
    await Promise.all([device(5), device(5)]);
    expect(await read(shipped)).toMatchObject({ state: 'received', leftQuantity: 0, revision: 11 });
    const { available: units, batches } = await stockOf(service, to.storeId, productId);
    expect([units, sum(batches.map((one) => one.remainingCostMinor))]).toEqual([10, 999]);
  });
});

test('the records of the audit tell all that moved', async () => {
  const [from, to, productId] = [aStore(), aStore(), mint('product')];
  await deliverFor(service, from.storeId, productId, 3, 100);
  const part = await receive(await sent(from, to, [productId, 3]), [productId, 1]);
  const mine = (await recordsOf(service, 'transfers', 3)).find((one) => one.id === part.transferId);
  expect(mine).toMatchObject({
    number: part.number,
    fromStoreId: from.storeId,
    toStoreId: to.storeId,
    currency: 'DZD',
    state: 'partlyReceived',
    parcels: [{ quantity: 3, costMinor: 100, leftQuantity: 2, leftCostMinor: 66 }],
    moves: [
      { kind: 'shipped', costMinor: 100 },
      { kind: 'received', costMinor: 34, lines: [{ productId, quantity: 1, costMinor: 34 }] },
    ],
  });
  const movements = (await recordsOf(service, 'movements')).filter((one) => one.ref === part.transferId);
  expect(movements.map((one) => [one.kind, one.storeId, one.remainingDelta, one.costMinor])).toEqual([
    ['transferredOut', from.storeId, -3, 100],
    ['transferredIn', to.storeId, 1, 34],
  ]);
});

describe('listTransfers', () => {
  test('newest first, by store, side and state, page by page', async () => {
    const [here, there, third] = [aStore(), aStore(), aStore()];
    const productId = mint('product');
    await deliver(service, here.storeId, productId, [9, 100]);
    const made: Transfer[] = [];
    made.push(await requested(here, there, [productId, 1]));
    made.push(await sent(here, there, [productId, 1]));
    made.push(await requested(there, here, [productId, 1]));
    made.push(await requested(third, there, [productId, 1]));
    await service.call(inventory.refuseTransfer, {
      transferId: made[2]!.transferId,
      storeId: there.storeId,
      reason: 'none',
    });
    const [a, b, c, d] = made.map((one) => one.transferId) as [string, string, string, string];
    const found = async (asked: InputOf<typeof inventory.listTransfers>): Promise<string[]> =>
      (await service.call(inventory.listTransfers, asked)).items.map((one) => one.transferId);
    const { storeId } = here;
    expect((await found({ limit: 4 })).slice(0, 4)).toEqual([d, c, b, a]);
    expect(await found({ storeId })).toEqual([c, b, a]);
    expect(await found({ storeId, side: 'from' })).toEqual([b, a]);
    expect(await found({ storeId, side: 'to' })).toEqual([c]);
    expect(await found({ storeId, open: true })).toEqual([b, a]);
    expect(await found({ storeId, onTheRoad: true })).toEqual([b]);
    expect(await found({ storeId: there.storeId, side: 'from', onTheRoad: true })).toEqual([]);
    expect(await codeOf(found({ side: 'to' }))).toBe('message.invalid');
    expect(await found({ storeId: there.storeId, side: 'to', state: 'requested' })).toEqual([d, a]);
    expect(await found({ storeId, open: true, state: 'refused' })).toEqual([]);
    const requests = (await found({ state: 'requested', limit: 200 })).slice(0, 2);
    expect(requests).toEqual([d, a]);
    const states: TransferState[] = (await service.call(inventory.listTransfers, { storeId })).items.map(
      (one) => one.state,
    );
    expect(states).toEqual(['refused', 'shipped', 'requested']);
    for (const asked of [{ storeId }, { storeId: there.storeId, open: true as const }]) {
      const all = await found(asked);
      const paged: string[] = [];
      for (let cursor: string | undefined, more = true; more;) {
        const page = await service.call(inventory.listTransfers, { ...asked, limit: 2, cursor });
        paged.push(...page.items.map((one) => one.transferId));
        cursor = page.nextCursor;
        more = cursor !== undefined;
      }
      expect(paged).toEqual(all);
    }
    const [listed] = (await service.call(inventory.listTransfers, { storeId, limit: 1 })).items;
    expect(listed).not.toHaveProperty('parcels');
  });
});
