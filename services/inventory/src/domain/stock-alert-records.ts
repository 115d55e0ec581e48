import type { StockAlertView, StoreThreshold } from '@comptoir/contracts';

/** An alert as stored. */
export interface StockAlertRecord extends Omit<StockAlertView, 'alertId'> {
  readonly _id: string;
}

/** The alert as others see it. */
export function stockAlertViewOf({ _id, ...fields }: StockAlertRecord): StockAlertView {
  return { alertId: _id, ...fields };
}

/** What the catalog says of a product's thresholds, smallest units; `_id` is the product. */
export interface ThresholdRecord {
  readonly _id: string;
  /** Revision of the product; 0 before the catalog has told of it. */
  readonly version: number;
  readonly lowStockThreshold: number;
  /** Stores that have a threshold of their own. */
  readonly stores: readonly StoreThreshold[];
  /** A bundle: no stock of it comes into a store. */
  readonly isBundle?: true;
  /** Grows with each new level of the product, so that it and a change of its threshold do not pass each other. */
  readonly levels: number;
}

/** The threshold of a product in a store, smallest units; 0 where none is known. */
export function thresholdOf(record: ThresholdRecord | undefined, storeId: string): number {
  const own = record?.stores.find((one) => one.storeId === storeId);
  return own?.lowStockThreshold ?? record?.lowStockThreshold ?? 0;
}
