import type {
  AccountView,
  Actor,
  ApprovalReason,
  AttachmentView,
  CashMovement,
  CheckoutInput,
  CorrectionLine,
  CorrectionView,
  Currency,
  CustomerChange,
  CustomerView,
  DeliveryMarginRow,
  EntryLine,
  EntryView,
  Identifier,
  OrderLineInput,
  OrderView,
  PaymentMethod,
  PaymentView,
  PeriodView,
  SagaRecord,
  SaleLine,
  SaleView,
  SealedDocument,
  SealedMargin,
  SealedSum,
  SnapshotView,
  StiBatch,
  StoreView,
  Totals,
  Unit,
  ZReport,
} from '@comptoir/contracts';
import type { OpenGroup } from './aged.js';

/** The records of sales as they are stored; `_id` is the id of the record. */

/** A customer account; `touched` makes credit sales take turns. */
export interface CustomerRecord extends Omit<CustomerView, 'customerId' | 'identifiers'> {
  readonly _id: string;
  readonly identifiers: readonly Identifier[];
  readonly touched: number;
  /** The account that leads on since this one was merged into it; it leads itself, so one step is always enough. */
  readonly mergedInto?: string;
  /** All accounts that were merged into this one. */
  readonly merged?: readonly string[];
}

/** A number that one account has; `_id` is its kind and the number without separators. */
export interface IdentifierRecord {
  readonly _id: string;
  readonly customerId: string;
}

/** A word that a customer is found by; `_id` and `key` are `<word>/<customerId>`: the stand-in has no index for a range of `_id`. */
export interface CustomerSearchKey {
  readonly _id: string;
  readonly key: string;
  readonly customerId: string;
  readonly kind: CustomerView['kind'];
  readonly words: readonly string[];
  /** Phone numbers, digits only. */
  readonly numbers: readonly string[];
}

/** A row of the history of a customer; only an erasure changes it. `commandId`: the command whose stored reply holds the account. */
export interface CustomerChangeRecord extends Omit<CustomerChange, 'fields'> {
  readonly _id: string;
  readonly commandId: string;
  readonly fields: readonly CustomerChange['fields'][number][];
}

/** The buyer as it goes on documents. */
export type Buyer = SaleView['customer'];

/** A payment with its change, as a sale keeps it; minor units. */
export type FrozenPayment = SaleView['payments'][number];

/** What a checkout froze beside its priced lines; there as long as the order is locked, and after its sale. */
export interface FrozenCheckout {
  readonly ids: CheckoutInput['ids'];
  readonly store: StoreView;
  /** Until the sale is final: then its record and its document hold the buyer. */
  readonly buyer?: Buyer;
  readonly reasons: readonly ApprovalReason[];
  readonly payments: readonly FrozenPayment[];
  readonly tillSessionId?: string;
}

/** An order: mutable workflow state. */
export interface OrderRecord extends Omit<OrderView, 'orderId' | 'lines' | 'life'> {
  readonly _id: string;
  readonly lines: readonly OrderLineInput[];
  readonly life: readonly OrderView['life'][number][];
  readonly checkout?: FrozenCheckout;
  /** The revision whose checkout was given up: nothing may be locked or posted at it any more. */
  readonly stoppedRevision?: number;
  /** The customer, as long as something of the sale is owed. */
  readonly debtorId?: string;
}

/** A sale: immutable, everything as it was at that moment. */
export interface SaleRecord extends Omit<SaleView, SaleStatusFields | 'saleId' | 'lines' | 'openMinor'> {
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
  /** By when what stayed open is to be paid. */
  readonly dueDay?: string;
  readonly returned: readonly Returned[];
}

