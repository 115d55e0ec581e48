import { z } from 'zod';
import { STANDARD_ACCOUNTS } from './accounts.js';
import type { PaymentMethod } from './invoicing.js';
import { listKey } from './kernel/business-day.js';
import { amountMinor, currency, day, id, instant, taxRateBps, text } from './kernel/schemas.js';

/** The ledger: accounts, the lines of an entry with their dimensions, journals, numbers and the hash chain. */

export const standardAccount = z.enum(STANDARD_ACCOUNTS);
export type StandardAccount = z.infer<typeof standardAccount>;

/** Key of an account of a company's chart: a standard one, or one that the company added. */
export const account = z.string().regex(/^[a-z][A-Za-z0-9]{1,40}$/, 'must be the key of an account, such as cash');
export type Account = z.infer<typeof account>;

/** Order of two accounts: the standard ones as in their list, then those of the company by key. */
export function compareAccounts(a: Account, b: Account): number {
  const standard: readonly string[] = STANDARD_ACCOUNTS;
  const rank = (key: Account): number => (standard.includes(key) ? standard.indexOf(key) : standard.length);
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b));
}

/** Accounts whose credit less debit is what was sold before tax: discounts and returns lower it. */
export const SALES_ACCOUNTS: readonly Account[] = ['revenue', 'discounts', 'returns'] satisfies StandardAccount[];

/** The account that money of a payment method is booked on. */
export const PAYMENT_ACCOUNTS: Readonly<Record<PaymentMethod, StandardAccount>> = {
  cash: 'cash',
  card: 'card',
  transfer: 'bankTransfer',
  cheque: 'cheques',
  credit: 'customerCredit',
};

/** Code of a till within its store. */
export const tillCode = text(8).regex(/^[A-Z0-9]+$/, 'must be the code of a till: capital letters and digits');

/** What a line is about beside its account: whose debt, for which sale, in which till, at which rate of tax. */
export const lineDimensions = {
  customerId: id('customer').optional(),
  /** On receivable: the sale that the debt belongs to. */
  saleId: id('sale').optional(),
  /** On cash: the till. */
  till: tillCode.optional(),
  /** On revenue, discounts, returns and taxes. */
  taxRateBps: taxRateBps.optional(),
  /** What a person noted with it, such as the name of a supplier. */
  label: text(120).optional(),
};

/** One side of a journal entry; exactly one of debit and credit is above zero. */
export const entryLine = z.object({
  account,
  ...lineDimensions,
  /** On payables: the supplier that is owed, and its bill or credit note. */
  supplierId: id('supplier').optional(),
  billId: id('supplierBill').optional(),
  debitMinor: amountMinor,
  creditMinor: amountMinor,
});
export type EntryLine = z.infer<typeof entryLine>;

/** What a journal entry is posted for. */
export const entryKind = z.enum([
  'sale',
  'correction',
  'delivery',
  'writeOff',
  'supplierBill',
  'supplierReturn',
  'supplierPayment',
  'transfer',
  'payment',
  'till',
  'manual',
  'opening',
  'closing',
  'stockCount',
  'deliveryCorrection',
]);
export type EntryKind = z.infer<typeof entryKind>;

/** Journals: every entry is in one, under a number without gaps. */
export const journal = z.enum(['sales', 'cash', 'bank', 'purchases', 'stock', 'general', 'closing']);
export type Journal = z.infer<typeof journal>;

/** A SHA-256 in hex. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');

/** A paper kept with an entry: its file is read by its hash. */
export const attachmentView = z.object({ name: text(120), mediaType: text(80), sha256, bytes: z.int().min(1) });
export type AttachmentView = z.infer<typeof attachmentView>;

/**
 * A journal entry: immutable, Σ debit = Σ credit. `number` counts within store, journal and year without gaps; `sequence`
 * counts all entries of the store, and each has the hash of the one before it.
 */
export const entryView = z.object({
  entryId: id('entry'),
  storeId: id('store'),
  currency,
  kind: entryKind,
  journal,
  /** Such as `ALG1-SAL-2026-000042`. */
  number: z.string(),
  sequence: z.int().min(1),
  /** The record behind it: a sale, a correction, a delivery, the entry that it takes back. */
  ref: z.string(),
  memo: z.string(),
  /** Number of the paper it is posted from. */
  document: z.string().optional(),
  /** Why a person posted it. */
  reason: z.string().optional(),
  attachment: attachmentView.optional(),
  /** The saga on whose behalf it was posted. */
  sagaId: z.string().optional(),
  /** The till session it was rung up in. */
  tillSessionId: id('tillSession').optional(),
  /** The day it is posted on, open at that moment. */
  businessDay: day,
  /** The day it belongs to, when that day was closed before the fact came. */
  occurredDay: day.optional(),
  postedAt: instant,
  postedBy: z.string(),
  lines: z.array(entryLine),
  /** Hash of the entry before it in its store; of 64 zeros for the first. */
  previousHash: z.string(),
  /** SHA-256, in hex, of the canonical JSON (keys sorted, no spaces) of everything else. */
  hash: z.string(),
});
export type EntryView = z.infer<typeof entryView>;

/** Filters of a list of entries that decide its order. */
export interface EntryListOrder {
  readonly ref?: string | undefined;
  readonly customerId?: string | undefined;
  readonly from?: string | undefined;
}

/** Whether entries are listed day by day: all but those of a record or a customer that no days bound. */
export function areEntriesByDay({ ref, customerId, from }: EntryListOrder): boolean {
  return from !== undefined || (ref === undefined && customerId === undefined);
}

/** What a list of entries is ordered by, newest first, and what its cursors hold: day and id where it is read day by day, else the id. */
export function entryListKey(order: EntryListOrder, businessDay: string, id: string): string {
  return listKey(areEntriesByDay(order) ? { from: businessDay } : {}, businessDay, id);
}
