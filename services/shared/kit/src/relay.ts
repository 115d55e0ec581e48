import type { NatsConnection } from '@nats-io/transport-node';
import { ageMs, inMs, nowDate, pause } from './clock.js';
import type { Log } from './log.js';
import { eventSubject } from './nats.js';
import type { CommandRecord, OutboxCheckpoint, KitModels } from './records.js';
import { ensureStream, type EventStream } from './stream.js';

const BATCH = 200;
/** A look at the database takes the acts of a short time, longer where there are few and shorter where there are many. */
const WINDOW_MS = 5_000;
const WINDOW_GROWS_BELOW = 50;
const WINDOW_SHRINKS_ABOVE = 200;
/** How many keys one `$in` carries: the stand-in's cost grows with their square. */
const KEYS_PER_QUERY = 50;
const SWEEP_MS = 15_000;
const RETRY_MS = 1_000;
/**
 * An act may come to be seen so long after its moment: a transaction lives a minute, and clocks of replicas differ a little.
 * Together with the time between two sweeps less than the two minutes in which the stream knows an event again.
 */
const MAX_COMMIT_DELAY_MS = 75_000;
/** After a lost stream the events of so many days are published again: as many as a stream keeps. */
const RETENTION_MS = 7 * 86_400_000;

/**
 * Publishes the events of acts to JetStream. Acts come straight from the commit that wrote them; a sweep now and then
 * looks for what an earlier crash, a replica's crash, or a stream out of reach left behind: at the start and after a doubt
 * through everything, otherwise once through what has become so old that no more of it can appear.
 *
 * No act is marked as sent. The courier's one row says up to which moment all events are on the stream. What is younger is
 * told apart in memory, and what another replica has published by the stream itself, which knows an event's id again.
 *
 * When the stream was lost, what was told in the last days is published again: whether it is the same stream is asked at
 * the start, after a failure, after each reconnection, and when the stream counts from a lower number than before
 * (somebody else may have made it anew in between).
 */
export class Relay {
  private readonly stopping = new AbortController();
  private wakeUp = new AbortController();
  private stream: EventStream | undefined;
  private ended: Promise<void> | undefined;
  private queued: CommandRecord[] = [];
  /** Acts whose events this process has put on the stream, young enough to be met again by a sweep. */
  private readonly published = new Map<string, Date>();
  /** The events of acts done before this moment are on the stream. */
  private publishedUpTo = inMs(-RETENTION_MS);
  /** Whether something was published since the courier's row was written. */
  private checkpointDirty = false;
  private sweepAt = 0;
  /** Since when the database may hold events that are neither published nor in `handed`; undefined once it was looked through. */
  private dirtySince: Date | undefined = nowDate();
  /** Highest number the stream has given to an event of this process. */
  private lastSequence = 0;
  /** How often the stream was doubted. */
  private invalidations = 0;
  /** When the stream was made to which this process has published. */
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

  /** The stream may be another one than before: it is looked at before anything more is published. */
  private invalidateStream(): void {
    this.invalidations += 1;
    this.stream = undefined;
    this.lastSequence = 0;
    this.sweepAt = 0;
    this.dirtySince ??= nowDate();
    this.wakeUp.abort();
  }

  /** Takes the acts of a transaction that has just committed. */
  readonly enqueue = (commands: readonly CommandRecord[]): void => {
    if (commands.length === 0) return;
    this.queued.push(...commands);
    this.wakeUp.abort();
  };

  /** Publishes what is there and ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wakeUp.abort();
    await this.ended;
    if (this.connection.isClosed()) return;
    this.queued = [];
    await this.sweep().catch((error: unknown) => this.log.warn({ err: error }, 'events stay for the next start'));
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.wakeUp = new AbortController();
      try {
        await this.runOnce();
      } catch (error) {
        this.queued = [];
        this.invalidateStream();
        this.log.warn({ err: error }, 'events wait in the database: the stream cannot be reached');
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
    await pause(Math.max(1, this.sweepAt - performance.now()), this.wakeUp.signal);
  }

  /** Publishes what no commit of this process has handed over, and notes how far everything is on the stream. */
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
      if (invalidations !== this.invalidations) return; // perhaps another stream: what was seen so far counts for nothing
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

  /** Writes down how far everything is on the stream, unless another process has met another stream. */
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
    for (let at = 0; at < ids.length; at += KEYS_PER_QUERY) {
      const some = ids.slice(at, at + KEYS_PER_QUERY);
      const commands = new Map(
        (await this.models.commands.find({ _id: { $in: some } }).lean<CommandRecord[]>()).map((command) => [
          command._id,
          command,
        ]),
      );
      await this.publish(some.flatMap((id) => commands.get(id) ?? []));
    }
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

  /** The stream that is there now; one that was doubted while it was being looked at is looked at again. */
  private async currentStream(): Promise<EventStream> {
    while (!this.stream) {
      const { invalidations } = this;
      const found = await this.openStream();
      if (invalidations === this.invalidations) this.stream = found;
    }
    return this.stream;
  }

  /**
   * Finds the stream, or makes it. When the room remembers another one, that one was lost with all it held: the process
   * that notices first sets the courier back, and every process forgets what it had published.
   */
  private async openStream(): Promise<EventStream> {
    const stream = await ensureStream(this.connection, this.installation);
    const { created } = stream;
    const known = await this.models.outboxCheckpoints.findById('stream').lean<OutboxCheckpoint>();
    if (known?.streamCreated !== created) {
      const publishedUpTo = inMs(-RETENTION_MS);
      if (known)
        this.log.warn({ since: publishedUpTo }, 'the stream of events was lost; publishing again what was told since');
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

  /** Acts whose events are not on the stream yet, one more where that is not known, and the age of the oldest in milliseconds (0 when none waits). */
  backlog(): { waiting: number; oldestMs: number } {
    const since = this.dirtySince ?? this.queued[0]?.decidedAt;
    return { waiting: this.queued.length + (this.isClean ? 0 : 1), oldestMs: since ? Math.max(0, ageMs(since)) : 0 };
  }
}
