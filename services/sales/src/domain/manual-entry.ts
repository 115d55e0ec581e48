import { createHash } from 'node:crypto';
import {
  bookkeepingErrors,
  businessDayOf,
  MAX_ATTACHMENT_BYTES,
  salesErrors,
  sum,
  type AccountView,
  type Attachment,
  type AttachmentView,
  type CommandContext,
  type EntryLine,
  type ManualLine,
  type ParsedInputOf,
  type sales,
  type StoreView,
} from '@comptoir/contracts';
import { accountsOf, requireAccount } from './chart.js';
import { formatAmount } from './format-amount.js';
import { entry, headOf } from './journal.js';
import { numberEntry } from './numbering.js';
import { omitUndefined } from './omit-undefined.js';
import type {
  AttachmentRecord,
  BusinessDayRecord,
  ChartRecord,
  EntryDraft,
  EntryRecord,
  SeriesRecord,
} from './records.js';

/** What an entry of a person is decided on. */
export interface ManualState {
  readonly known: boolean;
  readonly day: BusinessDayRecord | null;
  readonly chart: ChartRecord | null;
  /** Those of the customers named that there are. */
  readonly customerIds: readonly string[];
  readonly series: SeriesRecord | null;
}

/** An entry of a person, as it is written. */
export interface ManualPosted {
  readonly entry: EntryRecord;
  readonly series: SeriesRecord;
  readonly attachment?: AttachmentRecord;
}

/** Accounts whose lines belong to a customer. */
const OF_CUSTOMERS: readonly string[] = ['receivable', 'customerCredit'];

/** Accounts that are the value of goods: no entry moves them without the goods. */
const OF_RECORDS: readonly string[] = ['inventory', 'goodsInTransit'];

type Post = ParsedInputOf<typeof sales.postEntry>;

/**
 * Posts an entry that a person made up, on an open day. Refuses entry.exists, entry.day-not-open, entry.line-one-sided,
 * account.unknown, entry.account-kept, entry.customer-missing, customer.unknown, entry.unbalanced, attachment.invalid.
 */
export function decidePostEntry(state: ManualState, input: Post, moment: CommandContext): ManualPosted {
  const { entryId, store, company, journal, memo, reason, document, businessDay } = input;
  if (state.known) throw bookkeepingErrors.entryExists('There is an entry with this number already.', { entryId });
  requirePostingDay(state.day, store, businessDay, moment.now);
  requireLines(input.lines, accountsOf(company, state.chart), state.customerIds);
  requireBalance(input.lines, store);
  const kept = input.attachment && keepAttachment(entryId, store.storeId, input.attachment);
  const draft: EntryDraft = omitUndefined({
    ...entry(headOf(entryId, moment), {
      storeId: store.storeId,
      currency: store.currency,
      kind: 'manual',
      ref: entryId,
      memo,
      businessDay,
      lines: input.lines.map(omitUndefined<EntryLine>),
    }),
    journal,
    reason,
    document,
    attachment: kept && attachmentView(kept),
  });
  return { ...numberEntry(state.series, store.code, draft), ...(kept ? { attachment: kept } : {}) };
}

/** What taking a manual entry back is decided on. */
export interface ReverseState {
  readonly reversed: EntryRecord | null;
  /** The entry that took it back before. */
  readonly reversal: Pick<EntryRecord, 'number'> | null;
  readonly day: BusinessDayRecord | null;
  readonly series: SeriesRecord | null;
}

/**
 * Takes a manual entry back by its mirror. Refuses entry.unknown, entry.not-manual (also a mirror), entry.reversed and
 * entry.day-not-open.
 */
export function decideReverseEntry(
  { reversed, reversal, day, series }: ReverseState,
  input: ParsedInputOf<typeof sales.reverseEntry>,
  moment: CommandContext,
): ManualPosted {
  const { entryId, reversedId, store, businessDay, reason } = input;
  if (!reversed || reversed.storeId !== store.storeId)
    throw bookkeepingErrors.entryUnknown('There is no such entry in this store.', { entryId: reversedId });
  if (reversed.kind !== 'manual' || reversed.ref !== reversed._id) {
    throw bookkeepingErrors.entryNotManual(
      'Only an entry that a person posted is taken back so; the rest is corrected where it came from.',
      { entryId: reversedId, kind: reversed.kind },
    );
  }
  if (reversal) {
    throw bookkeepingErrors.entryReversed(`This entry was taken back by ${reversal.number}.`, {
      entryId: reversedId,
      reversedBy: reversal.number,
    });
  }
  requirePostingDay(day, store, businessDay, moment.now);
  return numberEntry(series, store.code, mirrorOf(reversed, { entryId, businessDay, reason }, moment));
}

