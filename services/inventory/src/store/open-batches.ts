import { KEYS_PER_QUERY, readInPieces } from '@comptoir/kit';
import type { OpenBatches } from '../domain/hold.js';
import { expirySlotOf, type ExpiryQueue } from '../domain/expiry-queues.js';
import { slotOf, type Batch, type Level } from '../domain/records.js';

/** Reads of batches with units left, by their slots. */
export interface SlotReader {
  bySlots(slots: readonly string[]): Promise<readonly Batch[]>;
  /** Slots from `from` up to, not including, `to`. */
  bySlotRange(from: string, to: string): Promise<readonly Batch[]>;
}

interface Queue {
  readonly level: Level;
  readonly asked: number;
  readTo: number;
  found: number;
}

const MAX_WINDOW = 512;

async function readWindow(reader: SlotReader, queues: readonly Queue[], width: number): Promise<Batch[]> {
  const windows = queues.map((queue) => ({
    key: queue.level._id,
    from: queue.readTo,
    to: Math.min(queue.readTo + width, queue.level.next),
  }));
  const batches: Batch[] = [];
  if (width <= 4) {
    const slots = windows.flatMap(({ key, from, to }) =>
      Array.from({ length: to - from }, (_, i) => slotOf(key, from + i)),
    );
    batches.push(...(await readInPieces<Batch>(slots, (piece) => reader.bySlots(piece))));
  } else {
    for (const { key, from, to } of windows)
      batches.push(...(await reader.bySlotRange(slotOf(key, from), slotOf(key, to))));
  }
  const found = Map.groupBy(batches, (batch) => batch.levelKey);
  queues.forEach((queue, index) => {
    queue.readTo = windows[index]!.to;
    queue.found += (found.get(queue.level._id) ?? []).reduce((total, batch) => total + batch.remainingQty, 0);
  });
  return batches;
}

/** The batches of a level that are sold by their expiry dates, the earliest first, until the demand is met; and what was not read. */
async function readByExpiry(
  reader: SlotReader,
  levelKey: string,
  queues: readonly ExpiryQueue[],
  asked: number,
): Promise<{ readonly batches: Batch[]; readonly unread: ExpiryQueue[] }> {
  const unread = queues.map((queue) => ({ ...queue }));
  const batches: Batch[] = [];
  for (let [found, width] = [0, 4]; found < asked; width = Math.min(width * 2, MAX_WINDOW)) {
    const slots: string[] = [];
    for (const queue of unread)
      for (; queue.head < queue.next && slots.length < width; queue.head += 1)
        slots.push(expirySlotOf(levelKey, queue.day, queue.head));
    if (slots.length === 0) break;
    const some = await readInPieces<Batch>(slots, (piece) => reader.bySlots(piece));
    found += some.reduce((total, batch) => total + batch.remainingQty, 0);
    batches.push(...some);
  }
  return { batches, unread };
}

/**
 * The oldest batches of each level, from its head, until the demand is met or there are no more. Looks at a few slots of all
 * levels first, then twice as far for those still short: what is read depends on the batches a sale touches, not on those held.
 * Where a level has queues of expiry dates, these are read as far too: either alone would do, and allocate merges them.
 */
export async function readOldest(
  reader: SlotReader,
  levels: readonly Level[],
  demand: ReadonlyMap<string, number>,
): Promise<OpenBatches> {
  const queues = levels.map((level) => ({
    level,
    asked: demand.get(level.productId) ?? 0,
    readTo: level.head,
    found: 0,
  }));
  const short = (): Queue[] => queues.filter((queue) => queue.found < queue.asked && queue.readTo < queue.level.next);
  const batches: Batch[] = [];
  let width = Math.max(1, Math.min(4, Math.floor(KEYS_PER_QUERY / Math.max(1, levels.length))));
  for (let pending = short(); pending.length > 0; pending = short()) {
    batches.push(...(await readWindow(reader, pending, width)));
    width = Math.min(width * 2, MAX_WINDOW);
  }
  const expiriesRead = new Map<string, ExpiryQueue[]>();
  for (const { level, asked } of queues) {
    if (!level.expiries?.length) continue;
    const dated = await readByExpiry(reader, level._id, level.expiries, asked);
    batches.push(...dated.batches);
    expiriesRead.set(level._id, dated.unread);
  }
  return {
    batches: batches.sort((a, b) => a.seq - b.seq),
    readTo: new Map(queues.map((queue) => [queue.level._id, queue.readTo])),
    ...(expiriesRead.size === 0 ? {} : { expiriesRead }),
  };
}
