import { inventory } from '@comptoir/contracts';
import { allocatedLines, type HeldLine } from '../domain/records.js';
import { on } from '../store/inventory-store.js';

const FIELDS = {
  batches: [
    'storeId',
    'productId',
    'origin',
    'originId',
    'receivedQty',
    'costMinor',
    'remainingQty',
    'remainingCostMinor',
    'currency',
  ],
  levels: ['storeId', 'productId', 'available', 'version'],
  holds: ['storeId', 'sagaId', 'state', 'saleId', 'createdAt'],
  movements: [
    'kind',
    'storeId',
    'productId',
    'batchId',
    'remainingDelta',
    'heldDelta',
    'costMinor',
    'ref',
    'occurredAt',
    'businessDay',
  ],
  supplierBills: [
    'storeId',
    'kind',
    'number',
    'netMinor',
    'taxMinor',
    'grossMinor',
    'toStockMinor',
    'toCostMinor',
    'lines',
    'recordedAt',
    'reversed',
  ],
  deliveryBillings: ['lines', 'extraClearedMinor'],
  transfers: ['number', 'fromStoreId', 'toStoreId', 'currency', 'state', 'parcels', 'moves'],
} as const;

/** Canonical records for the audit, in order of id. */
export const auditRecords = on.query(inventory.auditRecords, async (store, { kind, after, upTo, limit }) => {
  const fields = [...FIELDS[kind], ...(kind === 'holds' ? ['lines'] : [])];
  const found = await store.auditPage(kind, { after, upTo, limit: limit + 1 }, fields);
  const items = found.slice(0, limit).map((record) => ({
    id: record._id,
    ...Object.fromEntries(
      FIELDS[kind].filter((field) => record[field] !== undefined).map((field) => [field, record[field]]),
    ),
    ...(kind === 'holds' ? { lines: allocatedLines(record.lines as HeldLine[]) } : {}),
  }));
  return { items, next: found.length > limit ? String(items.at(-1)!.id) : undefined };
});
