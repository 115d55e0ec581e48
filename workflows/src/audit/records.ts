import {
  catalog,
  inventory,
  invoicing,
  sales,
  warranty,
  DomainError,
  type CatalogAuditRecords,
  ID_PREFIXES,
  type IdKind,
  type InventoryAuditRecords,
  type InvoicingAuditRecords,
  type MessageContract,
  type SalesAuditRecords,
  type WarrantyAuditRecords,
} from '@comptoir/contracts';
import { ageMs, now, type Caller } from '@comptoir/kit';
import { KeyWalk, SteppedWalk, type Walk } from './key-walk.js';
import type { Pace } from './pace.js';

type Rows<T> = { readonly [K in keyof T]: readonly T[K][] };

/** When a page was read, ISO moments: a record that changes stands in it as at one moment between the two. */
export interface ReadSpan {
  readonly from: string;
  readonly to: string;
}

/** A record that changes, with the time at which it was read; without one, it is as at the end of the pass. */
export type Read<T> = T & { readonly read?: ReadSpan };

/** Which events were on their way when the pass began or ended: what they carry may be missing. */
export interface OnItsWay {
  /** From inventory to the catalog. */
  readonly stock: boolean;
  /** From inventory to the ledger. */
  readonly ledger: boolean;
}

/** The canonical records of all services, as read in one pass. */
export interface Records
  extends
    Omit<Rows<InventoryAuditRecords>, 'batches' | 'levels' | 'holds'>,
    Rows<CatalogAuditRecords>,
    Rows<SalesAuditRecords>,
    Rows<InvoicingAuditRecords>,
    Rows<WarrantyAuditRecords> {
  readonly batches: readonly Read<InventoryAuditRecords['batches']>[];
  readonly levels: readonly Read<InventoryAuditRecords['levels']>[];
  readonly holds: readonly Read<InventoryAuditRecords['holds']>[];
  /** Every store, with the time zone that decides its business days. */
  readonly stores: readonly { readonly storeId: string; readonly timeZone: string }[];
  /** When the pass began; absent where nothing changes meanwhile. */
  readonly startedAt?: string;
  readonly onItsWay?: OnItsWay;
  /** Services that did not answer: what they own was not read. */
  readonly silent?: readonly string[];
}

/** A transaction may become visible this long after the moment that its records carry. */
export const COMMIT_MS = 1_000;

/** A moment so many milliseconds later, or earlier. */
export function shifted(moment: string, byMs: number): string {
  return new Date(Date.parse(moment) + byMs).toISOString();
}

/** Whether a record of this moment may have come after the pass began, so that what was read early may not know it. */
export function isYoung(startedAt: string | undefined, moment: string): boolean {
  return startedAt !== undefined && moment > shifted(startedAt, -COMMIT_MS);
}

/** What reading works with. */
export interface Reading {
  readonly caller: Caller;
  readonly pace: Pace;
  readonly onPage: (kind: string) => void;
  /** Services that do not answer; see Records. */
  readonly silent: readonly string[];
}

const AUDITOR = { id: 'audit', role: 'system' } as const;
/** Rows of a page: on the stand-in database about twenty milliseconds. */
const PAGE_ROWS = 250;
/** Each customer of a page costs the sums of all his entries. */
const BALANCES_A_PAGE = 25;
/** A transfer carries up to two thousand parcels. */
const PAPERS_A_PAGE = 25;
/** A part of a sealed day is a hundred kilobytes at most. */
const PARTS_A_PAGE = 20;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Page {
  items: { id: string }[];
  next?: string;
}

/** Asks a service on behalf of the audit. */
export function askFor<T>(caller: Caller, contract: MessageContract, input: object): Promise<T> {
  return caller.call(contract, input, { actor: AUDITOR, timeoutMs: 30_000 }) as Promise<T>;
}

/**
 * Reads the records of one kind over all ids of a walk, a page at a time with the time it was read at; a page too large for a
 * message is asked for again, smaller.
 */
