import { eventEnvelope, type EventEnvelope } from '@comptoir/contracts/kernel';
import type { Trouble } from './delivery-policy.js';
import type { EventHandler } from './handlers.js';
import type { Command } from './transaction.js';

const SYSTEM = { id: 'system', role: 'system' } as const;

/** An event with its handler, and the command that stands for its handling; the command id is `event/<event id>`. */
export interface DecodedEvent<H> {
  readonly handler: H;
  readonly command: Command;
}

/** A message that this replica cannot take, and why. `id` is the event id; absent where the message has none. */
export interface UndecodableEvent {
  readonly id: string | undefined;
  readonly trouble: Trouble;
  readonly error: unknown;
}

/** Checks the envelope and the data of a message (JSON) against its contract; finds the handler by event type. */
export function decodeEvent<Store>(
  text: string,
  handlers: ReadonlyMap<string, EventHandler<Store>>,
): DecodedEvent<EventHandler<Store>> | UndecodableEvent {
  let envelope: EventEnvelope;
  try {
    envelope = eventEnvelope.parse(JSON.parse(text));
  } catch (error) {
    return { id: undefined, trouble: 'unreadable', error };
  }
  const { id, type, sagaId } = envelope;
  const handler = handlers.get(type);
  if (!handler) return { id, trouble: 'noHandler', error: new Error(`this service has no handler for ${type}`) };
  const data = handler.contract.data.safeParse(envelope.data);
  if (!data.success) return { id, trouble: 'unreadable', error: data.error };
  return { handler, command: { commandId: commandIdOf(id), subject: type, sagaId, actor: SYSTEM, input: data.data } };
}

/** The command id under which a reaction to an event runs, once. */
export function commandIdOf(eventId: string): string {
  return `event/${eventId}`;
}
