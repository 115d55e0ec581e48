import type { PurchaseOrderView } from '@comptoir/contracts';
import type { Measure } from '../measures.js';
import { count, money, quantities, text, type CsvTable } from './table.js';

type Line = PurchaseOrderView['lines'][number] & Measure;
type Ordered = Omit<PurchaseOrderView, 'lines'> & { readonly lines: readonly Line[] };
type Row = { readonly order: Ordered; readonly line: Line };

/** Purchase orders as CSV, a row a line. */
export const purchaseOrderTable: CsvTable<Ordered, Row> = {
  file: 'purchase-orders',
  rowsOf: (order) => order.lines.map((line) => ({ order, line })),
  columns: [
    text('purchaseOrderId', ({ order }) => order.purchaseOrderId),
    text('number', ({ order }) => order.number),
    text('storeId', ({ order }) => order.storeId),
    text('supplierId', ({ order }) => order.supplierId),
    text('supplierName', ({ order }) => order.supplierName),
    text('state', ({ order }) => order.state),
    text('createdDay', ({ order }) => order.createdDay),
    text('createdBy', ({ order }) => order.createdBy),
    text('sentAt', ({ order }) => order.sent?.at),
    text('expectedDay', ({ order }) => order.expectedDay),
    count('revision', ({ order }) => order.revision),
    text('productId', ({ line }) => line.productId),
    ...quantities<Row>(({ line }) => line, {
      ordered: ({ line }) => line.quantity,
      received: ({ line }) => line.receivedQuantity,
      outstanding: ({ line }) => Math.max(0, line.quantity - line.receivedQuantity),
    }),
    ...money<Row>(({ order }) => order.currency, {
      expectedCost: ({ line }) => line.expectedCostMinor,
      receivedCost: ({ line }) => line.receivedCostMinor,
    }),
    text('note', ({ order }) => order.note),
  ],
};
