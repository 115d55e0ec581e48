import { type Currency, type CustomerRow, type EntryLine } from '@comptoir/contracts';
import type { OpenGroup } from './aged.js';
import { omitUndefined } from './omit-undefined.js';
import type { StatedEntry } from './statement.js';

type Balances = Map<Currency, number>;

/** Which part of a statement is asked for; the cursor is `<day>/<entry>` of the last entry before it. */
export interface CustomerPart {
  /** The accounts of the customer: its own, and those merged into it. */
  readonly customerIds: readonly string[];
  readonly from: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of a statement: the balances it begins with, debit less credit, and its rows. */
export interface CustomerPage {
  readonly openings: { currency: Currency; balanceMinor: number }[];
  readonly items: CustomerRow[];
  readonly nextCursor?: string;
}

const keyOf = ({ businessDay, _id }: StatedEntry): string => `${businessDay}/${_id}`;

/**
 * A page of what a customer owes and has in credit, from what was open at the end of a period and the customer's entries since,
 * up to the last day, oldest first. Minor units; each currency has a balance of its own. An entry is never cut in two.
 */
export function customerPage(
  { sealed, entries }: { readonly sealed: readonly OpenGroup[]; readonly entries: readonly StatedEntry[] },
  part: CustomerPart,
): CustomerPage {
  const begin = part.cursor ?? `${part.from}/`;
  const inOrder = entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const balances: Balances = new Map();
  for (const { currency, openMinor } of sealed) balances.set(currency, (balances.get(currency) ?? 0) + openMinor);
  for (const entry of inOrder.filter((one) => keyOf(one) <= begin)) rowsOf(entry, part.customerIds, balances);
  const openings = [...balances]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, balanceMinor]) => ({ currency, balanceMinor }));
  const items: CustomerRow[] = [];
  let nextCursor = '';
  for (const entry of inOrder.filter((one) => keyOf(one) > begin)) {
    const rows = rowsOf(entry, part.customerIds, balances);
    if (rows.length === 0) continue;
    if (items.length > 0 && items.length + rows.length > part.limit) return { openings, items, nextCursor };
    items.push(...rows);
    nextCursor = keyOf(entry);
  }
  return { openings, items };
}

const isOf = ({ account, customerId = '' }: EntryLine, wanted: readonly string[]): boolean =>
  wanted.includes(customerId) && (account === 'receivable' || account === 'customerCredit');

/** The customer's lines of an entry with the balance after each; the balances move on. */
function rowsOf(entry: StatedEntry, customerIds: readonly string[], balances: Balances): CustomerRow[] {
  const { _id: entryId, storeId, currency, number, businessDay, occurredDay, kind, ref, memo, document } = entry;
  const head = omitUndefined({
    entryId,
    storeId,
    currency,
    number,
    businessDay,
    occurredDay,
    kind,
    ref,
    memo,
    document,
  });
  return entry.lines
    .filter((line) => isOf(line, customerIds))
    .map((line) => {
      const balanceMinor = (balances.get(currency) ?? 0) + line.debitMinor - line.creditMinor;
      balances.set(currency, balanceMinor);
      return { ...head, ...line, balanceMinor };
    });
}
