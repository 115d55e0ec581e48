import { z } from 'zod';
import {
  currency,
  day,
  id,
  minor,
  SALES_ACCOUNTS,
  sum,
  type Account,
  type EntryView,
  type InvoiceView,
} from '@comptoir/contracts';

const documents = z.object({ count: z.int(), grossMinor: minor });

/** What was sold on a business day; amounts in minor units. */
export const soldOnDay = z.object({
  businessDay: day,
  /** Number of sales and of corrections; the amounts are net of what came back. */
  sales: z.int(),
  corrections: z.int(),
  netMinor: minor,
  taxMinor: minor,
  grossMinor: minor,
  costMinor: minor,
  marginMinor: minor,
  /** What came in less what was paid out, by means of payment. */
  cashMinor: minor,
  cardMinor: minor,
  transferMinor: minor,
});

/** A store's business day from its journal and its documents. */
export const daySummary = soldOnDay.extend({
  storeId: id('store'),
  currency,
  /** What customers came to owe. */
  onAccountMinor: minor,
  /** Stock at cost: what came and went, each above zero but what counts changed. */
  stock: z.object({
    receivedMinor: minor,
    soldMinor: minor,
    returnedMinor: minor,
    writtenOffMinor: minor,
    /** What stock counts found less what they missed; below zero where more was missing. */
    countedMinor: minor,
    changeMinor: minor,
  }),
  documents: z.object({ FACTURE: documents, BON_DE_VENTE: documents, CREDIT_NOTE: documents }),
});

/** A store's business day. */
export type DaySummary = z.infer<typeof daySummary>;

type Entry = Pick<EntryView, 'kind' | 'lines'>;
type Document = Pick<InvoiceView, 'type' | 'grossMinor'>;

/** Debit less credit of accounts over the entries, minor units. */
function balance(entries: readonly Entry[], ...accounts: readonly Account[]): number {
  return sum(
    entries
      .flatMap((entry) => entry.lines)
      .filter((line) => accounts.includes(line.account))
      .map((line) => line.debitMinor - line.creditMinor),
  );
}

/** Sums up the journal entries and documents of one business day: every figure is one the books hold. */
export function summaryOf(
  entries: readonly Entry[],
  invoices: readonly Document[],
): Omit<DaySummary, 'storeId' | 'businessDay' | 'currency'> {
  const of = (kind: EntryView['kind']): Entry[] => entries.filter((entry) => entry.kind === kind);
  const netMinor = 0 - balance(entries, ...SALES_ACCOUNTS);
  const taxMinor = 0 - balance(entries, 'outputTax');
  const costMinor = balance(entries, 'costOfGoodsSold');
  const count = (type: Document['type']) => {
    const some = invoices.filter((one) => one.type === type);
    return { count: some.length, grossMinor: sum(some.map((one) => one.grossMinor)) };
  };
  return {
    sales: of('sale').length,
    corrections: of('correction').length,
    netMinor,
    taxMinor,
    grossMinor: sum([netMinor, taxMinor]),
    costMinor,
    marginMinor: netMinor - costMinor,
    cashMinor: balance(entries, 'cash'),
    cardMinor: balance(entries, 'card'),
    transferMinor: balance(entries, 'bankTransfer'),
    onAccountMinor: balance(entries, 'receivable'),
    stock: {
      receivedMinor: balance(of('delivery'), 'inventory'),
      soldMinor: 0 - balance(of('sale'), 'inventory'),
      returnedMinor: balance(of('correction'), 'inventory'),
      writtenOffMinor: 0 - balance(of('writeOff'), 'inventory'),
      countedMinor: balance(of('stockCount'), 'inventory'),
      changeMinor: balance(entries, 'inventory'),
    },
    documents: { FACTURE: count('FACTURE'), BON_DE_VENTE: count('BON_DE_VENTE'), CREDIT_NOTE: count('CREDIT_NOTE') },
  };
}