/** A line of an STI; negative in a reversal. */
export interface StiLine {
  readonly saleLineId: string;
  readonly productId: string;
  /** The category that the product had when it was sold. */
  readonly categoryId?: string;
  readonly quantity: number;
  readonly unit: Unit;
  readonly quantityDecimals: number;
  readonly taxRateBps: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  /** Discount before tax, minor units. */
  readonly discountNetMinor: number;
  readonly costMinor: number;
  /** The same by the batches it came from: the parts add up to the line. */
  readonly batches: readonly StiBatch[];
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
  readonly discountNetMinor: number;
  readonly lines: readonly StiLine[];
  /** Who bought, and who sold: what comes back counts for the same. */
  readonly customerId: string;
  readonly soldBy: string;
  readonly receivedMinor: number;
  readonly received: readonly { readonly method: PaymentMethod; readonly amountMinor: number }[];
  /** The till session it was rung up in. */
  readonly tillSessionId?: string;
}

/** A journal entry; immutable. */
export interface EntryRecord extends Omit<EntryView, 'entryId' | 'lines'> {
  readonly _id: string;
  readonly lines: readonly EntryLine[];
}

/** An entry before it has its number; without a journal it goes to that of its kind. */
export interface EntryDraft extends Omit<EntryRecord, 'journal' | 'number' | 'sequence' | 'previousHash' | 'hash'> {
  readonly journal?: EntryRecord['journal'];
}

/** Where the numbers and the hash chain of a store stand: one record a store, read and written by whatever posts. */
export interface SeriesRecord {
  /** The store's id. */
  readonly _id: string;
  /** Grows with every save; a save names the version it was decided on. */
  readonly version: number;
  /** Number of entries of the store. */
  readonly sequence: number;
  /** The earliest business day of its entries; none before the first. */
  readonly since?: string;
  readonly lastHash: string;
  /** Last number drawn, by code and year, such as `SAL-2026`. */
  readonly counters: Readonly<Record<string, number>>;
  /** The tills with an open session, by the id of the session. */
  readonly openSessions?: Readonly<Record<string, string>>;
  /** The last period that was closed; none before the first. */
  readonly sealed?: { readonly sequence: number; readonly through: string };
}

/** Σ of a store's accounts from its first entry to the end of a closed day; immutable. `_id` is store/day. */
export interface SealRecord {
  readonly _id: string;
  readonly storeId: string;
  readonly businessDay: string;
  readonly currency: Currency;
  /** Number of entries in it. */
  readonly entries: number;
  readonly sums: readonly SealedSum[];
}

/** A closed month or year; immutable. `_id` is store/sequence, with leading zeros. */
export interface PeriodRecord extends Omit<PeriodView, 'sums'> {
  readonly _id: string;
  readonly sums: readonly SealedSum[];
}

/** What a customer has open in a store at the end of a closed period; immutable. `_id` is store/sequence of the period/customer. */
export interface CustomerSealRecord {
  readonly _id: string;
  readonly storeId: string;
  readonly sequence: number;
  readonly through: string;
  readonly customerId: string;
  readonly currency: Currency;
  readonly open: readonly Omit<OpenGroup, 'customerId' | 'currency'>[];
}

/** What the entries of a closed day changed of what a customer has open in a store; immutable. `_id` is store/day/customer. */
export interface CustomerDayRecord {
  readonly _id: string;
  /** store/customer/month */
  readonly key: string;
  readonly storeId: string;
  readonly businessDay: string;
  readonly customerId: string;
  readonly currency: Currency;
  readonly open: CustomerSealRecord['open'];
}

/** What of a delivery was sold on a closed day of a store, less what came back; immutable. `_id` is store/day/delivery. */
export interface DeliveryDayRecord {
  readonly _id: string;
  /** delivery/day/store */
  readonly key: string;
  readonly storeId: string;
  readonly businessDay: string;
  readonly deliveryId: string;
  readonly currency: Currency;
  readonly products: readonly SoldProduct[];
}

/** Units sold of a product, less those that came back: revenue before tax, tax and cost, minor units. */
export type SoldProduct = Omit<DeliveryMarginRow, 'deliveryId' | 'currency' | 'marginMinor'>;

