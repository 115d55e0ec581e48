import type { NatsConnection } from '@nats-io/transport-node';
import {
  DomainError,
  queryEnvelope,
  type ErrorBody,
  type MessageContract,
  type ParsedInputOf,
  type ReplyOf,
} from '@comptoir/contracts/kernel';
import { invalidMessage } from './message-dispatcher.js';
import type { Log } from './log.js';
import { requestSubject } from './nats.js';

/** Answers a query from a process that is no service (the worker); replicas share the load. */
export function answerQuery<M extends MessageContract>(
  nats: NatsConnection,
  installation: string,
  contract: M,
  answer: (input: ParsedInputOf<M>) => Promise<ReplyOf<M>>,
  log: Log,
): void {
  const replyTo = async (payload: unknown): Promise<object> => {
    const envelope = queryEnvelope.safeParse((payload as { data?: unknown } | undefined)?.data);
    if (!envelope.success) throw invalidMessage(contract.subject, envelope.error);
    const input = contract.input.safeParse(envelope.data.input);
    if (!input.success) throw invalidMessage(contract.subject, input.error);
    return { response: await answer(input.data as ParsedInputOf<M>), isDisposed: true };
  };
  const errorOf = (error: unknown): { err: ErrorBody } => {
    if (error instanceof DomainError) return { err: error.toBody() };
    log.error({ err: error, subject: contract.subject }, 'fault while handling a message');
    return { err: { code: 'fault', kind: 'fault', message: 'Something went wrong here', details: {} } };
  };
  const [queue] = contract.subject.split('.');
  nats.subscribe(requestSubject(installation, contract.subject), {
    queue: `${installation}.${queue}`,
    callback: (_error, message) => {
      Promise.resolve()
        .then(() => replyTo(message.json<unknown>()))
        .catch(errorOf)
        .then((reply) => message.respond(JSON.stringify(reply)))
        .catch((error: unknown) => log.warn({ err: error }, 'a reply could not be sent'));
    },
  });
}
