import type { NatsConnection } from '@nats-io/transport-node';
import { ageMs, inMs, nowDate, pause } from './clock.js';
import type { Log } from './log.js';
import { eventSubject } from './nats.js';
import type { CommandRecord, OutboxCheckpoint, KitModels } from './records.js';
import { readInPieces } from './read-in-pieces.js';
import { ensureStream, type EventStream } from './stream.js';

const BATCH = 200;
/** A sweep reads the commands of one time window per query; the window grows where there are few and shrinks where there are many. */
const WINDOW_MS = 5_000;
const WINDOW_GROWS_BELOW = 50;
const WINDOW_SHRINKS_ABOVE = 200;
const SWEEP_MS = 15_000;
const RETRY_MS = 1_000;
/**
 * A command record may become visible this long after `decidedAt`: a transaction lives up to a minute, plus clock skew
 * between replicas. Together with the sweep interval it must stay below the two minutes of the stream's duplicate window.
 */
const MAX_COMMIT_DELAY_MS = 75_000;
/** After the stream was lost, the events of this period are published again: as long as the stream retains them. */
const RETENTION_MS = 7 * 86_400_000;

/**
 * Publishes the events of committed commands to JetStream (transactional outbox). Commands are enqueued by the commit that
 * wrote them. A regular sweep finds what was left by a crash of this process or of a replica, or while the stream could not
 * be reached. At the start and after `invalidateStream` it reads everything since the checkpoint, otherwise only what is
 * older than MAX_COMMIT_DELAY_MS, where no new record can appear.
 *
 * No command is marked as published. The outbox checkpoint holds the moment up to which all events are on the stream
 * (high-water mark). For younger commands this process keeps in memory what it has published. What another replica has
 * published is dropped by the stream, which recognizes the event id (`Nats-Msg-Id`).
 *
 * When the stream was lost, the events of the retention period are published again. Whether it is the same stream is
 * checked at the start, after a failure, after each reconnection, and when the stream answers a lower sequence number than
 * before (another process may have created it again in between).
 */
