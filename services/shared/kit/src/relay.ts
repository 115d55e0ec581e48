import type { NatsConnection } from '@nats-io/transport-node';
import { ageMs, nowDate, pause } from './clock.js';
import type { Log } from './log.js';
import { eventSubject } from './nats.js';
import type { KitModels, OutboxRow } from './records.js';
import { ensureStream, type EventStream } from './stream.js';

const BATCH = 200;
const SWEEP_MS = 1_000;

/**
 * Publishes outbox rows to JetStream, in the order of their ids, and marks them sent. Woken by each commit; sweeps
 * what an earlier crash left. When the stream was lost, all rows still kept are published again.
 */
export class Relay {
  private readonly stopping = new AbortController();
  private woken = new AbortController();
  private stream: EventStream | undefined;
  private ended: Promise<void> | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly shop: string,
    private readonly models: KitModels,
    private readonly log: Log,
  ) {}

  /** Starts sweeping. */
  start(): void {
    this.ended = this.loop();
  }

  /** There are new rows. */
  readonly wake = (): void => this.woken.abort();

  /** Publishes what is there and ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.ended;
    if (!this.connection.isClosed()) await this.drain().catch((error: unknown) => this.log.warn({ err: error }, 'outbox rows stay for the next start'));
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.woken = new AbortController();
      try {
        await this.drain();
        await pause(SWEEP_MS, this.woken.signal);
      } catch (error) {
        this.stream = undefined;
        this.log.warn({ err: error }, 'events wait in the outbox: the stream cannot be reached');
        await pause(SWEEP_MS, this.stopping.signal);
      }
    }
  }

  private async drain(): Promise<void> {
    this.stream ??= await this.openStream();
    for (;;) {
      const rows = await this.models.outbox.find({ sentAt: null }).sort({ _id: 1 }).limit(BATCH).lean<OutboxRow[]>();
      if (rows.length === 0) return;
      await this.publish(this.stream, rows);
      await this.models.outbox.updateMany({ _id: { $in: rows.map((row) => row._id) } }, { $set: { sentAt: nowDate() } });
      if (rows.length < BATCH) return;
    }
  }

  private async publish(stream: EventStream, rows: readonly OutboxRow[]): Promise<void> {
    await Promise.all(
      rows.map((row) =>
        stream.js.publish(eventSubject(this.shop, row.envelope.type), JSON.stringify(row.envelope), { msgID: row._id, expect: { streamName: stream.name } }),
      ),
    );
  }

  private async openStream(): Promise<EventStream> {
    const stream = await ensureStream(this.connection, this.shop);
    const known = await this.models.courier.findById('stream').lean<{ streamCreated: string }>();
    if (known && known.streamCreated !== stream.created) {
      const again = await this.models.outbox.updateMany({ sentAt: { $ne: null } }, { $set: { sentAt: null } });
      this.log.warn({ rows: again.modifiedCount }, 'the stream of events was lost; publishing again what the outbox keeps');
    }
    await this.models.courier.updateOne({ _id: 'stream' }, { $set: { streamCreated: stream.created } }, { upsert: true });
    return stream;
  }

  /** Rows that wait, and the age of the oldest in milliseconds (0 when none waits). */
  async backlog(): Promise<{ waiting: number; oldestMs: number }> {
    const waiting = await this.models.outbox.countDocuments({ sentAt: null });
    const oldest = waiting > 0 ? await this.models.outbox.findOne({ sentAt: null }).sort({ _id: 1 }).lean<OutboxRow>() : null;
    return { waiting, oldestMs: oldest ? Math.max(0, ageMs(oldest.createdAt)) : 0 };
  }
}
