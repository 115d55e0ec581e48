import type {
  Actor,
  ApprovalReason,
  CheckoutInput,
  CorrectionLine,
  CorrectionView,
  Currency,
  CustomerView,
  EntryLine,
  EntryView,
  OrderLineInput,
  OrderView,
  PaymentMethod,
  SagaRecord,
  SaleLine,
  SaleView,
  SnapshotView,
  StoreView,
  Totals,
} from '@comptoir/contracts';

/** The records of sales as they are stored; `_id` is the id of the record. */

/** A customer account; `search` holds the normalized words it is found by, `touched` makes credit sales take turns. */
export interface CustomerRecord extends Omit<CustomerView, 'customerId'> {
  readonly _id: string;
  readonly search: readonly string[];
  readonly touched: number;
}

/** The buyer as it goes on documents. */
export type Buyer = SaleView['customer'];

/** A payment with its change, as a sale keeps it; minor units. */
export type FrozenPayment = NonNullable<SaleView['payment']>;

/** What a checkout froze beside its priced lines; there as long as the order is locked, and after its sale. */
export interface FrozenCheckout {
  readonly ids: CheckoutInput['ids'];
  readonly store: StoreView;
  readonly buyer: Buyer;
  readonly reasons: readonly ApprovalReason[];
  readonly payment?: FrozenPayment;
}

/** An order: mutable workflow state. */
export interface OrderRecord extends Omit<OrderView, 'orderId' | 'lines'> {
  readonly _id: string;
  readonly lines: readonly OrderLineInput[];
  readonly checkout?: FrozenCheckout;
  /** The revision whose checkout was given up: nothing may be locked or posted at it any more. */
  readonly stoppedRevision?: number;
}

/** A sale: immutable, everything as it was at that moment. */
export interface SaleRecord extends Omit<SaleView, SaleStatusFields | 'saleId' | 'lines'> {
  readonly _id: string;
  readonly lines: readonly SaleLine[];
}

type SaleStatusFields =
  | 'state'
  | 'revision'
  | 'invoiceId'
  | 'invoiceNumber'
  | 'guaranteeId'
  | 'returned'
  | 'corrections';

/** Units of a line of a sale that came back. */
export interface Returned {
  readonly saleLineId: string;
  readonly quantity: number;
}

/** Where a sale stands: the mutable part, one record a sale, apart from the truth. `_id` is the sale's. */
export interface SaleStatus {
  readonly _id: string;
  readonly orderId: string;
  readonly storeId: string;
  readonly businessDay: string;
  readonly state: SaleView['state'];
  readonly revision: number;
  /** The correction that holds the lock while `correcting`. */
  readonly correctionId?: string;
  readonly invoiceId?: string;
  readonly invoiceNumber?: string;
  readonly guaranteeId?: string;
  readonly returned: readonly Returned[];
}

/** A line of an STI; negative in a reversal. */
export interface StiLine {
  readonly saleLineId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly taxRateBps: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly costMinor: number;
}

/** The canonical financial record of a sale or of its reversal; immutable. */
export interface StiRecord extends Totals {
  readonly _id: string;
  readonly kind: 'sale' | 'reversal';
  readonly saleId: string;
  readonly correctionId?: string;
  readonly storeId: string;
  readonly currency: Currency;
  readonly businessDay: string;
  readonly costMinor: number;
  readonly lines: readonly StiLine[];
  readonly receivedMinor: number;
  readonly receivedBy?: PaymentMethod;
}

/** A journal entry; immutable. */
export interface EntryRecord extends Omit<EntryView, 'entryId' | 'lines'> {
  readonly _id: string;
  readonly lines: readonly EntryLine[];
}

/** A correction; mutable until it is final. A tombstone (abandoned before it began) has no lines. */
export interface CorrectionRecord extends Omit<CorrectionView, 'correctionId' | 'lines'> {
  readonly _id: string;
  readonly lines: readonly CorrectionLine[];
  /** The most that may be paid out of it: its gross, and no more than was paid on the sale and not refunded before; minor units. */
  readonly refundableMinor: number;
  /** Business day it was begun on, in the store's time zone: the close of that day waits for it. */
  readonly begunDay: string;
}

/** The undo that arrived before its step: all that is known of a correction that never began. */
export interface CorrectionTombstone {
  readonly _id: string;
  readonly saleId: string;
  readonly state: 'abandoned';
  readonly sagaId: string;
  readonly begunAt: string;
  readonly begunBy: Actor;
}

/** A business day of a store, touched by every post and by its close, so that they take turns. `_id` is store/day. */
export interface BusinessDayRecord {
  readonly _id: string;
  readonly storeId: string;
  readonly businessDay: string;
  readonly closed: boolean;
  readonly touched: number;
}

/** A closed day; immutable. `_id` is day/store, so that ids sort by day. */
export interface SnapshotRecord extends SnapshotView {
  readonly _id: string;
}

/** How a saga ended; written once, with its last step. `_id` is the saga's. */
export interface SagaOutcomeRecord extends Omit<SagaRecord, 'sagaId'> {
  readonly _id: string;
}

/** What a person wrote for a saga; deleted when no retry of the request can come, as its records hold the text by then. */
export interface TextRecord {
  readonly _id: string;
  readonly text: string;
  readonly keptAt: Date;
}

/** What a customer owes in one currency, minor units. */
export interface Balance {
  readonly currency: Currency;
  readonly balanceMinor: number;
}
