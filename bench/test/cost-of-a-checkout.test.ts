import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Client, Connection } from '@temporalio/client';
import {
  cash,
  checkout,
  draft,
  eventually,
  openStoreFixture,
  startTestSystem,
  stockUp,
  type StoreFixture,
  type TestSystem,
} from '@comptoir/deploy/testing';

/** The cost of one three-line checkout, counted instead of timed: a count does not depend on the speed of the machine. */
const folder = mkdtempSync(join(tmpdir(), 'comptoir-cost-'));
const countFile = join(folder, 'commands');
let system: TestSystem;
let store: StoreFixture;
let nats: NatsConnection;
const subjects: string[] = [];
beforeAll(async () => {
  writeFileSync(countFile, '');
  system = await startTestSystem({
    COMPTOIR_COUNT_FILE: countFile,
    NODE_OPTIONS: `--import ${new URL('./count-operations.mjs', import.meta.url).href}`,
  });
  store = await openStoreFixture(system);
  nats = await connect({ servers: system.shop.natsUrl });
  nats.subscribe('comptoir.>', {
    callback: (_error, message) => void subjects.push(message.subject.replace('comptoir.', '')),
  });
  await nats.flush();
}, 120_000);
afterAll(async () => {
  await nats?.close();
  await system?.close();
  rmSync(folder, { recursive: true });
}, 30_000);

/** What a service does periodically, whether there are commands or not: the sweep for unpublished events, its sessions. */
const PERIODIC = /find commands|outboxCheckpoints|ping|endSessions|sessions/;
const databaseCommands = (): string[] =>
  readFileSync(countFile, 'utf8')
    .split('\n')
    .filter((line) => line && !PERIODIC.test(line));

/** Waits until the events of a sale are handled: the cached stock of each product has the new figure. */
async function waitForCachedStock(productIds: readonly string[], available: number): Promise<void> {
  for (const productId of productIds)
    await eventually(async () =>
      expect((await system.cashier.get(`/products/${productId}`)).stock).toMatchObject([{ available }]),
    );
}

test('requests, transactions, database operations and workflow tasks stay within their bounds', async () => {
  const products = await Promise.all([0, 1, 2].map(() => stockUp(store, [[50, 500]], { warrantyMonths: 12 })));
  const draftOrder = () =>
    draft(
      store,
      products.map((productId) => ({ productId, quantity: 1 })),
    );
  const sell = async (order: { orderId: string; revision: number }) =>
    expect((await checkout(store, order, cash(30_000))).status).toBe(200);
  await sell(await draftOrder());
  const order = await draftOrder();
  await waitForCachedStock(products, 49);
  const [commandsBefore, subjectsBefore] = [databaseCommands().length, subjects.length];
  await sell(order);
  await waitForCachedStock(products, 48);

  const requests = subjects
    .slice(subjectsBefore)
    .filter(
      (subject) => !subject.startsWith('events.') && !subject.endsWith('.health') && subject !== 'catalog.readProduct',
    );
  expect(requests.toSorted()).toEqual(
    [
      // the gateway reads the sale for the receipt; it still has the order, which it returned just before
      'sales.readSale',
      // before the pivot: the quote, the lock, the hold; then the pivot, whose reply has the sale for its documents
      'catalog.quoteProducts',
      'sales.beginCheckout',
      'inventory.holdStock',
      'sales.postSale',
      // after the pivot: the documents, the hold, the final state
      'invoicing.issueInvoice',
      'warranty.issueGuarantee',
      'inventory.settleHold',
      'sales.finalizeSale',
    ].toSorted(),
  );

  const commands = databaseCommands()
    .slice(commandsBefore)
    .filter((line) => !/^catalog find (products|availability)$/.test(line)); // the reads of waitForCachedStock
  const count = (name: string): number => commands.filter((line) => line.split(' ')[1] === name).length;
  // seven commands of the saga, one bulk write each; publishing their events writes nothing
  expect(count('commitTransaction')).toBe(7);
  expect(count('bulkWrite')).toBe(7);
  // the three figures of the stock projection: without a transaction, in one update if their events arrive together
  expect(count('update')).toBeGreaterThanOrEqual(1);
  expect(count('update')).toBeLessThanOrEqual(3);
  expect(count('insert') + count('abortTransaction')).toBe(0);
  // the pivot reads the series of the store's journals: once, for the entry's number and hash
  expect(commands.filter((line) => line === 'sales find series')).toHaveLength(1);
  // it names the session of the till that the cash goes through
  expect(commands.filter((line) => line === 'sales find tillSessions')).toHaveLength(0);
  // one to three reads per transaction, and those of the requests that only read
  expect(count('find')).toBeLessThanOrEqual(15);
  expect(count('aggregate')).toBe(0); // what the customer owes is not asked for where all is paid

  const client = new Client({ connection: await Connection.connect({ address: system.shop.temporalAddress }) });
  const { events } = await client.workflow.getHandle(`checkout/${order.orderId}/${order.revision}`).fetchHistory();
  const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length;
  // every step is a local activity of the first workflow task
  expect(tasks).toBe(1);
  expect((events ?? []).length).toBeLessThanOrEqual(14);
  await client.connection.close();
}, 60_000);
