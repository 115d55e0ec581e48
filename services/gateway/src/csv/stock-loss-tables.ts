import type { CountEntryView, CountLine, Currency, StockCountView, WriteOffView } from '@comptoir/contracts';
import type { Measure } from '../measures.js';
import { count, money, quantities, tableOf, text, type CsvTable } from './table.js';

type WrittenLine = WriteOffView['lines'][number] & Measure;
type Written = Omit<WriteOffView, 'lines'> & { readonly lines: readonly WrittenLine[] };
type WrittenRow = { readonly writeOff: Written; readonly line: WrittenLine };

/** Write-offs as CSV, a row a line. */
export const writeOffTable: CsvTable<Written, WrittenRow> = {
  file: 'write-offs',
  rowsOf: (writeOff) => writeOff.lines.map((line) => ({ writeOff, line })),
  columns: [
    text('writeOffId', ({ writeOff }) => writeOff.writeOffId),
    text('number', ({ writeOff }) => writeOff.number),
    text('storeId', ({ writeOff }) => writeOff.storeId),
    text('reason', ({ writeOff }) => writeOff.reason),
    text('writtenOffDay', ({ writeOff }) => writeOff.writtenOffDay),
    text('writtenOffAt', ({ writeOff }) => writeOff.writtenOffAt),
    text('writtenOffBy', ({ writeOff }) => writeOff.writtenOffBy),
    text('productId', ({ line }) => line.productId),
    text('batchId', ({ line }) => line.batchId),
    ...quantities<WrittenRow>(({ line }) => line, { quantity: ({ line }) => line.quantity }),
    ...money<WrittenRow>(({ writeOff }) => writeOff.currency, { cost: ({ line }) => line.costMinor }),
    text('note', ({ writeOff }) => writeOff.note),
  ],
};

/** Stock counts as CSV. */
export const stockCountTable = tableOf<StockCountView>('stock-counts', [
  text('stockCountId', (one) => one.stockCountId),
  text('number', (one) => one.number),
  text('storeId', (one) => one.storeId),
  text('scope', (one) => one.scope.kind),
  text('state', (one) => one.state),
  count('products', (one) => one.products),
  count('entries', (one) => one.entries),
  text('createdDay', (one) => one.createdDay),
  text('createdBy', (one) => one.createdBy),
  text('postedAt', (one) => one.posted?.at),
  text('postedBy', (one) => one.posted?.by),
  ...money<StockCountView>((one) => one.currency, {
    missingCost: (one) => one.posted?.missingCostMinor,
    foundCost: (one) => one.posted?.foundCostMinor,
  }),
  text('note', (one) => one.note),
]);

type Reviewed = CountLine & Measure & { readonly currency: Currency };
/** A quantity that may be unknown; nobody counted the line then, which its entries say. */
const known = (of: (line: Reviewed) => number | undefined) => (line: Reviewed) => of(line) ?? 0;

/** The review of a count as CSV: a row a product; of one without entries, nobody has counted it. */
export const countLineTable = tableOf<Reviewed>('stock-count', [
  text('productId', (line) => line.productId),
  count('round', (line) => line.round),
  count('entries', (line) => line.entries),
  ...quantities<Reviewed>((line) => line, {
    atStart: (line) => line.startQuantity,
    expected: known((line) => line.expectedQuantity),
    counted: known((line) => line.countedQuantity),
    difference: known((line) => line.difference),
  }),
  ...money<Reviewed>((line) => line.currency, { differenceCost: (line) => line.differenceCostMinor }),
  text('uncertain', (line) => String(line.uncertain)),
  text('unpriced', (line) => String(line.unpriced)),
]);

type Entered = CountEntryView & Measure;

/** Entries of a count as CSV. */
export const countEntryTable = tableOf<Entered>('stock-count-entries', [
  text('entryId', (one) => one.entryId),
  count('seq', (one) => one.seq),
  count('round', (one) => one.round),
  text('productId', (one) => one.productId),
  ...quantities<Entered>((one) => one, {
    quantity: (one) => one.quantity,
    expected: (one) => one.physicalQuantity,
  }),
  text('withdraws', (one) => one.withdraws),
  text('place', (one) => one.place),
  text('device', (one) => one.device),
  text('enteredAt', (one) => one.enteredAt),
  text('enteredBy', (one) => one.enteredBy),
]);
