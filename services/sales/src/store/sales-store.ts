import { handlersFor, type ClientSession, type Connection } from '@comptoir/kit';
import { bookStore } from './books.js';
import { orderStore } from './orders.js';
import { saleStore } from './sales.js';

/** All that this room keeps. */
export function salesStore(connection: Connection) {
  const orders = orderStore(connection);
  const sales = saleStore(connection);
  const books = bookStore(connection);
  return (session: ClientSession | null) => ({ ...orders(session), ...sales(session), ...books(session) });
}

/** The store, within one session or none. */
export type SalesStore = ReturnType<ReturnType<typeof salesStore>>;

/** Makers of this room's handlers. */
export const on = handlersFor<SalesStore>();
