import { z } from 'zod';
import { storeView } from './catalog.js';
import { companyOfBooks } from './chart.js';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { amountMinor, currency, day, id, instant, minor, page, text } from './kernel/schemas.js';
import { account, attachmentView, entryKind, entryView, lineDimensions, tillCode } from './ledger.js';

/** Messages of the accountant: manual entries, the opening position, closed periods, and the views of the ledger. */

/** Maximum bytes of an attachment: with it in base64, a request stays within what the gateway takes. */
export const MAX_ATTACHMENT_BYTES = 700_000;

/** A file to be kept with an entry. */
export const attachment = z.strictObject({
  name: text(120),
  mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png', 'text/plain', 'text/csv']),
  /** The bytes of the file. */
  content: z
    .base64()
    .min(4)
    .max(Math.ceil(MAX_ATTACHMENT_BYTES / 3) * 4),
});
export type Attachment = z.infer<typeof attachment>;

/** A line that a person enters; exactly one of debit and credit is above zero. */
export const manualLine = z.strictObject({
  account,
  ...lineDimensions,
  debitMinor: amountMinor.default(0),
  creditMinor: amountMinor.default(0),
});
export type ManualLine = z.infer<typeof manualLine>;

/** Lines of an opening position at most. */
export const MAX_OPENING_LINES = 2000;

/** The lines of an opening position: what is balanced is put against the opening equity. */
const openingLines = z.array(manualLine).min(1).max(MAX_OPENING_LINES);

/** A sum of an account, or of a till's part of it, up to the end of a day. */
export const sealedSum = z.object({
  account,
  till: tillCode.optional(),
  debitMinor: minor,
  creditMinor: minor,
});
export type SealedSum = z.infer<typeof sealedSum>;

/** A month (`2026-11`) or a year (`2026`). */
export const periodName = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'must be a month such as 2026-11, or a year');

