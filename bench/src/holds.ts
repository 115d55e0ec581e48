import { openStoreFixture, type TestSystem } from '@comptoir/deploy/testing';
import { inventory } from '@comptoir/contracts';
import { connectNats, makeCaller, mint, type Caller } from '@comptoir/kit';
import { percentile, type Measurement } from './measurements.js';
import { seedProductWithBatches } from './seed-batches.js';

const ROUNDS = 30;
const GROWTH_ROUNDS = 150;
const WARM_UP_ROUNDS = 5;
const BATCH_COUNTS = [10, 1_000, 10_000] as const;
const GROWTH_COUNTS = [10, 100_000] as const;

/** Duration of a hold of one unit with 10, 1,000 and 10,000 batches of the product, in turns; the floor is the one with 10. */
export async function measureHolds(system: TestSystem): Promise<Measurement[]> {
  const p50 = await holdsWith(system, BATCH_COUNTS, ROUNDS);
  const floor = p50[0] as number;
  return BATCH_COUNTS.map((batches, index) => {
    const value = p50[index] as number;
    return { name: `hold.p50.${batches}batches`, value, unit: 'ms', ratioToFloor: value / floor };
  });
}

/** How a hold of one unit grows from 10 to 100,000 open batches of the product, measured in turns: `growth.hold.batches`. */
export async function measureHoldGrowth(system: TestSystem): Promise<Measurement[]> {
  const [few, many] = (await holdsWith(system, GROWTH_COUNTS, GROWTH_ROUNDS)) as [number, number];
  return [
    { name: `growth.hold.${GROWTH_COUNTS[0]}`, value: few, unit: 'ms' },
    { name: `growth.hold.${GROWTH_COUNTS[1]}`, value: many, unit: 'ms' },
    { name: 'growth.hold.batches', value: many / few, unit: 'ratio' },
  ];
}

/** The p50 of a hold of one unit with so many open batches of its product each, in turns; milliseconds. */
async function holdsWith(system: TestSystem, counts: readonly number[], rounds: number): Promise<number[]> {
  const store = await openStoreFixture(system);
  const products: { productId: string; durationsMs: number[] }[] = [];
  for (const batches of counts)
    products.push({ productId: await seedProductWithBatches(system, store, batches), durationsMs: [] });
  const nats = await connectNats(system.shop.natsUrl, 'bench');
  const caller = makeCaller(nats, 'comptoir');
  for (let round = 0; round < rounds; round += 1) {
    for (const { productId, durationsMs } of products) {
      const durationMs = await holdAndRelease(caller, store.storeId, productId);
      if (round >= WARM_UP_ROUNDS) durationsMs.push(durationMs);
    }
  }
  await nats.close();
  return products.map(({ durationsMs }) => percentile(durationsMs, 0.5));
}

/** Holds one unit and releases it again; returns the duration of the hold, milliseconds. */
async function holdAndRelease(caller: Caller, storeId: string, productId: string): Promise<number> {
  const holdId = mint('hold');
  const sagaId = `bench/${mint('order')}`;
  const actor = { id: 'bench', role: 'system' } as const;
  const lines = [{ lineId: mint('line'), productId, quantity: 1 }];
  const startedAt = performance.now();
  await caller.call(inventory.holdStock, { holdId, storeId, lines }, { actor, sagaId, commandId: `${sagaId}/hold` });
  const durationMs = performance.now() - startedAt;
  await caller.call(inventory.releaseHold, { holdId, storeId }, { actor, sagaId, commandId: `${sagaId}/release` });
  return durationMs;
}
