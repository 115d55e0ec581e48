import {
  cash,
  checkout,
  draft,
  eventually,
  openStoreFixture,
  stockUp,
  type TestSystem,
} from '@comptoir/deploy/testing';
import { percentile, type Measurement } from './measurements.js';

const UNITS = 100;
const SALES = 20;

/** Time from the answer to a sale until catalog's stock projection, which the till reads, has the new figure. */
export async function measureStockEvents(system: TestSystem): Promise<Measurement[]> {
  const store = await openStoreFixture(system);
  const productId = await stockUp(store, [[UNITS, 500]]);
  const durationsMs: number[] = [];
  for (let sale = 1; sale <= SALES; sale += 1) {
    const answer = await checkout(store, await draft(store, [{ productId, quantity: 1 }]), cash(10_000));
    if (answer.status !== 200)
      throw new Error(`a checkout was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const answeredAt = performance.now();
    await eventually(async () => {
      const { stock } = await system.cashier.get(`/products/${productId}`);
      if (stock[0]?.available !== UNITS - sale) throw new Error(`the cached stock is not yet ${UNITS - sale}`);
    });
    durationsMs.push(performance.now() - answeredAt);
  }
  return [{ name: 'events.saleToCachedStock.p99', value: percentile(durationsMs, 0.99), unit: 'ms' }];
}
