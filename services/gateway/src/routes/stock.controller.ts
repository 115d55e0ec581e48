import { Controller } from '@nestjs/common';
import { z } from 'zod';
import {
  catalog,
  deliveryView,
  id,
  inventory,
  listKey,
  pageOf,
  DomainError,
  stockView,
  type DeliveryView,
} from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { deliveryTable, levelTable } from '../csv/tables.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { ids, pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock';

/** A delivery of 1,000 lines takes a second, and several on a machine that is busy with other things. */
const DELIVERY_TIMEOUT_MS = 20_000;

const receiveDelivery = route({
  method: 'POST',
  path: '/deliveries',
  tag,
  summary: inventory.receiveDelivery.summary,
  action: 'receiveDeliveries',
  status: 201,
  body: inventory.receiveDelivery.input.omit({ deliveryId: true, store: true }).partial({ currency: true }),
  reply: deliveryView,
});
const readDelivery = route({
  method: 'GET',
  path: '/deliveries/{deliveryId}',
  tag,
  summary: 'One delivery.',
  action: 'readDeliveries',
  params: z.strictObject({ deliveryId: id('delivery') }),
  reply: deliveryView,
});
const listDeliveries = route({
  method: 'GET',
  path: '/deliveries',
  tag,
  summary: inventory.listDeliveries.summary,
  action: 'readDeliveries',
  query: inventory.listDeliveries.input.omit({ limit: true, cursor: true }).extend(pageQuery),
  reply: pageOf(deliveryView),
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
  reply: pageOf(stockView.partial({ batches: true })),
  csv: levelTable,
});

/** Deliveries and stock. */
@Controller()
export class StockController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(receiveDelivery)
  async receiveDelivery(@Checked() call: Call<typeof receiveDelivery>) {
    const { currency, timeZone } = await this.services.ask(call, catalog.readStore, { storeId: call.body.storeId });
    await this.services.ask(call, catalog.readProducts, {
      productIds: [...new Set(call.body.lines.map((line) => line.productId))],
    });
    const delivery = { deliveryId: mint('delivery'), store: { currency, timeZone }, currency, ...call.body };
    return this.services.ask(call, inventory.receiveDelivery, delivery, { timeoutMs: DELIVERY_TIMEOUT_MS });
  }

  @Serves(readDelivery)
  readDelivery(@Checked() call: Call<typeof readDelivery>) {
    return this.services.ask(call, inventory.readDelivery, call.params);
  }

  @Serves(listDeliveries)
  listDeliveries(@Checked() call: Call<typeof listDeliveries>) {
    const keyOf = ({ receivedDay = '', deliveryId }: DeliveryView) => listKey(call.query, receivedDay, deliveryId);
    return this.services.list<DeliveryView>(call, inventory.listDeliveries, call.query, keyOf);
  }

  @Serves(readStock)
  readStock(@Checked() call: Call<typeof readStock>) {
    const { productId: productIds, storeId, ...page } = call.query;
    if (productIds) return this.services.ask(call, inventory.readStock, { storeId, productIds });
    if (storeId) return this.services.ask(call, inventory.listLevels, { storeId, ...page });
    throw new DomainError('message.invalid', 'invalid', 'Name a store, or the products.', {
      issues: [{ field: 'storeId', fault: 'storeId or productId is needed' }],
    });
  }
}
