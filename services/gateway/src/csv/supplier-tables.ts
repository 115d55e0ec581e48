import {
  documentNumberOf,
  type ProductSupplierView,
  type SupplierProductView,
  type SupplierView,
} from '@comptoir/contracts';
import type { Measure } from '../measures.js';
import { count, money, tableOf, text, type Column } from './table.js';

/** The lists of suppliers as CSV. */

export const supplierTable = tableOf<SupplierView>('suppliers', [
  text('supplierId', (one) => one.supplierId),
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
  count('leadTimeDays', (one) => one.leadTimeDays),
  text('note', (one) => one.note),
  text('archived', (one) => String(one.archived)),
  text('createdAt', (one) => one.createdAt),
  text('createdBy', (one) => one.createdBy),
  text('changedAt', (one) => one.changedAt),
  text('changedBy', (one) => one.changedBy),
]);

type Priced = SupplierProductView & Measure & { readonly lastUnitCostMinor?: number };

function productColumns<P extends Priced>(): Column<P>[] {
  return [
    text('productId', (one) => one.productId),
    text('catalogNumber', (one) => one.catalogNumber),
    text('unit', (one) => one.unit),
    ...money<P>((one) => one.last?.currency, { lastUnitCost: (one) => one.lastUnitCostMinor }),
    text('lastDay', (one) => one.last?.receivedDay),
    text('lastDeliveryId', (one) => one.last?.deliveryId),
  ];
}

export const supplierProductTable = tableOf<Priced>('supplier-products', productColumns());

export const productSupplierTable = tableOf<Priced & ProductSupplierView>('product-suppliers', [
  text('supplierId', (one) => one.supplierId),
  text('supplierName', (one) => one.supplierName),
  text('archived', (one) => String(one.archived)),
  ...productColumns<Priced & ProductSupplierView>(),
]);
