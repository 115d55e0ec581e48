import { z } from 'zod';
import { defineError } from './errors.js';
import { command, query } from './messages.js';
import { instant, text } from './schemas.js';

/** Names a parked event: the event id, or `seq-<stream sequence>` where the message has none. */
export const parkedId = z.string().regex(/^[\w.-]{1,64}$/, 'must be the id of a parked event such as evt_01J8Z3…');

/** Why an operator drops an event. */
export const dropReason = text(500);

/** An event that a service could not handle, as operators see it. */
export const parkedEvent = z.object({
  id: z.string(),
  type: z.string(),
  error: z.string(),
  parkedAt: instant,
  /** When its reaction was last run again, without success. */
  retriedAt: instant.optional(),
  /** Who took it off the list, and why. */
  dropped: z.object({ by: z.string(), role: z.string(), reason: z.string(), at: instant }).optional(),
});
export type ParkedEvent = z.infer<typeof parkedEvent>;

/** The same with the message as it was received. */
export const parkedEventDetails = parkedEvent.extend({ raw: z.string() });
export type ParkedEventDetails = z.infer<typeof parkedEventDetails>;

/** A page of the parked events of one service in order of id; `total` counts all that are parked. */
export const parkedEventsPage = z.object({
  total: z.int(),
  items: z.array(parkedEvent),
  next: z.string().optional(),
});

/** Refusals about parked events. */
export const parkedEventErrors = {
  unknown: defineError('parked-event.unknown', 'notFound'),
  /** Its reaction failed again; it stays parked. details: {error}. */
  failedAgain: defineError('parked-event.failed-again', 'rejected'),
  /** An operator has dropped it. details: {by, reason, at}. */
  dropped: defineError('parked-event.dropped', 'conflict'),
} as const;

/** The messages by which operators see and settle the parked events of a service; every service answers them. */
export function parkedEventMessages(service: string) {
  return {
    list: query(`${service}.parkedEvents`, 'Events that this service could not handle.', {
      input: z.strictObject({ after: parkedId.optional(), limit: z.int().min(1).max(200).default(50) }),
      reply: parkedEventsPage,
    }),
    read: query(`${service}.parkedEvent`, 'One event that this service could not handle, with its message.', {
      input: z.strictObject({ id: parkedId }),
      reply: parkedEventDetails,
    }),
    retry: command(`${service}.retryParkedEvent`, 'Hands a parked event to its reaction once more.', {
      input: z.strictObject({ id: parkedId }),
      reply: z.object({ id: z.string(), handled: z.literal(true) }),
    }),
    drop: command(`${service}.dropParkedEvent`, 'Takes a parked event off the list for good, with a reason.', {
      input: z.strictObject({ id: parkedId, reason: dropReason }),
      reply: parkedEvent,
    }),
  };
}
