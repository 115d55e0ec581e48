import type { ExpiringRow } from '../routes/stock-expiries.controller.js';
import { count, money, quantities, tableOf, text } from './table.js';

/** What expires as CSV. */
export const expiringTable = tableOf<ExpiringRow>('expiring-stock', [
  text('expiresOn', (one) => one.expiresOn),
  count('daysLeft', (one) => one.daysLeft),
  text('productId', (one) => one.productId),
  text('sku', (one) => one.sku),
  text('name', (one) => one.name),
  text('batchId', (one) => one.batchId),
  text('receivedAt', (one) => one.receivedAt),
  ...quantities<ExpiringRow>((one) => one, { quantity: (one) => one.quantity }),
  ...money<ExpiringRow>((one) => one.currency, { cost: (one) => one.costMinor }),
]);
