import type { NatsConnection } from '@nats-io/transport-node';
import { ageMs, inMs, nowDate, pause } from './clock.js';
import type { Log } from './log.js';
import { eventSubject } from './nats.js';
import type { ActRow, CourierRow, KitModels } from './records.js';
import { ensureStream, type EventStream } from './stream.js';

const BATCH = 200;
/** A look at the database takes the acts of a short time, longer where there are few and shorter where there are many. */
const LOOK_MS = 5_000;
const FEW = 50;
const MANY = 200;
/** How many keys one `$in` carries: the stand-in's cost grows with their square. */
const KEYS_A_QUERY = 50;
const SWEEP_MS = 15_000;
const RETRY_MS = 1_000;
/**
 * An act may come to be seen so long after its moment: a transaction lives a minute, and clocks of replicas differ a little.
 * Together with the time between two sweeps less than the two minutes in which the stream knows an event again.
 */
const LATE_MS = 75_000;
/** After a lost stream the events of so many days are published again: as many as a stream keeps. */
const KEPT_MS = 7 * 86_400_000;

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
  private woken = new AbortController();
  private stream: EventStream | undefined;
  private ended: Promise<void> | undefined;
  private handed: ActRow[] = [];
  /** Acts whose events this process has put on the stream, young enough to be met again by a sweep. */
  private readonly published = new Map<string, Date>();
  /** The events of acts done before this moment are on the stream. */
  private sentTo = inMs(-KEPT_MS);
  /** Whether something was published since the courier's row was written. */
  private unnoted = false;
  private sweepAt = 0;
  /** Since when the database may hold events that are neither published nor in `handed`; undefined once it was looked through. */
  private unsweptSince: Date | undefined = nowDate();
  /** Highest number the stream has given to an event of this process. */
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
    this.unsweptSince ??= nowDate();
    this.woken.abort();
  }

  /** Takes the acts of a transaction that has just committed. */
  readonly hand = (acts: readonly ActRow[]): void => {
    if (acts.length === 0) return;
    this.handed.push(...acts);
    this.woken.abort();
  };

  /** Publishes what is there and ends. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.woken.abort();
    await this.ended;
    if (this.connection.isClosed()) return;
    this.handed = [];
    await this.sweep().catch((error: unknown) => this.log.warn({ err: error }, 'events stay for the next start'));
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      this.woken = new AbortController();
      try {
        await this.turn();
      } catch (error) {
        this.handed = [];
        this.doubtStream();
        this.log.warn({ err: error }, 'events wait in the database: the stream cannot be reached');
        await pause(RETRY_MS, this.stopping.signal);
      }
    }
  }

  private async turn(): Promise<void> {
    if (performance.now() >= this.sweepAt) await this.sweep();
    while (this.handed.length > 0) {
      const acts = this.handed.slice(0, BATCH);
      await this.publish(acts.filter((act) => !this.published.has(act._id)));
      this.handed.splice(0, acts.length);
    }
    await pause(Math.max(1, this.sweepAt - performance.now()), this.woken.signal);
  }

  /** Publishes what no commit of this process has handed over, and notes how far everything is on the stream. */
  private async sweep(): Promise<void> {
    await this.currentStream();
    const { doubts } = this;
    this.sweepAt = performance.now() + SWEEP_MS;
    const settled = inMs(-LATE_MS);
    const to = this.isSwept ? settled : inMs(LATE_MS);
    for (let [from, forMs] = [this.sentTo, LOOK_MS]; from < to;) {
      const until = new Date(Math.min(from.getTime() + forMs, to.getTime()));
      const acts = await this.models.acts
        .find({ doneAt: { $gte: from, $lt: until }, events: { $exists: true } })
        .sort({ doneAt: 1 })
        .select({ doneAt: 1 })
        .lean<ActRow[]>();
      const handed = new Set(this.handed.map((act) => act._id));
      await this.publishByIds(acts.map((act) => act._id).filter((id) => !this.published.has(id) && !handed.has(id)));
      if (doubts !== this.doubts) return; // perhaps another stream: what was seen so far counts for nothing
      this.reached(until < settled ? until : settled);
      from = until;
      if (acts.length < FEW) forMs *= 2;
      else if (acts.length > MANY) forMs /= 2;
    }
    this.unsweptSince = undefined;
    await this.note();
  }

  private get isSwept(): boolean {
    return this.unsweptSince === undefined;
  }

  private reached(moment: Date): void {
    if (moment <= this.sentTo) return;
    this.sentTo = moment;
    for (const [id, doneAt] of this.published) if (doneAt < moment) this.published.delete(id);
  }

  /** Writes down how far everything is on the stream, unless another process has met another stream. */
  private async note(): Promise<void> {
    if (!this.unnoted) return;
    this.unnoted = false;
    const noted = await this.models.courier.updateOne(
      { _id: 'stream', streamCreated: this.publishedTo },
      { $max: { sentTo: this.sentTo } },
    );
    if (noted.matchedCount === 0) this.doubtStream();
  }

  private async publishByIds(ids: readonly string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += KEYS_A_QUERY) {
      const some = ids.slice(at, at + KEYS_A_QUERY);
      const acts = new Map(
        (await this.models.acts.find({ _id: { $in: some } }).lean<ActRow[]>()).map((act) => [act._id, act]),
      );
      await this.publish(some.flatMap((id) => acts.get(id) ?? []));
    }
  }

  private async publish(acts: readonly ActRow[]): Promise<void> {
    if (acts.length === 0) return;
    const { js, name } = await this.currentStream();
    const events = acts.flatMap((act) => act.events ?? []);
    const acks = await Promise.all(
      events.map((event) =>
        js.publish(eventSubject(this.shop, event.type), JSON.stringify(event), {
          msgID: event.id,
          expect: { streamName: name },
        }),
      ),
    );
    const sequences = acks.filter((ack) => !ack.duplicate).map((ack) => ack.seq);
    const isAnother = sequences.some((sequence) => sequence <= this.lastSequence);
    this.lastSequence = Math.max(this.lastSequence, ...sequences);
    for (const act of acts) this.published.set(act._id, act.doneAt);
    this.unnoted = true;
    if (isAnother) this.doubtStream();
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
   * Finds the stream, or makes it. When the room remembers another one, that one was lost with all it held: the process
   * that notices first sets the courier back, and every process forgets what it had published.
   */
  private async openStream(): Promise<EventStream> {
    const stream = await ensureStream(this.connection, this.shop);
    const { created } = stream;
    const known = await this.models.courier.findById('stream').lean<CourierRow>();
    if (known?.streamCreated !== created) {
      const sentTo = inMs(-KEPT_MS);
      if (known)
        this.log.warn({ since: sentTo }, 'the stream of events was lost; publishing again what was told since');
      const filter = known ? { _id: 'stream', streamCreated: known.streamCreated } : { _id: 'stream' };
      const { matchedCount, upsertedCount } = await this.models.courier.updateOne(
        filter,
        { $set: { streamCreated: created, sentTo } },
        { upsert: !known },
      );
      if (matchedCount + upsertedCount === 0) return this.openStream(); // another process was first
    }
    if (this.publishedTo !== created) {
      this.published.clear();
      this.sentTo = (await this.models.courier.findById('stream').lean<CourierRow>())?.sentTo ?? inMs(-KEPT_MS);
      this.publishedTo = created;
    }
    return stream;
  }

  /** Acts whose events are not on the stream yet, one more where that is not known, and the age of the oldest in milliseconds (0 when none waits). */
  backlog(): { waiting: number; oldestMs: number } {
    const since = this.unsweptSince ?? this.handed[0]?.doneAt;
    return { waiting: this.handed.length + (this.isSwept ? 0 : 1), oldestMs: since ? Math.max(0, ageMs(since)) : 0 };
  }
}
