import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  day,
  id,
  pageOf,
  productContent,
  productView,
  SAGAS,
  sagaId,
  sales,
  snapshotView,
  storeView,
  type SnapshotView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { Checked, EVERYONE, BOOKKEEPERS, MANAGERS, route, Serves, type Call } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { assertOwnStore } from '../people/person.js';
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
  roles: ['owner'],
  status: 201,
  body: catalog.createStore.input.omit({ storeId: true }),
  reply: storeView,
});
const listStores = route({
  method: 'GET',
  path: '/stores',
  tag,
  summary: 'All stores.',
  roles: EVERYONE,
  reply: z.object({ items: z.array(storeView) }),
});
const readStore = route({
  method: 'GET',
  path: '/stores/{storeId}',
  tag,
  summary: 'One store.',
  roles: EVERYONE,
  params: storeParams,
  reply: storeView,
});
const closeDay = route({
  method: 'POST',
  path: '/stores/{storeId}/days/{day}/close',
  tag: 'books',
  summary: sales.closeDay.summary,
  roles: MANAGERS,
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
  roles: BOOKKEEPERS,
  params: storeParams,
  query: z.strictObject(pageQuery),
  reply: pageOf(snapshotView),
});
const createProduct = route({
  method: 'POST',
  path: '/products',
  tag,
  summary: catalog.createProduct.summary,
  roles: MANAGERS,
  status: 201,
  body: productContent,
  reply: productView,
});
const changeProduct = route({
  method: 'PATCH',
  path: '/products/{productId}',
  tag,
  summary: catalog.changeProduct.summary,
  roles: MANAGERS,
  params: productParams,
  body: z.strictObject({ revision: z.int().min(1), changes: productContent.partial() }),
  reply: productView,
});
const readProduct = route({
  method: 'GET',
  path: '/products/{productId}',
  tag,
  summary: catalog.readProduct.summary,
  roles: EVERYONE,
  params: productParams,
  reply: productView,
});
const searchProducts = route({
  method: 'GET',
  path: '/products',
  tag,
  summary: catalog.searchProducts.summary,
  roles: EVERYONE,
  query: catalog.searchProducts.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(productView),
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

  @Serves(closeDay)
  async closeDay(@Checked() call: Call<typeof closeDay>) {
    const { storeId, day: businessDay } = call.params;
    assertOwnStore(call.person, storeId);
    const handle = await this.sagas.start({
      type: SAGAS.closeDay,
      workflowId: sagaId.closeDay(storeId, businessDay, call.attempt),
      input: { storeId, businessDay, beforeItsEnd: MANAGERS.includes(call.person.role), actor: call.actor },
      fingerprint: call.fingerprint,
      attributes: { store: storeId },
    });
    const waited = await this.sagas.outcome<SnapshotView>(handle);
    return waited.ended ? waited.result : { status: 'underWay', watch: `/api/v1/stores/${storeId}/days` };
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
  changeProduct(@Checked() call: Call<typeof changeProduct>) {
    return this.services.ask(call, catalog.changeProduct, { ...call.params, ...call.body });
  }

  @Serves(readProduct)
  readProduct(@Checked() call: Call<typeof readProduct>) {
    return this.services.ask(call, catalog.readProduct, call.params);
  }

  @Serves(searchProducts)
  searchProducts(@Checked() call: Call<typeof searchProducts>) {
    return this.services.ask(call, catalog.searchProducts, call.query);
  }
}
