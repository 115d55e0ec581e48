import { randomUUID } from 'node:crypto';
import { errors, type Msg, type NatsConnection } from '@nats-io/transport-node';
import {
  kernelErrors,
  DomainError,
  type Actor,
  type InputOf,
  type MessageContract,
  type ErrorBody,
  type ErrorKind,
  type ReplyOf,
} from '@comptoir/contracts/kernel';
import { requestSubject } from './nats.js';

/** Another service failed for a technical reason (not a refusal); the request may be sent again with the same commandId. */
export class RemoteFault extends Error {
  override readonly name = 'RemoteFault';
}

/** On whose behalf a message is sent, and its idempotency key. Commands need a commandId. */
export interface CallOptions {
  readonly actor: Actor;
  readonly commandId?: string;
  readonly sagaId?: string;
  readonly fingerprint?: string;
  readonly timeoutMs?: number;
}

/** Sends messages to other services over NATS, typed by their contracts. */
export interface Caller {
  /** Sends the message and waits for its reply. Throws DomainError on a refusal or when nobody answers, RemoteFault on a technical fault. */
  call<M extends MessageContract>(contract: M, input: InputOf<M>, options: CallOptions): Promise<ReplyOf<M>>;
  /** Reads the health of a service; throws DomainError when it does not answer. */
  health(service: string): Promise<ServiceHealth>;
}

/** The reply of `<service>.health`. */
export interface ServiceHealth {
  readonly service: string;
  readonly ok: boolean;
  readonly outboxWaiting: number;
  readonly outboxOldestMs: number;
  /** Events that this service has not handled yet; those that wait for their next delivery count. */
  readonly eventsWaiting: number;
  /** Parked events that wait for an operator. */
  readonly parked: number;
  /** Why it is not well, one sentence each. */
  readonly reasons?: readonly string[];
}

interface NestReply {
  response?: unknown;
  err?: unknown;
}

function toError(subject: string, err: unknown): Error {
  const body = err as Partial<ErrorBody> | undefined;
  if (body && typeof body.code === 'string' && body.kind && body.kind !== 'fault') {
    return new DomainError(body.code, body.kind as ErrorKind, body.message ?? body.code, body.details ?? {});
  }
  return new RemoteFault(`${subject}: ${body?.message ?? JSON.stringify(err)}`);
}

/** Makes the caller of a process. */
export function makeCaller(connection: NatsConnection, installation: string): Caller {
  const encoder = new TextEncoder();
  const request = async (subject: string, payload: Uint8Array, timeoutMs: number): Promise<Msg> => {
    try {
      return await connection.request(requestSubject(installation, subject), payload, { timeout: timeoutMs });
    } catch (error) {
      const none = error instanceof errors.RequestError && error.isNoResponders();
      throw kernelErrors.unavailable(
        none ? `${subject}: the service is not running` : `${subject}: no answer within ${timeoutMs} ms`,
        { subject, cause: error instanceof Error ? error.message : String(error) },
      );
    }
  };
  return {
    async health(service) {
      return (await request(`${service}.health`, encoder.encode('{}'), 3_000)).json<ServiceHealth>();
    },
    async call(contract, input, options) {
      const { actor, commandId, sagaId, fingerprint, timeoutMs = 5_000 } = options;
      const data = contract.kind === 'command' ? { commandId, sagaId, fingerprint, actor, input } : { actor, input };
      const payload = encoder.encode(JSON.stringify({ id: randomUUID(), pattern: contract.subject, data }));
      const message = await request(contract.subject, payload, timeoutMs);
      const reply = message.json<NestReply>();
      if (reply.err !== undefined && reply.err !== null) throw toError(contract.subject, reply.err);
      return reply.response as ReplyOf<typeof contract>;
    },
  };
}
