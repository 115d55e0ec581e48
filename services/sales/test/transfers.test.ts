import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  businessDayOf,
  inventoryEvents,
  nextDay,
  sales,
  type DataOf,
  type TransferMoveKind,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { aStore, closing, startSales, unbalanced } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(async () => {
  expect(await unbalanced(service)).toEqual([]);
  await service.stop();
});

type Store = ReturnType<typeof aStore>;
type Moved = DataOf<typeof inventoryEvents.goodsTransferred>;

const todayIn = ({ timeZone }: Store): string => businessDayOf(new Date().toISOString(), timeZone);
const moved = (store: Store, kind: TransferMoveKind, costMinor: number, facts: Partial<Moved> = {}): Moved => ({
  moveId: mint('transferMove'),
  kind,
  transferId: mint('transfer'),
  number: 'ALG1-TR-2026-000001',
  storeId: store.storeId,
  storeCode: store.code,
  currency: 'DZD',
  costMinor,
  movedAt: '2026-03-04T23:30:00.000Z',
  timeZone: 'Africa/Algiers',
  movedBy: 'usr_x',
  ...facts,
});
const entriesOf = async (ref: string) => (await service.call(sales.listEntries, { ref })).items;
const posted = (ref: string) =>
  service.eventually(async () => {
    const entries = await entriesOf(ref);
    expect(entries).toHaveLength(1);
    return entries[0]!;
  });
const balancesOf = async ({ storeId }: Store): Promise<Record<string, number>> => {
  const { balances } = await service.call(sales.trialBalance, { storeId });
  return Object.fromEntries(balances.flatMap((one) => one.accounts.map((row) => [row.account, row.balanceMinor])));
};

test('shipped, received with a loss: each store’s books balance by themselves, and nothing is left in transit over both', async () => {
  const [from, to] = [aStore(), aStore()];
  const shipped = moved(from, 'shipped', 1_000);
  await service.publish(inventoryEvents.goodsTransferred, shipped);
  expect(await posted(shipped.moveId)).toMatchObject({
    kind: 'transfer',
    journal: 'stock',
    document: shipped.number,
    businessDay: '2026-03-05',
    postedBy: 'usr_x',
    lines: [
      { account: 'goodsInTransit', debitMinor: 1_000, creditMinor: 0 },
      { account: 'inventory', debitMinor: 0, creditMinor: 1_000 },
    ],
  });
  expect(await balancesOf(from)).toEqual({ goodsInTransit: 1_000, inventory: -1_000 });
  const received = moved(to, 'received', 667);
  const lost = moved(from, 'lost', 333, { reason: 'broken' });
  await service.publish(inventoryEvents.goodsTransferred, received);
  await service.publish(inventoryEvents.goodsTransferred, lost);
  expect((await posted(received.moveId)).lines).toMatchObject([
    { account: 'inventory', debitMinor: 667 },
    { account: 'goodsInTransit', creditMinor: 667 },
  ]);
  expect(await posted(lost.moveId)).toMatchObject({
    reason: 'broken',
    lines: [
      { account: 'shrinkage', debitMinor: 333 },
      { account: 'goodsInTransit', creditMinor: 333 },
    ],
  });
  const [sender, receiver] = [await balancesOf(from), await balancesOf(to)];
  expect(sender).toEqual({ goodsInTransit: 667, inventory: -1_000, shrinkage: 333 });
  expect(receiver).toEqual({ goodsInTransit: -667, inventory: 667 });
});

test('returned from the road, the books of the sender are as before', async () => {
  const from = aStore();
  for (const kind of ['shipped', 'returned'] as const) {
    const data = moved(from, kind, 500);
    await service.publish(inventoryEvents.goodsTransferred, data);
    await posted(data.moveId);
  }
  expect(await balancesOf(from)).toEqual({ goodsInTransit: 0, inventory: 0 });
});

test('each move is posted once, delivered twice under one event id or under two; one at no cost posts nothing', async () => {
  const from = aStore();
  const data = moved(from, 'shipped', 7);
  const id = mint('event');
  await service.publish(inventoryEvents.goodsTransferred, data, { id });
  await service.publish(inventoryEvents.goodsTransferred, data, { id });
  await service.publish(inventoryEvents.goodsTransferred, data);
  const free = moved(from, 'shipped', 0);
  await service.publish(inventoryEvents.goodsTransferred, free);
  const last = moved(from, 'shipped', 1);
  await service.publish(inventoryEvents.goodsTransferred, last);
  await posted(last.moveId);
  expect(await entriesOf(data.moveId)).toHaveLength(1);
  expect(await entriesOf(free.moveId)).toEqual([]);
});

test('a move that comes after its day was closed posts on the open day and names its own', async () => {
  const from = aStore();
  const today = todayIn(from);
  const first = moved(from, 'shipped', 5, { movedAt: new Date().toISOString() });
  await service.publish(inventoryEvents.goodsTransferred, first);
  expect(await posted(first.moveId)).toMatchObject({ businessDay: today });
  await service.call(sales.closeDay, closing(from, today));
  const late = moved(from, 'lost', 5, { movedAt: new Date().toISOString(), reason: 'stolen' });
  await service.publish(inventoryEvents.goodsTransferred, late);
  const entry = await posted(late.moveId);
  expect(entry).toMatchObject({ businessDay: nextDay(today), occurredDay: today });
  const accountsOn = (day: string) => service.call(sales.stockAccounts, { storeId: from.storeId, day });
  expect(await accountsOn(today)).toEqual({
    storeId: from.storeId,
    since: today,
    currency: 'DZD',
    inventoryCostMinor: -5,
    transitCostMinor: 5,
    lateInventoryCostMinor: 0,
    lateTransitCostMinor: -5,
    late: [
      {
        entryId: entry.entryId,
        kind: 'transfer',
        ref: late.moveId,
        document: late.number,
        memo: entry.memo,
        businessDay: nextDay(today),
        occurredDay: today,
        inventoryCostMinor: 0,
        transitCostMinor: -5,
      },
    ],
  });
  expect(await accountsOn(nextDay(today))).toMatchObject({ transitCostMinor: 0, lateTransitCostMinor: 0, late: [] });
  expect(await accountsOn('2026-01-01')).toMatchObject({ since: today, inventoryCostMinor: 0 });
});
