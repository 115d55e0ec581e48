import {
  decimalQuantity,
  documentNumberOf,
  MAX_QUANTITY_DECIMALS,
  sum,
  type CategoryView,
  type CompanyView,
  type CustomerView,
  type DeliveryView,
  type OpeningDelivery,
  type EntryView,
  type GuaranteeView,
  type InvoiceView,
  type OrderView,
  type ParkedEvent,
  type PaymentView,
  type PriceView,
  type ProductView,
  type SagaStatus,
  type SaleView,
  type SnapshotView,
  type StockView,
  type StoreView,
  type ZReport,
} from '@comptoir/contracts';
import type { Person } from '../people/person.js';
import type { Measure } from '../measures.js';
import { count, money, quantities, tableOf, text, type CsvTable } from './table.js';

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
  ...quantities<ProductView>((one) => one, {
    lowStockThreshold: (one) => one.lowStockThreshold,
    available: (one) => one.stock.reduce((units, { available }) => units + available, 0),
  }),
  text('createdAt', (one) => one.createdAt),
  text('changedAt', (one) => one.changedAt),
  text('categoryId', (one) => one.categoryId),
  text('brand', (one) => one.brand),
  text('archivedAt', (one) => one.archivedAt),
  count('quantityDecimals', (one) => one.quantityDecimals),
]);

export const categoryTable = tableOf<CategoryView>('categories', [
  text('categoryId', (one) => one.categoryId),
  text('name', (one) => one.name),
  text('createdAt', (one) => one.createdAt),
  text('createdBy', (one) => one.createdBy),
  text('changedAt', (one) => one.changedAt),
  text('changedBy', (one) => one.changedBy),
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
  text('listName', (one) => one.priceList?.name),
  text('isOff', (one) => (one.isOff ? 'true' : undefined)),
]);

type Level = Omit<StockView, 'batches'> & Measure;
export const levelTable = tableOf<Level>('stock', [
  text('storeId', (one) => one.storeId),
  text('productId', (one) => one.productId),
  ...quantities<Level>((one) => one, { available: (one) => one.available, held: (one) => one.held }),
]);

type Batch = DeliveryView['batches'][number] & Measure;
type Delivered = Omit<DeliveryView, 'batches'> & { readonly batches: readonly Batch[] };
type Received = { readonly delivery: Delivered; readonly batch: Batch };
export const deliveryTable: CsvTable<Delivered, Received> = {
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
    ...quantities<Received>(({ batch }) => batch, { quantity: ({ batch }) => batch.quantity }),
    ...money<Received>(({ delivery }) => delivery.currency, { cost: ({ batch }) => batch.costMinor }),
    text('supplierId', ({ delivery }) => delivery.supplierId),
    text('purchaseOrderNumber', ({ delivery }) => delivery.purchaseOrderNumber),
    text('stockCountNumber', ({ delivery }) => delivery.stockCountNumber),
  ],
};

export const openingDeliveryTable = tableOf<OpeningDelivery>('opening-goods', [
  text('deliveryId', (one) => one.deliveryId),
  text('storeId', (one) => one.storeId),
  text('supplierName', (one) => one.supplierName),
  text('reference', (one) => one.reference),
  text('receivedAt', (one) => one.receivedAt),
  text('receivedBy', (one) => one.receivedBy),
  count('lines', (one) => one.lines),
  ...money<OpeningDelivery>((one) => one.currency, { totalCost: (one) => one.totalCostMinor }),
  text('takenBackAt', (one) => one.takenBack?.at),
  text('takenBackBy', (one) => one.takenBack?.by),
  text('takenBackReason', (one) => one.takenBack?.reason),
]);

export const customerTable = tableOf<CustomerView>('customers', [
  text('customerId', (one) => one.customerId),
  text('kind', (one) => one.kind),
  text('name', (one) => one.name),
  text('phone', (one) => one.phone),
  text('email', (one) => one.email),
  text('street', (one) => one.address?.street),
  text('postcode', (one) => one.address?.postcode),
  text('city', (one) => one.address?.city),
  text('country', (one) => one.address?.country),
  text('profile', (one) => one.profile),
  text('taxId', (one) => documentNumberOf(one.profile, one.identifiers)),
  text('identifiers', (one) => one.identifiers.map(({ kind, value }) => `${kind} ${value}`).join(', ')),
  count('paymentTermsDays', (one) => one.paymentTermsDays),
  ...money<CustomerView>((one) => one.creditLimit?.currency, { creditLimit: (one) => one.creditLimit?.minor }),
  text('createdAt', (one) => one.createdAt),
  text('group', (one) => one.group),
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
    discount: (one) => one.priced?.discountMinor,
  }),
  text('saleId', (one) => one.saleId),
  text('parkedAs', (one) => one.parked?.label),
  text('createdAt', (one) => one.createdAt),
  text('createdBy', (one) => one.createdBy),
  text('changedAt', (one) => one.changedAt),
  text('changedBy', (one) => one.changedBy),
]);

