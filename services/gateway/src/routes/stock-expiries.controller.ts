import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  businessDayOf,
  catalog,
  dayAfter,
  expiringBatch,
  id,
  inventory,
  measure,
  type ExpiringBatch,
  type ProductView,
} from '@comptoir/contracts';
import { now } from '@comptoir/kit';
import { expiringTable } from '../csv/expiring-table.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

/** A batch that expires, with its product; `daysLeft` is 0 on its last day, and below zero where it has expired. */
const expiring = expiringBatch.extend({ sku: z.string(), name: z.string(), ...measure, daysLeft: z.int() });
export type ExpiringRow = z.infer<typeof expiring>;

const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;
const listExpiringStock = route({
  method: 'GET',
  path: '/expiring-stock',
  tag: 'stock',
  summary: 'Batches of a store that have expired, or will within so many days; the earliest first.',
  action: 'readStock',
  query: z.strictObject({
    storeId: id('store'),
    /** 0 for what expires today or has expired; 30 without it. */
    withinDays: z
      .string()
      .regex(/^\d{1,3}$/, 'must be a whole number from 0 to 730')
      .transform(Number)
      .pipe(z.int().min(0).max(730))
      .default(DEFAULT_DAYS),
    ...pageQuery,
  }),
  reply: z.object({ items: z.array(expiring), nextCursor: z.string().optional() }),
  csv: expiringTable,
});
const PATIENT = { timeoutMs: 20_000 };

/** What has expired, or soon will. */
@Controller()
export class StockExpiriesController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(listExpiringStock)
  async listExpiringStock(@Checked() call: Call<typeof listExpiringStock>) {
    const { withinDays, storeId, ...page } = call.query;
    const { timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const today = businessDayOf(now(), timeZone);
    const asked = { storeId, upTo: dayAfter(today, withinDays), ...page };
    const { items, ...rest } = await this.services.ask(call, inventory.listExpiringStock, asked, PATIENT);
    const productIds = [...new Set(items.map(({ productId }) => productId))];
    if (productIds.length === 0) return { items: [], ...rest };
    const { items: products } = await this.services.ask(call, catalog.readProducts, { productIds });
    const productOf = new Map(products.map((one) => [one.productId, one]));
    return {
      items: items.map((one: ExpiringBatch): ExpiringRow => {
        const { sku, name, unit, quantityDecimals } = productOf.get(one.productId) as ProductView;
        const daysLeft = Math.round((Date.parse(one.expiresOn) - Date.parse(today)) / DAY_MS);
        return { ...one, sku, name, unit, quantityDecimals, daysLeft };
      }),
      ...rest,
    };
  }
}
