import { AckPolicy, DeliverPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventEnvelope, DomainError, type EventEnvelope } from '@comptoir/contracts';
import { backoffMs, nowDate, pause } from './clock.js';
import { faultPoint } from './faults.js';
import type { ProjectionHandler, EventHandler, ReactionHandler } from './handlers.js';
import type { Log } from './log.js';
import { saveNewest } from './mongo.js';
import { eventSubject } from './nats.js';
import type { KitModels } from './records.js';
import { ensureStream } from './stream.js';
import type { Command, Transactions } from './transaction.js';

const SECOND = 1_000_000_000;
const MAX_DELIVERIES = 6;
const MAX_BATCH = 32;
const SYSTEM = { id: 'system', role: 'system' } as const;

/** A message that was understood, and what is to be done with it. */
interface Decoded<H> {
  readonly message: JsMsg;
  readonly handler: H;
  readonly command: Command;
}

async function settleInOrder<T>(
  items: readonly T[],
  command: (item: T) => Promise<unknown>,
): Promise<PromiseSettledResult<unknown>[]> {
  const results: PromiseSettledResult<unknown>[] = [];
  for (const item of items) results.push(...(await Promise.allSettled([command(item)])));
  return results;
}

/**
 * Hears the events a room reacts to, through a durable consumer. Acknowledges only after what is done about them is
 * committed; parks what cannot be handled, so that the ones behind it flow.
 */
export class Consumer<Store> {
  private readonly stopping = new AbortController();
  private messages: ConsumerMessages | undefined;
  private ended: Promise<void> | undefined;
  private readonly byType: ReadonlyMap<string, EventHandler<Store>>;

  constructor(
    private readonly connection: NatsConnection,
    private readonly installation: string,
    private readonly service: string,
    handlers: readonly EventHandler<Store>[],
    private readonly transactions: Transactions<Store>,
    private readonly store: Store,
    private readonly models: KitModels,
    private readonly log: Log,
  ) {
    this.byType = new Map(handlers.map((handler) => [handler.contract.type, handler]));
  }

  /** Starts hearing; rooms without reactions hear nothing. */
  start(): void {
    if (this.byType.size > 0) this.ended = this.loop();
  }

  /** Finishes the event under way and stops. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.messages?.stop();
    await this.ended;
  }

  private async loop(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      try {
        await this.listen(() => (failures = 0));
      } catch (error) {
        failures += 1;
        this.log.warn({ err: error }, 'cannot hear events just now');
      }
      await pause(backoffMs(failures + 1, 200, 3_000), this.stopping.signal);
    }
  }

  /** Hears messages until the subscription ends; those that came while others were handled are handled together. */
  private async listen(onSubscribed: () => void): Promise<void> {
    const buffered: JsMsg[] = [];
    let handling: Promise<void> | undefined;
    const handle = async (): Promise<void> => {
      while (buffered.length > 0) await this.handleBatch(buffered.splice(0, MAX_BATCH));
      handling = undefined;
    };
    this.messages = await this.subscribe((message) => {
      buffered.push(message);
      // messages of one publisher's commit come in one read of the socket: they are all here by the next turn
      handling ??= new Promise((resolve) => setImmediate(resolve)).then(handle);
    });
    if (this.stopping.signal.aborted) this.messages.stop();
    onSubscribed();
    const error = await this.messages.closed();
    buffered.length = 0; // not acknowledged, so they come again
    await handling;
    if (error) throw error;
  }

  private async subscribe(callback: (message: JsMsg) => void): Promise<ConsumerMessages> {
    const stream = await ensureStream(this.connection, this.installation);
    await stream.jsm.consumers.add(stream.name, {
      durable_name: this.service,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: 30 * SECOND,
      max_ack_pending: 256,
      filter_subjects: [...this.byType.keys()].map((type) => eventSubject(this.installation, type)),
    });
    const consumer = await stream.js.consumers.get(stream.name, this.service);
    return consumer.consume({
      max_messages: 64,
      idle_heartbeat: 2_000,
      expires: 10_000,
      abort_on_missing_resource: true,
      callback,
    });
  }

