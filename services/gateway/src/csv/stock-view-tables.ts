import type { CardRow } from '../routes/stock-cards.controller.js';
import { money, quantities, tableOf, text } from './table.js';

/** Views of the stock as CSV. */

export const stockCardTable = tableOf<CardRow>('stock-card', [
  text('occurredAt', (one) => one.occurredAt),
  text('movementId', (one) => one.movementId),
  text('kind', (one) => one.kind),
  text('batchId', (one) => one.batchId),
  text('document', (one) => one.document.kind),
  text('documentId', (one) => one.document.id),
  text('documentNumber', (one) => one.document.number),
  text('by', (one) => one.by),
  ...quantities<CardRow>((one) => one, { quantity: (one) => one.quantity, balance: (one) => one.balance }),
  ...money<CardRow>((one) => one.currency, {
    cost: (one) => one.costMinor,
    balanceCost: (one) => one.balanceCostMinor,
  }),
]);
