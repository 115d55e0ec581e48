import type { PurchaseOrderView } from '@comptoir/contracts';

/** A purchase order as stored. */
export interface PurchaseOrderRecord extends Omit<PurchaseOrderView, 'purchaseOrderId'> {
  readonly _id: string;
}

/** The counter of the numbers of a store's purchase orders in a year; `_id` is how they begin, such as `ALG1-PO-2026`. */
export interface PurchaseOrderSeries {
  readonly _id: string;
  /** The last number that was drawn. */
  readonly last: number;
}

/** The purchase order as others see it. */
export function purchaseOrderViewOf({ _id, ...fields }: PurchaseOrderRecord): PurchaseOrderView {
  return { purchaseOrderId: _id, ...fields };
}

/** How the numbers of a store's purchase orders begin on a day. */
export function seriesNameOf(storeCode: string, day: string): string {
  return `${storeCode}-PO-${day.slice(0, 4)}`;
}

/** The next number of a series and the series with it drawn: numbers of a name have no gap. */
export function drawNumber(
  before: PurchaseOrderSeries | null,
  name: string,
): { readonly number: string; readonly series: PurchaseOrderSeries } {
  const last = (before?.last ?? 0) + 1;
  return { number: `${name}-${String(last).padStart(6, '0')}`, series: { _id: name, last } };
}
