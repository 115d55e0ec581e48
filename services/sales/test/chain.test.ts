import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { businessDayOf, inventoryEvents, sales, type EntryView, type StoreView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { addedToDay, dayKey } from '../src/domain/business-day.js';
import { keysOfEntry, type EntryKeys } from '../src/domain/entry-keys.js';
import { entryView } from '../src/domain/journal.js';
import type { EntryRecord } from '../src/domain/records.js';
import { GENESIS_HASH, sealOf } from '../src/domain/hash-chain.js';
import { aCustomer, aStore, sell, startSales, takeBack, closing } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startSales();
});
afterAll(() => service.stop());

/** Every entry of a store as it is stored, in the order of the chain. */
async function chainOf({ storeId }: StoreView): Promise<EntryView[]> {
  const rows = await service.connection.collection('entries').find({ storeId }).sort({ sequence: 1 }).toArray();
  await expectDays(rows as unknown as EntryRecord[], storeId);
  return rows.map((row) => {
    const { dayKey, accountKeys, customerKeys, ...entry } = row as unknown as EntryRecord & EntryKeys;
    expect({ dayKey, accountKeys, customerKeys }).toEqual(keysOfEntry(entry));
    return entryView(entry);
  });
}

/** What is kept of the days of a store beside its entries is what these say. */
async function expectDays(entries: readonly EntryRecord[], storeId: string): Promise<void> {
  const collection = (name: string) => service.connection.collection<{ _id: string }>(name);
  const byDay = Map.groupBy(entries, (entry) => entry.businessDay);
  for (const [businessDay, ofDay] of byDay)
    expect(await collection('businessDays').findOne({ _id: dayKey(storeId, businessDay) })).toMatchObject(
      addedToDay(ofDay),
    );
  const series = await collection('series').findOne({ _id: storeId });
  expect(series).toMatchObject(entries.length > 0 ? { since: [...byDay.keys()].toSorted()[0] } : {});
}

function expectSound(chain: readonly EntryView[], store: StoreView): void {
  let previousHash = GENESIS_HASH;
  const numbers = new Map<string, string[]>();
  chain.forEach((entry, index) => {
    expect([entry.sequence, entry.previousHash]).toEqual([index + 1, previousHash]);
    expect(sealOf(entry)).toBe(entry.hash);
    previousHash = entry.hash;
    numbers.set(entry.journal, [...(numbers.get(entry.journal) ?? []), entry.number]);
  });
  const codes: Record<string, string> = { sales: 'SAL', purchases: 'PUR' };
  const year = businessDayOf(new Date().toISOString(), store.timeZone).slice(0, 4);
  for (const [journal, drawn] of numbers)
    expect(drawn).toEqual(
      drawn.map((_, at) => `${store.code}-${codes[journal]}-${year}-${String(at + 1).padStart(6, '0')}`),
    );
}

test('thirty posts at once, by two replicas: sales, returns and deliveries have numbers without a gap in one chain', async () => {
  const store = aStore();
  const { customerId } = await aCustomer(service, { kind: 'walkIn' });
  const first = await Promise.all([1, 2, 3, 4, 5].map(() => sell(service, store, customerId, [{ quantity: 2 }])));
  const deliveries = Array.from({ length: 10 }, () => ({
    deliveryId: mint('delivery'),
    storeId: store.storeId,
    storeCode: store.code,
    currency: store.currency,
    costMinor: 700,
    receivedAt: new Date().toISOString(),
    receivedBy: 'usr_x',
    timeZone: store.timeZone,
  }));
  await Promise.all([
    ...Array.from({ length: 15 }, () => sell(service, store, customerId, [{ quantity: 1 }])),
    ...first.map((sale) =>
      takeBack(service, sale, [{ saleLineId: sale.lines[0]!.saleLineId, quantity: 1, disposition: 'restock' }]),
    ),
    ...deliveries.map((data) => service.publish(inventoryEvents.stockReceived, data)),
  ]);
  await service.eventually(async () => expect(await chainOf(store)).toHaveLength(5 + 15 + 5 + 10));
  expectSound(await chainOf(store), store);
});

test('a refused post draws no number', async () => {
  const store = aStore();
  const { customerId } = await aCustomer(service, { kind: 'walkIn' });
  await sell(service, store, customerId, [{ quantity: 1 }]);
  const day = businessDayOf(new Date().toISOString(), store.timeZone);
  await service.call(sales.closeDay, closing(store, day));
  await expect(sell(service, store, customerId, [{ quantity: 1 }])).rejects.toMatchObject({ code: 'day.closed' });
  const chain = await chainOf(store);
  expect(chain).toHaveLength(1);
  expectSound(chain, store);
});