export class Relay {
  private readonly stopping = new AbortController();
  private wakeUp = Promise.withResolvers<void>();
  private stream: EventStream | undefined;
  private ended: Promise<void> | undefined;
  private queued: CommandRecord[] = [];
  /** Commands whose events this process has published and that are young enough for a sweep to read them again. */
  private readonly published = new Map<string, Date>();
  /** Events of commands decided before this moment are on the stream. */
  private publishedUpTo = inMs(-RETENTION_MS);
  /** Whether something was published since the checkpoint was written. */
  private checkpointDirty = false;
  private sweepAt = 0;
  /** Since when the database may hold events that are neither published nor in `queued`; undefined after a complete sweep. */
  private dirtySince: Date | undefined = nowDate();
  /** Highest sequence number that the stream gave to an event of this process. */
  private lastSequence = 0;
  /** How often the stream was invalidated. */
  private invalidations = 0;
  /** Creation time of the stream to which this process has published. */
  private publishedStream: string | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly installation: string,
    private readonly models: KitModels,
    private readonly log: Log,
  ) {}

  /** Starts publishing. */
  start(): void {
    this.ended = this.loop();
    void this.watchReconnections();
  }

  private async watchReconnections(): Promise<void> {
    for await (const { type } of this.connection.status()) if (type === 'reconnect') this.invalidateStream();
  }

  /** The stream may be another one than before: it is checked before anything more is published. */
  private invalidateStream(): void {
    this.invalidations += 1;
    this.stream = undefined;
    this.lastSequence = 0;
    this.sweepAt = 0;
    this.dirtySince ??= nowDate();
    this.wakeUp.resolve();
  }

  /** Enqueues the commands of a transaction that has just committed. */
  readonly enqueue = (commands: readonly CommandRecord[]): void => {
    if (commands.length === 0) return;
    this.queued.push(...commands);
    this.wakeUp.resolve();
  };

  /** Publishes what is left and stops. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wakeUp.resolve();
    await this.ended;
    if (this.connection.isClosed()) return;
    this.queued = [];
    await this.sweep().catch((error: unknown) => this.log.warn({ err: error }, 'events are left for the next start'));
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.wakeUp = Promise.withResolvers<void>();
      try {
        await this.runOnce();
      } catch (error) {
        this.queued = [];
        this.invalidateStream();
        this.log.warn({ err: error }, 'the stream cannot be reached; events wait in the database');
        await pause(RETRY_MS, this.stopping.signal);
      }
    }
  }

  private async runOnce(): Promise<void> {
    if (performance.now() >= this.sweepAt) await this.sweep();
    while (this.queued.length > 0) {
      const commands = this.queued.slice(0, BATCH);
      await this.publish(commands.filter((command) => !this.published.has(command._id)));
      this.queued.splice(0, commands.length);
    }
    await this.wakeUpOr(Math.max(1, this.sweepAt - performance.now()));
  }

  /** Waits for a wake-up, at most `ms` milliseconds; without the errors that an aborted `pause` makes for each command. */
  private async wakeUpOr(ms: number): Promise<void> {
    const timer = setTimeout(this.wakeUp.resolve, ms);
    await this.wakeUp.promise;
    clearTimeout(timer);
  }

  /** Publishes what no commit of this process has enqueued, and advances the checkpoint. */
  private async sweep(): Promise<void> {
    await this.currentStream();
    const { invalidations } = this;
    this.sweepAt = performance.now() + SWEEP_MS;
    const settled = inMs(-MAX_COMMIT_DELAY_MS);
    const to = this.isClean ? settled : inMs(MAX_COMMIT_DELAY_MS);
    for (let [from, forMs] = [this.publishedUpTo, WINDOW_MS]; from < to;) {
      const until = new Date(Math.min(from.getTime() + forMs, to.getTime()));
      const commands = await this.models.commands
        .find({ decidedAt: { $gte: from, $lt: until }, events: { $exists: true } })
        .sort({ decidedAt: 1 })
        .select({ decidedAt: 1 })
        .lean<CommandRecord[]>();
      const queued = new Set(this.queued.map((command) => command._id));
      await this.publishByIds(
        commands.map((command) => command._id).filter((id) => !this.published.has(id) && !queued.has(id)),
      );
      if (invalidations !== this.invalidations) return; // perhaps another stream: this sweep does not count
      this.advanceCheckpoint(until < settled ? until : settled);
      from = until;
      if (commands.length < WINDOW_GROWS_BELOW) forMs *= 2;
      else if (commands.length > WINDOW_SHRINKS_ABOVE) forMs /= 2;
    }
    this.dirtySince = undefined;
    await this.saveCheckpoint();
  }

  private get isClean(): boolean {
    return this.dirtySince === undefined;
  }

  private advanceCheckpoint(moment: Date): void {
    if (moment <= this.publishedUpTo) return;
    this.publishedUpTo = moment;
    for (const [id, decidedAt] of this.published) if (decidedAt < moment) this.published.delete(id);
  }

  /** Writes the checkpoint, unless another process has found another stream. */
  private async saveCheckpoint(): Promise<void> {
    if (!this.checkpointDirty) return;
    this.checkpointDirty = false;
    const saved = await this.models.outboxCheckpoints.updateOne(
      { _id: 'stream', streamCreated: this.publishedStream },
      { $max: { publishedUpTo: this.publishedUpTo } },
    );
    if (saved.matchedCount === 0) this.invalidateStream();
  }

  private async publishByIds(ids: readonly string[]): Promise<void> {
    const found = await readInPieces<CommandRecord>(ids, (piece) =>
      this.models.commands.find({ _id: { $in: piece } }).lean(),
    );
    const commands = new Map(found.map((command) => [command._id, command]));
    await this.publish(ids.flatMap((id) => commands.get(id) ?? []));
  }

  private async publish(commands: readonly CommandRecord[]): Promise<void> {
    if (commands.length === 0) return;
    const { js, name } = await this.currentStream();
    const events = commands.flatMap((command) => command.events ?? []);
    const acks = await Promise.all(
      events.map((event) =>
        js.publish(eventSubject(this.installation, event.type), JSON.stringify(event), {
          msgID: event.id,
          expect: { streamName: name },
        }),
      ),
    );
    const sequences = acks.filter((ack) => !ack.duplicate).map((ack) => ack.seq);
    const isOtherStream = sequences.some((sequence) => sequence <= this.lastSequence);
    this.lastSequence = Math.max(this.lastSequence, ...sequences);
    for (const command of commands) this.published.set(command._id, command.decidedAt);
    this.checkpointDirty = true;
    if (isOtherStream) this.invalidateStream();
  }

  /** The current stream; checked again when it was invalidated during the check. */
  private async currentStream(): Promise<EventStream> {
    while (!this.stream) {
      const { invalidations } = this;
      const found = await this.openStream();
      if (invalidations === this.invalidations) this.stream = found;
    }
    return this.stream;
  }

  /**
   * Finds or creates the stream. When the checkpoint names another one, that one was lost with its events: the first
   * process that notices sets the checkpoint back, and every process forgets what it had published.
   */
  private async openStream(): Promise<EventStream> {
    const stream = await ensureStream(this.connection, this.installation);
    const { created } = stream;
    const known = await this.models.outboxCheckpoints.findById('stream').lean<OutboxCheckpoint>();
    if (known?.streamCreated !== created) {
      const publishedUpTo = inMs(-RETENTION_MS);
      if (known)
        this.log.warn({ since: publishedUpTo }, 'the event stream was lost; publishing the events since then again');
      const filter = known ? { _id: 'stream', streamCreated: known.streamCreated } : { _id: 'stream' };
      const { matchedCount, upsertedCount } = await this.models.outboxCheckpoints.updateOne(
        filter,
        { $set: { streamCreated: created, publishedUpTo } },
        { upsert: !known },
      );
      if (matchedCount + upsertedCount === 0) return this.openStream(); // another process was first
    }
    if (this.publishedStream !== created) {
      this.published.clear();
      this.publishedUpTo =
        (await this.models.outboxCheckpoints.findById('stream').lean<OutboxCheckpoint>())?.publishedUpTo ??
        inMs(-RETENTION_MS);
      this.publishedStream = created;
    }
    return stream;
  }

  /** Number of commands whose events are not on the stream yet (one more where a sweep is due), and the age of the oldest in milliseconds (0 when none waits). */
  backlog(): { waiting: number; oldestMs: number } {
    const since = this.dirtySince ?? this.queued[0]?.decidedAt;
    return { waiting: this.queued.length + (this.isClean ? 0 : 1), oldestMs: since ? Math.max(0, ageMs(since)) : 0 };
  }
}
