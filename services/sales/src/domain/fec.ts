import {
  sum,
  type AccountView,
  type Currency,
  type EntryLine,
  type FecLine,
  type Journal,
  type SealedSum,
} from '@comptoir/contracts';
import { codeOfLine, requireAccount } from './chart.js';
import type { EntryRecord } from './records.js';
import type { OpenGroup } from './aged.js';

/**
 * Lines of the file of entries that a French company hands to a controller: article A47 A-1 of the Livre des procédures
 * fiscales, as set by the arrêté of 29 July 2013. The file holds the balances carried from the year before, then all entries
 * of the year, without those that close income and expense: the number of such an entry is the only one that is missing.
 */

const JOURNAL_NAMES: Readonly<Record<Journal, string>> = {
  sales: 'Ventes',
  cash: 'Caisse',
  bank: 'Banque',
  purchases: 'Achats',
  stock: 'Stocks',
  general: 'Opérations diverses',
  closing: 'Clôture',
};

/** What an entry is written with: the chart, the names of customers, the number of its document. */
export interface FecContext {
  readonly accounts: readonly AccountView[];
  readonly nameOf: (customerId: string) => string;
  readonly document: string | undefined;
}

/** What is written of an entry. */
export type FecEntry = Pick<EntryRecord, 'number' | 'businessDay' | 'occurredDay' | 'memo' | 'currency' | 'lines'> & {
  readonly journalName: string;
};

/** The lines of an entry; minor units. The journal is that of its store, such as `ALG1-SAL`. */
export function fecLinesOf(entry: FecEntry, { accounts, nameOf, document }: FecContext): FecLine[] {
  const { number, businessDay, memo, currency } = entry;
  return entry.lines.map((line): FecLine => {
    const account = requireAccount(accounts, line.account);
    const partyId = line.customerId ?? line.supplierId;
    return {
      journalCode: number.split('-').slice(0, -2).join('-'),
      journalName: entry.journalName,
      number,
      day: businessDay,
      accountCode: codeOfLine(account, line),
      accountName: account.name,
      customerId: partyId ?? '',
      customerName: partyId === undefined ? '' : nameOf(partyId),
      document: document ?? number,
      documentDay: entry.occurredDay ?? businessDay,
      memo,
      debitMinor: line.debitMinor,
      creditMinor: line.creditMinor,
      validDay: businessDay,
      currency,
    };
  });
}

/** The name of a journal in the file. */
export function journalNameOf(journal: Journal): string {
  return JOURNAL_NAMES[journal];
}

/**
 * The balances that a store carries into a year, as its first entry: those of the balance sheet as they are, with customers
 * one by one, and the result of the years before in the retained earnings. Minor units; nothing before the first entry.
 */
export function carriedEntry(
  { code, year, currency }: { readonly code: string; readonly year: number; readonly currency: Currency },
  accounts: readonly AccountView[],
  sums: readonly SealedSum[],
  customers: readonly OpenGroup[],
): FecEntry | undefined {
  const isResult = ({ account }: SealedSum): boolean =>
    ['income', 'expense'].includes(requireAccount(accounts, account).type);
  const balance = (of: readonly SealedSum[]): number => sum(of.map((one) => one.debitMinor - one.creditMinor));
  const ofCustomers = new Set(['receivable', 'customerCredit']);
  const kept = sums.filter(
    (one) => !isResult(one) && one.account !== 'retainedEarnings' && !ofCustomers.has(one.account),
  );
  const lines: EntryLine[] = [
    ...kept.map(({ account, till, ...one }) =>
      sided({ account, ...(till ? { till } : {}) }, balance([{ account, ...one }])),
    ),
    ...[...Map.groupBy(customers, ({ account, customerId }) => `${account}/${customerId}`).values()].map((same) => {
      const { account, customerId } = same[0]!;
      return sided({ account, customerId }, sum(same.map((one) => one.openMinor)));
    }),
    sided(
      { account: 'retainedEarnings' },
      balance(sums.filter((one) => isResult(one) || one.account === 'retainedEarnings')),
    ),
  ].filter((line) => line.debitMinor !== line.creditMinor);
  if (lines.length === 0) return undefined;
  return {
    number: `${code}-AN-${year}-000001`,
    businessDay: `${year}-01-01`,
    memo: 'Reprise des soldes',
    currency,
    journalName: 'À nouveaux',
    lines,
  };
}

function sided(part: Omit<EntryLine, 'debitMinor' | 'creditMinor'>, balanceMinor: number): EntryLine {
  return { ...part, debitMinor: Math.max(balanceMinor, 0), creditMinor: Math.max(0 - balanceMinor, 0) };
}
