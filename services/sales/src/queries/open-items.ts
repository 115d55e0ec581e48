import { sales } from '@comptoir/contracts';
import { requireCustomer } from '../domain/customer.js';
import { omitUndefined } from '../domain/omit-undefined.js';
import { on } from '../store/sales-store.js';
import { openItemsOf } from '../reads/account-of.js';
import { balancesOf } from './customer-balance.js';

/** Sales of a customer of which something is owed, with the number of their document, and the credit that it has. */
export const openItems = on.query(sales.openItems, async (store, { customerId }) => {
  const customer = requireCustomer(await store.customer(customerId), customerId);
  const { items, orders } = await openItemsOf(store, customer);
  const statuses = new Map((await store.saleStatusOf(items.map((item) => item.saleId))).map((row) => [row._id, row]));
  const grossOf = new Map(orders.map(({ order }) => [order.saleId, order.priced?.grossMinor ?? 0]));
  const balances = await balancesOf(store, customer);
  return {
    items: items.map((item) => {
      const status = statuses.get(item.saleId)!;
      const { businessDay, dueDay, invoiceNumber } = status;
      return omitUndefined({ ...item, businessDay, dueDay, invoiceNumber, grossMinor: grossOf.get(item.saleId) ?? 0 });
    }),
    credits: balances
      .filter(({ creditMinor }) => creditMinor > 0)
      .map(({ currency, creditMinor }) => ({ currency, creditMinor })),
  };
});
