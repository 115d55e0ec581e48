import type { CommandContext, OrderTransitionName } from '@comptoir/contracts';
import type { OrderFacts } from './order-guards.js';
import { move } from './order-states.js';
import type { OrderRecord } from './records.js';

/** Steps of its life that an order keeps; the oldest are dropped. */
const KEPT_STEPS = 200;
/** Transitions that are told though the state stays. */
const TOLD: readonly OrderTransitionName[] = ['park', 'resume'];

/** What of an order a transition changes: state, revision, who changed it when, and its life. `by`: who decided it, where that is not the one who asks. */
export function moved(
  order: OrderRecord,
  name: OrderTransitionName,
  { now, actor }: CommandContext,
  facts: OrderFacts = {},
  by: string = actor.id,
): Pick<OrderRecord, 'state' | 'revision' | 'changedAt' | 'changedBy' | 'life'> {
  const next = move(order, name, facts);
  const told = next.state !== order.state || TOLD.includes(name);
  const life = told ? [...order.life, { name, state: next.state, at: now, by }].slice(-KEPT_STEPS) : order.life;
  return { ...next, changedAt: now, changedBy: by, life };
}
