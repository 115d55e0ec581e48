import { openOfBills, type Payable } from '../domain/payables.js';
import type { PayableRecord } from '../domain/payable-records.js';
import type { SalesStore } from '../store/sales-store.js';

/** Papers with what is open of each, from the entries of the papers and of their payments; without `at` as of now, else at the end of that day. */
export async function openPayables(
  store: SalesStore,
  records: readonly PayableRecord[],
  at?: string,
): Promise<Payable[]> {
  const billIds = records.map((one) => one._id);
  const payments = await store.supplierPaymentsOf(billIds);
  const refs = [...new Set([...billIds, ...payments.map((one) => one._id)])];
  const entries = await store.entriesOfRefs(refs);
  const until = at === undefined ? entries : entries.filter((one) => one.businessDay <= at);
  const open = openOfBills(until.flatMap((one) => one.lines));
  return records.map((record) => ({ record, openMinor: open.get(record._id) ?? 0 }));
}
