import type { NatsConnection } from '@nats-io/transport-node';
import { ageMs, nowDate, pause } from './clock.js';
import type { Log } from './log.js';
import { eventSubject } from './nats.js';
import type { KitModels, OutboxRow } from './records.js';
import { ensureStream, type EventStream } from './stream.js';

const BATCH = 200;
const SWEEP_MS = 5_000;
const RETRY_MS = 1_000;
const MARK_AFTER_MS = 2_000;

/**
 * Publishes outbox rows to JetStream. Rows come straight from the commit that wrote them and are marked sent a little
 * later, many at once; a sweep every few seconds finds what an earlier crash, or a stream out of reach, left behind. When the
 * stream was lost, all rows still kept are published again: whether it is the same stream is asked at the start, after a
 * failure, after each reconnection, and when the stream counts from a lower number than before (somebody else may have
 * made it anew in between).
 */
export class Relay {
  private readonly stopping = new AbortController();
  private woken = new AbortController();
  private stream: EventStream | undefined;
  private ended: Promise<void> | undefined;
  private handed: OutboxRow[] = [];
  /** Published, and not yet marked so in the database. */
  private unmarked = new Set<string>();
  private markAt = 0;
  private sweepAt = 0;
  /** Highest number the stream has given to a row of this process. */
  private lastSequence = 0;
  /** How often the stream was doubted. */
  private doubts = 0;
  /** When the stream was made to which this process has published. */
  private publishedTo: string | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly shop: string,
    private readonly models: KitModels,
    private readonly log: Log,
  ) {}

  /** Starts publishing. */
  start(): void {
    this.ended = this.loop();
    void this.noticeReconnections();
  }

  private async noticeReconnections(): Promise<void> {
    for await (const { type } of this.connection.status()) if (type === 'reconnect') this.doubtStream();
  }

  /** The stream may be another one than before: it is looked at before anything more is published. */
  private doubtStream(): void {
    this.doubts += 1;
    this.stream = undefined;
    this.lastSequence = 0;
    this.sweepAt = 0;
    this.woken.abort();
  }

  /** Takes the rows of a transaction that has just committed. */
  readonly hand = (rows: readonly OutboxRow[]): void => {
    this.handed.push(...rows);
    this.woken.abort();
  };

  /** Publishes what is there and ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.woken.abort();
    await this.ended;
    if (this.connection.isClosed()) return;
    this.handed = [];
    await this.sweep().then(() => this.mark()).catch((error: unknown) => this.log.warn({ err: error }, 'outbox rows stay for the next start'));
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.woken = new AbortController();
      try {
        await this.turn();
      } catch (error) {
        this.handed = [];
        this.doubtStream();
        this.log.warn({ err: error }, 'events wait in the outbox: the stream cannot be reached');
        await pause(RETRY_MS, this.stopping.signal);
      }
    }
  }

  private async turn(): Promise<void> {
    if (performance.now() >= this.sweepAt) await this.sweep();
    while (this.handed.length > 0) {
      const rows = this.handed.splice(0, BATCH);
      await this.publish(rows.filter((row) => !this.unmarked.has(row._id)));
    }
    if (this.unmarked.size > 0 && (this.unmarked.size >= BATCH || performance.now() >= this.markAt)) await this.mark();
    const next = this.unmarked.size > 0 ? Math.min(this.markAt, this.sweepAt) : this.sweepAt;
    if (this.handed.length === 0) await pause(Math.max(1, next - performance.now()), this.woken.signal);
  }

  /** Publishes the rows that no commit of this process has handed over. */
  private async sweep(): Promise<void> {
    await this.currentStream();
    this.sweepAt = performance.now() + SWEEP_MS;
    for (;;) {
      const known = new Set([...this.unmarked, ...this.handed.map((row) => row._id)]);
      const rows = await this.models.outbox.find({ sentAt: null }).sort({ _id: 1 }).limit(BATCH + known.size).lean<OutboxRow[]>();
      const left = rows.filter((row) => !known.has(row._id) && !this.unmarked.has(row._id));
      if (left.length === 0) return;
      await this.publish(left);
      await this.mark();
    }
  }

  private async publish(rows: readonly OutboxRow[]): Promise<void> {
    const { js, name } = await this.currentStream();
    const acks = await Promise.all(rows.map((row) => js.publish(eventSubject(this.shop, row.envelope.type), JSON.stringify(row.envelope), { msgID: row._id, expect: { streamName: name } })));
    const sequences = acks.filter((ack) => !ack.duplicate).map((ack) => ack.seq);
    const isAnother = sequences.some((sequence) => sequence <= this.lastSequence);
    this.lastSequence = Math.max(this.lastSequence, ...sequences);
    if (this.unmarked.size === 0) this.markAt = performance.now() + MARK_AFTER_MS;
    for (const row of rows) this.unmarked.add(row._id);
    if (isAnother) this.doubtStream();
  }

  private async mark(): Promise<void> {
    const ids = [...this.unmarked];
    await this.models.outbox.updateMany({ _id: { $in: ids } }, { $set: { sentAt: nowDate() } });
    for (const id of ids) this.unmarked.delete(id);
  }

  /** The stream that is there now; one that was doubted while it was being looked at is looked at again. */
  private async currentStream(): Promise<EventStream> {
    while (!this.stream) {
      const { doubts } = this;
      const found = await this.openStream();
      if (doubts === this.doubts) this.stream = found;
    }
    return this.stream;
  }

  /**
   * Finds the stream, or makes it. Another one than this process has published to, or than the room remembers, has lost
   * what was sent: a replica may have noticed before, and this process marked more rows since.
   */
  private async openStream(): Promise<EventStream> {
    const stream = await ensureStream(this.connection, this.shop);
    const known = await this.models.courier.findById('stream').lean<{ streamCreated: string }>();
    const earlier = [known?.streamCreated, this.publishedTo].filter((created) => created !== undefined);
    if (earlier.some((created) => created !== stream.created)) {
      const again = await this.models.outbox.updateMany({ sentAt: { $ne: null } }, { $set: { sentAt: null } });
      this.unmarked.clear();
      this.log.warn({ rows: again.modifiedCount }, 'the stream of events was lost; publishing again what the outbox keeps');
    }
    await this.models.courier.updateOne({ _id: 'stream' }, { $set: { streamCreated: stream.created } }, { upsert: true });
    this.publishedTo = stream.created;
    return stream;
  }

  /** Rows that wait, and the age of the oldest in milliseconds (0 when none waits). */
  async backlog(): Promise<{ waiting: number; oldestMs: number }> {
    const rows = await this.models.outbox.find({ sentAt: null }).sort({ _id: 1 }).limit(1_000).lean<OutboxRow[]>();
    const waiting = rows.filter((row) => !this.unmarked.has(row._id));
    return { waiting: waiting.length, oldestMs: waiting[0] ? Math.max(0, ageMs(waiting[0].createdAt)) : 0 };
  }
}
