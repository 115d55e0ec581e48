import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  id,
  inventory,
  listKey,
  measure,
  pageOf,
  requireStocked,
  DomainError,
  fieldInvalid,
  stockView,
  type DeliveryView,
  type ProductView,
  type StockView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { Measures } from '../measures.js';
import { requireNoParents } from '../archived.js';
import { deliveryTable, levelTable } from '../csv/tables.js';
import type { Page } from '../http/newest-of.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { delivery, DELIVERY_TIMEOUT_MS, ids, pageQuery } from '../http/shapes.js';
import { assertMay } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock';

const stock = stockView.partial({ batches: true }).extend(measure);

const receiveDelivery = route({
  method: 'POST',
  path: '/deliveries',
  tag,
  summary: inventory.receiveDelivery.summary,
  action: 'receiveDeliveries',
  status: 201,
  body: inventory.receiveDelivery.input
    .omit({ deliveryId: true, store: true, soldByExpiry: true })
    .partial({ currency: true }),
  reply: delivery,
});
const readDelivery = route({
  method: 'GET',
  path: '/deliveries/{deliveryId}',
  tag,
  summary: 'One delivery.',
  action: 'readDeliveries',
  params: z.strictObject({ deliveryId: id('delivery') }),
  reply: delivery,
});
const listDeliveries = route({
  method: 'GET',
  path: '/deliveries',
  tag,
  summary: inventory.listDeliveries.summary,
  action: 'readDeliveries',
  query: inventory.listDeliveries.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(delivery),
  csv: deliveryTable,
});
const readStock = route({
  method: 'GET',
  path: '/stock',
  tag,
  summary:
    'Available and held units with live batches for the products named; without products, the levels of a store.',
  action: 'readStock',
  query: z.strictObject({ storeId: id('store').optional(), productId: ids('product').optional(), ...pageQuery }),
  reply: pageOf(stock),
  csv: levelTable,
});

/** Deliveries and stock. */
@Controller()
export class StockController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
  ) {}

  @Serves(receiveDelivery)
  async receiveDelivery(@Checked() call: Call<typeof receiveDelivery>) {
    if (call.body.opening) assertMay(call.person, 'receiveOpeningStock', call.body.storeId);
    const { code, currency, timeZone } = await this.services.ask(call, catalog.readStore, {
      storeId: call.body.storeId,
    });
    const { items } = await this.services.ask(call, catalog.readProducts, {
      productIds: [...new Set(call.body.lines.map((line) => line.productId))],
    });
    requireNoParents(items);
    const products = new Map(items.map((product) => [product.productId, product]));
    for (const line of call.body.lines) requireStocked(line, products.get(line.productId) as ProductView);
    const asked = {
      deliveryId: mint('delivery'),
      store: { code, currency, timeZone },
      soldByExpiry: soldByExpiry(call.body.lines, products),
      currency,
      ...call.body,
    };
    const options = { timeoutMs: DELIVERY_TIMEOUT_MS };
    return this.measures.onDelivery(call, await this.services.ask(call, inventory.receiveDelivery, asked, options));
  }

  @Serves(readDelivery)
  async readDelivery(@Checked() call: Call<typeof readDelivery>) {
    return this.measures.onDelivery(call, await this.services.ask(call, inventory.readDelivery, call.params));
  }

  @Serves(listDeliveries)
  async listDeliveries(@Checked() call: Call<typeof listDeliveries>) {
    const keyOf = ({ receivedDay = '', deliveryId }: DeliveryView) => listKey(call.query, receivedDay, deliveryId);
    const page = await this.services.list<DeliveryView>(call, inventory.listDeliveries, call.query, keyOf);
    await this.measures.on(
      call,
      page.items.flatMap((one) => one.batches),
    ); // read together
    return { ...page, items: await Promise.all(page.items.map((one) => this.measures.onDelivery(call, one))) };
  }

  @Serves(readStock)
  async readStock(@Checked() call: Call<typeof readStock>) {
    const page = await this.stock(call);
    return { ...page, items: await this.measures.on(call, page.items) };
  }

  private stock(call: Call<typeof readStock>): Promise<Page<Omit<StockView, 'batches'>>> {
    const { productId: productIds, storeId, ...page } = call.query;
    if (productIds) return this.services.ask(call, inventory.readStock, { storeId, productIds });
    if (storeId) return this.services.ask(call, inventory.listLevels, { storeId, ...page });
    throw new DomainError('message.invalid', 'invalid', 'Name a store, or the products.', {
      issues: [{ field: 'storeId', fault: 'storeId or productId is needed' }],
    });
  }
}

type ReceivedLines = readonly { readonly productId: string; readonly expiresOn?: string | undefined }[];

/** Products of these lines that are sold by their expiry date. Refuses a line without the date that its product keeps, and one with a date that it does not. */
function soldByExpiry(lines: ReceivedLines, products: ReadonlyMap<string, ProductView>): string[] {
  for (const [at, { productId, expiresOn }] of lines.entries()) {
    const keeps = products.get(productId)?.expiry !== undefined;
    if (keeps && expiresOn === undefined)
      throw fieldInvalid(`lines.${at}.expiresOn`, 'is needed: the product keeps expiry dates');
    if (!keeps && expiresOn !== undefined)
      throw fieldInvalid(`lines.${at}.expiresOn`, 'must be left out: the product keeps no expiry dates');
  }
  const ids = lines.map(({ productId }) => productId).filter((one) => products.get(one)?.expiry === 'fefo');
  return [...new Set(ids)];
}
