import type { OpenBatches } from './hold.js';
import type { Batch, HeldUnits, Level } from './records.js';

/**
 * Products that are sold by their expiry date (FEFO). Each date has a queue of its own, in which a batch has a place; the level
 * names the queues with units, the earliest date first. Batches without a place stand in the queue of arrival (FIFO), as those
 * of all other products do.
 */

/** The batches of a level that expire on a day: `head` is the first place that may still have units, `next` the next free one. */
export interface ExpiryQueue {
  readonly day: string;
  readonly head: number;
  readonly next: number;
}

/** Place of a batch in the queue of its expiry date, as one string; no slot of the queue of arrival begins so. */
export function expirySlotOf(levelKey: string, day: string, place: number): string {
  return `${levelKey}/${day}/${String(place).padStart(10, '0')}`;
}

const byDay = (a: ExpiryQueue, b: ExpiryQueue): number => (a.day < b.day ? -1 : 1);

function withQueue(queues: readonly ExpiryQueue[], queue: ExpiryQueue): ExpiryQueue[] {
  return [...queues.filter(({ day }) => day !== queue.day), queue].toSorted(byDay);
}

/** The place of a batch that arrives, and the queues with it. */
export function placeInQueue(
  queues: readonly ExpiryQueue[],
  day: string,
): { readonly place: number; readonly queues: ExpiryQueue[] } {
  const { head, next } = queues.find((queue) => queue.day === day) ?? { head: 0, next: 0 };
  return { place: next, queues: withQueue(queues, { day, head, next: next + 1 }) };
}

/** The queues once units are back in their batches; a queue that had been empty is there again. */
export function queuesGivenBack(queues: readonly ExpiryQueue[], units: readonly HeldUnits[]): readonly ExpiryQueue[] {
  return units.reduce<readonly ExpiryQueue[]>((all, { expiresOn, expiryPlace: place }) => {
    if (expiresOn === undefined || place === undefined) return all;
    const { head, next } = all.find((queue) => queue.day === expiresOn) ?? { head: place, next: 0 };
    return withQueue(all, { day: expiresOn, head: Math.min(head, place), next: Math.max(next, place + 1) });
  }, queues);
}

/** Where the queues of a level begin once `taken` is gone from its batches; one without units is left out. */
function queuesAfterTaking(
  level: Level & Required<Pick<Level, 'expiries'>>,
  { batches, expiriesRead }: OpenBatches,
  taken: ReadonlyMap<string, number>,
): ExpiryQueue[] {
  const live = batches.filter(
    (batch) => batch.levelKey === level._id && batch.remainingQty > (taken.get(batch._id) ?? 0),
  );
  const unread = new Map((expiriesRead?.get(level._id) ?? level.expiries).map((queue) => [queue.day, queue.head]));
  return level.expiries.flatMap((queue) => {
    const places = live.flatMap(({ expiresOn, expiryPlace }) =>
      expiresOn === queue.day && expiryPlace !== undefined ? [expiryPlace] : [],
    );
    const head = Math.min(unread.get(queue.day) ?? queue.head, ...places);
    return head < queue.next ? [{ ...queue, head }] : [];
  });
}

/** The first seq of a level that still has units once `taken` is gone from its batches. */
function headAfter(level: Level, open: OpenBatches, taken: ReadonlyMap<string, number>): number {
  const live = open.batches.find(
    (batch) =>
      batch.levelKey === level._id &&
      batch.expiryPlace === undefined &&
      batch.remainingQty > (taken.get(batch._id) ?? 0),
  );
  return live?.seq ?? open.readTo.get(level._id) ?? level.next;
}

/** Where the queues of a level begin once `taken` is gone from its batches: that of arrival, and those of its expiry dates. */
export function queuesAfter(
  level: Level,
  open: OpenBatches,
  taken: ReadonlyMap<string, number>,
): Pick<Level, 'head'> & Pick<Partial<Level>, 'expiries'> {
  const { expiries, ...rest } = level;
  return {
    head: headAfter(level, open, taken),
    ...(expiries === undefined ? {} : { expiries: queuesAfterTaking({ ...rest, expiries }, open, taken) }),
  };
}

type Ordered = Pick<Batch, 'seq' | 'expiresOn' | 'expiryPlace'>;

/**
 * Batches of one product in the order in which they are sold: by arrival. Where some are in the queue of their expiry date,
 * the first of these queues and the first by arrival are compared: where both have a date the earlier one goes first, else the
 * one that came first.
 */
export function inSaleOrder<B extends Ordered>(batches: readonly B[]): B[] {
  const arrived = batches.filter((batch) => batch.expiryPlace === undefined).sort((a, b) => a.seq - b.seq);
  if (arrived.length === batches.length) return arrived;
  const dated = batches
    .filter((batch) => batch.expiryPlace !== undefined)
    .sort((a, b) => (a.expiresOn === b.expiresOn ? a.seq - b.seq : a.expiresOn! < b.expiresOn! ? -1 : 1));
  const order: B[] = [];
  let at = 0;
  for (const batch of dated) {
    for (; at < arrived.length && goesFirst(arrived[at]!, batch); at += 1) order.push(arrived[at]!);
    order.push(batch);
  }
  return [...order, ...arrived.slice(at)];
}

function goesFirst(arrived: Ordered, dated: Ordered): boolean {
  if (arrived.expiresOn === undefined || arrived.expiresOn === dated.expiresOn) return arrived.seq < dated.seq;
  return arrived.expiresOn < dated.expiresOn!;
}
