import {
  cash,
  checkout,
  draft,
  eventually,
  openStoreFixture,
  stockUp,
  type StoreFixture,
  type TestSystem,
} from '@comptoir/deploy/testing';
import { inventory } from '@comptoir/contracts';
import { connectNats, makeCaller, mint } from '@comptoir/kit';
import { percentile, type Measurement } from './figures.js';

const ROUNDS = 30;
const WARM_UP = 5;
const PIECE = 1_000;

/**
 * A shelf whose stock lies in so many batches: one delivery through the front door, then split in the storage room's
 * records into batches of the same cost, as if it had come in as many deliveries. Ten thousand real ones would take longer
 * than the whole run; the audit at the end sees no difference.
 */
async function seedProduct(system: TestSystem, fixture: StoreFixture, batches: number): Promise<string> {
  const productId = await stockUp(fixture, [[batches * 3, 500]]);
  const room = system.mongo.db('comptoir_inventory');
  const [batchRows, movementRows] = [room.collection<Row>('batches'), room.collection<Row>('movements')];
  const whole = (await batchRows.findOne({ productId })) as Row;
  const received = (await movementRows.findOne({ batchId: whole._id })) as Row;
  const numbered = (id: string, seq: number): string => `${id.slice(0, -5)}${String(seq).padStart(5, '0')}`;
  for (let from = 1; from < batches; from += PIECE) {
    const seqs = Array.from({ length: Math.min(PIECE, batches - from) }, (_unused, index) => from + index);
    await batchRows.insertMany(
      seqs.map((seq) => ({
        ...whole,
        _id: numbered(whole._id, seq),
        seq,
        slot: whole['slot'].slice(0, -10) + String(seq).padStart(10, '0'),
        receivedQty: 3,
        remainingQty: 3,
      })),
    );
    await movementRows.insertMany(
      seqs.map((seq) => ({
        ...received,
        _id: numbered(received._id, seq),
        batchId: numbered(whole._id, seq),
        remainingDelta: 3,
      })),
    );
  }
  await batchRows.updateOne({ _id: whole._id }, { $set: { receivedQty: 3, remainingQty: 3 } });
  await movementRows.updateOne({ _id: received._id }, { $set: { remainingDelta: 3 } });
  await room.collection<Row>('levels').updateOne({ _id: whole['levelKey'] }, { $set: { next: batches } });
  return productId;
}

type Row = Record<string, any> & { _id: string };

/** What the storage room takes for a hold of one unit with 10, 1,000 and 10,000 batches of the product, in turns; each is released again. */
export async function measureHolds(system: TestSystem): Promise<Measurement[]> {
  const fixture = await openStoreFixture(system);
  const nats = await connectNats(system.shop.natsUrl, 'bench');
  const caller = makeCaller(nats, 'comptoir');
  const sizes = [10, 1_000, 10_000] as const;
  const seeded = new Map<number, string>();
  for (const size of sizes) seeded.set(size, await seedProduct(system, fixture, size));
  const ms = new Map<number, number[]>(sizes.map((size) => [size, []]));
  const actor = { id: 'bench', role: 'system' } as const;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const size of sizes) {
      const [holdId, sagaId] = [mint('hold'), `bench/${mint('order')}`];
      const lines = [{ lineId: mint('line'), productId: seeded.get(size) as string, quantity: 1 }];
      const at = performance.now();
      await caller.call(
        inventory.holdStock,
        { holdId, storeId: fixture.storeId, lines },
        { actor, sagaId, commandId: `${sagaId}/hold` },
      );
      if (round >= WARM_UP) ms.get(size)?.push(performance.now() - at);
      await caller.call(
        inventory.releaseHold,
        { holdId, storeId: fixture.storeId },
        { actor, sagaId, commandId: `${sagaId}/release` },
      );
    }
  }
  await nats.close();
  const floor = percentile(ms.get(10) ?? [], 0.5);
  return sizes.map((size) => {
    const value = percentile(ms.get(size) ?? [], 0.5);
    return { name: `hold.p50.${size}batches`, value, unit: 'ms', ratioToFloor: value / floor };
  });
}

/** From the answer of a sale to the till's cached figure. */
export async function measureEvents(system: TestSystem): Promise<Measurement[]> {
  const fixture = await openStoreFixture(system);
  const productId = await stockUp(fixture, [[100, 500]]);
  const ms: number[] = [];
  for (let left = 99; left >= 80; left -= 1) {
    const answer = await checkout(fixture, await draft(fixture, [{ productId, quantity: 1 }]), cash(10_000));
    if (answer.status !== 200)
      throw new Error(`a checkout was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const at = performance.now();
    await eventually(async () => {
      const { stock } = await system.cashier.get(`/products/${productId}`);
      if (stock[0]?.available !== left) throw new Error('not yet');
    });
    ms.push(performance.now() - at);
  }
  return [{ name: 'events.saleToCachedStock.p99', value: percentile(ms, 0.99), unit: 'ms' }];
}
