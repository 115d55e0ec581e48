import { idRange, insert, modelOf, update, type ClientSession, type Connection, type Write } from '@comptoir/kit';
import type { OrderState } from '@comptoir/contracts';
import type { OrderRecord } from '../domain/records.js';
import { oneOf, olderThan, updateFrom } from './update-from.js';
import { approvalQueueSchema, orderSchema } from './sales.schema.js';

/** What a list of orders asks for. */
export interface OrderFilter {
  readonly storeId?: string;
  readonly state?: OrderState;
  readonly customerId?: string | { readonly $in: readonly string[] };
  readonly parked?: true;
}

/** An order as the audit reads it. */
export type AuditedOrder = Pick<OrderRecord, '_id' | 'state' | 'revision' | 'sagaId' | 'saleId' | 'storeId'>;

/** Parked orders are Drafts, and these are few: they are found by their state. */
const PARKED = { state: 'draft', 'parked.at': { $gt: '' } } as const;

/** Orders. */
export function orderStore(connection: Connection) {
  const orders = modelOf(connection, 'orders', orderSchema);
  const approvalQueues = modelOf(connection, 'approvalQueues', approvalQueueSchema);
  return (session: ClientSession | null) => ({
    order: (id: string) => orders.findById(id).session(session).lean<OrderRecord | null>(),
    orders: ({ parked, ...filter }: OrderFilter, cursor: string | undefined, limit: number) =>
      orders
        .find({ ...(parked ? PARKED : {}), ...filter, ...olderThan(cursor) })
        .sort({ _id: -1 })
        .limit(limit)
        .session(session)
        .lean<OrderRecord[]>(),
    /** Drafts that were last changed before a moment, oldest first. */
    idleDrafts: (changedBefore: string, limit: number) =>
      orders
        .find({ state: 'draft', changedAt: { $lt: changedBefore } })
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<OrderRecord[]>(),
    ordersAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      orders
        .find(idRange(after, upTo), { state: 1, revision: 1, sagaId: 1, saleId: 1, storeId: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<AuditedOrder[]>(),
    /** Orders of a customer of which something is owed, the oldest first, up to `most`. */
    owedOrders: (customerIds: readonly string[], most: number) =>
      orders
        .find({ debtorId: oneOf(customerIds) })
        .sort({ _id: 1 })
        .limit(most)
        .session(session)
        .lean<OrderRecord[]>(),
    ordersById: (orderIds: readonly string[]) =>
      orders
        .find({ _id: { $in: orderIds } })
        .session(session)
        .lean<OrderRecord[]>(),
    /** How many orders of a store wait for a manager, counted up to `most`. */
    waitingOrders: async (storeId: string, most: number): Promise<number> =>
      (
        await orders
          .find({ state: 'pendingApproval', storeId }, { _id: 1 })
          .limit(most)
          .session(session)
          .lean<{ _id: string }[]>()
      ).length,
    /** Makes orders of a store that begin to wait for a manager take turns. */
    touchApprovalQueue: (storeId: string): Write =>
      update(approvalQueues, { _id: storeId }, { $inc: { touched: 1 } }, { upsert: true }),
    insertOrder: (order: OrderRecord): Write => insert(orders, order),
    /** Saves the order as it is now, if it still is as it was read. */
    saveOrder: (before: OrderRecord, after: OrderRecord): Write =>
      update(orders, { _id: before._id, state: before.state, revision: before.revision }, updateFrom(before, after)),
  });
}
