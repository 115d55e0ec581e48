import { fieldInvalid, inventory, TRANSIT_STATES, type TransferState } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { transferViewOf } from '../domain/transfer-records.js';
import { on } from '../store/inventory-store.js';

const ON_THE_ROAD: readonly TransferState[] = TRANSIT_STATES;
const OPEN: readonly TransferState[] = ['requested', ...TRANSIT_STATES];

/** Transfers, newest first, by store, side and state. */
export const listTransfers = on.query(inventory.listTransfers, async (store, { limit, cursor, ...filters }) => {
  const { storeId, side, state, open, onTheRoad } = filters;
  if (side !== undefined && storeId === undefined) throw fieldInvalid('side', 'is asked with a store');
  const wanted = { storeId, side, states: statesOf(state, onTheRoad ? ON_THE_ROAD : open && OPEN) };
  return listPage(await store.transfers(wanted, cursor, limit + 1), limit, transferViewOf);
});

/** The states that are asked for; undefined for all. */
function statesOf(
  state: TransferState | undefined,
  among: readonly TransferState[] | undefined,
): readonly TransferState[] | undefined {
  if (!among) return state && [state];
  return among.filter((one) => state === undefined || one === state);
}