async function readPages<T>(
  { caller, pace, onPage }: Reading,
  contract: MessageContract,
  kind: string,
  walk: Walk,
  rows: number,
): Promise<{ rows: T[]; span: ReadSpan }[]> {
  const read: { rows: T[]; span: ReadSpan }[] = [];
  let limit = rows;
  for (let range = walk.next(); range; range = walk.next()) {
    const input = { kind, ...range, limit };
    try {
      const { page, span } = await pace.run(
        async () => {
          const from = now();
          const answer = await askFor<Page>(caller, contract, input);
          return { page: answer, span: { from, to: now() } };
        },
        ({ page: { items } }) => items.length,
      );
      read.push({ rows: page.items as T[], span });
      onPage(kind);
      walk.took({ count: page.items.length, first: page.items[0]?.id, next: page.next });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'reply.too-large' || limit === 1) throw error;
      limit = Math.max(1, Math.floor(limit / 4));
    }
  }
  return read;
}

/** Records that do not change after they were written, or whose time of reading nothing depends on: exactly as they are stored. */
async function readAll<T>(...of: Parameters<typeof readPages>): Promise<T[]> {
  return (await readPages<T>(...of)).flatMap((page) => page.rows);
}

/** Records that change, each with the time at which it was read. */
async function readMoving<T>(...of: Parameters<typeof readPages>): Promise<Read<T>[]> {
  return (await readPages<T>(...of)).flatMap(({ rows, span }) => rows.map((row) => ({ ...row, read: span })));
}

/** The months that a record of each store may be of. */
function monthsOf(
  stores: readonly { storeId: string; createdAt: string }[],
  nowMs: number,
): { storeId: string; month: string }[] {
  const months = new Map<string, { storeId: string; month: string }>();
  for (const { storeId, createdAt } of stores) {
    for (let at = Date.parse(createdAt) - DAY_MS; at < nowMs + 3 * DAY_MS; at += DAY_MS) {
      const month = new Date(at).toISOString().slice(0, 7);
      months.set(`${storeId}/${month}`, { storeId, month });
    }
  }
  return [...months.values()];
}

