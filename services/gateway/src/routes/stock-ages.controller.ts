import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  businessDayOf,
  catalog,
  dayAfter,
  id,
  inventory,
  measure,
  sales,
  stockAgesTotal,
  stockAgesView,
  type ProductView,
  type StockAgesView,
} from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { stockAgesTable } from '../csv/ordering-tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { isUnsold } from '../ordering/unsold.js';
import { ServiceClient } from '../service-client.js';

/** The stock of a product by its age, and what was sold of it in the days asked for. */
const aged = stockAgesView.extend({ sku: z.string(), name: z.string(), ...measure, sold: z.int().optional() });
export type AgedStock = z.infer<typeof aged>;

const listStockAges = route({
  method: 'GET',
  path: '/stock-ages',
  tag: 'stock',
  summary:
    'Stock of a store by the age of its batches, with its value; with `unsoldDays`, only products that were there as long and were not sold since.',
  action: 'readStockAges',
  query: z.strictObject({
    storeId: id('store'),
    /** Only products that came in before these days, and of which none was sold in them. */
    unsoldDays: z
      .string()
      .regex(/^\d{1,3}$/, 'must be a whole number from 1 to 365')
      .transform(Number)
      .pipe(z.int().min(1).max(365))
      .optional(),
    ...pageQuery,
  }),
  reply: z.object({
    totals: z.array(stockAgesTotal).optional(),
    items: z.array(aged),
    nextCursor: z.string().optional(),
  }),
  csv: stockAgesTable,
});
const PATIENT = { timeoutMs: 20_000 };

/** How old the stock is, and what of it is not sold any more. */
@Controller()
export class StockAgesController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(listStockAges)
  async listStockAges(@Checked() call: Call<typeof listStockAges>) {
    const { unsoldDays, ...query } = call.query;
    const page = await this.services.ask(call, inventory.listStockAges, query, PATIENT);
    const productIds = page.items.map(({ productId }) => productId);
    if (productIds.length === 0) return page;
    const [{ items: products }, sold] = await Promise.all([
      this.services.ask(call, catalog.readProducts, { productIds }, PATIENT),
      this.sold(call, productIds),
    ]);
    const productOf = new Map(products.map((one) => [one.productId, one]));
    const rows = page.items.map((one: StockAgesView): AgedStock => {
      const { sku, name, unit, quantityDecimals } = productOf.get(one.productId) as ProductView;
      const units = sold?.get(one.productId) ?? 0;
      return { ...one, sku, name, unit, quantityDecimals, ...(sold ? { sold: units } : {}) };
    });
    const at = now();
    return { ...page, items: unsoldDays === undefined ? rows : rows.filter((row) => isUnsold(row, unsoldDays, at)) };
  }

  /** Units sold of these products in the days asked for; undefined where none were. */
  private async sold(call: Call<typeof listStockAges>, productIds: string[]) {
    const { storeId, unsoldDays } = call.query;
    if (unsoldDays === undefined) return undefined;
    const { timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const to = businessDayOf(now(), timeZone);
    const asked = { storeId, productIds, from: dayAfter(to, -unsoldDays), to };
    const { items } = await this.services.ask(call, sales.soldQuantities, asked, PATIENT);
    return new Map(items.map(({ productId, quantity }) => [productId, quantity]));
  }
}
