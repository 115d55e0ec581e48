import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** What one three-line checkout costs, counted, not timed: a count is the same on a slow machine. */
const folder = mkdtempSync(join(tmpdir(), 'comptoir-cost-'));
const file = join(folder, 'commands');
let system: TestSystem;
let fixture: StoreFixture;
let tap: NatsConnection;
const heard: string[] = [];
beforeAll(async () => {
  writeFileSync(file, '');
  system = await startTestSystem({
    COMPTOIR_COUNT_FILE: file,
    NODE_OPTIONS: `--import ${fileURLToPath(new URL('./count-operations.mjs', import.meta.url))}`,
  });
  fixture = await openStoreFixture(system);
  tap = await connect({ servers: system.shop.natsUrl });
  tap.subscribe('comptoir.>', {
    callback: (_error, message) => void heard.push(message.subject.replace('comptoir.', '')),
  });
  await tap.flush();
}, 120_000);
afterAll(async () => {
  await tap?.close();
  await system?.close();
  rmSync(folder, { recursive: true });
}, 30_000);

/** What a room does now and then for itself: its looks for events left behind, its sessions. */
const SWEEPS = /find commands|outboxCheckpoints|ping|endSessions|sessions/;
const commands = (): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line && !SWEEPS.test(line));

/** Waits until the shop has come to rest: the till's stock is the storage room's, and no command comes any more. */
async function atRest(productIds: readonly string[], left: number): Promise<void> {
  for (const productId of productIds)
    await eventually(async () =>
      expect((await system.cashier.get(`/products/${productId}`)).stock).toMatchObject([{ available: left }]),
    );
}

test('requests, transactions, database operations and workflow tasks stay within their bounds', async () => {
  const products = await Promise.all([0, 1, 2].map(() => stockUp(fixture, [[50, 500]], { warrantyMonths: 12 })));
  const order = () =>
    draft(
      fixture,
      products.map((productId) => ({ productId, quantity: 1 })),
    );
  const sell = async (one: { orderId: string; revision: number }) =>
    expect((await checkout(fixture, one, cash(30_000))).status).toBe(200);
  await sell(await order());
  const next = await order();
  await atRest(products, 49);
  const [before, from] = [commands().length, heard.length];
  await sell(next);
  await atRest(products, 48);

  const requests = heard
    .slice(from)
    .filter(
      (subject) => !subject.startsWith('events.') && !subject.endsWith('.health') && subject !== 'catalog.readProduct',
    );
  expect(requests.toSorted()).toEqual(
    [
      // the gateway: at the end, the sale for the receipt; the order it has answered itself a moment ago
      'sales.readSale',
      // before the pivot: the quote, the lock, the hold; then the pivot, which answers the sale for its documents
      'catalog.quoteProducts',
      'sales.beginCheckout',
      'inventory.holdStock',
      'sales.postSale',
      // after it: the documents, the hold, the end
      'invoicing.issueInvoice',
      'warranty.issueGuarantee',
      'inventory.settleHold',
      'sales.finalizeSale',
    ].toSorted(),
  );

  const done = commands()
    .slice(before)
    .filter((line) => !/^catalog find (products|availability)$/.test(line)); // this test's own looks at the till
  const of = (name: string): number => done.filter((line) => line.split(' ')[1] === name).length;
  // seven commands of the saga, one bulk write each, whatever they write; nothing is marked as sent afterwards
  expect(of('commitTransaction')).toBe(7);
  expect(of('bulkWrite')).toBe(7);
  // the three new figures in the till's cache: without a transaction, and together where they come together
  expect(of('update')).toBeGreaterThanOrEqual(1);
  expect(of('update')).toBeLessThanOrEqual(3);
  expect(of('insert') + of('abortTransaction')).toBe(0);
  // reads: one to three a transaction, and those of the requests that only read
  expect(of('find')).toBeLessThanOrEqual(18);

  const client = new Client({ connection: await Connection.connect({ address: system.shop.temporalAddress }) });
  const { events } = await client.workflow.getHandle(`checkout/${next.orderId}/${next.revision}`).fetchHistory();
  const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length;
  // every step is a local activity of the first task
  expect(tasks).toBe(1);
  expect((events ?? []).length).toBeLessThanOrEqual(14);
  await client.connection.close();
}, 60_000);
