import {
  catalog,
  inventory,
  invoicing,
  sales,
  DomainError,
  warranty,
  type InventoryAuditRecords,
  type InvoicingAuditRecords,
  type MessageContract,
  type SalesAuditRecords,
  type WarrantyAuditRecords,
} from '@comptoir/contracts';
import type { Caller, ServiceHealth } from '@comptoir/kit';

type Rows<T> = { readonly [K in keyof T]: readonly T[K][] };

/** The canonical records of all services, as read in one pass. */
export interface Records
  extends
    Rows<InventoryAuditRecords>,
    Rows<SalesAuditRecords>,
    Rows<InvoicingAuditRecords>,
    Rows<WarrantyAuditRecords> {
  readonly cachedStock: readonly {
    id: string;
    storeId: string;
    productId: string;
    available: number;
    version: number;
  }[];
}

/** Health of every service, as it reports it. */
export type Healths = readonly ServiceHealth[];

const AUDITOR = { id: 'audit', role: 'system' } as const;

interface Page {
  items: unknown[];
  next?: string;
}

/** Reads every record of a kind, page by page; a page too large for a message is asked for again, smaller. */
async function readAll<T>(
  caller: Caller,
  contract: MessageContract,
  kind: string,
  onPage: (kind: string) => void,
): Promise<T[]> {
  const rows: T[] = [];
  let limit = 1000;
  for (let after: string | undefined; ;) {
    try {
      const page = (await caller.call(contract, { kind, after, limit }, { actor: AUDITOR, timeoutMs: 30_000 })) as Page;
      for (const row of page.items) rows.push(row as T);
      onPage(kind);
      if (!page.next) return rows;
      after = page.next;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'reply.too-large' || limit === 1) throw error;
      limit = Math.max(1, Math.floor(limit / 4));
    }
  }
}

/** Reads everything once: what refers to others first, what is referred to after, so that a reference is never too young. */
export async function readRecords(caller: Caller, onPage: (kind: string) => void): Promise<Records> {
  const read = <T>(contract: MessageContract, kind: string): Promise<T[]> => readAll<T>(caller, contract, kind, onPage);
  const cachedStock = await read<Records['cachedStock'][number]>(catalog.auditRecords, 'cachedStock');
  const snapshots = await read<SalesAuditRecords['snapshots']>(sales.auditRecords, 'snapshots');
  const balances = await read<SalesAuditRecords['balances']>(sales.auditRecords, 'balances');
  const orders = await read<SalesAuditRecords['orders']>(sales.auditRecords, 'orders');
  const corrections = await read<SalesAuditRecords['corrections']>(sales.auditRecords, 'corrections');
  const salesRows = await read<SalesAuditRecords['sales']>(sales.auditRecords, 'sales');
  const stis = await read<SalesAuditRecords['stis']>(sales.auditRecords, 'stis');
  const entries = await read<SalesAuditRecords['entries']>(sales.auditRecords, 'entries');
  const series = await read<InvoicingAuditRecords['series']>(invoicing.auditRecords, 'series');
  const invoices = await read<InvoicingAuditRecords['invoices']>(invoicing.auditRecords, 'invoices');
  const guarantees = await read<WarrantyAuditRecords['guarantees']>(warranty.auditRecords, 'guarantees');
  const levels = await read<InventoryAuditRecords['levels']>(inventory.auditRecords, 'levels');
  const holds = await read<InventoryAuditRecords['holds']>(inventory.auditRecords, 'holds');
  const batches = await read<InventoryAuditRecords['batches']>(inventory.auditRecords, 'batches');
  const movements = await read<InventoryAuditRecords['movements']>(inventory.auditRecords, 'movements');
  return {
    cachedStock,
    snapshots,
    balances,
    orders,
    corrections,
    sales: salesRows,
    stis,
    entries,
    invoices,
    series,
    guarantees,
    levels,
    holds,
    batches,
    movements,
  };
}