/** A closed month or year of a store: immutable, chained by hash to the period closed before. */
export const periodView = z.object({
  storeId: id('store'),
  period: periodName,
  sequence: z.int().min(1),
  currency,
  /** The last of its days. */
  through: day,
  /** Σ of every account from the first entry of the store to the end of the period: what is carried on. */
  sums: z.array(sealedSum),
  /** Number of customers with something open at its end, and SHA-256 of what each has open. */
  customers: z.int().min(0),
  customersHash: z.string(),
  /** The entry that carries the result of a year into the retained earnings. */
  closingEntryId: id('entry').optional(),
  closedAt: instant,
  closedBy: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
export type PeriodView = z.infer<typeof periodView>;

/** A line of an account as its statement shows it. */
export const statementRow = z.object({
  entryId: id('entry'),
  currency,
  number: z.string(),
  businessDay: day,
  occurredDay: day.optional(),
  kind: entryKind,
  ref: z.string(),
  memo: z.string(),
  document: z.string().optional(),
  ...lineDimensions,
  debitMinor: amountMinor,
  creditMinor: amountMinor,
  /** Debit less credit of the account up to and with this line. */
  balanceMinor: minor,
});
export type StatementRow = z.infer<typeof statementRow>;

/** What an account had on a range of days: what it began with, what moved, what it ended with; debit less credit. */
export const accountMovement = z.object({
  account,
  openingMinor: minor,
  debitMinor: minor,
  creditMinor: minor,
  closingMinor: minor,
});
export type AccountMovement = z.infer<typeof accountMovement>;

/** Refusals of bookkeeping. */
export const bookkeepingErrors = {
  /** Σ debit is not Σ credit. details: {debitMinor, creditMinor}. */
  entryUnbalanced: defineError('entry.unbalanced', 'rejected'),
  /** A line has not exactly one side above zero. details: {line}. */
  entryLineOneSided: defineError('entry.line-one-sided', 'rejected'),
  /** What a customer owes or has in credit names the customer. details: {line}. */
  entryCustomerMissing: defineError('entry.customer-missing', 'rejected'),
  /** The account follows records of its own, such as the batches of stock. details: {account}. */
  entryAccountKept: defineError('entry.account-kept', 'rejected'),
  entryUnknown: defineError('entry.unknown', 'notFound'),
  entryExists: defineError('entry.exists', 'conflict'),
  /** Only what a person posted is taken back so; the rest is corrected where it came from. */
  entryNotManual: defineError('entry.not-manual', 'rejected'),
  /** details: {reversedBy}. */
  entryReversed: defineError('entry.reversed', 'conflict'),
  /** The day is closed, or not a day of the store up to today. */
  entryDay: defineError('entry.day-not-open', 'rejected'),
  attachmentInvalid: defineError('attachment.invalid', 'invalid'),
  attachmentUnknown: defineError('attachment.unknown', 'notFound'),
  openingExists: defineError('opening.exists', 'conflict'),
  openingUnknown: defineError('opening.unknown', 'notFound'),
  /** A day of the store was closed since: it stays. */
  openingFinal: defineError('opening.final', 'rejected'),
  /** details.issues: [{field, fault}], the field as `line 3, debit`. */
  openingCsvInvalid: defineError('opening.csv-invalid', 'rejected'),
  periodClosed: defineError('period.closed', 'conflict'),
  /** A day of it is still open. details: {openDay}. */
  periodDaysOpen: defineError('period.days-open', 'rejected'),
  /** Periods close in order. details: {next}. */
  periodOutOfOrder: defineError('period.out-of-order', 'rejected'),
} as const;

const range = { from: day, to: day };
const books = { store: storeView, company: companyOfBooks };

/** Messages of sales for the accountant. */
export const bookkeepingMessages = {
  postEntry: command('sales.postEntry', 'Posts an entry that a person made up: the reason and the paper go with it.', {
    input: z.strictObject({
      entryId: id('entry'),
      ...books,
      /** Movements of the bank or of petty cash have journals of their own. */
      journal: z.enum(['general', 'bank', 'cash']).default('general'),
      /** An open day of the store. */
      businessDay: day,
      memo: text(200),
      reason: text(500),
      document: text(60).optional(),
      attachment: attachment.optional(),
      lines: z.array(manualLine).min(2).max(500),
    }),
    reply: entryView,
  }),
  reverseEntry: command('sales.reverseEntry', 'Takes a manual entry back by its mirror, once.', {
    input: z.strictObject({
      entryId: id('entry'),
      reversedId: id('entry'),
      store: storeView,
      businessDay: day,
      reason: text(500),
    }),
    reply: entryView,
  }),
  readEntry: query('sales.readEntry', 'One journal entry.', {
    input: z.strictObject({ entryId: id('entry') }),
    reply: entryView,
  }),
  readAttachment: query('sales.readAttachment', 'The file kept with an entry.', {
    input: z.strictObject({ entryId: id('entry') }),
    reply: attachmentView.extend({ storeId: id('store'), content: z.string() }),
  }),
  postOpening: command(
    'sales.postOpening',
    'The opening position of a store: debts, money and taxes against the opening equity; once.',
    {
      input: z.strictObject({
        entryId: id('entry'),
        ...books,
        businessDay: day,
        reason: text(500),
        lines: openingLines,
      }),
      reply: entryView,
    },
  ),
  reverseOpening: command(
    'sales.reverseOpening',
    'Takes the opening position of a store back, until the first close of one of its days.',
    {
      input: z.strictObject({ entryId: id('entry'), store: storeView, businessDay: day, reason: text(500) }),
      reply: entryView,
    },
  ),
  closePeriod: command(
    'sales.closePeriod',
    'Seals a month of a store, all of whose days are closed, or a year, whose result goes to the retained earnings.',
    {
      input: z.strictObject({ ...books, period: periodName, entryId: id('entry') }),
      reply: periodView,
    },
  ),
  listPeriods: query('sales.listPeriods', 'Closed months and years of a store, newest first.', {
    input: z.strictObject({ storeId: id('store'), ...page }),
    reply: z.object({ items: z.array(periodView), nextCursor: z.string().optional() }),
  }),
  accountStatement: query(
    'sales.accountStatement',
    'The lines of an account of a store within days, oldest first, with the running balance.',
    {
      input: z.strictObject({
        storeId: id('store'),
        account,
        ...range,
        customerId: lineDimensions.customerId,
        saleId: lineDimensions.saleId,
        till: lineDimensions.till,
        ...page,
      }),
      reply: z.object({
        /** Debit less credit before the first line of this page. */
        openingMinor: minor,
        items: z.array(statementRow),
        nextCursor: z.string().optional(),
      }),
    },
  ),
  generalLedger: query('sales.generalLedger', 'What moved on every account of a store within days.', {
    input: z.strictObject({ storeId: id('store'), ...range }),
    reply: z.object({ items: z.array(accountMovement) }),
  }),
} as const;
