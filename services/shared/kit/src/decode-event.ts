import type { JsMsg } from '@nats-io/jetstream';
import { eventEnvelope, type EventEnvelope } from '@comptoir/contracts';
import type { EventHandler } from './handlers.js';
import type { Command } from './transaction.js';

const SYSTEM = { id: 'system', role: 'system' } as const;

/** An event with its handler, and the command that stands for its handling; the command id is `event/<event id>`. */
export interface DecodedEvent<H> {
  readonly message: JsMsg;
  readonly handler: H;
  readonly command: Command;
}

/** A message that no handler can take, and why. `id` is the event id, or the stream sequence where there is none. */
export interface UndecodableEvent {
  readonly id: string;
  readonly error: unknown;
}

/** Checks the envelope and the data of a message against its contract; finds the handler by event type. */
export function decodeEvent<Store>(
  message: JsMsg,
  handlers: ReadonlyMap<string, EventHandler<Store>>,
): DecodedEvent<EventHandler<Store>> | UndecodableEvent {
  let envelope: EventEnvelope;
  try {
    envelope = eventEnvelope.parse(message.json());
  } catch (error) {
    return { id: `seq-${message.seq}`, error };
  }
  const { id, type, sagaId } = envelope;
  const handler = handlers.get(type);
  if (!handler) return { id, error: new Error(`this service has no handler for ${type}`) };
  const data = handler.contract.data.safeParse(envelope.data);
  if (!data.success) return { id, error: data.error };
  return {
    message,
    handler,
    command: { commandId: `event/${id}`, subject: type, sagaId, actor: SYSTEM, input: data.data },
  };
}
