import { sales } from '@comptoir/contracts';
import { listPage, pageOf } from '@comptoir/kit';
import { customerView } from '../domain/customer.js';
import { documentTyped } from '../domain/customer-keys.js';
import type { CustomerRecord } from '../domain/records.js';
import { customersLike, customersNear } from '../store/customer-search.js';
import { on, type SalesStore } from '../store/sales-store.js';

/** Documents of each kind that a number is looked for among; who types less of it finds some. */
const MOST_DOCUMENTS = 20;

/** Customers by words, phone, tax number or document; without text all, newest first. Text without a word finds nobody; what finds nobody is looked for with one typing error. */
export const listCustomers = on.query(sales.listCustomers, async (store, { text, kind, limit, cursor }) => {
  if (text === undefined) {
    return listPage(await store.customers(kind, cursor, limit + 1), limit, customerView);
  }
  const ofDocument = cursor === undefined ? await customersOfDocument(store, text) : [];
  const fit = ofDocument.filter((one) => kind === undefined || one.kind === kind);
  if (fit.length > 0) return { items: fit.slice(0, limit).map(customerView) };
  const found = await customersLike(store, { text, kind }, cursor, limit + 1);
  if (found.length === 0 && cursor === undefined) {
    const near = await store.accounts(await customersNear(store, text, limit));
    return { items: near.filter((one) => kind === undefined || one.kind === kind).map(customerView) };
  }
  const cursors = new Map(found.map((one) => [one.customerId, one.cursor]));
  const rows = new Map((await store.accounts([...cursors.keys()])).map((row) => [row._id, row]));
  const inOrder = found.flatMap(({ customerId }) => rows.get(customerId) ?? []);
  return pageOf(inOrder.map(customerView), limit, ({ customerId }) => cursors.get(customerId)!);
});

/** The customers of the documents whose number begins so. */
async function customersOfDocument(store: SalesStore, text: string): Promise<CustomerRecord[]> {
  const number = documentTyped(text);
  if (number === undefined) return [];
  const ids = await store.customerIdsNumbered({ $gte: number, $lt: `${number}~` }, MOST_DOCUMENTS);
  const leads = await store.leadsOf(ids);
  return store.accounts([...leads.values()]);
}