/** Reads everything once: what refers to others first, what is referred to after, so that a reference is never too young. */
export async function readRecords(reading: Reading): Promise<Records> {
  const startedAt = now();
  const { items: stores } = await askFor<{ items: { storeId: string; createdAt: string; timeZone: string }[] }>(
    reading.caller,
    catalog.listStores,
    {},
  );
  const nowMs = Date.parse(startedAt);
  const ageOfAll = Math.max(0, ...stores.map((store) => ageMs(store.createdAt)));
  const walkOver = (prefixes: readonly string[], rows: number) =>
    new KeyWalk(prefixes, nowMs - ageOfAll - HOUR_MS, nowMs + HOUR_MS, rows);
  const read = <T>(contract: MessageContract, kind: string, prefixes: readonly string[], rows = PAGE_ROWS) =>
    readAll<T>(reading, contract, kind, walkOver(prefixes, rows), rows);
  const byId = <T>(contract: MessageContract, kind: string, id: IdKind, rows?: number): Promise<T[]> =>
    read<T>(contract, kind, [`${ID_PREFIXES[id]}_`], rows);
  const places = stores.map(({ storeId }) => `${storeId}/${ID_PREFIXES.product}_`);
  /** Stock of inventory that moves while it is read. */
  const moving = <T>(kind: string, prefixes: readonly string[]): Promise<Read<T>[]> =>
    readMoving<T>(reading, inventory.auditRecords, kind, walkOver(prefixes, PAGE_ROWS), PAGE_ROWS);
  const months = monthsOf(stores, nowMs);
  /** Records of sales whose ids begin with a place in time: a range ends at each of these places. */
  const byStep = <T>(kind: string, ends: readonly string[], rows = PAGE_ROWS): Promise<T[]> =>
    readAll<T>(reading, sales.auditRecords, kind, new SteppedWalk(ends), rows);
  const cachedStock = await read<Records['cachedStock'][number]>(catalog.auditRecords, 'cachedStock', places);
  const snapshots = await byStep<SalesAuditRecords['snapshots']>(
    'snapshots',
    months.map((one) => one.month),
  );
  const balances = await byId<SalesAuditRecords['balances']>(
    sales.auditRecords,
    'balances',
    'customer',
    BALANCES_A_PAGE,
  );
  const orders = await byId<SalesAuditRecords['orders']>(sales.auditRecords, 'orders', 'order');
  const corrections = await byId<SalesAuditRecords['corrections']>(sales.auditRecords, 'corrections', 'correction');
  const salesRows = await byId<SalesAuditRecords['sales']>(sales.auditRecords, 'sales', 'sale');
  const prices = await byId<CatalogAuditRecords['prices']>(catalog.auditRecords, 'prices', 'product');
  const priceLists = await byId<CatalogAuditRecords['priceLists']>(catalog.auditRecords, 'priceLists', 'priceList');
  const payments = await byId<SalesAuditRecords['payments']>(sales.auditRecords, 'payments', 'payment');
  const payables = await byId<SalesAuditRecords['payables']>(sales.auditRecords, 'payables', 'supplierBill');
  const supplierPayments = await byId<SalesAuditRecords['supplierPayments']>(
    sales.auditRecords,
    'supplierPayments',
    'supplierPayment',
  );
  const zReports = await byId<SalesAuditRecords['zReports']>(sales.auditRecords, 'zReports', 'tillSession');
  const stis = await byId<SalesAuditRecords['stis']>(sales.auditRecords, 'stis', 'sti');
  const ledgerSeries = await read<SalesAuditRecords['ledgerSeries']>(sales.auditRecords, 'ledgerSeries', []);
  const seals = await byStep<SalesAuditRecords['seals']>(
    'seals',
    months.map((one) => `${one.storeId}/${one.month}`),
  );
  const periods = await byStep<SalesAuditRecords['periods']>(
    'periods',
    stores.map((one) => `${one.storeId}/`),
  );
  const customerSeals = await byStep<SalesAuditRecords['customerSeals']>(
    'customerSeals',
    periods.map((one) => `${one.id}/`),
  );
  const closedDays = seals.map((one) => one.id);
  const customerDays = await byStep<SalesAuditRecords['customerDays']>('customerDays', closedDays);
  const deliveryDays = await byStep<SalesAuditRecords['deliveryDays']>('deliveryDays', closedDays);
  const sealedParts = await byStep<SalesAuditRecords['sealedParts']>('sealedParts', closedDays, PARTS_A_PAGE);
  const entries = await byId<SalesAuditRecords['entries']>(sales.auditRecords, 'entries', 'entry');
  const series = await read<InvoicingAuditRecords['series']>(invoicing.auditRecords, 'series', []);
  const invoices = await byId<InvoicingAuditRecords['invoices']>(invoicing.auditRecords, 'invoices', 'invoice');
  const guarantees = reading.silent.includes('warranty')
    ? []
    : await byId<WarrantyAuditRecords['guarantees']>(warranty.auditRecords, 'guarantees', 'guarantee');
  const levels = await moving<InventoryAuditRecords['levels']>('levels', places);
  const holds = await moving<InventoryAuditRecords['holds']>('holds', [`${ID_PREFIXES.hold}_`]);
  const batches = await moving<InventoryAuditRecords['batches']>('batches', [`${ID_PREFIXES.batch}_`]);
  const movements = await byId<InventoryAuditRecords['movements']>(inventory.auditRecords, 'movements', 'movement');
  const supplierBills = await byId<InventoryAuditRecords['supplierBills']>(
    inventory.auditRecords,
    'supplierBills',
    'supplierBill',
    PAPERS_A_PAGE,
  );
  const deliveryBillings = await byId<InventoryAuditRecords['deliveryBillings']>(
    inventory.auditRecords,
    'deliveryBillings',
    'delivery',
    PAPERS_A_PAGE,
  );
  const transfers = await byId<InventoryAuditRecords['transfers']>(
    inventory.auditRecords,
    'transfers',
    'transfer',
    PAPERS_A_PAGE,
  );
  return {
    startedAt,
    stores,
    silent: reading.silent,
    cachedStock,
    snapshots,
    balances,
    orders,
    corrections,
    sales: salesRows,
    prices,
    priceLists,
    stis,
    payments,
    zReports,
    entries,
    ledgerSeries,
    seals,
    sealedParts,
    periods,
    customerSeals,
    customerDays,
    deliveryDays,
    invoices,
    series,
    guarantees,
    levels,
    holds,
    batches,
    movements,
    transfers,
    supplierBills,
    deliveryBillings,
    payables,
    supplierPayments,
  };
}
