import type {
  CustomerView,
  DeliveryView,
  EntryView,
  GuaranteeView,
  InvoiceView,
  OrderView,
  ParkedEvent,
  PriceView,
  ProductView,
  SagaStatus,
  SaleView,
  SnapshotView,
  StockView,
  StoreView,
} from '@comptoir/contracts';
import type { Person } from '../people/person.js';
import { count, money, tableOf, text, type CsvTable } from './table.js';

/** The lists as CSV. A name of a column is part of the API: it stays when others are added. */

export const productTable = tableOf<ProductView>('products', [
  text('productId', (one) => one.productId),
  text('sku', (one) => one.sku),
  text('name', (one) => one.name),
  text('barcodes', (one) => one.barcodes.join(' ')),
  ...money<ProductView>((one) => one.currency, {
    priceMin: (one) => one.priceMinMinor,
    priceList: (one) => one.priceListMinor,
    priceMax: (one) => one.priceMaxMinor,
  }),
  count('taxRateBps', (one) => one.taxRateBps),
  count('warrantyMonths', (one) => one.warrantyMonths),
  count('lowStockThreshold', (one) => one.lowStockThreshold),
  count('available', (one) => one.stock.reduce((units, { available }) => units + available, 0)),
  text('createdAt', (one) => one.createdAt),
  text('changedAt', (one) => one.changedAt),
]);

export const priceTable = tableOf<PriceView>('prices', [
  text('productId', (one) => one.productId),
  text('setAt', (one) => one.setAt),
  text('setBy', (one) => one.setBy),
  ...money<PriceView>((one) => one.currency, {
    priceMin: (one) => one.priceMinMinor,
    priceList: (one) => one.priceListMinor,
    priceMax: (one) => one.priceMaxMinor,
  }),
  count('taxRateBps', (one) => one.taxRateBps),
]);

type Level = Omit<StockView, 'batches'>;
export const levelTable = tableOf<Level>('stock', [
  text('storeId', (one) => one.storeId),
  text('productId', (one) => one.productId),
  count('available', (one) => one.available),
  count('held', (one) => one.held),
]);

type Received = { readonly delivery: DeliveryView; readonly batch: DeliveryView['batches'][number] };
export const deliveryTable: CsvTable<DeliveryView, Received> = {
  file: 'deliveries',
  rowsOf: (delivery) => delivery.batches.map((batch) => ({ delivery, batch })),
  columns: [
    text('deliveryId', ({ delivery }) => delivery.deliveryId),
    text('storeId', ({ delivery }) => delivery.storeId),
    text('supplierName', ({ delivery }) => delivery.supplierName),
    text('reference', ({ delivery }) => delivery.reference),
    text('receivedAt', ({ delivery }) => delivery.receivedAt),
    text('receivedBy', ({ delivery }) => delivery.receivedBy),
    text('batchId', ({ batch }) => batch.batchId),
    text('productId', ({ batch }) => batch.productId),
    count('quantity', ({ batch }) => batch.quantity),
    ...money<Received>(({ delivery }) => delivery.currency, { cost: ({ batch }) => batch.costMinor }),
  ],
};

export const customerTable = tableOf<CustomerView>('customers', [
  text('customerId', (one) => one.customerId),
  text('kind', (one) => one.kind),
  text('name', (one) => one.name),
  text('phone', (one) => one.phone),
  text('email', (one) => one.email),
  text('address', (one) => one.address),
  text('taxId', (one) => one.taxId),
  ...money<CustomerView>((one) => one.creditLimit?.currency, { creditLimit: (one) => one.creditLimit?.minor }),
  text('createdAt', (one) => one.createdAt),
]);

export const orderTable = tableOf<OrderView>('orders', [
  text('orderId', (one) => one.orderId),
  text('storeId', (one) => one.storeId),
  text('customerId', (one) => one.customerId),
  text('state', (one) => one.state),
  text('documentType', (one) => one.documentType),
  count('lines', (one) => one.lines.length),
  ...money<OrderView>((one) => one.priced?.currency, {
    net: (one) => one.priced?.netMinor,
    tax: (one) => one.priced?.taxMinor,
    gross: (one) => one.priced?.grossMinor,
  }),
  text('saleId', (one) => one.saleId),
  text('createdAt', (one) => one.createdAt),
  text('createdBy', (one) => one.createdBy),
  text('changedAt', (one) => one.changedAt),
]);

export const saleTable = tableOf<SaleView>('sales', [
  text('saleId', (one) => one.saleId),
  text('number', (one) => one.invoiceNumber),
  text('documentType', (one) => one.documentType),
  text('state', (one) => one.state),
  text('storeId', (one) => one.storeId),
  text('storeCode', (one) => one.store.code),
  text('businessDay', (one) => one.businessDay),
  text('soldAt', (one) => one.soldAt),
  text('soldBy', (one) => one.soldBy.id),
  text('customerId', (one) => one.customer.customerId),
  text('customerName', (one) => one.customer.name),
  count('lines', (one) => one.lines.length),
  ...money<SaleView>((one) => one.currency, {
    net: (one) => one.netMinor,
    tax: (one) => one.taxMinor,
    gross: (one) => one.grossMinor,
    paid: (one) => one.payment?.amountMinor,
    cost: (one) => one.costMinor,
    margin: (one) => one.marginMinor,
  }),
  text('paidBy', (one) => one.payment?.method),
  count('returnedUnits', (one) => one.returned.reduce((units, { quantity }) => units + quantity, 0)),
]);

