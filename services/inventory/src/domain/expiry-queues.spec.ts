import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampleBatch, sampleContext, STORE } from '../../test/samples.js';
import { readOldest } from '../store/open-batches.js';
import { createBatches } from './create-batches.js';
import { inSaleOrder } from './expiry-queues.js';
import { decideHoldStock } from './hold.js';
import { levelKeyOf, type Batch, type Hold, type Level } from './records.js';
import { decideReleaseHold } from './release-hold.js';

const batch = (seq: number, facts: Partial<Batch> = {}): Batch => ({ ...sampleBatch('a', seq, 1), ...facts });
const dated = (seq: number, expiresOn: string, expiryPlace = seq): Batch => batch(seq, { expiresOn, expiryPlace });

describe('the order in which batches are sold', () => {
  test.each<[string, Batch[], number[]]>([
    [
      'by arrival where none is sold by its date',
      [batch(2), batch(0, { expiresOn: '2026-12-31' }), batch(1)],
      [0, 1, 2],
    ],
    [
      'by expiry date, then arrival',
      [dated(0, '2026-05-09'), dated(1, '2026-05-01'), dated(2, '2026-05-01')],
      [1, 2, 0],
    ],
    ['one without a date where it came', [dated(0, '2026-05-09'), batch(1), dated(2, '2026-05-10')], [0, 1, 2]],
    ['one without a date before what came later', [batch(0), dated(1, '2026-05-01')], [0, 1]],
    [
      'one by arrival that has a date, by its date',
      [batch(0, { expiresOn: '2026-05-09' }), dated(1, '2026-05-01')],
      [1, 0],
    ],
  ])('%s', (_name, batches, order) => expect(inSaleOrder(batches).map((one) => one.seq)).toEqual(order));
});

const DAYS = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04'] as const;
const KEY = levelKeyOf(STORE, 'a');

/** A product in a store that is played through: what is stored, and the ids of open holds. */
class Played {
  level: Level | undefined;
  readonly batches = new Map<string, Batch>();
  readonly holds: Hold[] = [];
  private readonly moment = sampleContext();
  private count = 0;

  arrive(day: string | undefined, quantity: number): void {
    const expiry = day === undefined ? {} : { expiresOn: day, byExpiry: true };
    const arrival = {
      productId: 'a',
      quantity,
      sellableQty: quantity,
      costMinor: quantity,
      deliveryId: 'dlv_1',
      ...expiry,
    };
    const source = { storeId: STORE, currency: 'DZD', origin: 'delivery', originId: 'dlv_1' } as const;
    const { batches, levels } = createBatches(this.level ? [this.level] : [], [arrival], source, this.moment);
    for (const one of batches) this.batches.set(one._id, one);
    this.level = levels[0]!.after;
  }

  /** Holds units as the service does; answers the batches that they came from, unit by unit. */
  async hold(quantity: number): Promise<string[] | undefined> {
    if (!this.level || this.level.available < quantity) return undefined;
    const live = [...this.batches.values()].filter((one) => one.remainingQty > 0);
    const reader = {
      bySlots: async (slots: readonly string[]) => live.filter((one) => slots.includes(one.slot)),
      bySlotRange: async (from: string, to: string) => live.filter((one) => one.slot >= from && one.slot < to),
    };
    const open = await readOldest(reader, [this.level], new Map([['a', quantity]]));
    const command = {
      holdId: `hld_${(this.count += 1)}`,
      storeId: STORE,
      sagaId: 's',
      lines: [{ lineId: 'l', productId: 'a', quantity }],
    };
    const { hold, takes, levels } = decideHoldStock({ levels: [this.level], open }, command, this.moment);
    for (const { batchId, quantity: units, costMinor } of takes) this.change(batchId, -units, -costMinor);
    this.level = levels[0]!.after;
    this.holds.push(hold);
    return takesInOrder(hold);
  }

  release(at: number): void {
    const [hold] = this.holds.splice(at % Math.max(1, this.holds.length), 1);
    if (!hold) return;
    const command = { holdId: hold._id, storeId: STORE, sagaId: 's' };
    const released = decideReleaseHold({ hold, levels: [this.level!] }, command, this.moment);
    if (released.kind !== 'givenBack') throw new Error(released.kind);
    for (const { batchId, quantity, costMinor } of released.units) this.change(batchId, quantity, costMinor);
    this.level = released.levels[0]!.after;
  }

