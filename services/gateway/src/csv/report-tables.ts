import {
  MOST_MARGIN_ROWS,
  type AgedRow,
  type CustomerRow,
  type DayRow,
  type DeliveryMarginRow,
  type Drift,
  type MarginLine,
  type MarginRow,
  type ResultRow,
  type TaxRow,
} from '@comptoir/contracts';
import { count, money, quantities, tableOf, text, type CsvTable } from './table.js';

/** The reports of the ledger as CSV. */

export const customerStatementTable = tableOf<CustomerRow>('customer-statement', [
  text('businessDay', (one) => one.businessDay),
  text('occurredDay', (one) => one.occurredDay),
  text('document', (one) => one.document),
  text('number', (one) => one.number),
  text('kind', (one) => one.kind),
  text('memo', (one) => one.memo),
  text('storeId', (one) => one.storeId),
  text('account', (one) => one.account),
  text('saleId', (one) => one.saleId),
  text('label', (one) => one.label),
  ...money<CustomerRow>((one) => one.currency, {
    debit: (one) => one.debitMinor,
    credit: (one) => one.creditMinor,
    balance: (one) => one.balanceMinor,
  }),
]);

export const agedTable = tableOf<AgedRow>('aged-receivables', [
  text('customerId', (one) => one.customerId),
  text('name', (one) => one.name),
  ...money<AgedRow>((one) => one.currency, {
    current: (one) => one.currentMinor,
    from30: (one) => one.from30Minor,
    from60: (one) => one.from60Minor,
    from90: (one) => one.from90Minor,
    total: (one) => one.totalMinor,
    credit: (one) => one.creditMinor,
  }),
]);

export const taxTable = tableOf<TaxRow>('tax', [
  count('taxRateBps', (one) => one.taxRateBps),
  ...money<TaxRow>((one) => one.currency, {
    base: (one) => one.baseMinor,
    outputTax: (one) => one.outputTaxMinor,
    inputTax: (one) => one.inputTaxMinor,
    due: (one) => one.dueMinor,
  }),
]);

export const resultTable = tableOf<ResultRow>('profit-and-loss', [
  text('account', (one) => one.account),
  text('code', (one) => one.code),
  text('name', (one) => one.name),
  text('type', (one) => one.type),
  ...money<ResultRow>((one) => one.currency, { amount: (one) => one.amountMinor }),
]);

/** Each page adds up its days: a whole report is a few pages. */
export const marginTable: CsvTable<MarginRow, MarginRow> = {
  ...tableOf<MarginRow>('margin', [
    text('key', (one) => one.key),
    text('label', (one) => one.label),
    ...money<MarginRow>((one) => one.currency, {
      revenue: (one) => one.revenueMinor,
      tax: (one) => one.taxMinor,
      cost: (one) => one.costMinor,
      margin: (one) => one.marginMinor,
    }),
  ]),
  pageRows: MOST_MARGIN_ROWS,
};

export const deliveryMarginTable = tableOf<DeliveryMarginRow>('delivery-margin', [
  text('deliveryId', (one) => one.deliveryId),
  text('productId', (one) => one.productId),
  ...quantities<DeliveryMarginRow>((one) => one, { quantity: (one) => one.quantity }),
  ...money<DeliveryMarginRow>((one) => one.currency, {
    revenue: (one) => one.revenueMinor,
    tax: (one) => one.taxMinor,
    cost: (one) => one.costMinor,
    margin: (one) => one.marginMinor,
  }),
]);

export const marginLineTable = tableOf<MarginLine>('margin-lines', [
  text('businessDay', (one) => one.businessDay),
  text('kind', (one) => one.kind),
  text('document', (one) => one.document),
  text('saleId', (one) => one.saleId),
  text('storeId', (one) => one.storeId),
  text('productId', (one) => one.productId),
  text('partId', (one) => one.partId),
  text('categoryId', (one) => one.categoryId),
  text('soldBy', (one) => one.soldBy),
  text('customerId', (one) => one.customerId),
  text('batchId', (one) => one.batchId),
  text('deliveryId', (one) => one.deliveryId),
  text('supplier', (one) => one.supplierName),
  ...quantities<MarginLine>((one) => one, { quantity: (one) => one.quantity }),
  ...money<MarginLine>((one) => one.currency, {
    revenue: (one) => one.revenueMinor,
    tax: (one) => one.taxMinor,
    cost: (one) => one.costMinor,
    margin: (one) => one.marginMinor,
  }),
]);

export const dayRowTable = tableOf<DayRow>('days', [
  text('businessDay', (one) => one.businessDay),
  count('stores', (one) => one.stores),
  count('closed', (one) => one.closed),
  count('sales', (one) => one.figures.sales),
  count('corrections', (one) => one.figures.corrections),
  ...money<DayRow>((one) => one.currency, {
    net: (one) => one.figures.netMinor,
    tax: (one) => one.figures.taxMinor,
    gross: (one) => one.figures.grossMinor,
    discount: (one) => one.figures.discountNetMinor,
    returned: (one) => one.figures.returned.grossMinor,
    cost: (one) => one.figures.costMinor,
    margin: (one) => one.figures.netMinor - one.figures.costMinor,
    cash: (one) => one.figures.received['cash'],
    card: (one) => one.figures.received['card'],
    transfer: (one) => one.figures.received['transfer'],
    cheque: (one) => one.figures.received['cheque'],
    receivable: (one) => one.figures.receivableMinor,
    stockIn: (one) => one.figures.stock.inMinor,
    stockOut: (one) => one.figures.stock.outMinor,
    tillDifference: (one) => one.figures.tills.differenceMinor,
  }),
]);

type Explained = { readonly drift: Drift; readonly document?: Drift['documents'][number] };
export const driftTable: CsvTable<Drift, Explained> = {
  file: 'drift',
  rowsOf: (drift) =>
    drift.documents.length > 0 ? drift.documents.map((document) => ({ drift, document })) : [{ drift }],
  columns: [
    text('figure', ({ drift }) => drift.figure),
    count('sealed', ({ drift }) => drift.sealed),
    count('recomputed', ({ drift }) => drift.recomputed),
    text('documentKind', ({ document }) => document?.kind),
    text('document', ({ document }) => document?.number),
    text('ref', ({ document }) => document?.ref),
    count('documentSealed', ({ document }) => document?.sealed),
    count('documentRecomputed', ({ document }) => document?.recomputed),
    count('unexplained', ({ drift }) => drift.unexplained),
  ],
};
