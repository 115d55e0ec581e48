/** Names, inputs and outcomes of the sagas. Types only at run time: workflow code may import this file. */
import type { z } from 'zod';
import type { Actor } from './kernel/schemas.js';
import type { ErrorBody } from './kernel/errors.js';
import type { Payment } from './payments.js';
import type { auditReport, DiscountLimits, refundTo, ReturnLimits, verdictGiven } from './sales.js';
import type { disposition } from './inventory.js';

/** Workflow types, as the worker registers them. */
export const SAGAS = {
  checkout: 'checkout',
  correction: 'correction',
  orderCancellation: 'orderCancellation',
  closeDay: 'closeDay',
  closeDueDays: 'closeDueDays',
  expireDrafts: 'expireDrafts',
  warnExpiring: 'warnExpiring',
  nightlyAudit: 'nightlyAudit',
  audit: 'audit',
} as const;

/** Search attributes that make histories findable. */
export const SEARCH_ATTRIBUTES = {
  store: 'ComptoirStore',
  order: 'ComptoirOrder',
  sale: 'ComptoirSale',
  customer: 'ComptoirCustomer',
  stage: 'ComptoirStage',
  /** The code of the refusal that a saga ended with. */
  refusal: 'ComptoirRefusal',
} as const;

/** Name of the update by which a manager approves or rejects; answers once the verdict is taken. */
export const DECIDE_APPROVAL = 'decideApproval';

/** Name of the query for the stage and the steps of a saga. */
export const READ_PROGRESS = 'readProgress';

/** Update argument: the verdict. */
export type DecideApprovalInput = z.infer<typeof verdictGiven>;

/**
 * Workflow ids: the business key with the attempt, so that a second attempt never meets the first one's replies. A
 * checkout's attempt is the order's revision: two tills finishing the same order meet in one run. Elsewhere the attempt
 * names the request, so that its retry joins and another request stands on its own.
 */
export const sagaId = {
  checkout: (orderId: string, revision: number): string => `checkout/${orderId}/${revision}`,
  correction: (saleId: string, revision: number, attempt: string): string =>
    `correction/${saleId}/${revision}/${attempt}`,
  orderCancellation: (orderId: string, attempt: string): string => `order-cancellation/${orderId}/${attempt}`,
  closeDay: (storeId: string, day: string, attempt: string): string => `close-day/${storeId}/${day}/${attempt}`,
  audit: (auditId: string): string => `audit/${auditId}`,
} as const;

/** Checkout of an order at a revision; ids are minted at the edge. */
export interface CheckoutInput {
  readonly orderId: string;
  readonly revision: number;
  readonly storeId: string;
  readonly customerId: string;
  /** What the order sells, as its revision stood when the checkout was asked for; another revision is refused with it. */
  readonly lines: readonly { readonly lineId: string; readonly productId: string }[];
  readonly ids: {
    readonly saleId: string;
    readonly holdId: string;
    readonly invoiceId: string;
    readonly guaranteeId: string;
  };
  readonly payments: readonly Payment[];
  /** The open session of the till; cash needs one. */
  readonly tillSessionId?: string;
  readonly approvalSeconds: number;
  /** How many orders of the store may wait for a manager at once; absent in the history of an older gateway. */
  readonly maxWaiting?: number;
  /** Whether the person may sell without tax and without an approval. */
  readonly maySellTaxFree?: boolean;
  /** What the person may give off without an approval; absent: anything. */
  readonly discountLimits?: DiscountLimits;
  /** How long the saga tries to reach a service before its pivot; then it gives up and undoes. */
  readonly giveUpAfterSeconds: number;
  /** Hash of the request: a repetition with another content is refused by every service. */
  readonly fingerprint?: string;
  readonly actor: Actor;
}

/** How a saga ended: done with its result, or refused with the reason and nothing left behind. */
export type SagaOutcome<T> =
  | { readonly status: 'done'; readonly result: T }
  | { readonly status: 'refused'; readonly refusal: ErrorBody };

