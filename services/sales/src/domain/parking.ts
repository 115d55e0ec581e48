import type { CommandContext, ParsedInputOf, sales } from '@comptoir/contracts';
import { moved } from './order-moves.js';
import { requireRevision } from './order.js';
import { omitUndefined } from './omit-undefined.js';
import type { OrderRecord } from './records.js';

/** The Draft, parked under a label; a parked one gets the new label. */
export function decideParkOrder(
  found: OrderRecord | null,
  { orderId, revision, label }: ParsedInputOf<typeof sales.parkOrder>,
  moment: CommandContext,
): OrderRecord {
  const order = requireRevision(found, orderId, revision, 'park');
  const parked = omitUndefined({ label, by: moment.actor.id, at: moment.now });
  return { ...order, ...moved(order, 'park', moment), parked };
}

/** The parked Draft, taken up by a till. */
export function decideResumeOrder(
  found: OrderRecord | null,
  { orderId, revision }: ParsedInputOf<typeof sales.resumeOrder>,
  moment: CommandContext,
): OrderRecord {
  const { parked, ...order } = requireRevision(found, orderId, revision, 'resume');
  return { ...order, ...moved(order, 'resume', moment, { parked: parked !== undefined }) };
}

/** The expired order as a Draft again, parked under the label it had: any till of the store can take it up. */
export function decideRestoreOrder(
  found: OrderRecord | null,
  { orderId, revision }: ParsedInputOf<typeof sales.restoreOrder>,
  moment: CommandContext,
): OrderRecord {
  const order = requireRevision(found, orderId, revision, 'restore');
  const parked = omitUndefined({ label: order.parked?.label, by: moment.actor.id, at: moment.now });
  return { ...order, ...moved(order, 'restore', moment), parked };
}

/** The Drafts, each expired when nobody has changed it since a moment; else `order.state`. */
export function decideExpireDrafts(
  drafts: readonly OrderRecord[],
  changedBefore: string,
  moment: CommandContext,
): { before: OrderRecord; order: OrderRecord }[] {
  return drafts.map((before) => ({
    before,
    order: { ...before, ...moved(before, 'expire', moment, { idle: before.changedAt < changedBefore }) },
  }));
}
