import { nextDay, sum, type Currency, type EntryLine } from '@comptoir/contracts';
import type { OpenGroup } from './aged.js';
import { customerKey } from './entry-keys.js';
import type { CustomerDayRecord, CustomerSealRecord, EntryRecord } from './records.js';

/** What is read of an entry to know what is open. */
export type OpenEntry = Pick<EntryRecord, 'currency' | 'businessDay' | 'occurredDay' | 'lines'>;

/** What of an entry is open on the accounts of customers: by sale, and of lines without a sale by the day they are of. */
export function openLinesOf({ currency, businessDay, occurredDay, lines }: OpenEntry): OpenGroup[] {
  return lines.filter(isOfCustomer).map(({ account, customerId, saleId, debitMinor, creditMinor }) => ({
    customerId,
    currency,
    account,
    ...(saleId === undefined ? { day: occurredDay ?? businessDay } : { saleId }),
    openMinor: debitMinor - creditMinor,
  }));
}

/** A line of what a customer owes or has in credit. */
function isOfCustomer(line: EntryLine): line is EntryLine & Pick<OpenGroup, 'customerId' | 'account'> {
  return line.customerId !== undefined && (line.account === 'receivable' || line.account === 'customerCredit');
}

/** Open amounts added up by what they are open of, in the order of customers; what comes to nothing is left out. */
export function addOpen(groups: readonly OpenGroup[]): OpenGroup[] {
  const keyOf = ({ customerId, currency, account, saleId, day }: OpenGroup): string =>
    [customerId, currency, account, saleId ?? '', day ?? ''].join('/');
  return [...Map.groupBy(groups, keyOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]): OpenGroup => ({ ...same[0]!, openMinor: sum(same.map((one) => one.openMinor)) }))
    .filter((one) => one.openMinor !== 0);
}

/** Where a period of a store stands in its sequence, with its last day. */
export interface SealedPeriod {
  readonly storeId: string;
  readonly sequence: number;
  readonly through: string;
}

/** Where a read of what customers have open in a store begins. */
export interface AccountStart {
  readonly storeId: string;
  /** The closed period that it begins after; none where the store has closed none. */
  readonly period?: SealedPeriod;
  /** The first day whose entries are not sealed: the day after the period, else that of the earliest entry. */
  readonly from: string;
}

/** Where a read begins in a store; none in a store without an entry. */
export function accountStart(
  storeId: string,
  period: Omit<SealedPeriod, 'storeId'> | undefined,
  since: string | undefined,
): AccountStart | undefined {
  if (period) return { storeId, period: { storeId, ...period }, from: nextDay(period.through) };
  return since === undefined ? undefined : { storeId, from: since };
}

/** First part of the keys of the seals of a period. */
export function customerSealKey({ storeId, sequence }: Pick<SealedPeriod, 'storeId' | 'sequence'>): string {
  return `${storeId}/${String(sequence).padStart(6, '0')}/`;
}

/** What each customer has open in a store at the end of a period: what was open at the end of the one before, and its entries. */
export function sealCustomers(
  period: SealedPeriod & { readonly currency: Currency },
  before: readonly CustomerSealRecord[],
  since: readonly OpenGroup[],
): CustomerSealRecord[] {
  return byCustomer([...before.flatMap(openOfSeal), ...since]).map(({ customerId, open }) => ({
    _id: `${customerSealKey(period)}${customerId}`,
    ...period,
    customerId,
    open,
  }));
}

/** First part of the ids of what a day changed of what customers have open. */
export function customerDayKey(storeId: string, businessDay: string): string {
  return `${storeId}/${businessDay}/`;
}

/** What the entries of a day changed of what each customer has open in a store; nothing of those for whom it comes to nothing. */
export function sealCustomerDay(
  day: { readonly storeId: string; readonly businessDay: string; readonly currency: Currency },
  posted: readonly OpenGroup[],
): CustomerDayRecord[] {
  const { storeId, businessDay } = day;
  return byCustomer(posted).map(({ customerId, open }) => ({
    _id: `${customerDayKey(storeId, businessDay)}${customerId}`,
    key: customerKey(storeId, customerId, businessDay.slice(0, 7)),
    ...day,
    customerId,
    open,
  }));
}

function byCustomer(groups: readonly OpenGroup[]): Pick<CustomerSealRecord, 'customerId' | 'open'>[] {
  return [...Map.groupBy(addOpen(groups), (one) => one.customerId)].map(([customerId, own]) => ({
    customerId,
    open: own.map(({ customerId: _whose, currency: _in, ...amount }) => amount),
  }));
}

/** The open amounts of a seal of a period or day. */
export function openOfSeal({
  customerId,
  currency,
  open,
}: Pick<CustomerSealRecord, 'customerId' | 'currency' | 'open'>): OpenGroup[] {
  return open.map((amount) => ({ customerId, currency, ...amount }));
}
