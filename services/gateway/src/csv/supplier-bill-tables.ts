import type {
  AgedPayable,
  OpenBill,
  SupplierBillView,
  SupplierPaymentView,
  SupplierReturnView,
} from '@comptoir/contracts';
import type { Measure } from '../measures.js';
import { money, quantities, tableOf, text, type CsvTable } from './table.js';

type ListedBill = Omit<SupplierBillView, 'lines'>;

export const supplierBillTable = tableOf<ListedBill>('supplier-bills', [
  text('billId', (one) => one.billId),
  text('kind', (one) => one.kind),
  text('number', (one) => one.number),
  text('storeId', (one) => one.storeId),
  text('supplierId', (one) => one.supplierId),
  text('supplierName', (one) => one.supplierName),
  text('billDay', (one) => one.billDay),
  text('dueDay', (one) => one.dueDay),
  text('recordedDay', (one) => one.recordedDay),
  text('recordedBy', (one) => one.recordedBy),
  text('reversedAt', (one) => one.reversed?.at),
  ...money<ListedBill>((one) => one.currency, {
    net: (one) => one.netMinor,
    tax: (one) => one.taxMinor,
    gross: (one) => one.grossMinor,
    difference: (one) => one.differenceMinor,
    notReceived: (one) => one.notReceivedMinor,
  }),
]);

export const openBillTable = tableOf<OpenBill>('open-bills', [
  text('billId', (one) => one.billId),
  text('kind', (one) => one.kind),
  text('number', (one) => one.number),
  text('storeId', (one) => one.storeId),
  text('supplierId', (one) => one.supplierId),
  text('supplierName', (one) => one.supplierName),
  text('billDay', (one) => one.billDay),
  text('dueDay', (one) => one.dueDay),
  ...money<OpenBill>((one) => one.currency, { gross: (one) => one.grossMinor, open: (one) => one.openMinor }),
]);

export const agedPayableTable = tableOf<AgedPayable>('aged-payables', [
  text('supplierId', (one) => one.supplierId),
  text('name', (one) => one.name),
  ...money<AgedPayable>((one) => one.currency, {
    current: (one) => one.currentMinor,
    from30: (one) => one.from30Minor,
    from60: (one) => one.from60Minor,
    from90: (one) => one.from90Minor,
    total: (one) => one.totalMinor,
  }),
]);

/** Payments to suppliers as CSV, a row for each paper that one pays. */
export const supplierPaymentTable: CsvTable<
  SupplierPaymentView,
  { readonly payment: SupplierPaymentView; readonly part: SupplierPaymentView['allocations'][number] }
> = {
  file: 'supplier-payments',
  rowsOf: (payment) => payment.allocations.map((part) => ({ payment, part })),
  columns: [
    text('supplierPaymentId', ({ payment }) => payment.supplierPaymentId),
    text('number', ({ payment }) => payment.number),
    text('kind', ({ payment }) => payment.kind),
    text('storeId', ({ payment }) => payment.storeId),
    text('supplierId', ({ payment }) => payment.supplierId),
    text('supplierName', ({ payment }) => payment.supplierName),
    text('businessDay', ({ payment }) => payment.businessDay),
    text('method', ({ payment }) => payment.method),
    text('reference', ({ payment }) => payment.reference),
    text('by', ({ payment }) => payment.by),
    text('billId', ({ part }) => part.billId),
    ...money<{ readonly payment: SupplierPaymentView; readonly part: SupplierPaymentView['allocations'][number] }>(
      ({ payment }) => payment.currency,
      { paid: ({ part }) => part.amountMinor },
    ),
    text('reverses', ({ payment }) => payment.reverses),
    text('reversedBy', ({ payment }) => payment.reversedBy),
  ],
};

type ReturnedLine = SupplierReturnView['lines'][number] & Measure;
type Returned = Omit<SupplierReturnView, 'lines'> & { readonly lines: readonly ReturnedLine[] };
type ReturnRow = { readonly sent: Returned; readonly line: ReturnedLine };

/** Returns to suppliers as CSV, a row a line. */
export const supplierReturnTable: CsvTable<Returned, ReturnRow> = {
  file: 'supplier-returns',
  rowsOf: (sent) => sent.lines.map((line) => ({ sent, line })),
  columns: [
    text('supplierReturnId', ({ sent }) => sent.supplierReturnId),
    text('number', ({ sent }) => sent.number),
    text('storeId', ({ sent }) => sent.storeId),
    text('supplierId', ({ sent }) => sent.supplierId),
    text('supplierName', ({ sent }) => sent.supplierName),
    text('returnedDay', ({ sent }) => sent.returnedDay),
    text('returnedBy', ({ sent }) => sent.returnedBy),
    text('reason', ({ sent }) => sent.reason),
    text('batchId', ({ line }) => line.batchId),
    text('productId', ({ line }) => line.productId),
    ...quantities<ReturnRow>(({ line }) => line, {
      returned: ({ line }) => line.quantity,
      credited: ({ line }) => line.credited.quantity,
    }),
    ...money<ReturnRow>(({ sent }) => sent.currency, { cost: ({ line }) => line.costMinor }),
  ],
};
