import { MOST_REORDER_PRODUCTS, STOCK_AGES, type StockAlertView } from '@comptoir/contracts';
import type { Measure } from '../measures.js';
import type { WhatToOrderRow } from '../ordering/what-to-order.js';
import type { WebhookDelivery } from '../notices/webhooks.js';
import type { AgedStock } from '../routes/stock-ages.controller.js';
import { count, money, quantities, tableOf, text, type Column, type CsvTable } from './table.js';

/** Alerts and what to order as CSV. */

type Alert = StockAlertView & Measure;
export const stockAlertTable = tableOf<Alert>('stock-alerts', [
  text('alertId', (one) => one.alertId),
  text('storeId', (one) => one.storeId),
  text('productId', (one) => one.productId),
  text('state', (one) => one.state),
  ...quantities<Alert>((one) => one, { threshold: (one) => one.threshold }),
  text('raisedAt', (one) => one.raisedAt),
  text('lowAt', (one) => one.low?.at),
  text('lowBy', (one) => one.low?.by),
  text('outAt', (one) => one.out?.at),
  text('outBy', (one) => one.out?.by),
  text('expiringAt', (one) => one.expiring?.at),
  text('batchId', (one) => one.expiring?.batchId),
  text('expiresOn', (one) => one.expiring?.expiresOn),
  text('recoveredAt', (one) => one.recovered?.at),
  text('recoveredBy', (one) => one.recovered?.by),
  text('seenAt', (one) => one.seen?.at),
  text('seenBy', (one) => one.seen?.by),
]);

const whatToOrderColumns: readonly Column<WhatToOrderRow>[] = [
  text('productId', (one) => one.productId),
  text('sku', (one) => one.sku),
  text('name', (one) => one.name),
  text('categoryId', (one) => one.categoryId),
  text('supplierId', (one) => one.supplier?.supplierId),
  text('supplierName', (one) => one.supplier?.supplierName),
  count('leadTimeDays', (one) => one.leadTimeDays),
  ...quantities<WhatToOrderRow>((one) => one, {
    sold: (one) => one.sold,
    demand: (one) => one.demand,
    threshold: (one) => one.threshold,
    needed: (one) => one.needed,
    available: (one) => one.available,
    onOrder: (one) => one.onOrder,
    missing: (one) => one.missing,
    suggested: (one) => one.suggested,
  }),
];

export const whatToOrderTable: CsvTable<WhatToOrderRow, WhatToOrderRow> = {
  ...tableOf<WhatToOrderRow>('what-to-order', whatToOrderColumns),
  pageRows: MOST_REORDER_PRODUCTS,
};

/** Name of the columns of an age: `days0to30`, and `days366` of the last one. */
function ageName(at: number): string {
  const next = STOCK_AGES[at + 1];
  return `days${STOCK_AGES[at]}${next === undefined ? '' : `to${next - 1}`}`;
}
const agesAs = <V>(nameOf: (name: string) => string, of: (row: AgedStock, at: number) => V) =>
  Object.fromEntries(STOCK_AGES.map((_from, at) => [nameOf(ageName(at)), (row: AgedStock) => of(row, at)]));

export const stockAgesTable = tableOf<AgedStock>('stock-ages', [
  text('storeId', (one) => one.storeId),
  text('productId', (one) => one.productId),
  text('sku', (one) => one.sku),
  text('name', (one) => one.name),
  text('oldestAt', (one) => one.oldestAt),
  ...quantities<AgedStock>((one) => one, {
    quantity: (one) => one.quantity,
    ...agesAs(
      (name) => name,
      (row, at) => row.ages[at]!.quantity,
    ),
  }),
  ...money<AgedStock>((one) => one.currency, {
    cost: (one) => one.costMinor,
    ...agesAs(
      (name) => `${name}Cost`,
      (row, at) => row.ages[at]?.costMinor,
    ),
  }),
]);

export const webhookDeliveryTable = tableOf<WebhookDelivery>('webhook-deliveries', [
  text('deliveryId', (one) => one.deliveryId),
  text('eventId', (one) => one.eventId),
  text('type', (one) => one.type),
  text('state', (one) => one.state),
  count('attempts', (one) => one.attempts.length),
  text('lastAt', (one) => one.attempts.at(-1)?.at),
  count('lastStatus', (one) => one.attempts.at(-1)?.status),
  text('lastFault', (one) => one.attempts.at(-1)?.fault),
  text('dueAt', (one) => one.dueAt),
  text('createdAt', (one) => one.createdAt),
]);
