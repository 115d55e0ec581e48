import { z } from 'zod';
import { actor } from './schemas.js';

/** A message that one service accepts: its input and its reply. Commands write, queries only read. */
export interface MessageContract<I extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly kind: 'command' | 'query';
  /** `<service>.<message>`, the NATS subject without the prefix of the installation. */
  readonly subject: string;
  readonly summary: string;
  readonly input: I;
  readonly reply: R;
}

/** An event that one service publishes after its transaction has committed. */
export interface EventContract<D extends z.ZodType = z.ZodType> {
  readonly kind: 'event';
  /** `<service>.<event>`; published on `events.<service>.<event>`. */
  readonly type: string;
  readonly summary: string;
  readonly data: D;
}

/** The input as the caller sends it. */
export type InputOf<M extends MessageContract> = z.input<M['input']>;
/** The input as the handler receives it, with defaults. */
export type ParsedInputOf<M extends MessageContract> = z.output<M['input']>;
/** The reply of a message. */
export type ReplyOf<M extends MessageContract> = z.output<M['reply']>;
/** The data of an event. */
export type DataOf<E extends EventContract> = z.output<E['data']>;

/** Declares a command: a message that writes, once per commandId. */
export function command<I extends z.ZodType, R extends z.ZodType>(
  subject: string,
  summary: string,
  shape: { input: I; reply: R },
): MessageContract<I, R> & { readonly kind: 'command' } {
  return { kind: 'command', subject, summary, ...shape };
}

/** Declares a query: a message that only reads. */
export function query<I extends z.ZodType, R extends z.ZodType>(
  subject: string,
  summary: string,
  shape: { input: I; reply: R },
): MessageContract<I, R> & { readonly kind: 'query' } {
  return { kind: 'query', subject, summary, ...shape };
}

/** Declares an event. */
export function event<D extends z.ZodType>(type: string, summary: string, data: D): EventContract<D> {
  return { kind: 'event', type, summary, data };
}

/** Wraps every command. The same commandId always gets the stored reply of its first success. */
export const commandEnvelope = z.strictObject({
  commandId: z.string().min(1).max(300),
  /** The workflow on whose behalf the command is sent. */
  sagaId: z.string().max(300).optional(),
  /** Hash of the request's content; the same commandId with another fingerprint is refused. */
  fingerprint: z.string().max(100).optional(),
  actor,
  input: z.unknown(),
});

/** A command as it crosses NATS. */
export type CommandEnvelope = z.infer<typeof commandEnvelope>;

/** Wraps every query. */
export const queryEnvelope = z.strictObject({ actor, input: z.unknown() });

/** A query as it crosses NATS. */
export type QueryEnvelope = z.infer<typeof queryEnvelope>;

/** An event as it crosses JetStream; readers tolerate fields they do not know. */
export const eventEnvelope = z.object({
  id: z.string().min(1).max(64),
  type: z.string().min(1).max(100),
  occurredAt: z.iso.datetime(),
  sagaId: z.string().optional(),
  data: z.unknown(),
});

/** An event as it crosses JetStream. */
export type EventEnvelope = z.infer<typeof eventEnvelope>;
