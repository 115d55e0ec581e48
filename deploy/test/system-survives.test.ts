import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiAnswer } from '../src/api-client.js';
import { runAudit } from '../src/audit.js';
import { cash, draft, openStoreFixture, stockOf, stockUp, type StoreFixture } from './system/store-fixture.js';
import { eventually, startTestSystem, type TestSystem } from './system/system.js';
import { listen } from './system/stock-events.js';

let system: TestSystem;
let fixture: StoreFixture;
beforeAll(async () => {
  system = await startTestSystem();
  fixture = await openStoreFixture(system);
}, 120_000);
afterAll(async () => {
  await system?.close();
}, 30_000);

/** Asks as a till does after a failure: again, with the same key, until there is a final answer. */
async function insist<T>(ask: () => Promise<ApiAnswer<T>>, withinMs = 90_000): Promise<ApiAnswer<T>> {
  return eventually(async () => {
    const answer = await ask();
    if (answer.status === 202 || answer.status === 429 || answer.status >= 500)
      throw new Error(`not final: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
    return answer;
  }, withinMs);
}

/** A till that sells one unit after the other until it is stopped; every sale has one key, however often it is requested. */
function openTill(at: StoreFixture, productId: string, name: string): { stop: () => Promise<ApiAnswer[]> } {
  let open = true;
  const run = async (): Promise<ApiAnswer[]> => {
    const answers: ApiAnswer[] = [];
    for (let number = 0; open; number += 1) {
      const key = `${name}-${number}-${productId}`;
      const order = await insist(() =>
        system.cashier.ask(
          'POST',
          '/orders',
          {
            storeId: at.storeId,
            customerId: at.walkIn,
            documentType: 'BON_DE_VENTE',
            lines: [{ productId, quantity: 1 }],
          },
          `draft-${key}`,
        ),
      );
      const { orderId, revision } = order.body as any;
      answers.push(
        await insist(() =>
          system.cashier.ask(
            'POST',
            `/orders/${orderId}/checkout`,
            { revision, payment: cash(10_000), tillSessionId: fixture.tillSessionId },
            `sale-${key}`,
          ),
        ),
      );
    }
    return answers;
  };
  const done = run();
  return { stop: () => ((open = false), done) };
}

async function underLoad(productId: string, blow: () => Promise<void>): Promise<ApiAnswer[]> {
  const tills = ['one', 'two', 'three'].map((name) => openTill(fixture, productId, name));
  await eventually(async () => expect((await stockOf(fixture, productId)).available).toBeLessThan(498));
  await blow();
  const before = (await eventually(() => stockOf(fixture, productId), 60_000)).available;
  await eventually(async () => expect((await stockOf(fixture, productId)).available).toBeLessThan(before - 3), 60_000);
  return (await Promise.all(tills.map((till) => till.stop()))).flat();
}

/** Whatever was answered is what happened: each sale once, nothing held, nothing on its way, the books proved. */
async function isTrue(productId: string, answers: readonly ApiAnswer[]): Promise<void> {
  const sold = answers.filter((answer) => answer.status === 200).map((answer) => answer.body.sale.saleId as string);
  expect(new Set(sold).size).toBe(sold.length);
  const refused = answers.filter((answer) => answer.status !== 200);
  for (const answer of refused) expect(answer.body.code).toBe('saga.gave-up');
  await eventually(
    async () => expect(await stockOf(fixture, productId)).toMatchObject({ available: 500 - sold.length, held: 0 }),
    60_000,
  );
  await eventually(
    async () =>
      expect((await system.cashier.get(`/products/${productId}`)).stock).toMatchObject([
        { available: 500 - sold.length },
      ]),
    30_000,
  );
  const report = await runAudit(system.accountant);
  expect(report.breaks).toEqual([]);
}

describe('kill -9 in the middle of checkouts', () => {
  test.each([
    'catalog',
    'inventory',
    'sales',
    'invoicing',
    'warranty',
    'worker',
    'gateway',
    'nats',
    'temporal',
    'mongo',
  ])(
    'of %s ends in a true shop',
    async (name) => {
      const productId = await stockUp(
        fixture,
        [
          [250, 500],
          [250, 600],
        ],
        { warrantyMonths: 6 },
      );
      const answers = await underLoad(productId, async () => {
        process.kill(await system.pid(name), 'SIGKILL');
        await eventually(
          async () => expect((await fetch(new URL('/api/v1/health', system.shop.url))).status).toBe(200),
          60_000,
        );
      });
      await isTrue(productId, answers);
    },
    180_000,
  );
});

test('ten seconds without NATS during sales: nothing is missing, nothing is counted twice', async () => {
  const productId = await stockUp(fixture, [[500, 500]]);
  const screen = await listen(system);
  const answers = await underLoad(productId, async () => {
    const pid = await system.pid('nats');
    process.kill(pid, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 10_000)); // the outage itself, not a wait for a condition
    process.kill(pid, 'SIGCONT');
  });
  await isTrue(productId, answers);
  screen.stop();
  const rest = await listen(system, screen.received.at(-1)?.id);
  await draft(fixture, [{ productId, quantity: 1 }]);
  const left = (await stockOf(fixture, productId)).available;
  const figures = () =>
    [...screen.received, ...rest.received]
      .filter((one) => one.data.productId === productId)
      .map((one) => one.data.available as number);
  await eventually(() => expect(figures()).toContain(left), 20_000);
  expect(new Set(figures())).toEqual(
    new Set(Array.from({ length: figures().length }, (_unused, index) => Math.max(...figures()) - index)),
  );
  rest.stop();
}, 180_000);
