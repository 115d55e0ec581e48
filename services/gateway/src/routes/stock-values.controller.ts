import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  businessDayOf,
  catalog,
  currency,
  day,
  fieldInvalid,
  id,
  inventory,
  lateStockEntry,
  measure,
  minor,
  sales,
  stockValue,
  sum,
  valuedBatch,
  type ProductView,
} from '@comptoir/contracts';
import { now, readInPieces } from '@comptoir/kit';
import { stockValueTable } from '../csv/stock-value-tables.js';
import { allPages } from '../http/all-pages.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock';

/** A product at the end of a day, in the category that it has today, with its batches. */
const valued = stockValue.extend({
  sku: z.string(),
  name: z.string(),
  categoryId: id('category').optional(),
  ...measure,
  batches: z.array(valuedBatch),
});
export type ValuedProduct = z.infer<typeof valued>;

const dayOfStore = { storeId: id('store'), day };

const listStockValues = route({
  method: 'GET',
  path: '/stock-values',
  tag,
  summary: 'Units and value of each product of a store, and of each of its batches, at the end of a business day.',
  action: 'readStockValues',
  query: z.strictObject({
    ...dayOfStore,
    productId: id('product').optional(),
    categoryId: id('category').optional(),
    ...pageQuery,
  }),
  reply: z.object({ items: z.array(valued), nextCursor: z.string().optional() }),
  csv: stockValueTable,
});

const categoryValue = z.object({
  /** Absent for products without a category. */
  categoryId: id('category').optional(),
  products: z.int(),
  costMinor: minor,
});
const summary = z.object({
  ...dayOfStore,
  /** The earliest day in the books of the store; absent where it has none. */
  since: day.optional(),
  /** False for a day before anything is known of the store: all figures are nothing then. */
  known: z.boolean(),
  currency,
  /** Value of all batches at the end of the day. */
  costMinor: minor,
  categories: z.array(categoryValue),
  /** The accounts of the books at the end of the day. */
  inventoryCostMinor: minor,
  transitCostMinor: minor,
  /** What of the value, and of goods in transit, stands on later days in the books, and the first of these entries. */
  lateInventoryCostMinor: minor,
  lateTransitCostMinor: minor,
  late: z.array(lateStockEntry),
  /** Value less late entries less account: zero, but for what is on its way to the books. */
  differenceCostMinor: minor,
});

const sumStockValues = route({
  method: 'GET',
  path: '/stock-values/summary',
  tag,
  summary:
    'Value of a store’s stock at the end of a business day, by category, beside the accounts of goods in the books.',
  action: 'readStockValues',
  query: z.strictObject(dayOfStore),
  reply: summary,
});
const PATIENT = { timeoutMs: 30_000 };
/** Products of a message, where all of a store are added up. */
const MOST = 200;

/** What the stock was worth on a day, and what the books say of it. */
@Controller()
export class StockValuesController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(listStockValues)
  async listStockValues(@Checked() call: Call<typeof listStockValues>) {
    const { categoryId, ...query } = call.query;
    const { timeZone } = await this.storeOn(call, query);
    const asked = { ...query, timeZone, batches: true };
    const { items, ...rest } = await this.services.ask(call, inventory.listStockValues, asked, PATIENT);
    const products = await this.products(
      call,
      items.map((one) => one.productId),
    );
    const rows = items.map(({ batches = [], ...one }): ValuedProduct => {
      const { sku, name, categoryId: own, unit, quantityDecimals } = products.get(one.productId)!;
      return { ...one, sku, name, ...(own === undefined ? {} : { categoryId: own }), unit, quantityDecimals, batches };
    });
    return { items: categoryId === undefined ? rows : rows.filter((row) => row.categoryId === categoryId), ...rest };
  }

  /** Adds all products of the store up, page by page. */
  @Serves(sumStockValues)
  async sumStockValues(@Checked() call: Call<typeof sumStockValues>): Promise<z.infer<typeof summary>> {
    const { storeId, day: on } = call.query;
    const { timeZone, currency: books } = await this.storeOn(call, call.query);
    const { since, ...accounts } = await this.services.ask(call, sales.stockAccounts, { storeId, day: on }, PATIENT);
    const values = await allPages((cursor) =>
      this.services.ask(call, inventory.listStockValues, { storeId, day: on, timeZone, limit: MOST, cursor }, PATIENT),
    );
    const products = await this.products(
      call,
      values.map((one) => one.productId),
    );
    const byCategory = Map.groupBy(values, (one) => products.get(one.productId)!.categoryId);
    const costMinor = sum(values.map((one) => one.costMinor));
    return {
      ...accounts,
      day: on,
      ...(since === undefined ? {} : { since }),
      known: since !== undefined && since <= on,
      currency: accounts.currency ?? books,
      costMinor,
      categories: [...byCategory].map(([categoryId, of]) => ({
        ...(categoryId === undefined ? {} : { categoryId }),
        products: of.length,
        costMinor: sum(of.map((one) => one.costMinor)),
      })),
      differenceCostMinor: costMinor - accounts.lateInventoryCostMinor - accounts.inventoryCostMinor,
    };
  }

  /** The store; refuses a day that has not begun there. */
  private async storeOn(call: Call<RouteDefinition>, asked: { storeId: string; day: string }) {
    const store = await this.services.ask(call, catalog.readStore, { storeId: asked.storeId });
    if (asked.day > businessDayOf(now(), store.timeZone)) throw fieldInvalid('day', 'must not be after today');
    return store;
  }

  private async products(
    call: Call<RouteDefinition>,
    productIds: readonly string[],
  ): Promise<Map<string, ProductView>> {
    const found = await readInPieces<ProductView>(productIds, (some) =>
      this.services.ask(call, catalog.readProducts, { productIds: [...some] }, PATIENT).then(({ items }) => items),
    );
    return new Map(found.map((one) => [one.productId, one]));
  }
}
