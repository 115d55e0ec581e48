import type { TransferView } from '@comptoir/contracts';
import type { Measure } from '../measures.js';
import { count, money, quantities, text, type CsvTable } from './table.js';

type Line = TransferView['lines'][number] & Measure;
type Transferred = Omit<TransferView, 'lines'> & { readonly lines: readonly Line[] };
type Row = { readonly transfer: Transferred; readonly line: Line };

/** Transfers as CSV, a row a line. */
export const transferTable: CsvTable<Transferred, Row> = {
  file: 'transfers',
  rowsOf: (transfer) => transfer.lines.map((line) => ({ transfer, line })),
  columns: [
    text('transferId', ({ transfer }) => transfer.transferId),
    text('number', ({ transfer }) => transfer.number),
    text('fromStoreId', ({ transfer }) => transfer.fromStoreId),
    text('fromStoreCode', ({ transfer }) => transfer.fromStoreCode),
    text('toStoreId', ({ transfer }) => transfer.toStoreId),
    text('toStoreCode', ({ transfer }) => transfer.toStoreCode),
    text('begunBy', ({ transfer }) => transfer.begunBy),
    text('state', ({ transfer }) => transfer.state),
    text('createdDay', ({ transfer }) => transfer.createdDay),
    text('createdBy', ({ transfer }) => transfer.createdBy),
    text('shippedAt', ({ transfer }) => transfer.shipped?.at),
    text('receivedAt', ({ transfer }) => transfer.received?.at),
    count('revision', ({ transfer }) => transfer.revision),
    text('productId', ({ line }) => line.productId),
    ...quantities<Row>(({ line }) => line, {
      asked: ({ line }) => line.quantity,
      shipped: ({ line }) => line.shippedQuantity,
      received: ({ line }) => line.receivedQuantity,
      lost: ({ line }) => line.lostQuantity,
    }),
    ...money<Row>(({ transfer }) => transfer.currency, {
      shippedCost: ({ line }) => line.shippedCostMinor,
      receivedCost: ({ line }) => line.receivedCostMinor,
      lostCost: ({ line }) => line.lostCostMinor,
    }),
    text('note', ({ transfer }) => transfer.note),
  ],
};
