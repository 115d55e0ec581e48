import {
  cash,
  draft,
  openStoreFixture,
  stockUp,
  stockOf,
  type TestSystem,
  type StoreFixture,
} from '@comptoir/deploy/testing';
import { percentile, type Measurement } from './measurements.js';
import { runConcurrently } from './workers.js';

const BUYERS = 300;

interface FinalAnswer {
  readonly status: number;
  readonly code: string | undefined;
  readonly durationMs: number;
}

/** 300 buyers check out one of 50 units each, all at once: units sold and left, time to the last answer, p99 of a refusal. */
export async function measureFlashSale(system: TestSystem): Promise<Measurement[]> {
  const store = await openStoreFixture(system);
  const productId = await stockUp(store, [
    [20, 500],
    [30, 600],
  ]);
  const orders: { orderId: string; revision: number }[] = [];
  await runConcurrently(16, BUYERS, async () => {
    orders.push(await draft(store, [{ productId, quantity: 1 }]));
  });
  const startedAt = performance.now();
  const answers = await Promise.all(orders.map((order) => finalAnswer(system, store, order)));
  const totalMs = performance.now() - startedAt;
  const sold = answers.filter((answer) => answer.status === 200).length;
  const refused = answers.filter((answer) => answer.status === 409 && answer.code === 'stock.insufficient');
  const refusalsMs = refused.map((answer) => answer.durationMs);
  return [
    { name: 'flashsale.sold', value: sold, unit: 'units' },
    { name: 'flashsale.refused', value: refused.length, unit: 'buyers' },
    { name: 'flashsale.left', value: (await stockOf(store, productId)).available, unit: 'units' },
    { name: 'flashsale.lastAnswer', value: totalMs, unit: 'ms' },
    { name: 'flashsale.refusal.p99', value: percentile(refusalsMs, 0.99), unit: 'ms' },
  ];
}

/** Repeats a checkout request with the same key until it is neither pending (202, 429) nor unavailable (503). */
async function finalAnswer(
  system: TestSystem,
  { tillSessionId }: StoreFixture,
  { orderId, revision }: { orderId: string; revision: number },
): Promise<FinalAnswer> {
  const startedAt = performance.now();
  const body = { revision, payment: cash(10_000), tillSessionId };
  for (;;) {
    const answer = await system.cashier.ask('POST', `/orders/${orderId}/checkout`, body, `flash-${orderId}`);
    if (![202, 429, 503].includes(answer.status))
      return { status: answer.status, code: answer.body.code, durationMs: performance.now() - startedAt };
  }
}
