import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import {
  amountMinor,
  catalog,
  DECIDE_APPROVAL,
  discount,
  id,
  inventory,
  inventoryErrors,
  measure,
  orderState,
  orderView,
  pageOf,
  payment,
  quantity,
  refundTo,
  requireCountable,
  SAGAS,
  sagaId,
  sales,
  salesErrors,
  saleView,
  splitPayment,
  text,
  verdict,
  type CheckoutResult,
  type DiscountLimits,
  type OrderCancellationResult,
  type OrderView,
  type ProductView,
  type StockView,
  type VerdictGiven,
} from '@comptoir/contracts';
import { mint, readInPieces } from '@comptoir/kit';
import { CONFIG, type GatewayConfig } from '../config.js';
import { orderTable } from '../csv/tables.js';
import { requireActive } from '../archived.js';
import { availabilityOf, partIdsOf } from '../availability.js';
import { Checked, route, Serves, type Call, type RouteDefinition } from '../http/route.js';
import { pageQuery } from '../http/shapes.js';
import { assertMay, may } from '../people/permissions.js';
import { ServiceClient } from '../service-client.js';
import { endedResult, throwRefusal } from '../ended-sagas.js';
import { keptText } from '../kept-text.js';
import { Events } from '../events.js';
import { Sagas } from '../sagas.js';
import { SoldOut } from '../sold-out.js';
import { ConcurrencyLimiter } from '../concurrency-limiter.js';
import type { Person } from '../people/person.js';

const tag = 'orders';
const params = z.strictObject({ orderId: id('order') });
const lineInput = z.strictObject({
  lineId: id('line').optional(),
  productId: id('product'),
  quantity,
  unitPriceMinor: amountMinor.optional(),
  discount: discount.optional(),
});
const content = sales.createOrder.input
  .omit({ orderId: true, storeId: true })
  .extend({ lines: z.array(lineInput).max(1000) });
const availability = z.object({
  productId: id('product'),
  ...measure,
  asked: z.int(),
  available: z.int(),
  enough: z.boolean(),
});
const draftReply = orderView.extend({ availability: z.array(availability) });

const createOrder = route({
  method: 'POST',
  path: '/orders',
  tag,
  summary: 'Opens an order as Draft and answers the availability of its lines.',
  action: 'takeOrders',
  status: 201,
  body: content.extend({ storeId: id('store') }),
  reply: draftReply,
});
const changeOrder = route({
  method: 'PUT',
  path: '/orders/{orderId}',
  tag,
  summary: 'Replaces the content of a Draft, or of a refused order; the reply has the present availability.',
  action: 'takeOrders',
  params,
  body: content.extend({ revision: z.int().min(1) }),
  reply: draftReply,
});
const readOrder = route({
  method: 'GET',
  path: '/orders/{orderId}',
  tag,
  summary: 'One order.',
  action: 'readOrders',
  params,
  reply: orderView,
});
const listOrders = route({
  method: 'GET',
  path: '/orders',
  tag,
  summary: 'Orders, newest first.',
  action: 'readOrders',
  query: z.strictObject({
    storeId: id('store').optional(),
    state: orderState.optional(),
    customerId: id('customer').optional(),
    /** Only Drafts that are parked. */
    parked: z
      .literal('true')
      .transform(() => true as const)
      .optional(),
    ...pageQuery,
  }),
  reply: pageOf(orderView),
  csv: orderTable,
});
const checkout = route({
  method: 'POST',
  path: '/orders/{orderId}/checkout',
  tag,
  action: 'checkOut',
  saga: true,
  params,
  summary:
    'Sells the order as it stood at this revision. The same request again, or another till with the same one, gets the same sale.',
  body: z
    .strictObject({
      revision: z.int().min(1),
      payments: splitPayment.optional(),
      /** One payment; the same as `payments` with it alone. */
      payment: payment.optional(),
      tillSessionId: id('tillSession').optional(),
    })
    .refine(({ payment: one, payments }) => one === undefined || payments === undefined, {
      error: 'name one payment in payment, or several in payments',
      path: ['payments'],
    }),
  reply: z.object({ status: z.literal('done'), orderId: id('order'), sale: saleView }),
});
const decision = z.strictObject({ note: text(500).optional() });
const approve = route({
  method: 'POST',
  path: '/orders/{orderId}/approve',
  tag,
  summary: 'Approves an order that waits; the sale goes on.',
  action: 'approve',
  saga: true,
  params,
  body: decision,
  reply: z.object({ verdict, order: orderView }),
});
const reject = route({
  method: 'POST',
  path: '/orders/{orderId}/reject',
  tag,
  summary: 'Rejects an order that waits: its stock is released, and the order is refused until it is changed.',
  action: 'approve',
  saga: true,
  params,
  body: decision,
  reply: z.object({ verdict, order: orderView }),
});
const cancel = route({
  method: 'POST',
  path: '/orders/{orderId}/cancel',
  tag,
  action: 'cancelOrders',
  saga: true,
  params,
  summary:
    'Cancels an order wherever it stands: nothing is sold, or, where it was, the sale is cancelled in full (a manager’s right).',
  body: z.strictObject({
    reason: text(500),
    refundTo: refundTo.default('account'),
    tillSessionId: id('tillSession').optional(),
  }),
  reply: z.object({ status: z.literal('done'), order: orderView, correctionId: id('correction').optional() }),
});

