import { AckPolicy, DeliverPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { DomainError } from '@comptoir/contracts';
import { Batcher } from './batcher.js';
import { backoffMs, nowDate, pause } from './clock.js';
import { decodeEvent, type DecodedEvent } from './decode-event.js';
import { faultPoint } from './faults.js';
import type { EventHandler, ProjectionHandler, ReactionHandler } from './handlers.js';
import type { Log } from './log.js';
import { saveNewest } from './mongo.js';
import { eventSubject } from './nats.js';
import type { KitModels } from './records.js';
import { ensureStream } from './stream.js';
import type { Transactions } from './transaction.js';

const SECOND = 1_000_000_000;
const MAX_DELIVERIES = 6;
const MAX_BATCH = 32;

type Outcome = PromiseSettledResult<unknown>;
type Projection<Store> = DecodedEvent<ProjectionHandler<Store>>;
type Reaction<Store> = DecodedEvent<ReactionHandler<Store>>;

/** What a consumer works with. */
export interface ConsumerOptions<Store> {
  readonly connection: NatsConnection;
  readonly installation: string;
  /** Name of the service; also the durable name of its consumer, so that replicas share the events. */
  readonly service: string;
  readonly handlers: readonly EventHandler<Store>[];
  readonly transactions: Transactions<Store>;
  readonly store: Store;
  readonly models: KitModels;
  readonly log: Log;
}

/**
 * Receives the events a service reacts to, through a durable JetStream consumer (at-least-once). An event is acknowledged
 * after its transaction has committed. An event that cannot be handled is parked, so that later events are not blocked.
 */
export class Consumer<Store> {
  private readonly stopping = new AbortController();
  private readonly handlers: ReadonlyMap<string, EventHandler<Store>>;
  private messages: ConsumerMessages | undefined;
  private finished: Promise<void> | undefined;

  constructor(private readonly options: ConsumerOptions<Store>) {
    this.handlers = new Map(options.handlers.map((handler) => [handler.contract.type, handler]));
  }

  /** Subscribes; a service without handlers subscribes to nothing. */
  start(): void {
    if (this.handlers.size > 0) this.finished = this.run();
  }

  /** Finishes the batch in progress and unsubscribes. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.messages?.stop();
    await this.finished;
  }

  /** Subscribes again after each failure, with a growing pause, until stopped. */
  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        await this.consume(() => (failures = 0));
      } catch (error) {
        failures += 1;
        this.options.log.warn({ err: error }, 'events cannot be received at the moment');
      }
      await pause(backoffMs(failures + 1, 200, 3_000), this.stopping.signal);
    }
  }

  /** Receives events until the subscription ends; throws the error that ended it. */
  private async consume(onSubscribed: () => void): Promise<void> {
    const batcher = new Batcher<JsMsg>(MAX_BATCH, (batch) => this.handleBatch(batch));
    this.messages = await this.subscribe((message) => batcher.push(message));
    if (this.stopping.signal.aborted) this.messages.stop();
    onSubscribed();
    const error = await this.messages.closed();
    await batcher.clear(); // what was not handled is not acknowledged, so it is delivered again
    if (error) throw error;
  }

  private async subscribe(callback: (message: JsMsg) => void): Promise<ConsumerMessages> {
    const { connection, installation, service } = this.options;
    const stream = await ensureStream(connection, installation);
    await stream.jsm.consumers.add(stream.name, {
      durable_name: service,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: 30 * SECOND,
      max_ack_pending: 256,
      filter_subjects: [...this.handlers.keys()].map((type) => eventSubject(installation, type)),
    });
    const consumer = await stream.js.consumers.get(stream.name, service);
    return consumer.consume({
      max_messages: 64,
      idle_heartbeat: 2_000,
      expires: 10_000,
      abort_on_missing_resource: true,
      callback,
    });
  }

  private async handleBatch(messages: readonly JsMsg[]): Promise<void> {
    const projections: Projection<Store>[] = [];
    const reactions: Reaction<Store>[] = [];
    for (const message of messages) {
      const decoded = decodeEvent(message, this.handlers);
      if ('error' in decoded) await this.park(message, decoded.id, decoded.error);
      else if (decoded.handler.kind === 'projection') projections.push(decoded as Projection<Store>);
      else reactions.push(decoded as Reaction<Store>);
    }
    await this.acknowledge(projections, await this.saveProjections(projections));
    await this.acknowledge(reactions, await this.runReactions(reactions));
  }

  /** Saves all projections in one write. When that fails, saves one by one, so that one bad event does not stop the rest. */
  private async saveProjections(events: readonly Projection<Store>[]): Promise<Outcome[]> {
    if (events.length === 0) return [];
    const [outcome] = await Promise.allSettled([this.save(events)]);
    if (outcome.status === 'fulfilled' || events.length === 1) return events.map(() => outcome);
    return settleInOrder(events, (event) => this.save([event]));
  }

  private async save(events: readonly Projection<Store>[]): Promise<void> {
    for (const { command } of events) await faultPoint('committing', command);
    await saveNewest(events.map(({ handler, command }) => handler.projection(this.options.store, command.input)));
    for (const { command } of events) await faultPoint('committed', command);
  }

  /** Runs reactions in few transactions where each of them names its keys, else one by one. */
  private runReactions(events: readonly Reaction<Store>[]): Promise<Outcome[]> {
    const { transactions } = this.options;
    const pending = events.map(({ handler, command }) => ({ parts: handler.parts, command }));
    if (pending.every(({ parts }) => parts.keys)) return transactions.runBatch(pending);
    return settleInOrder(pending, ({ parts, command }) => transactions.run(parts, command));
  }

  private async acknowledge(
    events: readonly DecodedEvent<EventHandler<Store>>[],
    outcomes: readonly Outcome[],
  ): Promise<void> {
    for (const [index, { message, command }] of events.entries()) {
      const outcome = outcomes[index]!;
      const { commandId, subject, sagaId } = command;
      this.options.log.debug({ subject, commandId, sagaId, outcome: outcome.status }, 'event handled');
      if (outcome.status === 'fulfilled') message.ack();
      else await this.retryOrPark(message, commandId, outcome.reason);
    }
  }

  private async retryOrPark(message: JsMsg, id: string, error: unknown): Promise<void> {
    const { deliveryCount } = message.info;
    const isRefusal = error instanceof DomainError && error.kind !== 'unavailable';
    if (isRefusal || deliveryCount >= MAX_DELIVERIES) return this.park(message, id, error);
    this.options.log.warn({ err: error, event: id, delivery: deliveryCount }, 'event will be delivered again');
    message.nak(backoffMs(deliveryCount, 200, 10_000));
  }

  /** Stores a message that cannot be handled, for people to look at, and acknowledges it. */
  private async park(message: JsMsg, id: string, error: unknown): Promise<void> {
    const { models, log } = this.options;
    const row = { subject: message.subject, raw: message.string(), error: String(error), parkedAt: nowDate() };
    try {
      await models.parked.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true });
      log.error({ err: error, event: id, subject: message.subject }, 'event parked: it cannot be handled');
      message.ack();
    } catch (parkError) {
      log.error({ err: parkError, event: id }, 'event could not be parked; it will be delivered again');
      message.nak(5_000);
    }
  }
}

async function settleInOrder<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const item of items) outcomes.push(...(await Promise.allSettled([run(item)])));
  return outcomes;
}
