import {
  PAYMENT_ACCOUNTS,
  paymentMethod,
  sum,
  type Account,
  type EntryLine,
  type SealedDocument,
} from '@comptoir/contracts';
import type { EntryRecord, PaymentRecord, StiRecord, ZReportRecord } from './records.js';

/** All that was posted on a business day of a store, with the numbers that were drawn for it. */
export interface DayRecords {
  readonly stis: readonly StiRecord[];
  readonly entries: readonly EntryRecord[];
  readonly payments: readonly Pick<PaymentRecord, '_id' | 'number'>[];
  readonly reports: readonly ZReportRecord[];
  /** Number of the invoice of a sale, and of the credit note of a correction, by its id. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Sales with a guarantee. */
  readonly guaranteed: ReadonlySet<string>;
}

type Adds = Record<string, number>;

/** Entries by which customers pay and are paid back; others move money within the shop. */
const OF_CUSTOMERS: readonly EntryRecord['kind'][] = ['sale', 'correction', 'payment'];

/** What each record of a day adds to its figures, by the path of the figure; minor units. What adds nothing is left out. */
export function dayDocuments(day: DayRecords): SealedDocument[] {
  return [
    ...day.stis.map((sti) => stiDocument(sti, day)),
    ...day.entries.map((entry) =>
      documentOf({ kind: 'entry', id: entry._id, ref: entry._id, number: entry.number }, addsOfEntry(entry)),
    ),
    ...day.payments.map(({ _id, number }) => documentOf({ kind: 'payment', id: _id, ref: _id, number }, {})),
    ...day.reports.map((report) =>
      documentOf({ kind: 'tillReport', id: report._id, ref: report._id }, addsOfReport(report)),
    ),
  ].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function documentOf(
  { number, ...named }: Pick<SealedDocument, 'kind' | 'id' | 'ref'> & { readonly number?: string | undefined },
  adds: Adds,
): SealedDocument {
  const all = { ...adds, ...(number === undefined ? {} : addsOfNumber(number)) };
  const kept = Object.entries(all).filter(([, value]) => value !== 0);
  return { ...named, ...(number === undefined ? {} : { number }), adds: Object.fromEntries(kept) };
}

/** Series and counter of a document number such as `ALG1-F-2026-000042`. */
export function partsOf(number: string): { readonly series: string; readonly counter: number } {
  const [, series = number, counter = '0'] = /^(.*)-(\d+)$/.exec(number) ?? [];
  return { series, counter: Number(counter) };
}

function addsOfNumber(number: string): Adds {
  const { series, counter } = partsOf(number);
  return { [`documents/${series}/count`]: 1, [`documents/${series}/controlTotal`]: counter };
}

function stiDocument(sti: StiRecord, { numbers, guaranteed }: DayRecords): SealedDocument {
  const isSale = sti.kind === 'sale';
  const number = numbers.get(isSale ? sti.saleId : (sti.correctionId ?? ''));
  return documentOf(
    { kind: isSale ? 'sale' : 'return', id: sti._id, ref: sti.saleId, number },
    { ...addsOfSti(sti), guarantees: isSale && guaranteed.has(sti.saleId) ? 1 : 0 },
  );
}

function addsOfSti(sti: StiRecord): Adds {
  const { netMinor, taxMinor, grossMinor, costMinor, discountNetMinor } = sti;
  const isSale = sti.kind === 'sale';
  const side = isSale ? 'sold' : 'returned';
  const above = (minor: number): number => (isSale ? minor : 0 - minor);
  const rates = Map.groupBy(sti.lines, (line) => line.taxRateBps);
  return {
    [isSale ? 'sales' : 'corrections']: 1,
    netMinor,
    taxMinor,
    grossMinor,
    costMinor,
    discountNetMinor,
    [`${side}/netMinor`]: above(netMinor),
    [`${side}/taxMinor`]: above(taxMinor),
    [`${side}/grossMinor`]: above(grossMinor),
    [`${side}/costMinor`]: above(costMinor),
    ...Object.fromEntries(
      [...rates].map(([rate, lines]) => [`taxByRate/${rate}`, sum(lines.map((line) => line.taxMinor))]),
    ),
  };
}

function addsOfEntry({ kind, lines }: Pick<EntryRecord, 'kind' | 'lines'>): Adds {
  const of = (account: Account): EntryLine[] => lines.filter((line) => line.account === account);
  const debits = (account: Account): number => sum(of(account).map((line) => line.debitMinor));
  const credits = (account: Account): number => sum(of(account).map((line) => line.creditMinor));
  const methods = OF_CUSTOMERS.includes(kind) ? paymentMethod.options : [];
  const paid = methods.flatMap((method) => [
    [`paid/${method}/inMinor`, debits(PAYMENT_ACCOUNTS[method])],
    [`paid/${method}/outMinor`, credits(PAYMENT_ACCOUNTS[method])],
  ]);
  return {
    ...Object.fromEntries(paid),
    'stock/inMinor': debits('inventory'),
    'stock/outMinor': credits('inventory'),
    [`stock/byKind/${kind}`]: debits('inventory') - credits('inventory'),
    receivableMinor: debits('receivable') - credits('receivable'),
    creditMinor: credits('customerCredit') - debits('customerCredit'),
  };
}

function addsOfReport({ expectedMinor, countedMinor, differenceMinor }: ZReportRecord): Adds {
  return {
    'tills/sessions': 1,
    'tills/expectedMinor': expectedMinor,
    'tills/countedMinor': countedMinor,
    'tills/differenceMinor': differenceMinor,
  };
}
