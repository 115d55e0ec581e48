import type { AllocatedLine, Allocation, InventoryAuditRecords } from '@comptoir/contracts';
import type { ExpiryQueue } from './expiry-queues.js';
import type { OpenAlert } from './stock-alert.js';

/** Key of a level: one product in one store. */
export function levelKeyOf(storeId: string, productId: string): string {
  return `${storeId}/${productId}`;
}

/** Place of a batch in its product's queue, as one string that sorts in FIFO order (README, 1). */
export function slotOf(levelKey: string, seq: number): string {
  return `${levelKey}/${String(seq).padStart(10, '0')}`;
}

/** A FIFO batch as stored: `remainingQty` and `remainingCostMinor` are the single source of truth for stock and its cost, and change together. */
export interface Batch {
  readonly _id: string;
  readonly storeId: string;
  readonly productId: string;
  readonly levelKey: string;
  /** Order of arrival among the batches of its product in its store. */
  readonly seq: number;
  readonly slot: string;
  readonly origin: 'delivery' | 'return' | 'transfer' | 'count';
  readonly originId: string;
  /** The delivery that brought its units first. */
  readonly deliveryId: string;
  readonly returnOf?: string;
  /** Of a transfer: the batch its units left, and when they came into a store of the chain first. */
  readonly movedFrom?: string;
  readonly agedSince?: string;
  /** The last business day on which its units may be sold, of a product that keeps expiry dates. */
  readonly expiresOn?: string;
  /** Its place in the queue of that date, of a product that is sold by it. */
  readonly expiryPlace?: number;
  readonly receivedQty: number;
  /** Cost of all units received, minor units; it never changes. */
  readonly costMinor: number;
  readonly remainingQty: number;
  readonly remainingCostMinor: number;
  readonly currency: string;
  readonly receivedAt: string;
}

/** Units of a product in a store that may be sold. `head` is the first seq that may still have units, `next` the next free one. */
export interface Level {
  readonly _id: string;
  readonly storeId: string;
  readonly productId: string;
  readonly currency: string;
  readonly available: number;
  readonly version: number;
  readonly head: number;
  readonly next: number;
  /** Queues of expiry dates that may have units, the earliest first; absent where nothing was ever sold by its date. */
  readonly expiries?: readonly ExpiryQueue[];
  /** The batch that came last, also where nothing of it is left; absent where none has come since it is kept. */
  readonly newest?: string;
  /** At this quantity or less it is low, smallest units; 0 or absent for never. */
  readonly threshold?: number;
  /** The alert that is open. */
  readonly alert?: OpenAlert;
}

/** Units of a hold taken from one batch. */
export interface HeldUnits {
  readonly batchId: string;
  readonly deliveryId: string;
  readonly seq: number;
  readonly quantity: number;
  /** Cost of these units, minor units. */
  readonly costMinor: number;
  /** As their batch has them. */
  readonly expiresOn?: string;
  readonly expiryPlace?: number;
}

/** Units of one batch as others see them. */
export function partOf({ seq: _seq, expiresOn: _expiresOn, expiryPlace: _place, ...part }: HeldUnits): Allocation {
  return part;
}

/** A line of a hold with the units it was given. */
export interface HeldLine {
  readonly lineId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly allocations: readonly HeldUnits[];
}

/** Units set aside for one checkout; what earlier returns took of it is stored here, so that concurrent returns write the same document. */
export interface Hold {
  readonly _id: string;
  readonly storeId: string;
  readonly sagaId: string;
  readonly state: 'open' | 'settled' | 'released';
  readonly saleId?: string;
  readonly currency?: string;
  readonly lines: readonly HeldLine[];
  readonly levelKeys: readonly string[];
  readonly returned: readonly { readonly batchId: string; readonly quantity: number; readonly costMinor: number }[];
  readonly revision: number;
  readonly createdAt: string;
  readonly closedAt?: string;
  readonly heldBy: string;
}

/** A stock movement: only ever inserted. Σ remainingDelta of a batch is its remainingQty, Σ heldDelta its units held. */
export interface Movement {
  readonly _id: string;
  readonly kind: InventoryAuditRecords['movements']['kind'];
  readonly storeId: string;
  readonly productId: string;
  readonly batchId: string;
  readonly remainingDelta: number;
  readonly heldDelta: number;
  /** Cost of the units moved, minor units. */
  readonly costMinor: number;
  readonly currency: string;
  /** The delivery, hold, correction, transfer, write-off, stock count or paper of a supplier behind it. */
  readonly ref: string;
  readonly by: string;
  readonly occurredAt: string;
  /** The day of the books that it belongs to, of a sale and of its corrections; else that of occurredAt in its store. */
  readonly businessDay?: string;
}

/** The lines of a hold as its caller and the audit see them. */
export function allocatedLines(lines: readonly HeldLine[]): AllocatedLine[] {
  return lines.map((line) => {
    const [expiresOn] = line.allocations.flatMap((units) => units.expiresOn ?? []).toSorted();
    return {
      lineId: line.lineId,
      productId: line.productId,
      quantity: line.quantity,
      allocations: line.allocations.map(partOf),
      ...(expiresOn === undefined ? {} : { expiresOn }),
    };
  });
}
