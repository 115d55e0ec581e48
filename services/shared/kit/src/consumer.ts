import { AckPolicy, DeliverPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventEnvelope, StoreError, type EventEnvelope } from '@comptoir/contracts';
import { backoffMs, nowDate, pause } from './clock.js';
import type { ReactionHandler } from './handlers.js';
import type { Log } from './log.js';
import { eventSubject } from './nats.js';
import type { KitModels } from './records.js';
import { ensureStream } from './stream.js';
import type { Transactions } from './transaction.js';

const SECOND = 1_000_000_000;
const MAX_DELIVERIES = 6;
const SYSTEM = { id: 'system', role: 'system' } as const;

/**
 * Hears the events a room reacts to, through a durable consumer. Acknowledges only after the reaction's transaction has
 * committed; parks what cannot be handled, so that the ones behind it flow.
 */
export class Consumer<Store> {
  private readonly stopping = new AbortController();
  private messages: ConsumerMessages | undefined;
  private ended: Promise<void> | undefined;
  private readonly byType: ReadonlyMap<string, ReactionHandler<Store>>;

  constructor(
    private readonly connection: NatsConnection,
    private readonly shop: string,
    private readonly service: string,
    reactions: readonly ReactionHandler<Store>[],
    private readonly transactions: Transactions<Store>,
    private readonly models: KitModels,
    private readonly log: Log,
  ) {
    this.byType = new Map(reactions.map((reaction) => [reaction.contract.type, reaction]));
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
    for (let failures = 0; !this.stopping.signal.aborted; ) {
      try {
        this.messages = await this.subscribe();
        if (this.stopping.signal.aborted) this.messages.stop();
        failures = 0;
        for await (const message of this.messages) await this.hear(message);
      } catch (error) {
        failures += 1;
        this.log.warn({ err: error }, 'cannot hear events just now');
      }
      await pause(backoffMs(failures + 1, 200, 3_000), this.stopping.signal);
    }
  }

  private async subscribe(): Promise<ConsumerMessages> {
    const stream = await ensureStream(this.connection, this.shop);
    await stream.jsm.consumers.add(stream.name, {
      durable_name: this.service,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: 30 * SECOND,
      max_ack_pending: 256,
      filter_subjects: [...this.byType.keys()].map((type) => eventSubject(this.shop, type)),
    });
    const consumer = await stream.js.consumers.get(stream.name, this.service);
    return consumer.consume({ max_messages: 64, idle_heartbeat: 2_000, expires: 10_000, abort_on_missing_resource: true });
  }

  private async hear(message: JsMsg): Promise<void> {
    let envelope: EventEnvelope;
    try {
      envelope = eventEnvelope.parse(message.json());
    } catch (error) {
      return this.park(message, `seq-${message.seq}`, error);
    }
    const reaction = this.byType.get(envelope.type);
    if (!reaction) return this.park(message, envelope.id, new Error(`no reaction to ${envelope.type}`));
    const data = reaction.contract.data.safeParse(envelope.data);
    if (!data.success) return this.park(message, envelope.id, data.error);
    try {
      await this.transactions.run(reaction.parts, {
        inboxId: `event/${envelope.id}`, subject: envelope.type, sagaId: envelope.sagaId, actor: SYSTEM, input: data.data,
      });
      message.ack();
    } catch (error) {
      if (error instanceof StoreError && error.kind !== 'unavailable') return this.park(message, envelope.id, error);
      if (message.info.deliveryCount >= MAX_DELIVERIES) return this.park(message, envelope.id, error);
      this.log.warn({ err: error, event: envelope.id, delivery: message.info.deliveryCount }, 'event will be tried again');
      message.nak(backoffMs(message.info.deliveryCount, 200, 10_000));
    }
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
