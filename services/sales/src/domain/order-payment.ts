import type { CommandContext } from '@comptoir/contracts';
import type { Back } from './order-guards.js';
import { moved } from './order-moves.js';
import type { OrderRecord } from './records.js';

/** The order of a sale of which something is owed, with how much of it came back. */
export interface OwedOrder {
  readonly order: OrderRecord;
  readonly back: Back;
}

/** The order of a sale of which nothing is owed any more. */
export function settleOrder({ order, back }: OwedOrder, moment: CommandContext): OrderRecord {
  return owing({ ...order, ...moved(order, 'settle', moment, { owedMinor: 0, back }) });
}

/** The order of a sale that was paid, and of which `owedMinor` is owed again. */
export function reopenOrder(order: OrderRecord, owedMinor: number, moment: CommandContext): OrderRecord {
  return owing({ ...order, ...moved(order, 'reopen', moment, { owedMinor }) });
}

/** The order under its debtor's name as long as something of its sale is owed; a lock changes nothing of that. */
export function owing(order: OrderRecord): OrderRecord {
  if (order.state === 'cancelling') return order;
  if (order.state === 'invoiced') return { ...order, debtorId: order.customerId };
  const { debtorId: _debtorId, ...kept } = order;
  return kept;
}
