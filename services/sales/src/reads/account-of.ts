import { sum, type OpenItem } from '@comptoir/contracts';
import type { Write } from '@comptoir/kit';
import type { AccountState } from '../domain/correction.js';
import type { OwedOrder } from '../domain/order-payment.js';
import { backOf } from '../domain/owed.js';
import { idsOf } from '../domain/customer.js';
import type { CustomerRecord, OrderRecord, SaleRecord } from '../domain/records.js';
import type { SalesStore } from '../store/sales-store.js';

/** The most open sales of one customer that a payment looks at; a payment of more goes on with the next ones. */
const MOST_OPEN = 1000;

/** Sales of a customer of which something is owed, the oldest first, with their orders; those being cancelled among them. */
export async function openItemsOf(
  store: SalesStore,
  customer: Pick<CustomerRecord, '_id' | 'merged'>,
): Promise<{ items: OpenItem[]; orders: OwedOrder[] }> {
  const orders = await store.owedOrders(idsOf(customer), MOST_OPEN);
  const statuses = await store.saleStatusOf(orders.flatMap((order) => order.saleId ?? []));
  const returned = new Map(statuses.map((one) => [one._id, sum(one.returned.map(({ quantity }) => quantity))]));
  const owed = orders.map((order) => {
    const soldUnits = sum(order.priced?.lines.map((line) => line.quantity) ?? []);
    return { order, back: backOf(soldUnits, returned.get(order.saleId ?? '') ?? 0) };
  });
  return { orders: owed, items: await itemsOf(store, orders) };
}

/** What is owed of the sales of these orders, those with nothing owed left out, in order of the sales. */
export async function itemsOf(store: SalesStore, orders: readonly OrderRecord[]): Promise<OpenItem[]> {
  const sold = orders.filter((order) => order.saleId !== undefined && order.priced !== undefined);
  const open =
    sold.length > 0 ? await store.openOfSales(sold.map((order) => order.saleId!)) : new Map<string, number>();
  return sold
    .map((order) => ({
      saleId: order.saleId!,
      orderId: order._id,
      storeId: order.storeId,
      currency: order.priced!.currency,
      openMinor: open.get(order.saleId!) ?? 0,
    }))
    .filter((item) => item.openMinor > 0)
    .toSorted((a, b) => (a.saleId < b.saleId ? -1 : 1));
}

/** What decides where the refund of a sale goes, and who owes it; a walk-in owes nothing, and its account is as long as all its sales. */
export async function accountOf(
  store: SalesStore,
  sale: SaleRecord | null,
): Promise<{ account: AccountState; orders: OwedOrder[]; debtorId?: string }> {
  if (!sale) return { account: { items: [], payments: [] }, orders: [] };
  const customer = sale.customer.kind === 'walkIn' ? null : await store.customer(sale.customer.customerId);
  const { items, orders } = customer ? await openItemsOf(store, customer) : { items: [], orders: [] };
  const account = { items, payments: await store.paymentsOfSales([sale._id]) };
  return { account, orders, ...(customer ? { debtorId: customer._id } : {}) };
}

/** Saves orders that a payment changed, each if it still is as it was read. */
export function saveOrders(store: SalesStore, before: readonly OrderRecord[], after: readonly OrderRecord[]): Write[] {
  const read = new Map(before.map((order) => [order._id, order]));
  return after.map((order) => store.saveOrder(read.get(order._id)!, order));
}