  /** Slow and obvious: of all units that are there, one after the other the one that goes first by the rule. */
  oracle(quantity: number): string[] {
    const left = new Map([...this.batches.values()].map((one) => [one._id, one.remainingQty]));
    const first = (some: readonly Batch[], key: (one: Batch) => string): Batch | undefined =>
      some.filter((one) => left.get(one._id)! > 0).toSorted((a, b) => (key(a) < key(b) ? -1 : 1))[0];
    const seqOf = (one: Batch): string => String(one.seq).padStart(6, '0');
    return Array.from({ length: quantity }, () => {
      const all = [...this.batches.values()];
      const byArrival = first(
        all.filter((one) => one.expiryPlace === undefined),
        seqOf,
      );
      const byDate = first(
        all.filter((one) => one.expiryPlace !== undefined),
        (one) => one.expiresOn! + seqOf(one),
      );
      const chosen = !byDate || (byArrival && byArrival.seq < byDate.seq) ? byArrival! : byDate;
      left.set(chosen._id, left.get(chosen._id)! - 1);
      return chosen._id;
    });
  }

  private change(batchId: string, units: number, costMinor: number): void {
    const one = this.batches.get(batchId)!;
    const remainingQty = one.remainingQty + units;
    this.batches.set(batchId, { ...one, remainingQty, remainingCostMinor: one.remainingCostMinor + costMinor });
  }
}

function takesInOrder({ lines }: Hold): string[] {
  return lines.flatMap((line) =>
    line.allocations.flatMap(({ batchId, quantity }) => Array.from({ length: quantity }, () => batchId)),
  );
}

const act = fc.oneof(
  fc.record({
    kind: fc.constant('arrive' as const),
    day: fc.constantFrom(...DAYS, undefined),
    units: fc.nat({ max: 3 }),
  }),
  fc.record({ kind: fc.constant('hold' as const), units: fc.nat({ max: 5 }) }),
  fc.record({ kind: fc.constant('release' as const), units: fc.nat({ max: 9 }) }),
);

test('first expired, first out: over arrivals, holds and releases each hold takes what the slow oracle takes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
      const shop = new Played();
      for (const one of acts) {
        if (one.kind === 'arrive') shop.arrive(one.day, one.units + 1);
        else if (one.kind === 'release') shop.release(one.units);
        else {
          const expected = shop.level && shop.level.available > one.units ? shop.oracle(one.units + 1) : undefined;
          expect(await shop.hold(one.units + 1)).toEqual(expected);
        }
      }
      const units = [...shop.batches.values()].reduce((total, { remainingQty }) => total + remainingQty, 0);
      expect(shop.level?.available ?? 0).toBe(units);
    }),
  );
});

test('a sale of one unit reads a handful of a hundred thousand batches, of one expiry date or of many', async () => {
  for (const days of [1, 400]) {
    const all = Array.from({ length: 100_000 }, (_, seq) => {
      const day = new Date(Date.UTC(2026, 0, 1 + (seq % days))).toISOString().slice(0, 10);
      return { day, place: Math.floor(seq / days) };
    });
    const queues = Map.groupBy(all, ({ day }) => day);
    const expiries = [...queues].map(([day, own]) => ({ day, head: 0, next: own.length }));
    const level: Level = {
      _id: KEY,
      storeId: STORE,
      productId: 'a',
      currency: 'DZD',
      available: 100_000,
      version: 1,
      head: 100_000,
      next: 100_000,
      expiries,
    };
    const asked: string[] = [];
    const reader = {
      bySlots: async (slots: readonly string[]) => {
        asked.push(...slots);
        return slots.map((slot, at) => dated(at, slot.split('/')[2]!));
      },
      bySlotRange: async () => {
        throw new Error('no range is read');
      },
    };
    await readOldest(reader, [level], new Map([['a', 1]]));
    expect([days, asked.length]).toEqual([days, 4]);
  }
});