  /** Handles messages, together where they allow it, and parks those that cannot be understood. */
  private async handleBatch(messages: readonly JsMsg[]): Promise<void> {
    const [projections, reactions]: [Decoded<ProjectionHandler<Store>>[], Decoded<ReactionHandler<Store>>[]] = [[], []];
    for (const message of messages) {
      const result = this.decode(message);
      if ('fault' in result) await this.park(message, result.id, result.fault);
      else if (result.handler.kind === 'projection') projections.push(result as Decoded<ProjectionHandler<Store>>);
      else reactions.push(result as Decoded<ReactionHandler<Store>>);
    }
    await this.finish(projections, await this.saveProjections(projections));
    await this.finish(reactions, await this.react(reactions));
  }

  /** Saves copies all at once; when that fails, each by itself, so that one that cannot be saved keeps none from the rest. */
  private async saveProjections(
    projections: readonly Decoded<ProjectionHandler<Store>>[],
  ): Promise<PromiseSettledResult<unknown>[]> {
    if (projections.length === 0) return [];
    const together = await Promise.allSettled([this.save(projections)]);
    if (together[0].status === 'fulfilled' || projections.length === 1) return projections.map(() => together[0]);
    return settleInOrder(projections, (one) => this.save([one]));
  }

  private async save(projections: readonly Decoded<ProjectionHandler<Store>>[]): Promise<void> {
    for (const { command } of projections) await faultPoint('committing', command);
    await saveNewest(projections.map(({ handler, command }) => handler.projection(this.store, command.input)));
    for (const { command } of projections) await faultPoint('committed', command);
  }

  private async react(reactions: readonly Decoded<ReactionHandler<Store>>[]): Promise<PromiseSettledResult<unknown>[]> {
    const pending = reactions.map(({ handler, command }) => ({ parts: handler.parts, command }));
    return pending.every(({ parts }) => parts.keys)
      ? this.transactions.runBatch(pending)
      : settleInOrder(pending, (one) => this.transactions.run(one.parts, one.command));
  }

  private async finish(
    decoded: readonly Decoded<EventHandler<Store>>[],
    results: readonly PromiseSettledResult<unknown>[],
  ): Promise<void> {
    for (const [index, { message, command }] of decoded.entries()) {
      const result = results[index]!;
      if (result.status === 'fulfilled') message.ack();
      else await this.failed(message, command.commandId, result.reason);
    }
  }

  private decode(message: JsMsg): Decoded<EventHandler<Store>> | { fault: unknown; id: string } {
    let envelope: EventEnvelope;
    try {
      envelope = eventEnvelope.parse(message.json());
    } catch (fault) {
      return { fault, id: `seq-${message.seq}` };
    }
    const handler = this.byType.get(envelope.type);
    if (!handler) return { fault: new Error(`nothing is done about ${envelope.type}`), id: envelope.id };
    const data = handler.contract.data.safeParse(envelope.data);
    if (!data.success) return { fault: data.error, id: envelope.id };
    return {
      message,
      handler,
      command: {
        commandId: `event/${envelope.id}`,
        subject: envelope.type,
        sagaId: envelope.sagaId,
        actor: SYSTEM,
        input: data.data,
      },
    };
  }

  private async failed(message: JsMsg, id: string, error: unknown): Promise<void> {
    if (error instanceof DomainError && error.kind !== 'unavailable') return this.park(message, id, error);
    if (message.info.deliveryCount >= MAX_DELIVERIES) return this.park(message, id, error);
    this.log.warn({ err: error, event: id, delivery: message.info.deliveryCount }, 'event will be tried again');
    message.nak(backoffMs(message.info.deliveryCount, 200, 10_000));
  }

  private async park(message: JsMsg, id: string, error: unknown): Promise<void> {
    const row = { subject: message.subject, raw: message.string(), error: String(error), parkedAt: nowDate() };
    try {
      await this.models.parked.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true });
      this.log.error({ err: error, event: id, subject: message.subject }, 'event parked: it cannot be handled');
      message.ack();
    } catch (parkError) {
      this.log.error({ err: parkError, event: id }, 'event could not be parked; it will come again');
      message.nak(5_000);
    }
  }
}
