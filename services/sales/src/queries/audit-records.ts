import { sales, type ParsedInputOf, type SalesAuditRecords } from '@comptoir/contracts';
import { digestOf, PAGE_ROWS, pageOfRows } from '@comptoir/kit';
import { snapshotView } from '../domain/closing.js';
import { periodView } from '../domain/period.js';
import { idsOf } from '../domain/customer.js';
import { omitUndefined } from '../domain/omit-undefined.js';
import type { CorrectionRecord, StiRecord } from '../domain/records.js';
import type { AuditedOrder } from '../store/order-store.js';
import type { AuditedSale } from '../store/sale-store.js';
import { zReportView } from '../domain/till-report.js';
import { openNow } from '../reads/customer-account.js';
import { balancesIn } from './customer-balance.js';
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
  payments: async (store, after, upTo, limit) =>
    oneEach(
      await store.paymentsAfter(after, upTo, limit),
      ({ _id, by: _by, reason: _why, reference: _no, ...row }) => ({
        id: _id,
        ...row,
      }),
    ),
  payables: async (store, after, upTo, limit) =>
    oneEach(await store.payablesAfter(after, upTo, limit), ({ _id, storeId, number, grossMinor, settledDay }) =>
      omitUndefined({ id: _id, storeId, number, grossMinor, settledDay }),
    ),
  supplierPayments: async (store, after, upTo, limit) =>
    oneEach(
      await store.supplierPaymentsAfter(after, upTo, limit),
      ({ _id, storeId, number, kind, method, amountMinor, allocations, at }) =>
        omitUndefined({ id: _id, storeId, number, kind, method, amountMinor, allocations, at }),
    ),
  zReports: async (store, after, upTo, limit) =>
    oneEach(await store.zReportsAfter(after, upTo, limit), (row) => ({ id: row._id, ...zReportView(row) })),
  ledgerSeries: async (store, after, upTo, limit) =>
    oneEach(await store.seriesAfter(after, upTo, limit), ({ _id, sequence, lastHash, counters, openSessions }) => ({
      id: _id,
      sequence,
      lastHash,
      counters,
      openSessions: Object.keys(openSessions ?? {}),
    })),
  seals: async (store, after, upTo, limit) =>
    oneEach(await store.sealsAfter(after, upTo, limit), ({ _id, ...fields }) => ({ id: _id, ...fields })),
  sealedParts: async (store, after, upTo, limit) =>
    oneEach(await store.sealedPartsAfter(after, upTo, limit), ({ _id, key: _key, ...fields }) => ({
      id: _id,
      ...fields,
    })),
  periods: async (store, after, upTo, limit) =>
    oneEach(await store.periodsAfter(after, upTo, limit), (row) => ({ id: row._id, ...periodView(row) })),
  customerSeals: async (store, after, upTo, limit) =>
    oneEach(await store.customerSealsAfter(after, upTo, limit), ({ _id, ...fields }) => ({ id: _id, ...fields })),
  customerDays: async (store, after, upTo, limit) =>
    oneEach(await store.customerDaysAfter(after, upTo, limit), ({ _id, key: _key, ...fields }) => ({
      id: _id,
      ...fields,
    })),
  deliveryDays: async (store, after, upTo, limit) =>
    oneEach(await store.deliveryDaysAfter(after, upTo, limit), ({ _id, key: _key, ...fields }) => ({
      id: _id,
      ...fields,
    })),
  /** Of the accounts that lead, each with what was posted under all of its ids. */
  balances: async (store, after, upTo, limit) => {
    const accounts = await store.accountsAfter(after, upTo, limit);
    const leads = accounts.filter((one) => one.mergedInto === undefined);
    const leadOf = new Map(leads.flatMap((lead) => idsOf(lead).map((customerId) => [customerId, lead._id])));
    const posted = await openNow(store, [...leadOf.keys()]);
    const byLead = Map.groupBy(posted, (row) => leadOf.get(row.customerId)!);
    return accounts.map((one) => ({
      id: one._id,
      records: balancesIn(byLead.get(one._id) ?? []).map(
        ({ currency, balanceMinor }): SalesAuditRecords['balances'] => ({
          id: `${one._id}/${currency}`,
          customerId: one._id,
          currency,
          balanceMinor,
          accounts: idsOf(one),
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
    taxed,
    approval,
    pricesIncludeTax,
    discount,
    discountMinor,
    discountNetMinor,
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
    taxed,
    approved: approval !== undefined,
    pricesIncludeTax,
    ...(discount ? { discount } : {}),
    discountMinor,
    discountNetMinor,
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
