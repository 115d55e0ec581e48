import type { CountEntryView, StockCountView } from '@comptoir/contracts';

/** A stock count as stored: its state. Lines and entries are records of their own. */
export interface StockCountRecord extends Omit<StockCountView, 'stockCountId'> {
  readonly _id: string;
}

/** A product of a count as stored; `_id` is `<stockCountId>/<productId>`. Figures in smallest units. */
export interface CountLineRecord {
  readonly _id: string;
  readonly stockCountId: string;
  readonly productId: string;
  /** What should have been there when the count began. */
  readonly startQuantity: number;
  /** The round in which it is counted: entries of earlier ones no longer count. */
  readonly round: number;
}

/** An entry as stored; inserted, never changed. */
export interface CountEntryRecord extends Omit<CountEntryView, 'entryId'> {
  readonly _id: string;
  /** Version of the level and units held: where both are the same at two entries, nothing moved between them. */
  readonly levelVersion: number;
  readonly heldQuantity: number;
}

/** A difference as it was posted. Figures in smallest units and minor units, with their sign. */
export interface PostedDifference {
  readonly productId: string;
  readonly countedQuantity: number;
  readonly expectedQuantity: number;
  readonly difference: number;
  readonly differenceCostMinor: number;
}

/** What was posted of a count; `_id` is that of the count, so it is posted once. */
export interface CountPosting {
  readonly _id: string;
  readonly storeId: string;
  readonly postedAt: string;
  readonly lines: readonly PostedDifference[];
  /** Products that somebody counted: cyclic counts take the others first. */
  readonly countedProductIds: readonly string[];
}

/** Key of a line. */
export function countLineId(stockCountId: string, productId: string): string {
  return `${stockCountId}/${productId}`;
}

/** The count as others see it. */
export function stockCountViewOf({ _id, ...fields }: StockCountRecord): StockCountView {
  return { stockCountId: _id, ...fields };
}

/** The entry as others see it. */
export function countEntryViewOf({
  _id,
  levelVersion: _version,
  heldQuantity: _held,
  ...fields
}: CountEntryRecord): CountEntryView {
  return { entryId: _id, ...fields };
}