const BPS_OF_PERCENT = 100;

/** A Draft is sold soon after it was changed; later it is read again, as it may have been sold through another gateway. */
const KNOWN_MS = 3_600_000;

/** Orders, from Draft to sale. */
@Controller()
export class OrdersController {
  /** Orders answered lately, by id and revision: store, buyer and lines of a revision never change. */
  private readonly known = new LRUCache<string, OrderView>({
    maxSize: 20_000,
    sizeCalculation: (order) => order.lines.length + 1,
    ttl: KNOWN_MS,
  });
  private readonly limiter: ConcurrencyLimiter;

  constructor(
    private readonly services: ServiceClient,
    private readonly sagas: Sagas,
    private readonly events: Events,
    private readonly soldOut: SoldOut,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {
    this.limiter = new ConcurrencyLimiter(config.COMPTOIR_CHECKOUTS_AT_ONCE);
  }

  @Serves(createOrder)
  async createOrder(@Checked() call: Call<typeof createOrder>) {
    await this.services.ask(call, catalog.readStore, { storeId: call.body.storeId });
    const order = { ...call.body, lines: withIds(call.body.lines) };
    const available = await this.availability(call, order.storeId, order.lines);
    const made = await this.services.ask(call, sales.createOrder, { orderId: mint('order'), ...order });
    this.known.set(atRevision(made), made);
    return { ...made, availability: available };
  }

  @Serves(changeOrder)
  async changeOrder(@Checked() call: Call<typeof changeOrder>) {
    const before = await this.own(call, call.params.orderId);
    const lines = withIds(call.body.lines);
    const available = await this.availability(call, before.storeId, lines);
    const changed = await this.services.ask(call, sales.changeOrder, { ...call.params, ...call.body, lines });
    this.known.set(atRevision(changed), changed);
    return { ...changed, availability: available };
  }

  @Serves(readOrder)
  readOrder(@Checked() call: Call<typeof readOrder>) {
    return this.own(call, call.params.orderId);
  }

  @Serves(listOrders)
  listOrders(@Checked() call: Call<typeof listOrders>) {
    return this.services.list<OrderView>(call, sales.listOrders, call.query, (one) => one.orderId);
  }

  @Serves(checkout)
  async checkout(@Checked() call: Call<typeof checkout>, @Res({ passthrough: true }) reply: FastifyReply) {
    const order = await this.toSell(call, call.params.orderId, call.body.revision);
    const isDraft = order.state === 'draft' && order.revision === call.body.revision;
    const workflowId = sagaId.checkout(order.orderId, call.body.revision);
    const ended = isDraft ? undefined : await endedResult<SoldOrder>(this.services, call, workflowId);
    return ended ? this.soldAnswer(call, ended) : this.limiter.run(() => this.sell(call, order, reply));
  }

  private async sell(call: Call<typeof checkout>, order: OrderView, reply: FastifyReply) {
    await this.refuseSoldOut(call, order);
    const watch = this.events.watchOrder(order.orderId);
    try {
      const done = watch.sold.then((saleId) => ({ status: 'done' as const, result: { saleId } }));
      const waited = await this.sagas
        .outcome<SoldOrder>(await this.startCheckout(call, order), { approvalAsked: watch.asked, done })
        .catch((error: unknown) =>
          throwRefusal(this.services, call, sagaId.checkout(order.orderId, call.body.revision), error),
        );
      if (!waited.ended) return this.underWay(reply, order.orderId, waited.stage);
      return await this.soldAnswer(call, waited.result);
    } finally {
      watch.end();
    }
  }

  private async soldAnswer(call: Call<typeof checkout>, { saleId }: SoldOrder) {
    const sale = await this.services.ask(call, sales.readSale, { saleId, owed: false });
    return { status: 'done', orderId: call.params.orderId, sale };
  }

  /**
   * Refuses products that are sold out before a saga is started for them. A checkout that was started before keeps its own
   * outcome. Where this cannot be decided here, the hold decides.
   */
  private async refuseSoldOut(call: Call<typeof checkout>, { orderId, storeId, lines }: OrderView): Promise<void> {
    const asked = askedOf(lines);
    if (this.soldOut.among(storeId, [...asked.keys()]).length === 0) return;
    const stock = await readInPieces<StockView>(asked.keys(), (productIds) =>
      this.services.ask(call, inventory.readStock, { storeId, productIds }).then(({ items }) => items),
    ).catch(() => []);
    const shortages = stock
      .filter(({ version }) => version > 0) // a bundle has no level: whether its parts are there is for the hold to say
      .map(({ productId, available }) => ({ productId, asked: asked.get(productId) ?? 0, available }))
      .filter((one) => one.asked > one.available);
    if (shortages.length === 0 || (await this.sagas.exists(sagaId.checkout(orderId, call.body.revision)))) return;
    throw inventoryErrors.stockInsufficient('Not enough stock; nothing was set aside.', { shortages });
  }

  /**
   * The order as it stands at a revision, of this person's store: once from memory, where this gateway returned it a moment
   * ago. A repeated request reads it again: it may have been sold meanwhile.
   */
  private async toSell(call: Call<typeof checkout>, orderId: string, revision: number): Promise<OrderView> {
    const known = this.known.get(atRevision({ orderId, revision }));
    if (!known) return this.own(call, orderId);
    assertMay(call.person, call.action, known.storeId);
    this.known.delete(atRevision({ orderId, revision }));
    return known;
  }

  private startCheckout(call: Call<typeof checkout>, { orderId, storeId, customerId, lines }: OrderView) {
    return this.sagas.start({
      type: SAGAS.checkout,
      workflowId: sagaId.checkout(orderId, call.body.revision),
      fingerprint: call.fingerprint,
      attributes: { store: storeId, order: orderId, customer: customerId },
      input: {
        orderId,
        revision: call.body.revision,
        storeId,
        customerId,
        lines: lines.map(({ lineId, productId }) => ({ lineId, productId })),
        payments: call.body.payments ?? (call.body.payment ? [call.body.payment] : []),
        tillSessionId: call.body.tillSessionId,
        actor: call.actor,
        approvalSeconds: this.config.COMPTOIR_APPROVAL_SECONDS,
        maxWaiting: this.config.COMPTOIR_APPROVALS_WAITING,
        maySellTaxFree: may(call.person, 'sellTaxFree', storeId),
        discountLimits: this.discountLimits(call.person, storeId),
        giveUpAfterSeconds: this.config.COMPTOIR_GIVE_UP_SECONDS,
        fingerprint: call.fingerprint,
        ids: { saleId: mint('sale'), holdId: mint('hold'), invoiceId: mint('invoice'), guaranteeId: mint('guarantee') },
      },
    });
  }

  /** What a person may give off in a store; undefined for anything. */
  private discountLimits(person: Person, storeId: string): DiscountLimits | undefined {
    if (may(person, 'discountBeyondLimits', storeId)) return undefined;
    const { COMPTOIR_LINE_DISCOUNT_PERCENT: line, COMPTOIR_ORDER_DISCOUNT_PERCENT: order } = this.config;
    return { lineBps: line * BPS_OF_PERCENT, documentBps: order * BPS_OF_PERCENT };
  }

  @Serves(approve)
  approve(@Checked() call: Call<typeof approve>, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.decide(call, call.params.orderId, true, call.body.note, reply);
  }

  @Serves(reject)
  reject(@Checked() call: Call<typeof reject>, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.decide(call, call.params.orderId, false, call.body.note, reply);
  }

  @Serves(cancel)
  async cancel(@Checked() call: Call<typeof cancel>, @Res({ passthrough: true }) reply: FastifyReply) {
    const order = await this.own(call, call.params.orderId);
    const { orderId, storeId, customerId } = order;
    const workflowId = sagaId.orderCancellation(orderId, call.attempt);
    const ended = await endedResult<OrderCancellationResult>(this.services, call, workflowId);
    if (ended) return this.cancelledAnswer(call, ended);
    const reasonId = await keptText(this.services, call, call.body.reason);
    const handle = await this.sagas.start({
      type: SAGAS.orderCancellation,
      workflowId,
      fingerprint: call.fingerprint,
      attributes: { store: storeId, order: orderId, customer: customerId },
      input: {
        orderId,
        storeId,
        reasonId,
        refundTo: call.body.refundTo,
        tillSessionId: call.body.tillSessionId,
        actor: call.actor,
        mayCancelSale: may(call.person, 'cancelSales', storeId),
        fingerprint: call.fingerprint,
        giveUpAfterSeconds: this.config.COMPTOIR_GIVE_UP_SECONDS,
        ids: { correctionId: mint('correction'), creditNoteId: mint('invoice') },
      },
    });
    const waited = await this.sagas
      .outcome<OrderCancellationResult>(handle)
      .catch((error: unknown) => throwRefusal(this.services, call, workflowId, error));
    if (!waited.ended) return this.underWay(reply, orderId, waited.stage);
    return this.cancelledAnswer(call, waited.result);
  }

  private async cancelledAnswer(call: Call<typeof cancel>, { correction }: OrderCancellationResult) {
    return {
      status: 'done',
      order: await this.own(call, call.params.orderId),
      correctionId: correction?.correctionId,
    };
  }

  private async decide(
    call: Call<RouteDefinition>,
    orderId: string,
    approved: boolean,
    note: string | undefined,
    reply: FastifyReply,
  ) {
    const order = await this.own(call, orderId);
    // a rejected order is refused at the next revision: a retry of the verdict goes to the saga that returned it
    const workflowId = order.sagaId ?? sagaId.checkout(orderId, order.returned ? order.revision - 1 : order.revision);
    const watch = this.events.watchOrder(orderId);
    try {
      const noteId = note === undefined ? undefined : await keptText(this.services, call, note);
      const argument = { approved, by: call.actor, noteId };
      const taken = await this.sagas.update<VerdictGiven>(workflowId, DECIDE_APPROVAL, call.attempt, argument);
      if (!taken) throw salesErrors.approvalNotPending('This order does not wait for an approval.', { orderId });
      // what was approved may have grown since: then the order waits again
      const waited = await this.sagas.wait(this.sagas.handle(workflowId), { approvalAsked: watch.asked });
      if (!waited.ended) return this.underWay(reply, orderId, waited.stage);
      const { noteId: notedAs, ...verdictTaken } = taken;
      const ownNote = notedAs !== undefined && notedAs === noteId ? { note } : {}; // another manager's is with the order
      return { verdict: { ...verdictTaken, ...ownNote }, order: await this.own(call, orderId) };
    } finally {
      watch.end();
    }
  }

  private underWay(reply: FastifyReply, orderId: string, stage: string | undefined) {
    const watch = `/api/v1/orders/${orderId}`;
    void reply.status(202).header('location', watch);
    return { status: 'underWay', stage, watch };
  }

  /** An order of a store of the person's. */
  private own(call: Call<RouteDefinition>, orderId: string): Promise<OrderView> {
    return this.services.ask(call, sales.readOrder, { orderId });
  }

  private async availability(
    call: Call<RouteDefinition>,
    storeId: string,
    lines: readonly { lineId: string; productId: string; quantity: number }[],
  ) {
    if (lines.length === 0) return [];
    const asked = askedOf(lines);
    const { items } = await this.services.ask(call, catalog.readProducts, { productIds: [...asked.keys()] });
    const partIds = partIdsOf(items);
    const parts =
      partIds.length === 0 ? [] : (await this.services.ask(call, catalog.readProducts, { productIds: partIds })).items;
    requireActive([...items, ...parts]);
    const known = new Map(items.map((product) => [product.productId, product]));
    for (const line of lines) requireCountable(line, known.get(line.productId) as ProductView);
    return availabilityOf(storeId, asked, items, parts);
  }
}

type SoldOrder = Pick<CheckoutResult, 'saleId'>;

function atRevision({ orderId, revision }: { orderId: string; revision: number }): string {
  return `${orderId}/${revision}`;
}

function askedOf(lines: readonly { productId: string; quantity: number }[]): Map<string, number> {
  const asked = new Map<string, number>();
  for (const line of lines) asked.set(line.productId, (asked.get(line.productId) ?? 0) + line.quantity);
  return asked;
}

function withIds<L extends { lineId?: string | undefined }>(lines: readonly L[]): (L & { lineId: string })[] {
  return lines.map((line) => ({ ...line, lineId: line.lineId ?? mint('line') }));
}
