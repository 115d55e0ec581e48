import { businessDayOf, type StoreView } from '@comptoir/contracts';
import type { PaymentState } from '../domain/take-payment.js';
import type { SalesStore } from '../store/sales-store.js';
import { openItemsOf } from './account-of.js';
import { sessionFor } from './session-for.js';
import { balancesOf } from '../queries/customer-balance.js';

/** What a payment of a customer looks at; a walk-in's account is shared and holds nothing. */
export async function paymentState(
  store: SalesStore,
  customerId: string,
  { storeId, timeZone }: Pick<StoreView, 'storeId' | 'timeZone'>,
  tillSessionId: string | undefined,
  now: string,
): Promise<PaymentState> {
  const customer = await store.customer(customerId);
  const account = customer?.kind === 'walkIn' ? null : customer;
  const owed = account ? await openItemsOf(store, account) : { items: [], orders: [] };
  const payable = owed.orders.filter(({ order }) => order.state === 'invoiced'); // what is being cancelled takes no payment
  const series = await store.series(storeId);
  const saleIds = new Set(payable.map(({ order }) => order.saleId));
  return {
    customer,
    items: owed.items.filter((item) => saleIds.has(item.saleId)),
    orders: payable,
    balances: account ? await balancesOf(store, account) : [],
    day: await store.day(storeId, businessDayOf(now, timeZone)),
    session: await sessionFor(store, series, tillSessionId),
    series,
  };
}