/** Whole units of a sale that came back, whatever each line is counted in, as a decimal number. */
function returnedUnits({ lines, returned }: SaleView): string {
  const decimalsOf = new Map(lines.map((line) => [line.saleLineId, line.quantityDecimals]));
  const thousandths = returned.map(
    ({ saleLineId, quantity }) => quantity * 10 ** (MAX_QUANTITY_DECIMALS - (decimalsOf.get(saleLineId) ?? 0)),
  );
  return decimalQuantity(sum(thousandths), MAX_QUANTITY_DECIMALS);
}

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
    discount: (one) => one.discountMinor,
    paid: (one) => sum(one.payments.map((made) => made.amountMinor)),
    cost: (one) => one.costMinor,
    margin: (one) => one.marginMinor,
  }),
  text('paidBy', (one) => one.payments.map((made) => made.method).join(' ')),
  text('returnedUnits', returnedUnits),
]);

export const paymentTable = tableOf<PaymentView>('payments', [
  text('paymentId', (one) => one.paymentId),
  text('number', (one) => one.number),
  text('kind', (one) => one.kind),
  text('direction', (one) => one.direction),
  text('method', (one) => one.method),
  text('reference', (one) => one.reference),
  text('businessDay', (one) => one.businessDay),
  text('at', (one) => one.at),
  text('by', (one) => one.by),
  text('storeId', (one) => one.storeId),
  text('customerId', (one) => one.customerId),
  text('saleIds', (one) => one.allocations.map((part) => part.saleId).join(' ')),
  text('correctionId', (one) => one.correctionId),
  text('till', (one) => one.through?.till),
  text('tillSessionId', (one) => one.through?.sessionId),
  text('reverses', (one) => one.reverses),
  text('reversedBy', (one) => one.reversedBy),
  ...money<PaymentView>((one) => one.currency, {
    amount: (one) => one.amountMinor,
    rounding: (one) => one.roundingMinor,
    credit: (one) => one.creditMinor,
  }),
]);

export const zReportTable = tableOf<ZReport>('till-reports', [
  text('sessionId', (one) => one.sessionId),
  text('storeId', (one) => one.storeId),
  text('till', (one) => one.till),
  count('number', (one) => one.number),
  text('businessDay', (one) => one.businessDay),
  text('openedAt', (one) => one.openedAt),
  text('openedBy', (one) => one.openedBy),
  text('closedAt', (one) => one.closedAt),
  text('closedBy', (one) => one.closedBy),
  count('sales', (one) => one.figures.sales),
  count('corrections', (one) => one.figures.corrections),
  ...money<ZReport>((one) => one.currency, {
    net: (one) => one.figures.netMinor,
    tax: (one) => one.figures.taxMinor,
    gross: (one) => one.figures.grossMinor,
    expected: (one) => one.expectedMinor,
    counted: (one) => one.countedMinor,
    difference: (one) => one.differenceMinor,
    kept: (one) => one.keptMinor,
    grandTotal: (one) => one.grandTotalMinor,
  }),
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
    discount: (one) => sum(one.lines.map((line) => line.discountMinor)),
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
    ...quantities<Warranted>(({ line }) => line, {
      quantity: ({ line }) => line.quantity,
      voidedQty: ({ line }) => line.voidedQty,
    }),
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
    text('journal', ({ entry }) => entry.journal),
    text('number', ({ entry }) => entry.number),
    text('ref', ({ entry }) => entry.ref),
    text('memo', ({ entry }) => entry.memo),
    text('document', ({ entry }) => entry.document),
    text('reason', ({ entry }) => entry.reason),
    text('account', ({ line }) => line.account),
    text('customerId', ({ line }) => line.customerId),
    text('saleId', ({ line }) => line.saleId),
    text('till', ({ line }) => line.till),
    text('taxRateBps', ({ line }) => line.taxRateBps?.toString()),
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
    discount: (one) => one.figures.discountNetMinor,
    returned: (one) => one.figures.returned.grossMinor,
    stock: (one) => one.ends.stockMinor,
    receivable: (one) => one.ends.receivableMinor,
    customerCredit: (one) => one.ends.creditMinor,
    tillDifference: (one) => one.figures.tills.differenceMinor,
    perpetualGross: (one) => one.perpetual.grossMinor,
  }),
  text('closedAt', (one) => one.closedAt),
  text('closedBy', (one) => one.closedBy),
  text('hash', (one) => one.hash),
]);

export const companyTable = tableOf<CompanyView>('companies', [
  text('companyId', (one) => one.companyId),
  text('profile', (one) => one.profile),
  text('companyName', (one) => one.legal.companyName),
  text('legalForm', (one) => one.legal.legalForm),
  text('taxId', (one) => one.legal.taxId),
  text('tradeRegister', (one) => one.legal.tradeRegister),
  text('createdAt', (one) => one.createdAt),
]);

export const storeTable = tableOf<StoreView>('stores', [
  text('storeId', (one) => one.storeId),
  text('code', (one) => one.code),
  text('name', (one) => one.name),
  text('address', (one) => one.address),
  text('currency', (one) => one.currency),
  text('timeZone', (one) => one.timeZone),
  text('pricesIncludeTax', (one) => String(one.pricesIncludeTax)),
  count('cashRoundingMinor', (one) => one.cashRoundingMinor),
  text('companyName', (one) => one.legal.companyName),
  text('legalForm', (one) => one.legal.legalForm),
  text('taxId', (one) => one.legal.taxId),
  text('tradeRegister', (one) => one.legal.tradeRegister),
  text('createdAt', (one) => one.createdAt),
  text('companyId', (one) => one.companyId),
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
