import { RpcException } from '@nestjs/microservices';
import type { NatsConnection } from '@nats-io/transport-node';
import {
  parkedEventMessages,
  type Actor,
  type MessageContract,
  type ParsedInputOf,
  type ReplyOf,
} from '@comptoir/contracts/kernel';
import type { CommonConfig } from './config.js';
import type { Log } from './log.js';
import type { OperationDispatcher, OperationHandler, ReplyLimits } from './message-dispatcher.js';
import { requestSubject, TolerantDeserializer } from './nats.js';
import type { ParkedEvents } from './parked-events.js';

/** Handles a message without a store. */
export function operation<M extends MessageContract>(
  contract: M,
  run: (input: ParsedInputOf<M>, actor: Actor) => Promise<ReplyOf<M>>,
): OperationHandler {
  return { kind: 'operation', contract, run };
}

/** The messages on parked events, for one service. */
export function parkedEventHandlers(service: string, parked: ParkedEvents<any>): OperationHandler[] {
  const { list, read, retry, drop } = parkedEventMessages(service);
  return [
    operation(list, ({ after, limit }) => parked.list(after, limit)),
    operation(read, ({ id }) => parked.read(id)),
    operation(retry, ({ id }) => parked.retry(id)),
    operation(drop, ({ id, reason }, actor) => parked.drop(id, reason, actor)),
  ];
}

/** What the replies of a process are checked against. */
export function replyLimits(
  nats: NatsConnection,
  { COMPTOIR_CHECK_REPLIES }: Pick<CommonConfig, 'COMPTOIR_CHECK_REPLIES'>,
): ReplyLimits {
  return {
    maxReplyBytes: () => nats.info?.max_payload ?? 1_048_576,
    checkReplies: COMPTOIR_CHECK_REPLIES === '1',
  };
}

/** Answers messages that are bound to no controller; replicas share them. Returns what stops it. */
export function answerOperations(
  nats: NatsConnection,
  installation: string,
  service: string,
  handlers: readonly OperationHandler[],
  dispatcher: OperationDispatcher,
  log: Log,
): () => Promise<void> {
  const deserializer = new TolerantDeserializer();
  const subscriptions = handlers.map((handler) =>
    nats.subscribe(requestSubject(installation, handler.contract.subject), {
      queue: `${installation}.${service}`,
      callback: (error, message) => {
        if (error) return;
        const { id, data } = deserializer.deserialize(message);
        dispatcher
          .handle(handler, data)
          .then(
            (response) => ({ response }),
            (refusal: unknown) => ({ err: refusal instanceof RpcException ? refusal.getError() : String(refusal) }),
          )
          .then((reply) => message.respond(JSON.stringify({ id, ...reply, isDisposed: true })))
          .catch((failure: unknown) => log.warn({ err: failure }, 'a reply could not be sent'));
      },
    }),
  );
  // A drain fails only when the connection is gone, and then there is nothing left to drain.
  return async () => void (await Promise.allSettled(subscriptions.map((one) => one.drain())));
}