export const invoiceTable = tableOf<InvoiceView>('invoices', [
  text('invoiceId', (one) => one.invoiceId),
  text('number', (one) => one.number),
  text('type', (one) => one.type),
  text('corrects', (one) => one.corrects?.number),
  text('businessDay', (one) => one.businessDay),
  text('issuedAt', (one) => one.issuedAt),
  text('issuedBy', (one) => one.issuedBy),
  text('storeId', (one) => one.seller.storeId),
  text('storeCode', (one) => one.seller.storeCode),
  text('saleId', (one) => one.saleId),
  text('customerId', (one) => one.buyer.customerId),
  text('customerName', (one) => one.buyer.name),
  text('taxId', (one) => one.buyer.taxId),
  ...money<InvoiceView>((one) => one.currency, {
    net: (one) => one.netMinor,
    tax: (one) => one.taxMinor,
    gross: (one) => one.grossMinor,
  }),
]);

type Warranted = { readonly guarantee: GuaranteeView; readonly line: GuaranteeView['lines'][number] };
const claimsIn = ({ guarantee, line }: Warranted, state: 'open' | 'closed'): number =>
  guarantee.claims.filter((claim) => claim.saleLineId === line.saleLineId && claim.state === state).length;
export const guaranteeTable: CsvTable<GuaranteeView, Warranted> = {
  file: 'guarantees',
  rowsOf: (guarantee) => guarantee.lines.map((line) => ({ guarantee, line })),
  columns: [
    text('guaranteeId', ({ guarantee }) => guarantee.guaranteeId),
    text('state', ({ guarantee }) => guarantee.state),
    text('storeId', ({ guarantee }) => guarantee.storeId),
    text('customerId', ({ guarantee }) => guarantee.customerId),
    text('saleId', ({ guarantee }) => guarantee.saleId),
    text('productId', ({ line }) => line.productId),
    text('sku', ({ line }) => line.sku),
    text('name', ({ line }) => line.name),
    count('quantity', ({ line }) => line.quantity),
    count('voidedQty', ({ line }) => line.voidedQty),
    text('startsOn', ({ line }) => line.startsOn),
    text('expiresOn', ({ line }) => line.expiresOn),
    count('openClaims', (row) => claimsIn(row, 'open')),
    count('closedClaims', (row) => claimsIn(row, 'closed')),
  ],
};

type Posted = { readonly entry: EntryView; readonly line: EntryView['lines'][number] };
export const entryTable: CsvTable<EntryView, Posted> = {
  file: 'journal',
  rowsOf: (entry) => entry.lines.map((line) => ({ entry, line })),
  columns: [
    text('entryId', ({ entry }) => entry.entryId),
    text('businessDay', ({ entry }) => entry.businessDay),
    text('occurredDay', ({ entry }) => entry.occurredDay),
    text('postedAt', ({ entry }) => entry.postedAt),
    text('postedBy', ({ entry }) => entry.postedBy),
    text('storeId', ({ entry }) => entry.storeId),
    text('kind', ({ entry }) => entry.kind),
    text('ref', ({ entry }) => entry.ref),
    text('memo', ({ entry }) => entry.memo),
    text('account', ({ line }) => line.account),
    text('customerId', ({ line }) => line.customerId),
    ...money<Posted>(({ entry }) => entry.currency, {
      debit: ({ line }) => line.debitMinor,
      credit: ({ line }) => line.creditMinor,
    }),
  ],
};

export const dayTable = tableOf<SnapshotView>('days', [
  text('storeId', (one) => one.storeId),
  text('businessDay', (one) => one.businessDay),
  count('sequence', (one) => one.sequence),
  count('sales', (one) => one.figures.sales),
  count('corrections', (one) => one.figures.corrections),
  ...money<SnapshotView>((one) => one.currency, {
    net: (one) => one.figures.netMinor,
    tax: (one) => one.figures.taxMinor,
    gross: (one) => one.figures.grossMinor,
    cost: (one) => one.figures.costMinor,
  }),
  text('closedAt', (one) => one.closedAt),
  text('closedBy', (one) => one.closedBy),
  text('hash', (one) => one.hash),
]);

export const storeTable = tableOf<StoreView>('stores', [
  text('storeId', (one) => one.storeId),
  text('code', (one) => one.code),
  text('name', (one) => one.name),
  text('address', (one) => one.address),
  text('currency', (one) => one.currency),
  text('timeZone', (one) => one.timeZone),
  text('companyName', (one) => one.legal.companyName),
  text('legalForm', (one) => one.legal.legalForm),
  text('taxId', (one) => one.legal.taxId),
  text('tradeRegister', (one) => one.legal.tradeRegister),
  text('createdAt', (one) => one.createdAt),
]);

type Colleague = Pick<Person, 'userId' | 'name' | 'role'>;
export const peopleTable = tableOf<Colleague>('people', [
  text('userId', (one) => one.userId),
  text('name', (one) => one.name),
  text('role', (one) => one.role),
]);

export const sagaTable = tableOf<SagaStatus>('sagas', [
  text('sagaId', (one) => one.sagaId),
  text('type', (one) => one.type),
  text('condition', (one) => one.condition),
  text('stage', (one) => one.stage),
  text('startedAt', (one) => one.startedAt),
  text('since', (one) => one.since),
  text('storeId', (one) => one.storeId),
  text('orderId', (one) => one.orderId),
  text('saleId', (one) => one.saleId),
  text('failing', (one) =>
    one.failing.map(({ step, attempts, lastFailure }) => `${step} (${attempts}): ${lastFailure}`).join('; '),
  ),
]);

export const parkedEventTable = tableOf<ParkedEvent & { readonly service: string }>('parked-events', [
  text('service', (one) => one.service),
  text('id', (one) => one.id),
  text('type', (one) => one.type),
  text('parkedAt', (one) => one.parkedAt),
  text('retriedAt', (one) => one.retriedAt),
  text('error', (one) => one.error),
]);
