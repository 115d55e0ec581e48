import { idRange, insert, modelOf, update, type ClientSession, type Connection, type Write } from '@comptoir/kit';
import type { OrderState } from '@comptoir/contracts';
import type { CustomerRecord, OrderRecord } from '../domain/records.js';
import { updateFrom, olderThan } from './update-from.js';
import { approvalQueueSchema, customerSchema, orderSchema } from './sales.schema.js';

/** What a list of orders asks for. */
export interface OrderFilter {
  readonly storeId?: string;
  readonly state?: OrderState;
  readonly customerId?: string;
}

/** An order as the audit reads it. */
export type AuditedOrder = Pick<OrderRecord, '_id' | 'state' | 'revision' | 'sagaId' | 'saleId' | 'storeId'>;

/** Customers and orders. */
export function orderStore(connection: Connection) {
  const customers = modelOf(connection, 'customers', customerSchema);
  const orders = modelOf(connection, 'orders', orderSchema);
  const approvalQueues = modelOf(connection, 'approvalQueues', approvalQueueSchema);
  return (session: ClientSession | null) => ({
    customer: (id: string) => customers.findById(id).session(session).lean<CustomerRecord | null>(),
    /** Newest first; each word (letters and digits only: it becomes a pattern) must start a word the customer is found by. */
    customers: (filter: { kind?: string; words: readonly string[] }, cursor: string | undefined, limit: number) => {
      const words = filter.words.map((word) => ({ search: { $regex: `^${word}` } }));
      const query = {
        ...(filter.kind === undefined ? {} : { kind: filter.kind }),
        ...olderThan(cursor),
        ...(words.length > 0 ? { $and: words } : {}),
      };
      return customers.find(query).sort({ _id: -1 }).limit(limit).session(session).lean<CustomerRecord[]>();
    },
    customerIdsAfter: (after: string | undefined, upTo: string | undefined, limit: number) =>
      customers
        .find(idRange(after, upTo), { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<{ _id: string }[]>(),
    insertCustomer: (customer: CustomerRecord): Write => insert(customers, customer),
    /** Saves the account as it is now, if it still is at the revision it was read at. */
    saveCustomer: (before: CustomerRecord, after: CustomerRecord): Write =>
      update(customers, { _id: before._id, revision: before.revision }, updateFrom(before, after)),
    /** Makes sales on credit to one customer, and corrections of its sales, take turns. */
    touchCustomer: (id: string): Write => update(customers, { _id: id }, { $inc: { touched: 1 } }),

    order: (id: string) => orders.findById(id).session(session).lean<OrderRecord | null>(),
    orders: (filter: OrderFilter, cursor: string | undefined, limit: number) =>
      orders
        .find({ ...filter, ...olderThan(cursor) })
        .sort({ _id: -1 })
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
