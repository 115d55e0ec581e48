import { AckPolicy, DeliverPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventEnvelope, inventoryEvents, type DataOf } from '@comptoir/contracts';
import { backoffMs, ensureStream, eventSubject, pause, type Log } from '@comptoir/kit';

/** The events that people and other programs are told of. */
export const NOTICE_EVENTS = [
  inventoryEvents.stockLow,
  inventoryEvents.stockOut,
  inventoryEvents.stockRecovered,
  inventoryEvents.stockExpiring,
] as const;

/** Types of these events. */
export const NOTICE_TYPES = NOTICE_EVENTS.map(({ type }) => type) as [string, ...string[]];

/** An event as notices keep it. */
export interface Notice {
  /** Id of the event: a notice of it is kept once. */
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly data: DataOf<(typeof NOTICE_EVENTS)[number]>;
}

const DURABLE = 'gateway-notices';
const SECOND_NS = 1_000_000_000;
const AGAIN_MS = 5_000;

/**
 * Hands the events of notices to those who keep them, at least once, through a durable consumer that replicas share. An event
 * is acknowledged after all of them have kept it. What cannot be decoded is logged and left out: it blocks nothing.
 */
export class NoticeConsumer {
  private readonly stopping = new AbortController();
  private messages: ConsumerMessages | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly installation: string,
    private readonly log: Log,
    private readonly keep: (notice: Notice) => Promise<void>,
  ) {}

  /** Resolves once events that are published from now on will be received, also later. */
  async start(): Promise<void> {
    await this.subscribe().catch((error: unknown) => this.log.warn({ err: error }, 'notices cannot be received yet'));
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.messages?.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      try {
        const consumer = await this.subscribe();
        this.messages = await consumer.consume({ max_messages: 64, expires: 30_000, idle_heartbeat: 5_000 });
        if (this.stopping.signal.aborted) this.messages.stop();
        for await (const message of this.messages) {
          failures = 0;
          await this.receive(message);
        }
      } catch (error) {
        this.log.warn({ err: error }, 'notices cannot be received at the moment');
      }
      failures += 1;
      await pause(backoffMs(failures, 200, 5_000), this.stopping.signal);
    }
  }

  private async subscribe() {
    const stream = await ensureStream(this.connection, this.installation);
    await stream.jsm.consumers.add(stream.name, {
      durable_name: DURABLE,
      ack_policy: AckPolicy.Explicit,
      ack_wait: 30 * SECOND_NS,
      deliver_policy: DeliverPolicy.New, // a new installation of notices tells nothing of the past
      filter_subjects: NOTICE_EVENTS.map(({ type }) => eventSubject(this.installation, type)),
    });
    return stream.js.consumers.get(stream.name, DURABLE);
  }

  private async receive(message: JsMsg): Promise<void> {
    const notice = this.decoded(message);
    if (!notice) return message.term('cannot be decoded');
    try {
      await this.keep(notice);
      message.ack();
    } catch (error) {
      this.log.warn({ err: error, event: notice.eventId }, 'a notice could not be kept; it comes again');
      message.nak(AGAIN_MS);
    }
  }

  private decoded(message: JsMsg): Notice | undefined {
    try {
      const { id: eventId, type, occurredAt, data } = eventEnvelope.parse(message.json());
      const contract = NOTICE_EVENTS.find((one) => one.type === type)!;
      return { eventId, type, occurredAt, data: contract.data.parse(data) };
    } catch (error) {
      this.log.error({ err: error, seq: message.seq }, 'an event for notices cannot be decoded and is left out');
      return undefined;
    }
  }
}
