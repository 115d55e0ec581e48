import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { id, instant, sales } from '@comptoir/contracts';
import { endedSaga } from '../ended-sagas.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { ServiceClient } from '../service-client.js';
import { Sagas } from '../sagas.js';

const saga = z.object({
  kind: z.enum(['checkout', 'cancellation', 'return']),
  sagaId: z.string(),
  /** The stage; absent when no worker can answer at the moment. */
  stage: z.string().optional(),
  steps: z.array(z.object({ name: z.string(), at: instant, state: z.enum(['done', 'refused', 'undone']) })),
  /** Its history in Temporal's pages, where these are known. */
  history: z.string().optional(),
});
const progress = z.object({ items: z.array(saga) });
const tag = 'sales';
const orderProgress = route({
  method: 'GET',
  path: '/orders/{orderId}/progress',
  tag: 'orders',
  summary: 'The progress of the order’s present or last checkout, step by step.',
  action: 'readOrders',
  params: z.strictObject({ orderId: id('order') }),
  reply: progress,
});
const saleProgress = route({
  method: 'GET',
  path: '/sales/{saleId}/progress',
  tag,
  summary: 'The progress of a sale and of its corrections, step by step.',
  action: 'readSales',
  params: z.strictObject({ saleId: id('sale') }),
  reply: progress,
});

/** The progress of sagas, for people. */
@Controller()
export class ProgressController {
  constructor(
    private readonly services: ServiceClient,
    private readonly sagas: Sagas,
  ) {}

  @Serves(orderProgress)
  async ofOrder(@Checked() call: Call<typeof orderProgress>) {
    const order = await this.services.ask(call, sales.readOrder, call.params);
    return { items: order.sagaId ? [await this.progressOf(call, 'checkout', order.sagaId)] : [] };
  }

  @Serves(saleProgress)
  async ofSale(@Checked() call: Call<typeof saleProgress>) {
    const sale = await this.services.ask(call, sales.readSale, call.params);
    const corrections = sale.corrections.map(({ kind, sagaId }) => this.progressOf(call, kind, sagaId));
    return { items: await Promise.all([this.progressOf(call, 'checkout', sale.sagaId), ...corrections]) };
  }

  /** From the books once the saga has ended, else from its workflow. */
  private async progressOf(
    call: Call<RouteDefinition>,
    kind: z.infer<typeof saga>['kind'],
    sagaId: string,
  ): Promise<z.infer<typeof saga>> {
    const [ended, history] = await Promise.all([
      endedSaga(this.services, call, sagaId),
      this.sagas.historyPage(sagaId),
    ]);
    if (ended) return { kind, sagaId, stage: ended.outcome.status, steps: ended.steps, history };
    const progress = await this.sagas.progress(sagaId);
    return { kind, sagaId, stage: progress?.stage, steps: [...(progress?.steps ?? [])], history };
  }
}
