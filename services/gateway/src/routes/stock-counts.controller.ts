import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  countEntryView,
  countLine,
  countScope,
  currency,
  id,
  inventory,
  inventoryErrors,
  listKey,
  MAX_COUNT_PRODUCTS,
  measure,
  pageOf,
  requireStocked,
  stockCountView,
  type CountScope,
  type ProductView,
  type StockCountView,
} from '@comptoir/contracts';
import { mint, readInPieces } from '@comptoir/kit';
import { CONFIG, type GatewayConfig } from '../config.js';
import { requireNoParents } from '../archived.js';
import { countEntryTable, countLineTable, stockCountTable } from '../csv/stock-loss-tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { DELIVERY_TIMEOUT_MS, pageQuery } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { stockLimit } from '../people/stock-limit.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock counts';
const params = z.strictObject({ stockCountId: id('stockCount') });
const OPTIONS = { timeoutMs: DELIVERY_TIMEOUT_MS };

/** A scope as a person names it: the products of categories are looked up. */
const [wholeStore, categories, products, cyclic] = countScope.options;
const askedScope = z.discriminatedUnion('kind', [wholeStore, categories.omit({ productIds: true }), products, cyclic]);

const entry = countEntryView.extend(measure);
const line = countLine.extend({ ...measure, currency });

