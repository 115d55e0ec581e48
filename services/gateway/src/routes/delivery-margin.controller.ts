import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { id, inventory, previousDay, sales } from '@comptoir/contracts';
import { deliveryMarginTable, marginLineTable } from '../csv/report-tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock';
const params = z.strictObject({ deliveryId: id('delivery') });

const deliveryMargin = route({
  method: 'GET',
  path: '/deliveries/{deliveryId}/margin',
  tag,
  summary: 'What was sold of a delivery so far, less what came back, by product, and the margin that it earned.',
  action: 'readLedger',
  params,
  reply: sales.deliveryMargin.reply,
  csv: deliveryMarginTable,
});
const deliverySales = route({
  method: 'GET',
  path: '/deliveries/{deliveryId}/sales',
  tag,
  summary: sales.deliverySales.summary,
  action: 'readLedger',
  params,
  query: z.strictObject(pageQuery),
  reply: sales.deliverySales.reply,
  csv: marginLineTable,
});

/** What became of a delivery: the sales that it went into, and what it earned. */
@Controller()
export class DeliveryMarginController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(deliveryMargin)
  async deliveryMargin(@Checked() call: Call<typeof deliveryMargin>) {
    return this.services.ask(call, sales.deliveryMargin, { deliveries: [await this.soldSince(call, call.params)] });
  }

  @Serves(deliverySales)
  async deliverySales(@Checked() call: Call<typeof deliverySales>) {
    const delivery = await this.soldSince(call, call.params);
    return this.services.ask(call, sales.deliverySales, { ...delivery, ...call.query });
  }

  /** A delivery with its store, and a day before which none of it can have been sold there, whatever the time zone. */
  private async soldSince(call: Call<RouteDefinition>, { deliveryId }: { deliveryId: string }) {
    const { storeId, receivedAt } = await this.services.ask(call, inventory.readDelivery, { deliveryId });
    return { deliveryId, storeId, since: previousDay(receivedAt.slice(0, 10)) };
  }
}
