import { sales, type ParsedInputOf, type SalesAuditRecords } from '@comptoir/contracts';
import { digestOf, PAGE_ROWS, pageOfRows } from '@comptoir/kit';
import { snapshotView } from '../domain/closing.js';
import { omitUndefined } from '../domain/omit-undefined.js';
import type { CorrectionRecord, StiRecord } from '../domain/records.js';
import type { AuditedOrder } from '../store/order-store.js';
import type { AuditedSale } from '../store/sale-store.js';
import { on, type SalesStore } from '../store/sales-store.js';

type Kind = ParsedInputOf<typeof sales.auditRecords>['kind'];
type Row = { readonly _id: string };
/** A page before it is cut to size: each row's id, and the records it stands for. */
type Read = (
  store: SalesStore,
  after: string | undefined,
  upTo: string | undefined,
  limit: number,
) => Promise<{ id: string; records: object[] }[]>;

const oneEach = <R extends Row>(rows: readonly R[], record: (row: R) => object): { id: string; records: object[] }[] =>
  rows.map((row) => ({ id: row._id, records: [record(row)] }));

const READ: Readonly<Record<Kind, Read>> = {
  sales: async (store, after, upTo, limit) => {
    const rows = await store.salesAfter(after, upTo, limit);
    const progress = new Map(
      (await store.saleStatusOf(rows.map((row) => row._id))).map((record) => [record._id, record]),
    );
    return oneEach(rows, (row) =>
      saleRecord(
        row,
        omitUndefined({
          state: progress.get(row._id)?.state,
          invoiceId: progress.get(row._id)?.invoiceId,
          guaranteeId: progress.get(row._id)?.guaranteeId,
        }),
      ),
    );
  },
  stis: async (store, after, upTo, limit) => oneEach(await store.stisAfter(after, upTo, limit), stiRecord),
  entries: async (store, after, upTo, limit) =>
    oneEach(await store.entriesAfter(after, upTo, limit), ({ _id, ...fields }) => ({
      id: _id,
      entryId: _id,
      ...fields,
    })),
  corrections: async (store, after, upTo, limit) =>
    (await store.correctionsAfter(after, upTo, limit)).map((row) => ({
      id: row._id,
      records: row.lines ? [correctionRecord(row)] : [],
    })),
  orders: async (store, after, upTo, limit) => oneEach(await store.ordersAfter(after, upTo, limit), orderRecord),
  snapshots: async (store, after, upTo, limit) =>
    oneEach(await store.snapshotsAfter(after, upTo, limit), (row) => ({ id: row._id, ...snapshotView(row) })),
  balances: async (store, after, upTo, limit) => {
    const ids = (await store.customerIdsAfter(after, upTo, limit)).map((row) => row._id);
    const byCustomer = Map.groupBy(await store.balances(ids), (row) => row._id.customerId);
    return ids.map((customerId) => ({
      id: customerId,
      records: (byCustomer.get(customerId) ?? []).map(
        ({ _id: { currency }, debitMinor, creditMinor }): SalesAuditRecords['balances'] => ({
          id: `${customerId}/${currency}`,
          customerId,
          currency,
          balanceMinor: debitMinor - creditMinor,
        }),
      ),
    }));
  },
};

/** Canonical records for the audit, in order of id; a page may be shorter than asked for, `next` tells whether more follow. */
export const auditRecords = on.query(sales.auditRecords, async (store, { kind, after, upTo, limit }) => {
  const rows = Math.min(limit, PAGE_ROWS);
  const read = await READ[kind](store, after, upTo, rows + 1);
  const { page, more } = pageOfRows(read, rows);
  const last = page.at(-1);
  return {
    items: page.flatMap((row) => row.records) as Record<string, unknown>[],
    ...(more && last ? { next: last.id } : {}),
  };
});

function saleRecord(row: AuditedSale, stands: { state?: string; invoiceId?: string; guaranteeId?: string }): object {
  const {
    _id,
    orderId,
    stiId,
    storeId,
    customer,
    holdId,
    currency,
    sagaId,
    soldAt,
    businessDay,
    lines,
    netMinor,
    taxMinor,
    grossMinor,
    costMinor,
  } = row;
  return {
    id: _id,
    orderId,
    stiId,
    storeId,
    customerId: customer.customerId,
    buyer: digestOf(customer),
    holdId,
    currency,
    sagaId,
    soldAt,
    businessDay,
    lines,
    netMinor,
    taxMinor,
    grossMinor,
    costMinor,
    ...stands,
  };
}

function stiRecord({ _id, ...fields }: StiRecord): object {
  return { id: _id, ...fields };
}

function correctionRecord(row: CorrectionRecord): object {
  const { _id, saleId, kind, state, sagaId, storeId, creditNoteId, grossMinor, costMinor, lines, begunAt } = row;
  return omitUndefined({
    id: _id,
    saleId,
    kind,
    state,
    sagaId,
    storeId,
    creditNoteId,
    grossMinor,
    costMinor,
    lines,
    begunAt,
  });
}

function orderRecord(row: AuditedOrder): object {
  const { _id, state, revision, sagaId, saleId, storeId } = row;
  return omitUndefined({ id: _id, state, revision, sagaId, saleId, storeId });
}
