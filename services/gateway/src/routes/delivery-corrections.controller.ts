import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { catalog, correctDeliveryInput, id, inventory, requireCountable, type ProductView } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { CONFIG, type GatewayConfig } from '../config.js';
import { Checked, route, Serves, type Call } from '../http/route.js';
import { delivery, DELIVERY_TIMEOUT_MS } from '../http/shapes.js';
import { Measures } from '../measures.js';
import { stockLimit } from '../people/stock-limit.js';
import { ServiceClient } from '../service-client.js';

const correctDelivery = route({
  method: 'POST',
  path: '/deliveries/{deliveryId}/corrections',
  tag: 'stock',
  summary: inventory.correctDelivery.summary,
  action: 'correctDeliveries',
  params: z.strictObject({ deliveryId: id('delivery') }),
  body: correctDeliveryInput.pick({ batchId: true, change: true, seen: true, reason: true }),
  reply: delivery,
});

/** Corrections of deliveries that were typed wrongly. */
@Controller()
export class DeliveryCorrectionsController {
  constructor(
    private readonly services: ServiceClient,
    private readonly measures: Measures,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Serves(correctDelivery)
  async correctDelivery(@Checked() call: Call<typeof correctDelivery>) {
    const { batchId, change } = call.body;
    const found = await this.services.ask(call, inventory.readDelivery, call.params);
    const { storeId } = found;
    const { code, currency, timeZone } = await this.services.ask(call, catalog.readStore, { storeId });
    const added = found.corrections?.find((one) => one.newBatchId === batchId);
    const productId = (found.batches.find((one) => one.batchId === batchId) ?? added)?.productId;
    if (productId !== undefined && change.kind !== 'cost') {
      const { items } = await this.services.ask(call, catalog.readProducts, { productIds: [productId] });
      requireCountable({ productId, quantity: change.quantity }, items[0] as ProductView);
    }
    const limitMinor = stockLimit(this.config, call.person, { storeId, currency });
    const asked = {
      deliveryCorrectionId: mint('deliveryCorrection'),
      ...call.params,
      storeId,
      store: { code, timeZone },
      ...call.body,
      ...(limitMinor === undefined ? {} : { limitMinor }),
    };
    const options = { timeoutMs: DELIVERY_TIMEOUT_MS };
    return this.measures.onDelivery(call, await this.services.ask(call, inventory.correctDelivery, asked, options));
  }
}
