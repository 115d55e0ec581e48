import {
  AckPolicy,
  DeliverPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type ConsumerConfig,
  type ConsumerInfo,
  type ConsumerMessages,
  type JsMsg,
} from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Batcher } from './batcher.js';
import { backoffMs, monotonicMs, nowDate, pause, withJitter } from './clock.js';
import { declaredMetadata, declareTypes, mustDeclare, readDeclared } from './declared-types.js';
import { decodeEvent, type DecodedEvent } from './decode-event.js';
import { nextDelivery, troubleOf, type Trouble } from './delivery-policy.js';
import type { EventRunner } from './event-runner.js';
import type { EventHandler } from './handlers.js';
import type { Log } from './log.js';
import { eventSubject } from './nats.js';
import type { ParkedEvents } from './parked-events.js';
import { Standstill } from './standstill.js';
import { ensureStream, type EventStream } from './stream.js';

const SECOND = 1_000_000_000;
const MAX_BATCH = 32;
/** Events that wait for their next delivery count here too: as many may fail before the others have to wait for them. */
const MAX_UNACKNOWLEDGED = 5_000;
const WATCH_MS = 5_000;

type Received<Store> = DecodedEvent<EventHandler<Store>> & { readonly message: JsMsg };

/** What a consumer works with. */
export interface ConsumerOptions<Store> {
  readonly connection: NatsConnection;
  readonly installation: string;
  /** Name of the service; also the durable name of its consumer, so that replicas share the events. */
  readonly service: string;
  readonly handlers: ReadonlyMap<string, EventHandler<Store>>;
  readonly runner: EventRunner<Store>;
  readonly parked: ParkedEvents<Store>;
  readonly log: Log;
}

/** How the events of a service get on: how many are not handled yet, and what stands still, one sentence each. */
export interface ConsumerState {
  readonly waiting: number;
  readonly standsStill: readonly string[];
}

/**
 * Receives the events a service reacts to, through a durable JetStream consumer (at-least-once). An event is acknowledged
 * after its transaction has committed. An event that cannot be handled is delivered again or parked, as the delivery
 * policy says, so that later events are not blocked.
 */
export class Consumer<Store> {
  private readonly stopping = new AbortController();
  private readonly standstill = new Standstill(monotonicMs());
  private readonly types: readonly string[];
  private messages: ConsumerMessages | undefined;
  /** The stream of the current subscription. */
  private stream: EventStream | undefined;
  private finished: Promise<unknown> | undefined;

  constructor(private readonly options: ConsumerOptions<Store>) {
    this.types = [...options.handlers.keys()];
  }

  /** Subscribes; a service without handlers subscribes to nothing. */
  start(): void {
    if (this.types.length > 0) this.finished = Promise.all([this.run(), this.watch()]);
  }

  /** Finishes the batch in progress and unsubscribes. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.messages?.stop();
    await this.finished;
  }

  /** How the events of the service get on, as the server says now. */
  async state(): Promise<ConsumerState> {
    if (this.types.length === 0) return { waiting: 0, standsStill: [] };
    await this.observe();
    return { waiting: this.standstill.waiting(), standsStill: this.standstill.reasons(monotonicMs()) };
  }

