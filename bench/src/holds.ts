import { cash, checkout, draft, eventually, openCounter, stockUp, type Counter, type House } from '@comptoir/deploy/testing';
import { percentile, type Measurement } from './figures.js';

const LINES_A_DELIVERY = 500;

async function shelfOf(counter: Counter, batches: number): Promise<string> {
  const productId = await stockUp(counter, []);
  for (let left = batches; left > 0; left -= LINES_A_DELIVERY) {
    const lines = Array.from({ length: Math.min(left, LINES_A_DELIVERY) }, (_unused, index) => ({ productId, quantity: 3, unitCostMinor: 500 + (index % 7) }));
    await counter.house.manager.post('/deliveries', { storeId: counter.storeId, lines });
  }
  return productId;
}

/** What the storage room takes for a hold with 10, 1,000 and 10,000 batches of the product: whole checkouts in turns, one unit each. */
export async function measureHolds(house: House): Promise<Measurement[]> {
  const counter = await openCounter(house);
  const sizes = [10, 1_000, 10_000] as const;
  const shelves = new Map<number, string>();
  for (const size of sizes) shelves.set(size, await shelfOf(counter, size));
  const ms = new Map<number, number[]>(sizes.map((size) => [size, []]));
  for (let round = 0; round < 24; round += 1) {
    for (const size of sizes) {
      const order = await draft(counter, [{ productId: shelves.get(size) as string, quantity: 1 }]);
      const at = performance.now();
      const answer = await checkout(counter, order, cash(10_000));
      if (answer.status !== 200) throw new Error(`a checkout was refused: ${JSON.stringify(answer.body)}`);
      if (round >= 4) ms.get(size)?.push(performance.now() - at);
    }
  }
  const floor = percentile(ms.get(10) ?? [], 0.5);
  return sizes.map((size) => {
    const value = percentile(ms.get(size) ?? [], 0.5);
    return { name: `hold.checkout.${size}batches`, value, unit: 'ms', ratioToFloor: value / floor };
  });
}

/** From the answer of a sale to the till's cached figure. */
export async function measureEvents(house: House): Promise<Measurement[]> {
  const counter = await openCounter(house);
  const productId = await stockUp(counter, [[100, 500]]);
  const ms: number[] = [];
  for (let left = 99; left >= 80; left -= 1) {
    const answer = await checkout(counter, await draft(counter, [{ productId, quantity: 1 }]), cash(10_000));
    if (answer.status !== 200) throw new Error('a checkout was refused');
    const at = performance.now();
    await eventually(async () => {
      const { stock } = await house.cashier.get(`/products/${productId}`);
      if (stock[0]?.available !== left) throw new Error('not yet');
    });
    ms.push(performance.now() - at);
  }
  return [{ name: 'events.saleToCachedStock.p99', value: percentile(ms, 0.99), unit: 'ms' }];
}
