import { fieldInvalid, inventory, type TransferState } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { transferViewOf } from '../domain/transfer-records.js';
import { on } from '../store/inventory-store.js';

const OPEN: readonly TransferState[] = ['requested', 'shipped', 'partlyReceived'];

/** Transfers, newest first, by store, side and state. */
export const listTransfers = on.query(inventory.listTransfers, async (store, { limit, cursor, ...filters }) => {
  const { storeId, side, state, open } = filters;
  if (side !== undefined && storeId === undefined) throw fieldInvalid('side', 'is asked with a store');
  const wanted = { storeId, side, states: statesOf(state, open) };
  return listPage(await store.transfers(wanted, cursor, limit + 1), limit, transferViewOf);
});

/** The states that are asked for; undefined for all. */
function statesOf(state: TransferState | undefined, open: true | undefined): readonly TransferState[] | undefined {
  if (!open) return state && [state];
  return OPEN.filter((one) => state === undefined || one === state);
}