/** What a checkout made. */
export interface CheckoutResult {
  readonly orderId: string;
  readonly saleId: string;
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly guaranteeId?: string;
}

/** Where a checkout stands: the stage, and what is being waited for. */
export interface CheckoutProgress {
  readonly stage:
    | 'locking'
    | 'holding'
    | 'waitingForApproval'
    | 'posting'
    | 'completing'
    | 'undoing'
    | 'retrying'
    | 'done'
    | 'refused';
  readonly steps: readonly {
    readonly name: string;
    readonly at: string;
    readonly state: 'done' | 'refused' | 'undone';
  }[];
  /** Since when it is in this stage. */
  readonly since: string;
  /** The deadline of a wait. */
  readonly until?: string;
  /** Steps that have failed and are being tried again. */
  readonly retrying?: readonly string[];
}

/** Cancellation or return of a sale at a revision. */
export interface CorrectionInput {
  readonly saleId: string;
  readonly revision: number;
  readonly storeId: string;
  /** The store that takes the goods in; absent: the one that sold. */
  readonly takenBackIn?: string;
  readonly kind: 'cancellation' | 'return';
  /** Id of the text that was kept with sales. */
  readonly reasonId: string;
  readonly refundTo: z.infer<typeof refundTo>;
  /** The open session of the till that pays out. */
  readonly tillSessionId?: string;
  readonly lines?: readonly {
    readonly saleLineId: string;
    readonly quantity: number;
    readonly disposition: z.infer<typeof disposition>;
  }[];
  /** What the person may take back; absent: anything. */
  readonly limits?: ReturnLimits;
  readonly ids: { readonly correctionId: string; readonly creditNoteId: string };
  /** Whether the sale has a guarantee; without one warranty has no part in its correction. */
  readonly warranted: boolean;
  /** How long the saga tries to reach a service before its pivot; then it gives up and undoes. */
  readonly giveUpAfterSeconds: number;
  readonly fingerprint?: string;
  readonly actor: Actor;
}

/** What a correction made. */
export interface CorrectionResult {
  readonly correctionId: string;
  readonly saleId: string;
  readonly creditNoteId: string;
  readonly creditNoteNumber: string;
  readonly saleState: string;
}

/** Cancels an order wherever it stands: a Draft, a checkout before its pivot, or, after it, the sale. */
export interface OrderCancellationInput {
  readonly orderId: string;
  readonly storeId: string;
  /** Id of the text that was kept with sales. */
  readonly reasonId: string;
  readonly refundTo: z.infer<typeof refundTo>;
  /** The open session of the till that pays out. */
  readonly tillSessionId?: string;
  /** Whether the person may cancel a sale that was posted already. */
  readonly mayCancelSale: boolean;
  readonly giveUpAfterSeconds: number;
  readonly fingerprint?: string;
  readonly ids: { readonly correctionId: string; readonly creditNoteId: string };
  readonly actor: Actor;
}

/** What became of the order: nothing was sold, or the sale was cancelled in full. */
export interface OrderCancellationResult {
  readonly orderId: string;
  readonly correction?: CorrectionResult;
}

/** Closes a business day of a store. */
export interface CloseDayInput {
  readonly storeId: string;
  readonly businessDay: string;
  /** The person may close today before it is over. */
  readonly beforeItsEnd?: boolean;
  readonly actor: Actor;
}

/** Closes every past day of a store that is still open, in their order; started by a schedule. */
export interface CloseDueDaysInput {
  readonly storeId: string;
  readonly actor: Actor;
}

/** Expires the Drafts that nobody has changed for long; started by a schedule. */
export interface ExpireDraftsInput {
  readonly actor: Actor;
}

/** Raises the alerts of what expires in every store; started by a schedule. */
export interface WarnExpiringInput {
  readonly actor: Actor;
}

/** Runs the audit over every service. */
export interface AuditInput {
  readonly auditId: string;
  readonly actor: Actor;
}

/** The report of an audit. */
export type AuditResult = z.infer<typeof auditReport>;
