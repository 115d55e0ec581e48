import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { id, inventory, minor, previousDay, sales, sum, type DeliveryBilling, type InputOf } from '@comptoir/contracts';
import { readInPieces } from '@comptoir/kit';
import { deliveryMarginTable, marginLineTable } from '../csv/report-tables.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { may } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';

const tag = 'stock';
const params = z.strictObject({ deliveryId: id('delivery') });

/** With what bills made units cost more, or less, that had left by then: no sale's margin has it. */
const earned = sales.deliveryMargin.reply.extend({ priceDifferenceMinor: minor });

const deliveryMargin = route({
  method: 'GET',
  path: '/deliveries/{deliveryId}/margin',
  tag,
  summary: 'What was sold of a delivery so far, less what came back, by product, and the margin that it earned.',
  action: 'readLedger',
  params,
  reply: earned,
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
const purchaseOrderMargin = route({
  method: 'GET',
  path: '/purchase-orders/{purchaseOrderId}/margin',
  tag: 'purchase orders',
  summary:
    'What was sold so far of the deliveries of a purchase order, by delivery and product, and the margin it earned.',
  action: 'readLedger',
  params: z.strictObject({ purchaseOrderId: id('purchaseOrder') }),
  reply: earned,
  csv: deliveryMarginTable,
});

/** What became of goods that were bought: the sales that they went into, and what they earned. */
@Controller()
export class EarningsController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(deliveryMargin)
  async deliveryMargin(@Checked() call: Call<typeof deliveryMargin>) {
    return this.earned(call, [await this.soldSince(call, call.params)]);
  }

  @Serves(purchaseOrderMargin)
  async purchaseOrderMargin(@Checked() call: Call<typeof purchaseOrderMargin>) {
    const { storeId, deliveries } = await this.services.ask(call, inventory.readPurchaseOrder, call.params);
    if (deliveries.length === 0) return this.earned(call, []);
    const alsoIn = await this.alsoIn(call, storeId, deliveries);
    return this.earned(
      call,
      deliveries.map(({ deliveryId, receivedAt }) => ({
        deliveryId,
        storeId,
        alsoIn: alsoIn.get(deliveryId),
        since: dayBefore(receivedAt),
      })),
    );
  }

  @Serves(deliverySales)
  async deliverySales(@Checked() call: Call<typeof deliverySales>) {
    const delivery = await this.soldSince(call, call.params);
    return this.services.ask(call, sales.deliverySales, { ...delivery, ...call.query });
  }

  /** What was sold of deliveries with its margin, and what bills made of those units since. */
  private async earned(call: Call<RouteDefinition>, deliveries: InputOf<typeof sales.deliveryMargin>['deliveries']) {
    if (deliveries.length === 0) return { totals: [], items: [], priceDifferenceMinor: 0 };
    const margin = await this.services.ask(call, sales.deliveryMargin, { deliveries });
    const billings = await readInPieces<DeliveryBilling>(
      deliveries.map((one) => one.deliveryId),
      async (deliveryIds) => (await this.services.ask(call, inventory.readDeliveryBillings, { deliveryIds })).items,
    );
    const differences = billings.flatMap((one) => one.lines.map((line) => line.toCostMinor));
    return { ...margin, priceDifferenceMinor: sum(differences) };
  }

  /** A delivery with the stores that its goods are in, and a day before which none of it can have been sold there. */
  private async soldSince(call: Call<RouteDefinition>, { deliveryId }: { deliveryId: string }) {
    const { storeId, receivedAt } = await this.services.ask(call, inventory.readDelivery, { deliveryId });
    const alsoIn = await this.alsoIn(call, storeId, [{ deliveryId }]);
    return { deliveryId, storeId, alsoIn: alsoIn.get(deliveryId), since: dayBefore(receivedAt) };
  }

  /** The other stores that goods of deliveries were shipped to, as far as the person may read their books. */
  private async alsoIn(
    call: Call<RouteDefinition>,
    ownStoreId: string,
    deliveries: readonly { readonly deliveryId: string }[],
  ): Promise<ReadonlyMap<string, string[]>> {
    const deliveryIds = deliveries.map((one) => one.deliveryId);
    const { items } = await this.services.ask(call, inventory.storesOfDeliveries, { deliveryIds });
    const others = (storeIds: readonly string[]): string[] =>
      storeIds.filter((storeId) => storeId !== ownStoreId && may(call.person, call.action, storeId));
    return new Map(items.map(({ deliveryId, storeIds }) => [deliveryId, others(storeIds)]));
  }
}

/** A day before which nothing of a moment can have been sold, whatever the time zone. */
function dayBefore(moment: string): string {
  return previousDay(moment.slice(0, 10));
}
