import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  businessDayOf,
  catalog,
  dayAfter,
  id,
  inventory,
  measure,
  MOST_REORDER_PRODUCTS,
  pageOf,
  purchaseOrderView,
  quantity,
  requireStocked,
  sales,
  type ProductView,
  type ReorderFigures,
} from '@comptoir/contracts';
import { mint, now } from '@comptoir/kit';
import { whatToOrderTable } from '../csv/ordering-tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { Measures } from '../measures.js';
import { whatToOrderRow, whatToOrderRowOf } from '../ordering/what-to-order.js';
import { ServiceClient } from '../service-client.js';

const tag = 'purchase orders';

function wholeNumber(least: number, most: number, usual: number) {
  return z
    .string()
    .regex(/^\d{1,4}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
    .default(usual);
}

const whatToOrder = route({
  method: 'GET',
  path: '/what-to-order',
  tag,
  summary:
    'What to order for a store: units sold in the last weeks, available, on order, threshold, lead time, and the quantity that follows.',
  action: 'readPurchaseOrders',
  query: z.strictObject({
    storeId: id('store'),
    /** Products that this supplier has; they are ordered of it. */
    supplierId: id('supplier').optional(),
    categoryId: id('category').optional(),
    /** Only products of which something is to be ordered. */
    wanted: z
      .literal('true')
      .transform(() => true as const)
      .optional(),
    /** Weeks whose sales tell the pace. */
    weeks: wholeNumber(1, 52, 8),
    /** Days until somebody orders again. */
    reviewDays: wholeNumber(1, 90, 7),
    limit: wholeNumber(1, MOST_REORDER_PRODUCTS, 200),
    cursor: z.string().max(200).optional(),
  }),
  reply: pageOf(whatToOrderRow),
  csv: whatToOrderTable,
});
const orderedLine = z.strictObject({ productId: id('product'), supplierId: id('supplier'), quantity });
const draftOrders = route({
  method: 'POST',
  path: '/what-to-order/drafts',
  tag,
  summary: inventory.draftPurchaseOrders.summary,
  action: 'changePurchaseOrders',
  status: 201,
  body: z.strictObject({ storeId: id('store'), lines: z.array(orderedLine).min(1).max(MOST_REORDER_PRODUCTS) }),
  reply: z.object({
    items: z.array(purchaseOrderView.extend({ lines: z.array(purchaseOrderView.shape.lines.element.extend(measure)) })),
  }),
});
type Asked = Call<typeof whatToOrder>;
const PAGE = 200;
const PATIENT = { timeoutMs: 20_000 };

/** What to order, and the drafts that follow from it. */
@Controller()
export class OrderingController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(whatToOrder)
  async whatToOrder(@Checked() call: Asked) {
    const { storeId, supplierId, categoryId, weeks, reviewDays, wanted } = call.query;
    const { timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const page = await this.figures(call);
    const productIds = page.items.map(({ productId }) => productId);
    if (productIds.length === 0) return page;
    const days = weeks * 7;
    const to = businessDayOf(now(), timeZone);
    const range = { from: dayAfter(to, 1 - days), to };
    const [{ items: products }, { items: sold }] = await Promise.all([
      this.services.ask(call, catalog.readProducts, { productIds }, PATIENT),
      this.services.ask(call, sales.soldQuantities, { storeId, productIds, ...range }, PATIENT),
    ]);
    const soldOf = new Map(sold.map((one) => [one.productId, one.quantity]));
    const productOf = new Map(products.map((one) => [one.productId, one]));
    const rows = page.items.map((one) => {
      const product = productOf.get(one.productId) as ProductView;
      return whatToOrderRowOf(one, product, soldOf.get(one.productId) ?? 0, { days, reviewDays, supplierId });
    });
    const shown = rows.filter(
      (row) => (!wanted || row.suggested > 0) && (categoryId === undefined || row.categoryId === categoryId),
    );
    return { ...page, items: shown };
  }

  @Serves(draftOrders)
  async draftOrders(@Checked() call: Call<typeof draftOrders>) {
    const { storeId, lines } = call.body;
    const { code, currency, timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const productIds = [...new Set(lines.map(({ productId }) => productId))];
    const { items } = await this.services.ask(call, catalog.readProducts, { productIds });
    const products = new Map(items.map((product) => [product.productId, product]));
    for (const line of lines) requireStocked(line, products.get(line.productId) as ProductView);
    const bySupplier = Map.groupBy(lines, ({ supplierId }) => supplierId);
    const orders = [...bySupplier].map(([supplierId, of]) => ({
      purchaseOrderId: mint('purchaseOrder'),
      supplierId,
      lines: of.map(({ productId, quantity: ordered }) => ({ productId, quantity: ordered })),
    }));
    const asked = { storeId, store: { code, currency, timeZone }, orders };
    const drafts = await this.services.ask(call, inventory.draftPurchaseOrders, asked, PATIENT);
    return {
      items: await Promise.all(
        drafts.items.map(async (order) => ({ ...order, lines: await this.measures.on(call, order.lines) })),
      ),
    };
  }

  /** The products of a page: those of a category are read from its list, the others from the levels of the store. */
  private async figures(call: Asked): Promise<{ items: ReorderFigures[]; nextCursor?: string | undefined }> {
    const { storeId, supplierId, categoryId, limit, cursor } = call.query;
    if (categoryId === undefined || supplierId !== undefined)
      return this.services.ask(call, inventory.listReorderFigures, { storeId, supplierId, limit, cursor });
    const { productIds, nextCursor } = await this.ofCategory(call, categoryId, limit, cursor);
    if (productIds.length === 0) return { items: [], ...(nextCursor === undefined ? {} : { nextCursor }) };
    const asked = { storeId, productIds, limit: MOST_REORDER_PRODUCTS };
    const { items } = await this.services.ask(call, inventory.listReorderFigures, asked);
    return { items, ...(nextCursor === undefined ? {} : { nextCursor }) };
  }

  private async ofCategory(call: Call<RouteDefinition>, categoryId: string, limit: number, from: string | undefined) {
    const productIds: string[] = [];
    let cursor = from;
    do {
      const asked = { categoryId, limit: Math.min(PAGE, limit - productIds.length), cursor };
      const page = await this.services.ask(call, catalog.searchProducts, asked);
      productIds.push(...page.items.filter((one) => !one.parts).map(({ productId }) => productId));
      cursor = page.nextCursor;
    } while (cursor !== undefined && productIds.length < limit);
    return { productIds, nextCursor: cursor };
  }
}
