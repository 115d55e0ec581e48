import { handlersFor, type ClientSession, type Connection } from '@comptoir/kit';
import { ledgerStore } from './ledger-store.js';
import { orderStore } from './order-store.js';
import { saleStore } from './sale-store.js';

/** All records of sales. */
export function salesStore(connection: Connection) {
  const orders = orderStore(connection);
  const sales = saleStore(connection);
  const ledger = ledgerStore(connection);
  return (session: ClientSession | null) => ({ ...orders(session), ...sales(session), ...ledger(session) });
}

/** The store, within one session or none. */
export type SalesStore = ReturnType<ReturnType<typeof salesStore>>;

/** Makes handlers that are typed by this store. */
export const on = handlersFor<SalesStore>();
