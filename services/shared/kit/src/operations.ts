import { RpcException } from '@nestjs/microservices';
import type { NatsConnection } from '@nats-io/transport-node';
import { parkedEventMessages, type Actor, type MessageContract, type ParsedInputOf } from '@comptoir/contracts/kernel';
import type { Log } from './log.js';
import type { MessageDispatcher, OperationHandler } from './message-dispatcher.js';
import { requestSubject, TolerantDeserializer } from './nats.js';
import type { ParkedEvents } from './parked-events.js';

/** The messages on parked events, for one service. */
export function parkedEventHandlers(service: string, parked: ParkedEvents<any>): OperationHandler[] {
  const { list, read, retry, drop } = parkedEventMessages(service);
  const handler = <M extends MessageContract>(
    contract: M,
    run: (input: ParsedInputOf<M>, actor: Actor) => Promise<unknown>,
  ): OperationHandler => ({ kind: 'operation', contract, run });
  return [
    handler(list, ({ after, limit }) => parked.list(after, limit)),
    handler(read, ({ id }) => parked.read(id)),
    handler(retry, ({ id }) => parked.retry(id)),
    handler(drop, ({ id, reason }, actor) => parked.drop(id, reason, actor)),
  ];
}

/** Answers messages that every service has, beside those of its controller; returns what stops it. */
export function answerOperations(
  nats: NatsConnection,
  installation: string,
  service: string,
  handlers: readonly OperationHandler[],
  dispatcher: MessageDispatcher<any>,
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