/** The mirror of an entry: each line the other way round, in the same journal; minor units. */
export function mirrorOf(
  { kind, journal, ref, number, lines, storeId, currency }: EntryRecord,
  { entryId, businessDay, reason }: { entryId: string; businessDay: string; reason: string },
  moment: CommandContext,
): EntryDraft {
  const mirrored = lines.map((line) => ({ ...line, debitMinor: line.creditMinor, creditMinor: line.debitMinor }));
  const draft = entry(headOf(entryId, moment), {
    storeId,
    currency,
    kind,
    ref,
    memo: `Reversal of ${number}`,
    businessDay,
    lines: mirrored,
  });
  return { ...draft, journal, reason };
}

/** Refuses entry.day-not-open unless a person may post on the day: one of the store's days up to today, and open. */
export function requirePostingDay(
  day: BusinessDayRecord | null,
  { storeId, timeZone, createdAt }: StoreView,
  businessDay: string,
  now: string,
): void {
  const [opened, today] = [businessDayOf(createdAt, timeZone), businessDayOf(now, timeZone)];
  const details = { storeId, businessDay, opened, today };
  if (day?.closed)
    throw bookkeepingErrors.entryDay(`The day ${businessDay} is closed: post it on an open day.`, details);
  if (businessDay < opened || businessDay > today) {
    throw bookkeepingErrors.entryDay(
      `The day ${businessDay} is not one of this store’s days, which are ${opened} to ${today}.`,
      details,
    );
  }
}

/** Refuses lines that no entry may have: with both sides or none, of an unknown account, of nobody where somebody owes. */
export function requireLines(
  lines: readonly ManualLine[],
  accounts: readonly AccountView[],
  customerIds: readonly string[],
): void {
  for (const [line, { account, customerId, debitMinor, creditMinor }] of lines.entries()) {
    if (Math.min(debitMinor, creditMinor) !== 0 || debitMinor === creditMinor) {
      throw bookkeepingErrors.entryLineOneSided(`Line ${line + 1} needs either a debit or a credit.`, {
        line: line + 1,
      });
    }
    const { name } = requireAccount(accounts, account);
    if (OF_RECORDS.includes(account)) {
      throw bookkeepingErrors.entryAccountKept(
        `${name} follows the goods: take them in, back or out instead of line ${line + 1}.`,
        { line: line + 1, account },
      );
    }
    if (OF_CUSTOMERS.includes(account) && customerId === undefined) {
      throw bookkeepingErrors.entryCustomerMissing(`Line ${line + 1} on ${name} must name the customer.`, {
        line: line + 1,
        account,
      });
    }
    if (customerId !== undefined && !customerIds.includes(customerId))
      throw salesErrors.customerUnknown(`Line ${line + 1} names a customer that there is not.`, { customerId });
  }
}

function requireBalance(lines: readonly ManualLine[], { currency }: StoreView): void {
  const debitMinor = sum(lines.map((line) => line.debitMinor));
  const creditMinor = sum(lines.map((line) => line.creditMinor));
  if (debitMinor === creditMinor) return;
  throw bookkeepingErrors.entryUnbalanced(
    `The debit is ${formatAmount(debitMinor, currency)} and the credit ${formatAmount(creditMinor, currency)}: they must be equal.`,
    { debitMinor, creditMinor },
  );
}

function keepAttachment(entryId: string, storeId: string, { name, mediaType, content }: Attachment): AttachmentRecord {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length === 0 || bytes.length > MAX_ATTACHMENT_BYTES) {
    throw bookkeepingErrors.attachmentInvalid(`A file must have 1 to ${MAX_ATTACHMENT_BYTES} bytes.`, {
      bytes: bytes.length,
    });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { _id: entryId, storeId, name, mediaType, sha256, bytes: bytes.length, content };
}

function attachmentView({ name, mediaType, sha256, bytes }: AttachmentRecord): AttachmentView {
  return { name, mediaType, sha256, bytes };
}
