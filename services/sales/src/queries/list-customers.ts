import { sales } from '@comptoir/contracts';
import { listPage } from '@comptoir/kit';
import { customerView, wantedWords } from '../domain/customer.js';
import { on } from '../store/sales-store.js';

/** Customers by the start of a word of the name, or by phone or tax number; newest first. Text without a word finds nobody. */
export const listCustomers = on.query(sales.listCustomers, async (store, { text, kind, limit, cursor }) => {
  const words = text === undefined ? [] : wantedWords(text);
  if (text !== undefined && words.length === 0) return { items: [] };
  return listPage(await store.customers({ kind, words }, cursor, limit + 1), limit, customerView);
});
