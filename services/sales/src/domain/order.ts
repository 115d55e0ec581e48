import {
  kernelErrors,
  salesErrors,
  type DataOf,
  type OrderView,
  type ParsedInputOf,
  type sales,
  type salesEvents,
  type CommandContext,
  type OrderTransitionName,
} from '@comptoir/contracts';
import { taxFreeReasonOf } from './limits.js';
import { omitUndefined } from './omit-undefined.js';
import { moved } from './order-moves.js';
import { requireWay } from './order-states.js';
import type { OrderRecord } from './records.js';

/** A new order, as Draft at revision 1. */
export function decideCreateOrder(input: ParsedInputOf<typeof sales.createOrder>, moment: CommandContext): OrderRecord {
  const { orderId, ...content } = input;
  return omitUndefined({
    _id: orderId,
    ...content,
    taxFreeReason: taxFreeReasonOf(content),
    state: 'draft' as const,
    revision: 1,
    createdAt: moment.now,
    createdBy: moment.actor.id,
    changedAt: moment.now,
    changedBy: moment.actor.id,
    life: [{ name: 'create', state: 'draft' as const, at: moment.now, by: moment.actor.id }],
  });
}

/** The Draft with its content replaced, under a new revision. */
export function decideChangeOrder(
  found: OrderRecord | null,
  input: ParsedInputOf<typeof sales.changeOrder>,
  moment: CommandContext,
): OrderRecord {
  const { orderId, revision, ...content } = input;
  const {
    note: _note,
    discount: _discount,
    parked: _parked,
    ...order
  } = requireRevision(found, orderId, revision, 'change');
  const taxFreeReason = taxFreeReasonOf(content);
  return omitUndefined({ ...order, ...content, taxFreeReason, ...moved(order, 'change', moment) });
}

/** The order that has sold nothing, cancelled with its reason. */
export function decideCancelOrder(
  found: OrderRecord | null,
  input: Omit<ParsedInputOf<typeof sales.cancelOrder>, 'reasonId'> & { readonly reason: string },
  moment: CommandContext,
): OrderRecord {
  const { parked: _parked, ...order } = requireRevision(found, input.orderId, input.revision, 'cancel');
  const cancelled = { reason: input.reason, at: moment.now, by: moment.actor.id };
  return { ...order, ...moved(order, 'cancel', moment), cancelled };
}

/** The order, or `order.unknown`. */
export function requireOrder(found: OrderRecord | null, orderId: string): OrderRecord {
  if (!found) throw salesErrors.orderUnknown('There is no such order.', { orderId });
  return found;
}

/** The order if it is at this revision and its state allows the transition; else `order.state` or `order.changed`. */
export function requireRevision(
  found: OrderRecord | null,
  orderId: string,
  revision: number,
  transition: OrderTransitionName,
): OrderRecord {
  const order = requireOrder(found, orderId);
  requireWay(order, transition);
  if (order.revision !== revision) {
    const { changedBy, changedAt } = order;
    throw salesErrors.orderChanged(`This order was changed by ${changedBy} at ${changedAt}: read it again.`, {
      orderId,
      revision: order.revision,
      asked: revision,
      changedBy,
      changedAt,
    });
  }
  return order;
}

/** The id of the saga on whose behalf a step is done; a step without one is refused, for nobody could undo it. */
export function requireSaga(moment: CommandContext): string {
  if (moment.sagaId !== undefined) return moment.sagaId;
  throw kernelErrors.messageInvalid('This step belongs to a saga: name it in sagaId.', {
    issues: [{ field: 'sagaId', fault: 'is missing' }],
  });
}

/** The order as others see it: without what only its checkout needs. */
export function orderView(record: OrderRecord): OrderView {
  const { _id, checkout: _checkout, stoppedRevision: _stoppedRevision, lines, life, ...fields } = record;
  return omitUndefined({ orderId: _id, ...fields, lines: [...lines], life: [...life] });
}

/** What is broadcast of an order that changed. */
export function orderEvent(record: OrderRecord): DataOf<typeof salesEvents.orderChanged> {
  const { _id, storeId, state, revision, saleId, changedAt, changedBy } = record;
  return omitUndefined({ orderId: _id, storeId, state, revision, saleId, changedAt, changedBy });
}
