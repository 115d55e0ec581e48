import type {
  DeliveryBilling,
  DeliveryView,
  SupplierBillLine,
  SupplierBillView,
  SupplierReturnView,
} from '@comptoir/contracts';

/** What credit notes have credited of the units of a batch that a bill has and the delivery has not; minor units. */
export interface NotReceivedCredit {
  readonly batchId: string;
  readonly creditedMinor: number;
}

/** A bill or a credit note as stored: it never changes, but for what is credited of it and for its reversal. */
export interface SupplierBillRecord extends Omit<SupplierBillView, 'billId'> {
  readonly _id: string;
  /** `<supplierId>/<kind>/<number>`, while it is not reversed: a paper is recorded once. */
  readonly paperKey: string;
  readonly credits: readonly NotReceivedCredit[];
  readonly revision: number;
}

/** How far a batch of a delivery is billed. */
export interface BilledBatch {
  readonly batchId: string;
  /** Units that bills name, at most those received. */
  readonly billed: number;
  /** What of the goods' cost is cleared, minor units. */
  readonly clearedMinor: number;
  /** What papers made the batch cost more, or less; minor units. */
  readonly differenceMinor: number;
  /** Of the difference: what fell on units that had left. */
  readonly toCostMinor: number;
}

/** How far a delivery is billed; `_id` is the delivery's. */
export interface BillingRecord {
  readonly _id: string;
  readonly revision: number;
  readonly lines: readonly BilledBatch[];
  readonly extraClearedMinor: number;
}

/** A return to a supplier as stored: it never changes, but for what is credited of it. */
export interface SupplierReturnRecord extends Omit<SupplierReturnView, 'supplierReturnId'> {
  readonly _id: string;
  readonly revision: number;
}

/** The key of a paper: letters and digits of its number, so that `FA-12` and `fa 12` are one. */
export function paperKeyOf(supplierId: string, kind: SupplierBillView['kind'], number: string): string {
  const bare = number.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
  return `${supplierId}/${kind}/${bare === '' ? number : bare}`;
}

/** The paper as others see it. */
export function supplierBillViewOf({
  _id,
  paperKey: _paperKey,
  credits: _credits,
  revision: _revision,
  ...view
}: SupplierBillRecord): SupplierBillView {
  return { billId: _id, ...view };
}

/** The return as others see it. */
export function supplierReturnViewOf({ _id, revision: _revision, ...view }: SupplierReturnRecord): SupplierReturnView {
  return { supplierReturnId: _id, ...view };
}

/** A delivery of which nothing was billed. */
export function newBilling(deliveryId: string): BillingRecord {
  return { _id: deliveryId, revision: 0, lines: [], extraClearedMinor: 0 };
}

/** A batch of which nothing was billed. */
export function notBilled(batchId: string): BilledBatch {
  return { batchId, billed: 0, clearedMinor: 0, differenceMinor: 0, toCostMinor: 0 };
}

type DeliveredBatch = DeliveryView['batches'][number];

/** What the goods of a batch cost when they came, without extra costs; minor units. */
export function goodsCostOf({ costMinor, extraCostMinor = 0 }: DeliveredBatch): number {
  return costMinor - extraCostMinor;
}

/** What of a delivery was billed, as others see it. */
export function billingViewOf(
  { deliveryId, batches, extraCostMinor }: Pick<DeliveryView, 'deliveryId' | 'batches' | 'extraCostMinor'>,
  billing: BillingRecord,
): DeliveryBilling {
  const known = new Map(billing.lines.map((line) => [line.batchId, line]));
  return {
    deliveryId,
    lines: batches.map((batch) => ({
      ...(known.get(batch.batchId) ?? notBilled(batch.batchId)),
      productId: batch.productId,
      received: batch.quantity,
      costMinor: goodsCostOf(batch),
    })),
    extra: { expectedMinor: extraCostMinor ?? 0, clearedMinor: billing.extraClearedMinor },
  };
}

/** Units of a bill's line that had come, and were not on a bill before. */
export function matchedUnitsOf({ quantity = 0, received }: Pick<SupplierBillLine, 'quantity' | 'received'>): number {
  return received ? Math.min(quantity, received.quantity - received.billedBefore) : 0;
}
