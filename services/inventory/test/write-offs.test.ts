import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inventory, inventoryEvents, nextDay, type InputOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';
import { BOOKS, deliver, expectTrue, hold, recordsOf, refusalOf, startService, stockOf } from './fixtures.js';

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

type WriteOff = InputOf<typeof inventory.writeOffStock>;
let codes = 0;
/** Books of a store whose numbers begin anew. */
const aStore = () => ({ ...BOOKS, code: `WO${(codes += 1)}` });
const writeOffOf = (storeId: string, productId: string, quantity: number, facts: Partial<WriteOff> = {}): WriteOff => ({
  writeOffId: mint('writeOff'),
  storeId,
  store: BOOKS,
  reason: 'damaged',
  lines: [{ productId, quantity }],
  ...facts,
});
const written = (...asked: Parameters<typeof writeOffOf>) =>
  service.call(inventory.writeOffStock, writeOffOf(...asked));

describe('writeOffStock', () => {
  test('once per command id: units leave at the cost of their batches, and the ledger is told once', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [2, 100], [3, 130]);
    const input = writeOffOf(storeId, productId, 3, { store: aStore(), reason: 'other', note: 'fell off the shelf' });
    const first = await service.call(inventory.writeOffStock, input, { commandId: 'test/write-off' });
    expect(first).toMatchObject({
      number: `${input.store.code}-WO-${first.writtenOffDay.slice(0, 4)}-000001`,
      totalCostMinor: 330,
      reason: 'other',
      note: 'fell off the shelf',
      writtenOffBy: 'usr_test',
    });
    expect(await service.call(inventory.writeOffStock, input, { commandId: 'test/write-off' })).toEqual(first);
    expect(await service.call(inventory.readWriteOff, { writeOffId: input.writeOffId })).toEqual(first);
    expect((await refusalOf(service.call(inventory.writeOffStock, input))).code).toBe('write-off.exists');
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 2, held: 0 });
    const said = (await service.events(inventoryEvents.goodsWrittenOff)).map((event) => event.data);
    expect(said.filter((one) => one.writeOffId === input.writeOffId)).toMatchObject([
      { number: first.number, costMinor: 330, reason: 'other', storeCode: input.store.code, writtenOffBy: 'usr_test' },
    ]);
    const moved = (await recordsOf(service, 'movements')).filter((one) => one.ref === input.writeOffId);
    expect(moved.map((one) => [one.kind, one.remainingDelta, one.costMinor])).toEqual([
      ['writtenOff', -2, 200],
      ['writtenOff', -1, 130],
    ]);
  });

  test('from a batch that is named, with the oldest left as they are', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [2, 100], [3, 130]);
    const { batches } = await stockOf(service, storeId, productId);
    const line = { productId, quantity: 2, batchId: batches[1]!.batchId };
    const { lines } = await written(storeId, productId, 2, { lines: [line] });
    expect(lines).toMatchObject([{ costMinor: 260, parts: [{ batchId: batches[1]!.batchId, quantity: 2 }] }]);
    const left = (await stockOf(service, storeId, productId)).batches;
    expect(left.map((batch) => batch.remainingQty)).toEqual([2, 1]);
    const others = (await refusalOf(written(mint('store'), productId, 1, { lines: [{ ...line, quantity: 1 }] }))).code;
    expect(others).toBe('batch.unknown');
  });

  test('units that are held are not there; nothing is written, and the number is not spent', async () => {
    const [storeId, productId, other] = [mint('store'), mint('product'), mint('product')];
    await deliver(service, storeId, productId, [3, 100]);
    await deliver(service, storeId, other, [3, 100]);
    await hold(service, storeId, productId, 2);
    const store = aStore();
    const before = await service.count('writeOffs');
    const lines = [
      { productId: other, quantity: 1 },
      { productId, quantity: 2 },
    ];
    const refusal = await refusalOf(written(storeId, productId, 2, { store, lines }));
    expect(refusal).toMatchObject({
      code: 'stock.insufficient',
      details: { shortages: [{ productId, asked: 2, available: 1 }] },
    });
    expect(await service.count('writeOffs')).toBe(before);
    expect(await stockOf(service, storeId, other)).toMatchObject({ available: 3 });
    expect((await written(storeId, productId, 1, { store })).number).toMatch(/-000001$/);
  });

  test('above the limit it is refused; up to it, done', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [3, 100]);
    const refusal = await refusalOf(written(storeId, productId, 2, { limitMinor: 199 }));
    expect([refusal.code, refusal.details]).toEqual(['stock.above-limit', { limitMinor: 199 }]);
    expect(await written(storeId, productId, 2, { limitMinor: 200 })).toMatchObject({ totalCostMinor: 200 });
  });

  test.each([1, 2, 3])('and holds of the last unit at once, in two processes: one gets it (%i)', async () => {
    const [storeId, productId] = [mint('store'), mint('product')];
    await deliver(service, storeId, productId, [1, 100]);
    const outcomes = await Promise.allSettled([
      written(storeId, productId, 1),
      hold(service, storeId, productId, 1),
      written(storeId, productId, 1),
      hold(service, storeId, productId, 1),
    ]);
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'stock.insufficient' });
    expect(await stockOf(service, storeId, productId)).toMatchObject({ available: 0 });
  });

  test('many at once from two processes: every number once, none left out', async () => {
    const [storeId, store] = [mint('store'), aStore()];
    const products = Array.from({ length: 8 }, () => mint('product'));
    for (const productId of products) await deliver(service, storeId, productId, [1, 100]);
    const outcomes = await Promise.allSettled(products.map((productId) => written(storeId, productId, 1, { store })));
    const numbers = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [Number(one.value.number.slice(-6))] : []));
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'service.unavailable' });
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_one, at) => at + 1));
    expect(numbers.length).toBeGreaterThan(1);
  });
});

test('listWriteOffs: newest first, by store, reason and days, page by page', async () => {
  const [here, there, productId] = [mint('store'), mint('store'), mint('product')];
  for (const storeId of [here, there]) await deliver(service, storeId, productId, [9, 100]);
  const a = await written(here, productId, 1);
  const b = await written(here, productId, 1, { reason: 'expired' });
  const c = await written(there, productId, 1);
  const d = await written(here, productId, 1);
  const found = async (asked: object): Promise<string[]> =>
    (await service.call(inventory.listWriteOffs, asked)).items.map((one) => one.writeOffId);
  const idsOf = (...all: { writeOffId: string }[]) => all.map((one) => one.writeOffId);
  expect(await found({ limit: 4 })).toEqual(idsOf(d, c, b, a));
  expect(await found({ storeId: here })).toEqual(idsOf(d, b, a));
  expect(await found({ storeId: here, reason: 'expired' })).toEqual(idsOf(b));
  const days = { from: a.writtenOffDay, to: nextDay(a.writtenOffDay) };
  expect(await found({ ...days, storeId: there })).toEqual(idsOf(c));
  const page = await service.call(inventory.listWriteOffs, { storeId: here, limit: 2 });
  expect(page.items.map((one) => one.writeOffId)).toEqual(idsOf(d, b));
  expect(await found({ storeId: here, limit: 2, cursor: page.nextCursor })).toEqual(idsOf(a));
  expect((await refusalOf(service.call(inventory.readWriteOff, { writeOffId: mint('writeOff') }))).code).toBe(
    'write-off.unknown',
  );
});
