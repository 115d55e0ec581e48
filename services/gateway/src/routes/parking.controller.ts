import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { id, orderView, sales, type InputOf, type OrderView } from '@comptoir/contracts';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { ServiceClient } from '../service-client.js';

const tag = 'orders';
const params = z.strictObject({ orderId: id('order') });
const park = route({
  method: 'POST',
  path: '/orders/{orderId}/park',
  tag,
  summary: sales.parkOrder.summary,
  action: 'takeOrders',
  params,
  body: sales.parkOrder.input.omit({ orderId: true }),
  reply: orderView,
});
const resume = route({
  method: 'POST',
  path: '/orders/{orderId}/resume',
  tag,
  summary: sales.resumeOrder.summary,
  action: 'takeOrders',
  params,
  body: sales.resumeOrder.input.omit({ orderId: true }),
  reply: orderView,
});
const restore = route({
  method: 'POST',
  path: '/orders/{orderId}/restore',
  tag,
  summary: sales.restoreOrder.summary,
  action: 'takeOrders',
  params,
  body: sales.restoreOrder.input.omit({ orderId: true }),
  reply: orderView,
});

/** `restoreOrder` is typed as `resumeOrder` is. */
type Move = typeof sales.parkOrder | typeof sales.resumeOrder;

/** Drafts that wait: parked, taken up again, brought back when they have expired. */
@Controller()
export class ParkingController {
  constructor(private readonly services: ServiceClient) {}

  @Serves(park)
  park(@Checked() call: Call<typeof park>) {
    return this.move(call, sales.parkOrder, { ...call.params, ...call.body });
  }

  @Serves(resume)
  resume(@Checked() call: Call<typeof resume>) {
    return this.move(call, sales.resumeOrder, { ...call.params, ...call.body });
  }

  @Serves(restore)
  restore(@Checked() call: Call<typeof restore>) {
    return this.move(call, sales.restoreOrder, { ...call.params, ...call.body });
  }

  /** The order is read first: one of another store is refused. */
  private async move(call: Call<RouteDefinition>, contract: Move, input: InputOf<Move>): Promise<OrderView> {
    await this.services.ask(call, sales.readOrder, { orderId: input.orderId });
    return this.services.ask(call, contract, input);
  }
}
