import { z } from 'zod';
import { query } from './kernel/messages.js';
import { id, instant } from './kernel/schemas.js';
import type { CheckoutProgress } from './sagas.js';

/** What the people who run the system see of its sagas. */

/** The services that own data; each answers its health and the messages on its parked events. */
export const SERVICES = ['catalog', 'inventory', 'sales', 'invoicing', 'warranty'] as const;

type Stage = CheckoutProgress['stage'];

/**
 * How long a saga may stay in one stage, seconds; beyond it the saga is stuck, and the audit counts it as a break. Where a
 * stage waits until a known time (the deadline of an approval, the next attempt to close a day), it counts from that time. A
 * stage before the pivot ends by itself when the saga gives up.
 */
export const STAGE_LIMIT_SECONDS: Readonly<Record<Stage, number>> = {
  locking: 180,
  holding: 180,
  waitingForApproval: 60,
  posting: 180,
  completing: 300,
  undoing: 300,
  retrying: 300,
  done: 60,
  refused: 60,
};

/** A saga that stays in one stage for longer is slow. */
export const SLOW_SECONDS = 5;

/** How a saga is doing; `gaveUp` and `failed` have ended. */
export const sagaCondition = z.enum(['running', 'slow', 'stuck', 'gaveUp', 'failed']);
export type SagaCondition = z.infer<typeof sagaCondition>;

/** A saga as operations see it: ids and stages, nothing of what is sold to whom. */
export const sagaStatus = z.object({
  sagaId: z.string(),
  type: z.string(),
  condition: sagaCondition,
  /** Absent where no worker could tell. */
  stage: z.string().optional(),
  startedAt: instant,
  /** Since when it is in this stage. */
  since: instant,
  storeId: id('store').optional(),
  orderId: id('order').optional(),
  saleId: id('sale').optional(),
  /** What keeps failing, with the last failure of each. */
  failing: z.array(z.object({ step: z.string(), attempts: z.int(), lastFailure: z.string() })),
});
export type SagaStatus = z.infer<typeof sagaStatus>;

/** Which sagas are asked for. */
export const sagaFilter = {
  condition: sagaCondition.optional(),
  stage: z.string().max(40).optional(),
  storeId: id('store').optional(),
  orderId: id('order').optional(),
};

/** How a running saga is doing. `until` is the end of a wait that has a deadline: the limit of its stage counts from then. */
export function conditionOf(stage: Stage, since: string, now: string, until = since): 'running' | 'slow' | 'stuck' {
  const secondsFrom = (instantOf: string): number => (Date.parse(now) - Date.parse(instantOf)) / 1000;
  if (secondsFrom(until) > STAGE_LIMIT_SECONDS[stage]) return 'stuck';
  return secondsFrom(since) > SLOW_SECONDS ? 'slow' : 'running';
}

/** Messages that the worker answers. */
export const worker = {
  listSagas: query('worker.listSagas', 'Sagas that run, are slow or stuck, and those that gave up or failed lately.', {
    input: z.strictObject(sagaFilter),
    reply: z.object({
      /** How many there are of each condition, before the filter. */
      totals: z.record(sagaCondition, z.int()),
      /** At most 200, those in the worst condition first, then the oldest. */
      items: z.array(sagaStatus),
    }),
  }),
} as const;