  /** Subscribes again after each failure, with a growing pause, until stopped. */
  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      try {
        await this.consume(() => (failures = 0));
        this.standstill.unsubscribed(monotonicMs());
      } catch (error) {
        failures += 1;
        this.standstill.unsubscribed(monotonicMs(), error);
        this.options.log.warn({ err: error }, 'events cannot be received at the moment');
      }
      await pause(backoffMs(failures + 1, 200, 3_000), this.stopping.signal);
    }
  }

  /** Asks the server now and then how the events get on, and keeps the declaration of this replica's event types fresh. */
  private async watch(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await pause(WATCH_MS, this.stopping.signal);
      await this.observe();
    }
  }

  private async observe(): Promise<void> {
    const { stream } = this;
    if (!stream || this.stopping.signal.aborted) return;
    try {
      const info = await stream.jsm.consumers.info(stream.name, this.options.service);
      const { num_pending: undelivered, num_ack_pending: unacknowledged, delivered } = info;
      this.standstill.observed({ undelivered, unacknowledged, deliveredUpTo: delivered.stream_seq }, monotonicMs());
      if (mustDeclare(this.declaredIn(info), this.types, nowDate())) await this.ensureConsumer(stream);
    } catch (error) {
      // Where this lasts, the subscription ends too, and health says so.
      this.options.log.debug({ err: error }, 'the stream cannot be asked about its consumer');
    }
  }

  /** Receives events until the subscription ends; throws the error that ended it. */
  private async consume(onSubscribed: () => void): Promise<void> {
    const batcher = new Batcher<JsMsg>(MAX_BATCH, (batch) => this.handleBatch(batch));
    this.messages = await this.subscribe((message) => batcher.push(message));
    if (this.stopping.signal.aborted) this.messages.stop();
    this.standstill.subscribed();
    onSubscribed();
    const error = await this.messages.closed();
    this.stream = undefined;
    await batcher.clear(); // what was not handled is not acknowledged, so it is delivered again
    if (error) throw error;
  }

  private async subscribe(callback: (message: JsMsg) => void): Promise<ConsumerMessages> {
    const { connection, installation, service } = this.options;
    const stream = await ensureStream(connection, installation);
    await this.ensureConsumer(stream);
    const consumer = await stream.js.consumers.get(stream.name, service);
    this.stream = stream;
    return consumer.consume({
      max_messages: 64,
      idle_heartbeat: 2_000,
      expires: 10_000,
      abort_on_missing_resource: true,
      callback,
    });
  }

  /** Creates the durable consumer, or updates the one that another version of the service has made. */
  private async ensureConsumer({ jsm, name }: EventStream): Promise<void> {
    const { installation, service } = this.options;
    const existing = await jsm.consumers.info(name, service).catch((error: unknown) => {
      if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.ConsumerNotFound) return undefined;
      throw error;
    });
    const declared = declareTypes(existing ? this.declaredIn(existing) : {}, this.types, nowDate());
    const changing = {
      ack_wait: 30 * SECOND,
      max_ack_pending: MAX_UNACKNOWLEDGED,
      filter_subjects: Object.keys(declared).map((type) => eventSubject(installation, type)),
      metadata: { ...existing?.config.metadata, ...declaredMetadata(declared) },
    };
    if (existing) {
      // The filter of a consumer is one subject or a list: an update must not leave the other form beside the new one.
      const update: Partial<ConsumerConfig> = { ...changing, filter_subject: undefined };
      await jsm.consumers.update(name, service, update);
      return;
    }
    await jsm.consumers.add(name, {
      durable_name: service,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ...changing,
    });
  }

  private declaredIn({ config }: ConsumerInfo) {
    const prefix = eventSubject(this.options.installation, '');
    const subjects = config.filter_subjects ?? (config.filter_subject ? [config.filter_subject] : []);
    const types = subjects.map((subject) => subject.slice(prefix.length));
    return readDeclared(config.metadata, types, nowDate());
  }

  private async handleBatch(messages: readonly JsMsg[]): Promise<void> {
    this.standstill.handlingBegan(monotonicMs(), `${messages.length} events (${messages[0]?.subject} first)`);
    try {
      const received: Received<Store>[] = [];
      for (const message of messages) {
        const decoded = decodeEvent(message.string(), this.options.handlers);
        if (!('error' in decoded)) received.push({ ...decoded, message });
        else await this.retryOrPark(message, decoded.id ?? `seq-${message.seq}`, decoded.trouble, decoded.error);
      }
      const outcomes = await this.options.runner.run(received);
      for (const [index, { message, command }] of received.entries()) {
        const outcome = outcomes[index]!;
        const { commandId, subject, sagaId } = command;
        this.options.log.debug({ subject, commandId, sagaId, outcome: outcome.status }, 'event handled');
        if (outcome.status === 'fulfilled') message.ack();
        else
          await this.retryOrPark(message, commandId.slice('event/'.length), troubleOf(outcome.reason), outcome.reason);
      }
    } finally {
      this.standstill.handlingEnded();
    }
  }

  private async retryOrPark(message: JsMsg, id: string, trouble: Trouble, error: unknown): Promise<void> {
    const { deliveryCount } = message.info;
    const next = nextDelivery(trouble, deliveryCount);
    if (next.park) return this.park(message, id, error);
    const waitMs = withJitter(next.waitMs);
    this.options.log.warn({ err: error, event: id, delivery: deliveryCount, waitMs }, 'event will be delivered again');
    message.nak(waitMs);
  }

  /** Stores a message that cannot be handled, for people to look at, and acknowledges it. */
  private async park(message: JsMsg, id: string, error: unknown): Promise<void> {
    const { parked, log } = this.options;
    try {
      await parked.add(id, message.subject, message.string(), error);
      log.error({ err: error, event: id, subject: message.subject }, 'event parked: it cannot be handled');
      message.ack();
    } catch (parkError) {
      log.error({ err: parkError, event: id }, 'event could not be parked; it will be delivered again');
      message.nak(5_000);
    }
  }
}
