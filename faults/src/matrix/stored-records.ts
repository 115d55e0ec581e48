import type { Db } from 'mongodb';
import type { FaultSystem } from '../fault-system.js';

/** What the services store of one scenario: states, kinds and types as sorted words, stock in units. */
export interface StoredRecords {
  readonly order: string | undefined;
  /** Stock of the batches, of the level, and of the projection in catalog. */
  readonly remainingQty: number;
  readonly available: number | undefined;
  readonly cachedStock: number | undefined;
  readonly holds: string;
  /** Units of the movements; held is without what was released. */
  readonly unitsHeld: number;
  readonly unitsSold: number;
  readonly unitsReturned: number;
  readonly sales: string;
  readonly stis: string;
  readonly entries: string;
  readonly invoices: string;
  readonly guarantees: string;
  readonly corrections: string;
  /** Payments of the store; Z reports of its till. */
  readonly payments: string;
  readonly zReports: number;
  /** Closed days of the store, and the parts of what was sealed with them. */
  readonly snapshots: number;
  readonly sealedParts: number;
  /** Transfers that the store sends, each with all that moved; units that came into the stock of the other store. */
  readonly transfers: string;
  readonly unitsTransferred: number;
  /** Papers of suppliers to the store, and payments of them. */
  readonly supplierPapers: string;
  readonly supplierPayments: number;
  /** What another store has that takes goods back, as its fields in the order of above; nothing: an empty text. */
  readonly elsewhere: string;
}

type Row = Record<string, any>;

/** Reads what the services store of a scenario: its store has one order and one product; `elsewhereId` is the store that takes goods back. */
export async function readStoredRecords(
  system: FaultSystem,
  {
    storeId,
    productId,
    orderId,
    elsewhereId,
  }: { storeId: string; productId: string; orderId: string; elsewhereId?: string },
): Promise<StoredRecords> {
  const [sales, invoicing, warranty] = [system.db('sales'), system.db('invoicing'), system.db('warranty')];
  const [order] = await rows(sales, 'orders', { _id: orderId });
  const saleIds = (await rows(sales, 'sales', { storeId })).map((row) => row._id as string);
  const ofSales = { $in: saleIds };
  const entries = await rows(sales, 'entries', { storeId });
  return {
    ...(await readStock(system, storeId, productId)),
    order: order?.state,
    sales: words(await rows(sales, 'saleProgress', { _id: ofSales }), 'state'),
    stis: words(await rows(sales, 'stis', { storeId }), 'kind'),
    entries: words(
      entries.filter((entry) => entry.kind !== 'delivery'),
      'kind',
    ),
    invoices: words(await rows(invoicing, 'invoices', { 'seller.storeId': storeId }), 'type'),
    guarantees: words(await rows(warranty, 'guarantees', { storeId }), 'state'),
    corrections: words(await rows(sales, 'corrections', { saleId: ofSales }), 'state'),
    payments: words(await rows(sales, 'payments', { storeId }), 'kind'),
    zReports: (await rows(sales, 'zReports', { storeId })).length,
    snapshots: (await rows(sales, 'snapshots', { storeId })).length,
    sealedParts: (await rows(sales, 'sealedParts', { storeId })).length,
    ...(await readTransfers(system.db('inventory'), storeId)),
    supplierPapers: (await rows(system.db('inventory'), 'supplierBills', { storeId }))
      .map(({ kind, reversed }) => (reversed ? `${kind}, taken back` : kind))
      .toSorted()
      .join(' '),
    supplierPayments: (await rows(sales, 'supplierPayments', { storeId })).length,
    elsewhere: elsewhereId ? await readElsewhere(system, elsewhereId, productId) : '',
  };
}

/** Everything that a store has of goods it took back; any record more than those, of any kind, is seen as well. */
async function readElsewhere(system: FaultSystem, storeId: string, productId: string): Promise<string> {
  const { remainingQty, available, cachedStock, unitsReturned, unitsHeld, unitsSold, holds } = await readStock(
    system,
    storeId,
    productId,
  );
  const sales = system.db('sales');
  const found = {
    remainingQty,
    available,
    cachedStock,
    unitsReturned,
    unitsHeld,
    unitsSold,
    holds,
    sales: (await rows(sales, 'sales', { storeId })).length,
    stis: words(await rows(sales, 'stis', { storeId }), 'kind'),
    entries: words(await rows(sales, 'entries', { storeId }), 'kind'),
    invoices: words(await rows(system.db('invoicing'), 'invoices', { 'seller.storeId': storeId }), 'type'),
    guarantees: words(await rows(system.db('warranty'), 'guarantees', { storeId }), 'state'),
    payments: words(await rows(sales, 'payments', { storeId }), 'kind'),
  };
  return Object.entries(found)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

async function readTransfers(
  inventory: Db,
  storeId: string,
): Promise<Pick<StoredRecords, 'transfers' | 'unitsTransferred'>> {
  const transfers = await rows(inventory, 'transfers', { fromStoreId: storeId });
  const batches = await rows(inventory, 'batches', { originId: { $in: transfers.map((row) => row._id) } });
  return {
    transfers: transfers
      .map(({ state, moves }) => `${state}: ${moves.map((one: Row) => one.kind).join(' ')}`)
      .join('; '),
    unitsTransferred: sum(batches.map((row) => row.remainingQty)),
  };
}

async function readStock(
  system: FaultSystem,
  storeId: string,
  productId: string,
): Promise<
  Pick<
    StoredRecords,
    'remainingQty' | 'available' | 'cachedStock' | 'holds' | 'unitsHeld' | 'unitsSold' | 'unitsReturned'
  >
> {
  const [inventory, catalog] = [system.db('inventory'), system.db('catalog')];
  const batches = await rows(inventory, 'batches', { storeId });
  const [level] = await rows(inventory, 'levels', { storeId, productId });
  const [cached] = await rows(catalog, 'availability', { storeId, productId });
  const movements = await rows(inventory, 'movements', { storeId });
  const units = (kind: string): number =>
    sum(movements.filter((row) => row.kind === kind).map((row) => Math.abs(row.remainingDelta || row.heldDelta)));
  return {
    remainingQty: sum(batches.map((row) => row.remainingQty)),
    available: level?.available,
    cachedStock: cached?.available,
    holds: words(await rows(inventory, 'holds', { storeId }), 'state'),
    unitsHeld: units('held') - units('released'),
    unitsSold: units('sold'),
    unitsReturned: units('returned'),
  };
}

function rows(db: Db, collection: string, filter: Row): Promise<Row[]> {
  return db.collection(collection).find(filter).toArray();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function words(list: readonly Row[], field: string): string {
  return list
    .map((row) => String(row[field]))
    .sort()
    .join(' ');
}