const createStockCount = route({
  method: 'POST',
  path: '/stock-counts',
  tag,
  summary: inventory.createStockCount.summary,
  action: 'countStock',
  status: 201,
  body: inventory.createStockCount.input.omit({ stockCountId: true, store: true }).extend({ scope: askedScope }),
  reply: stockCountView,
});
const enterCount = route({
  method: 'POST',
  path: '/stock-counts/{stockCountId}/entries',
  tag,
  summary: inventory.enterCount.summary,
  action: 'countStock',
  status: 201,
  params,
  body: inventory.enterCount.input.omit({ entryId: true, stockCountId: true }),
  reply: entry,
});
const withdrawCountEntry = route({
  method: 'POST',
  path: '/stock-counts/{stockCountId}/entries/{entryId}/withdraw',
  tag,
  summary: inventory.withdrawCountEntry.summary,
  action: 'countStock',
  status: 201,
  params: params.extend({ entryId: id('countEntry') }),
  body: inventory.withdrawCountEntry.input.omit({ entryId: true, stockCountId: true, withdraws: true }),
  reply: entry,
});
const reviewCount = route({
  method: 'POST',
  path: '/stock-counts/{stockCountId}/review',
  tag,
  summary: inventory.reviewCount.summary,
  action: 'countStock',
  params,
  body: inventory.reviewCount.input.omit({ stockCountId: true }),
  reply: stockCountView,
});
const recountLines = route({
  method: 'POST',
  path: '/stock-counts/{stockCountId}/recount',
  tag,
  summary: inventory.recountLines.summary,
  action: 'countStock',
  params,
  body: inventory.recountLines.input.omit({ stockCountId: true }),
  reply: stockCountView,
});
const postCount = route({
  method: 'POST',
  path: '/stock-counts/{stockCountId}/post',
  tag,
  summary: inventory.postCount.summary,
  action: 'postStockCounts',
  params,
  body: inventory.postCount.input.omit({ stockCountId: true, store: true, limitMinor: true }),
  reply: stockCountView,
});
const cancelCount = route({
  method: 'POST',
  path: '/stock-counts/{stockCountId}/cancel',
  tag,
  summary: inventory.cancelCount.summary,
  action: 'countStock',
  params,
  body: inventory.cancelCount.input.omit({ stockCountId: true }),
  reply: stockCountView,
});
const readStockCount = route({
  method: 'GET',
  path: '/stock-counts/{stockCountId}',
  tag,
  summary: inventory.readStockCount.summary,
  action: 'readStockCounts',
  params,
  reply: stockCountView,
});
const listStockCounts = route({
  method: 'GET',
  path: '/stock-counts',
  tag,
  summary: inventory.listStockCounts.summary,
  action: 'readStockCounts',
  query: inventory.listStockCounts.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(stockCountView),
  csv: stockCountTable,
});
const listCountLines = route({
  method: 'GET',
  path: '/stock-counts/{stockCountId}/lines',
  tag,
  summary: inventory.listCountLines.summary,
  action: 'readStockCounts',
  params,
  query: inventory.listCountLines.input.omit({ stockCountId: true, limit: true, cursor: true }).extend(pageQuery),
  reply: inventory.listCountLines.reply.extend({ items: z.array(line) }),
  csv: countLineTable,
});
const listCountEntries = route({
  method: 'GET',
  path: '/stock-counts/{stockCountId}/entries',
  tag,
  summary: inventory.listCountEntries.summary,
  action: 'readStockCounts',
  params,
  query: inventory.listCountEntries.input.omit({ stockCountId: true, limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(entry),
  csv: countEntryTable,
});

type OfCount = Call<RouteDefinition & { readonly params: typeof params }>;

/** Stock counts: begun, counted on any device, reviewed, posted. */
@Controller()
export class StockCountsController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Serves(createStockCount)
  async createStockCount(@Checked() call: Call<typeof createStockCount>) {
    const { storeId, note } = call.body;
    const store = await this.services.ask(call, catalog.readStore, { storeId });
    const asked = {
      stockCountId: mint('stockCount'),
      storeId,
      store: { code: store.code, currency: store.currency, timeZone: store.timeZone },
      scope: await this.scope(call),
      ...(note === undefined ? {} : { note }),
    };
    return this.services.ask(call, inventory.createStockCount, asked, OPTIONS);
  }

  @Serves(enterCount)
  async enterCount(@Checked() call: Call<typeof enterCount>) {
    const { stockCountId } = await this.own(call);
    const { productId } = call.body;
    const { items } = await this.services.ask(call, catalog.readProducts, { productIds: [productId] });
    requireNoParents(items);
    requireStocked(call.body, items[0] as ProductView);
    const asked = { entryId: mint('countEntry'), stockCountId, ...call.body };
    return this.measured(call, await this.services.ask(call, inventory.enterCount, asked));
  }

  @Serves(withdrawCountEntry)
  async withdrawCountEntry(@Checked() call: Call<typeof withdrawCountEntry>) {
    await this.own(call);
    const { stockCountId, entryId } = call.params;
    const asked = { entryId: mint('countEntry'), stockCountId, withdraws: entryId, ...call.body };
    return this.measured(call, await this.services.ask(call, inventory.withdrawCountEntry, asked));
  }

  @Serves(reviewCount)
  async reviewCount(@Checked() call: Call<typeof reviewCount>) {
    await this.own(call);
    return this.services.ask(call, inventory.reviewCount, { ...call.params, ...call.body });
  }

  @Serves(recountLines)
  async recountLines(@Checked() call: Call<typeof recountLines>) {
    await this.own(call);
    return this.services.ask(call, inventory.recountLines, { ...call.params, ...call.body }, OPTIONS);
  }

  @Serves(postCount)
  async postCount(@Checked() call: Call<typeof postCount>) {
    const { storeId, currency: ofCount } = await this.own(call);
    const { code, timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const limitMinor = stockLimit(this.config, call.person, { storeId, currency: ofCount });
    const asked = {
      ...call.params,
      ...call.body,
      store: { code, timeZone },
      ...(limitMinor === undefined ? {} : { limitMinor }),
    };
    return this.services.ask(call, inventory.postCount, asked, OPTIONS);
  }

  @Serves(cancelCount)
  async cancelCount(@Checked() call: Call<typeof cancelCount>) {
    await this.own(call);
    return this.services.ask(call, inventory.cancelCount, { ...call.params, ...call.body });
  }

  @Serves(readStockCount)
  readStockCount(@Checked() call: Call<typeof readStockCount>) {
    return this.own(call);
  }

  @Serves(listStockCounts)
  listStockCounts(@Checked() call: Call<typeof listStockCounts>) {
    const keyOf = ({ createdDay, stockCountId }: StockCountView) => listKey(call.query, createdDay, stockCountId);
    return this.services.list<StockCountView>(call, inventory.listStockCounts, call.query, keyOf);
  }

  @Serves(listCountLines)
  async listCountLines(@Checked() call: Call<typeof listCountLines>) {
    const { currency: ofCount } = await this.own(call);
    const page = await this.services.ask(call, inventory.listCountLines, { ...call.params, ...call.query }, OPTIONS);
    const items = await this.measures.on(call, page.items);
    return { ...page, items: items.map((one) => ({ ...one, currency: ofCount })) };
  }

  @Serves(listCountEntries)
  async listCountEntries(@Checked() call: Call<typeof listCountEntries>) {
    await this.own(call);
    const page = await this.services.ask(call, inventory.listCountEntries, { ...call.params, ...call.query });
    return { ...page, items: await this.measures.on(call, page.items) };
  }

  /** The count; refuses `store.not-yours` where it is of a store that the person does not work in. */
  private own(call: OfCount): Promise<StockCountView> {
    const { stockCountId } = call.params;
    return this.services.ask(call, inventory.readStockCount, { stockCountId });
  }

  private async measured<O extends { readonly productId: string }>(call: Call<RouteDefinition>, entered: O) {
    return (await this.measures.on(call, [entered]))[0]!;
  }

  /** The scope with the products of its categories, bundles left out. Refuses products that do not exist, product.is-bundle, stock-count.empty and stock-count.too-large. */
  private async scope(call: Call<typeof createStockCount>): Promise<CountScope> {
    const { scope } = call.body;
    if (scope.kind === 'products') {
      const found = await readInPieces<ProductView>(scope.productIds, (productIds) =>
        this.services.ask(call, catalog.readProducts, { productIds }).then(({ items }) => items),
      );
      for (const one of found) requireStocked({ productId: one.productId, quantity: 0 }, one);
    }
    if (scope.kind !== 'categories') return scope;
    const productIds = new Set<string>();
    for (const categoryId of scope.categoryIds) {
      for (let cursor: string | undefined, more = true; more && productIds.size <= MAX_COUNT_PRODUCTS;) {
        const page = await this.services.ask(call, catalog.searchProducts, { categoryId, limit: 200, cursor });
        for (const one of page.items) if (!one.parts) productIds.add(one.productId);
        cursor = page.nextCursor;
        more = cursor !== undefined;
      }
    }
    if (productIds.size === 0)
      throw inventoryErrors.stockCountEmpty('Nothing is to be counted: these categories have no product.');
    if (productIds.size > MAX_COUNT_PRODUCTS) {
      throw inventoryErrors.stockCountTooLarge(
        `These categories have more than ${MAX_COUNT_PRODUCTS} products, which one count has at most: split it.`,
        { products: productIds.size, limit: MAX_COUNT_PRODUCTS },
      );
    }
    return { ...scope, productIds: [...productIds] };
  }
}
