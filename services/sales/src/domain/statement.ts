import type { EntryLine, StatementRow } from '@comptoir/contracts';
import { omitUndefined } from './omit-undefined.js';
import type { EntryRecord } from './records.js';

/** What a statement reads of an entry. */
export type StatedEntry = Pick<
  EntryRecord,
  | '_id'
  | 'storeId'
  | 'currency'
  | 'kind'
  | 'ref'
  | 'memo'
  | 'businessDay'
  | 'occurredDay'
  | 'number'
  | 'sequence'
  | 'document'
  | 'lines'
>;

/** Which lines are of a statement. */
export interface StatementFilter {
  readonly account: string;
  /** The accounts of a customer. */
  readonly customerIds?: readonly string[] | undefined;
  readonly saleId?: string | undefined;
  readonly till?: string | undefined;
}

/** Whether a line is of a statement. */
export function isOfStatement(line: EntryLine, { account, customerIds, saleId, till }: StatementFilter): boolean {
  return (
    line.account === account &&
    (customerIds === undefined || customerIds.includes(line.customerId ?? '')) &&
    (saleId === undefined || line.saleId === saleId) &&
    (till === undefined || line.till === till)
  );
}

/** The lines of an entry that are of a statement, with the balance after each of them; minor units, debit less credit. */
export function statementRowsOf(entry: StatedEntry, filter: StatementFilter, balanceMinor: number): StatementRow[] {
  const { _id: entryId, currency, number, businessDay, occurredDay, kind, ref, memo, document } = entry;
  const head = omitUndefined({ entryId, currency, number, businessDay, occurredDay, kind, ref, memo, document });
  let balance = balanceMinor;
  return entry.lines
    .filter((line) => isOfStatement(line, filter))
    .map(({ account: _account, ...line }) => {
      balance += line.debitMinor - line.creditMinor;
      return { ...head, ...line, balanceMinor: balance };
    });
}
