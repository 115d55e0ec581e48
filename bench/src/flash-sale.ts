import { cash, draft, openStoreFixture, stockUp, stockOf, type TestSystem } from '@comptoir/deploy/testing';
import { percentile, type Measurement } from './figures.js';
import { inWorkers } from './seed.js';

const BUYERS = 300;

/** 300 buyers for 50 units, all at once: exactly 50 sold, the time to the last answer, how fast the others are told. */
export async function measureFlashSale(system: TestSystem): Promise<Measurement[]> {
  const fixture = await openStoreFixture(system);
  const productId = await stockUp(fixture, [
    [20, 500],
    [30, 600],
  ]);
  const orders: { orderId: string; revision: number }[] = [];
  await inWorkers(16, BUYERS, async () => void orders.push(await draft(fixture, [{ productId, quantity: 1 }])));
  const begun = performance.now();
  const answers = await Promise.all(
    orders.map(async (order) => {
      const at = performance.now();
      for (;;) {
        const answer = await system.cashier.ask(
          'POST',
          `/orders/${order.orderId}/checkout`,
          { revision: order.revision, payment: cash(10_000) },
          `flash-${order.orderId}`,
        );
        if (![202, 429, 503].includes(answer.status))
          return { status: answer.status, code: answer.body.code as string | undefined, ms: performance.now() - at };
      }
    }),
  );
  const last = performance.now() - begun;
  const refused = answers.filter((answer) => answer.status === 409 && answer.code === 'stock.insufficient');
  return [
    { name: 'flashsale.sold', value: answers.filter((answer) => answer.status === 200).length, unit: 'units' },
    { name: 'flashsale.refused', value: refused.length, unit: 'buyers' },
    { name: 'flashsale.left', value: (await stockOf(fixture, productId)).available, unit: 'units' },
    { name: 'flashsale.lastAnswer', value: last, unit: 'ms' },
    {
      name: 'flashsale.refusal.p99',
      value: percentile(
        refused.map((answer) => answer.ms),
        0.99,
      ),
      unit: 'ms',
    },
  ];
}
