import { handlersFor, type ClientSession, type Connection } from '@comptoir/kit';
import { booksStore } from './books-store.js';
import { customerAccountStore } from './customer-account-store.js';
import { dayStore } from './day-store.js';
import { customerStore } from './customer-store.js';
import { ledgerStore } from './ledger-store.js';
import { orderStore } from './order-store.js';
import { payablesStore } from './payables-store.js';
import { paymentStore } from './payment-store.js';
import { reportStore } from './report-store.js';
import { saleStore } from './sale-store.js';

/** All records of sales. */
export function salesStore(connection: Connection) {
  const customers = customerStore(connection);
  const orders = orderStore(connection);
  const sales = saleStore(connection);
  const ledger = ledgerStore(connection);
  const payments = paymentStore(connection);
  const payables = payablesStore(connection);
  const books = booksStore(connection);
  const reports = reportStore(connection);
  const customerAccounts = customerAccountStore(connection);
  const days = dayStore(connection);
  return (session: ClientSession | null) => ({
    ...customers(session),
    ...orders(session),
    ...sales(session),
    ...ledger(session),
    ...payments(session),
    ...payables(session),
    ...books(session),
    ...reports(session),
    ...customerAccounts(session),
    ...days(session),
  });
}

/** The store, within one session or none. */
export type SalesStore = ReturnType<ReturnType<typeof salesStore>>;

/** Makes handlers that are typed by this store. */
export const on = handlersFor<SalesStore>();