/** The file of an entry; immutable. `_id` is the entry's. */
export interface AttachmentRecord extends AttachmentView {
  readonly _id: string;
  readonly storeId: string;
  /** The bytes, in base64. */
  readonly content: string;
}

/** What a company has made of the chart of its profile: accounts renamed or recoded, and its own. `_id` is the company's. */
export interface ChartRecord {
  readonly _id: string;
  readonly revision: number;
  readonly changed: Readonly<Record<string, Partial<Pick<AccountView, 'code' | 'name'>>>>;
  readonly own: readonly Pick<AccountView, 'account' | 'code' | 'name' | 'type'>[];
}

/** A change of a chart: written once. `_id` is `<company>/<revision, with leading zeros>`. */
export interface ChartChange {
  readonly _id: string;
  readonly companyId: string;
  readonly account: string;
  readonly code: string;
  readonly name: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

/** A correction; mutable until it is final. A tombstone (abandoned before it began) has no lines. */
export interface CorrectionRecord extends Omit<CorrectionView, 'correctionId' | 'lines' | 'storeId'> {
  readonly _id: string;
  /** The store that takes the goods in: the close of its days waits for it. */
  readonly storeId: string;
  /** The store that sold, where it is another one. */
  readonly soldIn?: string;
  readonly lines: readonly CorrectionLine[];
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
  /** Where its entries stand in the chain of the store: the sequence of the first and of the last; none before the first. */
  readonly first?: number;
  readonly last?: number;
  /** How many of its entries have lines on an account, by account. */
  readonly accounts?: Readonly<Record<string, number>>;
}

/** A closed day; immutable. `_id` is day/store, so that ids sort by day. */
export interface SnapshotRecord extends SnapshotView {
  readonly _id: string;
}

/** A part of what was sealed with the close of a day beside its figures; immutable. `_id` is store/day/what/part. */
export interface SealedPartRecord {
  readonly _id: string;
  /** store/day/what */
  readonly key: string;
  readonly storeId: string;
  readonly businessDay: string;
  /** `documents`, or what a margin counts for. */
  readonly what: string;
  readonly rows: readonly (SealedDocument | SealedMargin)[];
}

/** What sales knows of a delivery of inventory; immutable. */
export interface DeliveryRecord {
  readonly _id: string;
  readonly storeId: string;
  readonly supplierName?: string;
  readonly reference?: string;
  readonly receivedAt: string;
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

/** What a customer owes in one currency less the credit the customer has, and that credit; minor units. */
export interface Balance {
  readonly currency: Currency;
  readonly balanceMinor: number;
  readonly creditMinor: number;
}

/** A payment; immutable. */
export interface PaymentRecord extends Omit<PaymentView, 'paymentId' | 'reversedBy'> {
  readonly _id: string;
}

/** A till of a store; `_id` is store/code. Its sessions are numbered here. */
export interface TillRecord {
  readonly _id: string;
  readonly storeId: string;
  readonly till: string;
  readonly name: string;
  readonly sessions: number;
  readonly openSessionId?: string;
  /** The session that was closed last; its Z report has the same id. */
  readonly closedSessionId?: string;
}

/** A session of a till: open until its Z report closes it. The series of its store names it while it is open. */
export interface TillSessionRecord {
  readonly _id: string;
  readonly storeId: string;
  readonly till: string;
  readonly number: number;
  readonly currency: Currency;
  readonly state: 'open' | 'closed';
  readonly openedAt: string;
  readonly openedBy: string;
  readonly openedDay: string;
  readonly floatMinor: number;
}

/** Cash moved in or out of a till for something else than a sale; immutable. */
export interface CashMovementRecord extends CashMovement {
  readonly _id: string;
  readonly sessionId: string;
}

/** A final report of a till session; immutable. `_id` is the session's. */
export interface ZReportRecord extends Omit<ZReport, 'sessionId'> {
  readonly _id: string;
}
