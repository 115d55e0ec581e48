import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  catalog,
  day,
  id,
  pageOf,
  productChanges,
  productContent,
  priceView,
  productView,
  SAGAS,
  sagaId,
  sales,
  snapshotView,
  storeChanges,
  storeDetails,
  type SnapshotView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { dayTable, priceTable, productTable, storeTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { withinStores } from '../people/projection.js';
import { may } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';
import { Sagas } from '../sagas.js';

const tag = 'catalog';
const storeParams = z.strictObject({ storeId: id('store') });
const productParams = z.strictObject({ productId: id('product') });

const createStore = route({
  method: 'POST',
  path: '/stores',
  tag,
  summary: catalog.createStore.summary,
  action: 'openStores',
  status: 201,
  body: catalog.createStore.input.omit({ storeId: true }),
  reply: storeDetails,
});
const listStores = route({
  method: 'GET',
  path: '/stores',
  tag,
  summary: 'All stores.',
  action: 'readStores',
  reply: z.object({ items: z.array(storeDetails) }),
  csv: storeTable,
});
const readStore = route({
  method: 'GET',
  path: '/stores/{storeId}',
  tag,
  summary: 'One store.',
  action: 'readStores',
  params: storeParams,
  reply: storeDetails,
});
const changeStore = route({
  method: 'PATCH',
  path: '/stores/{storeId}',
  tag,
  summary: catalog.changeStore.summary,
  action: 'changeStores',
  params: storeParams,
  body: z.strictObject({ revision: z.int().min(1), changes: storeChanges }),
  reply: storeDetails,
});
const closeDay = route({
  method: 'POST',
  path: '/stores/{storeId}/days/{day}/close',
  tag: 'books',
  summary: sales.closeDay.summary,
  action: 'closeDays',
  status: 201,
  saga: true,
  params: storeParams.extend({ day }),
  reply: snapshotView,
});
const listDays = route({
  method: 'GET',
  path: '/stores/{storeId}/days',
  tag: 'books',
  summary: sales.listSnapshots.summary,
  action: 'readDays',
  params: storeParams,
  query: z.strictObject(pageQuery),
  reply: pageOf(snapshotView),
  csv: dayTable,
});
const createProduct = route({
  method: 'POST',
  path: '/products',
  tag,
  summary: catalog.createProduct.summary,
  action: 'changeProducts',
  status: 201,
  body: productContent,
  reply: productView,
});
const changeProduct = route({
  method: 'PATCH',
  path: '/products/{productId}',
  tag,
  summary: catalog.changeProduct.summary,
  action: 'changeProducts',
  params: productParams,
  body: z.strictObject({ revision: z.int().min(1), changes: productChanges }),
  reply: productView,
});
const readProduct = route({
  method: 'GET',
  path: '/products/{productId}',
  tag,
  summary: catalog.readProduct.summary,
  action: 'readProducts',
  params: productParams,
  reply: productView,
});
const listPrices = route({
  method: 'GET',
  path: '/products/{productId}/prices',
  tag,
  summary: catalog.listPrices.summary,
  action: 'readProducts',
  params: productParams,
  query: z.strictObject(pageQuery),
  reply: pageOf(priceView),
  csv: priceTable,
});
const searchProducts = route({
  method: 'GET',
  path: '/products',
  tag,
  summary: catalog.searchProducts.summary,
  action: 'readProducts',
  query: catalog.searchProducts.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: catalog.searchProducts.reply,
  csv: productTable,
});
const listBrands = route({
  method: 'GET',
  path: '/brands',
  tag,
  summary: catalog.listBrands.summary,
  action: 'readProducts',
  query: catalog.listBrands.input.extend({ limit: pageQuery.limit }),
  reply: catalog.listBrands.reply,
});

/** Stores and products. */
@Controller()
export class CatalogController {
  constructor(
    private readonly services: ServiceClient,
    private readonly sagas: Sagas,
  ) {}

  @Serves(createStore)
  createStore(@Checked() call: Call<typeof createStore>) {
    return this.services.ask(call, catalog.createStore, { storeId: mint('store'), ...call.body });
  }

  @Serves(listStores)
  listStores(@Checked() call: Call<typeof listStores>) {
    return this.services.ask(call, catalog.listStores, {});
  }

  @Serves(readStore)
  readStore(@Checked() call: Call<typeof readStore>) {
    return this.services.ask(call, catalog.readStore, call.params);
  }

  @Serves(changeStore)
  changeStore(@Checked() call: Call<typeof changeStore>) {
    return this.services.ask(call, catalog.changeStore, { ...call.params, ...call.body });
  }

  @Serves(closeDay)
  async closeDay(@Checked() call: Call<typeof closeDay>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { storeId, day: businessDay } = call.params;
    const handle = await this.sagas.start({
      type: SAGAS.closeDay,
      workflowId: sagaId.closeDay(storeId, businessDay, call.attempt),
      input: { storeId, businessDay, beforeItsEnd: may(call.person, 'closeDaysEarly', storeId), actor: call.actor },
      fingerprint: call.fingerprint,
      attributes: { store: storeId },
    });
    const waited = await this.sagas.outcome<SnapshotView>(handle);
    if (waited.ended) return waited.result;
    const watch = `/api/v1/stores/${storeId}/days`;
    void reply.status(202).header('location', watch);
    return { status: 'underWay', watch };
  }

  @Serves(listDays)
  listDays(@Checked() call: Call<typeof listDays>) {
    return this.services.ask(call, sales.listSnapshots, { ...call.params, ...call.query });
  }

  @Serves(createProduct)
  createProduct(@Checked() call: Call<typeof createProduct>) {
    return this.services.ask(call, catalog.createProduct, { productId: mint('product'), ...call.body });
  }

  @Serves(changeProduct)
  async changeProduct(@Checked() call: Call<typeof changeProduct>) {
    return withStock(call, await this.services.ask(call, catalog.changeProduct, { ...call.params, ...call.body }));
  }

  @Serves(readProduct)
  async readProduct(@Checked() call: Call<typeof readProduct>) {
    return withStock(call, await this.services.ask(call, catalog.readProduct, call.params));
  }

  @Serves(listPrices)
  listPrices(@Checked() call: Call<typeof listPrices>) {
    return this.services.ask(call, catalog.listPrices, { ...call.params, ...call.query });
  }

  @Serves(searchProducts)
  async searchProducts(@Checked() call: Call<typeof searchProducts>) {
    return withStock(call, await this.services.ask(call, catalog.searchProducts, call.query));
  }

  @Serves(listBrands)
  listBrands(@Checked() call: Call<typeof listBrands>) {
    return this.services.ask(call, catalog.listBrands, call.query);
  }
}

/** Products belong to the chain, their stock to stores: a person sees it where the availability may be seen. */
function withStock<T>({ person }: Call<RouteDefinition>, reply: T): T {
  return withinStores(person, 'seeAvailability', reply);
}
