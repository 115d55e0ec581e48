import { mint, modelOf, now, nowDate, plain, storeSchema, type Connection, type Log, type Model } from '@comptoir/kit';
import { may } from '../people/permissions.js';
import type { People } from '../people/people.js';
import { digestText, type DigestLine } from './digest-text.js';
import type { Notice } from './notice-consumer.js';
import { WorkLoop } from './work-loop.js';

const preferenceSchema = storeSchema({ _id: String, stockAlerts: Boolean, changedAt: String });
preferenceSchema.index({ stockAlerts: 1 });

/** One a person: what was not told yet, and when it may be. */
const digestSchema = storeSchema({
  _id: String,
  lines: plain,
  dueAt: Date,
  sentAt: Date,
  attempts: Number,
  lastFault: String,
  claim: String,
});
digestSchema.index({ dueAt: 1 }, { sparse: true });

interface DigestRecord {
  readonly _id: string;
  readonly lines?: readonly DigestLine[];
  readonly dueAt?: Date;
  readonly sentAt?: Date;
  readonly attempts?: number;
}

/** Sends one mail; rejects where the server does not take it. */
export type SendMail = (mail: {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}) => Promise<unknown>;

/** Names for what an event has only ids of. */
export type Describe = (notice: Notice) => Promise<Omit<DigestLine, 'eventId' | 'type' | 'available' | 'expiresOn'>>;

/** How digests are sent; tests have other pauses. */
export interface DigestTerms {
  /** Between two mails to a person at least. */
  readonly everyMs: number;
  readonly retryMs?: number;
  readonly idleMs?: number;
}

/** A sender that dies keeps a digest for so long. */
const LEASE_MS = 120_000;
const RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;
/** Lines of one mail at most; what is beyond comes with the next one. */
const MOST_LINES = 200;

/**
 * Mails about stock to the people who chose to get them: all that happened since the last one, at most one in a while for each
 * person. A mail that fails is tried again with growing pauses and holds up nobody else.
 */
export class Digests {
  private readonly preferences: Model<any>;
  private readonly digests: Model<any>;
  private readonly loop: WorkLoop;

  constructor(
    connection: Connection,
    private readonly people: Pick<People, 'contacts'>,
    private readonly describe: Describe,
    /** Absent where no mail server is set: nothing is kept then. */
    private readonly send: SendMail | undefined,
    private readonly log: Log,
    private readonly terms: DigestTerms,
  ) {
    this.preferences = modelOf(connection, 'noticePreferences', preferenceSchema);
    this.digests = modelOf(connection, 'digests', digestSchema);
    this.loop = new WorkLoop(() => this.sendNext(), log, terms.idleMs);
  }

  /** Whether a mail server is set. */
  get isOffered(): boolean {
    return this.send !== undefined;
  }

  start(): void {
    if (this.send) this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Whether the person gets mails about stock. */
  async chosen(userId: string): Promise<boolean> {
    return (await this.preferences.exists({ _id: userId, stockAlerts: true })) !== null;
  }

  /** Notes whether the person gets mails about stock; what was not told yet is forgotten when not. */
  async choose(userId: string, stockAlerts: boolean): Promise<void> {
    await this.preferences.updateOne({ _id: userId }, { $set: { stockAlerts, changedAt: now() } }, { upsert: true });
    if (!stockAlerts) await this.digests.updateOne({ _id: userId }, { $set: { lines: [] }, $unset: { dueAt: '' } });
  }

  /** Adds the event to the digest of everybody who chose it and may read the stock of its store; once an event. */
  async keep(notice: Notice): Promise<void> {
    if (!this.send) return;
    const rows = await this.preferences.find({ stockAlerts: true }).lean<{ _id: string }[]>();
    const chosen = await this.people.contacts(rows.map(({ _id }) => _id));
    const readers = chosen.filter((person) => may(person, 'readStock', notice.data.storeId));
    if (readers.length === 0) return;
    const { eventId, type, data } = notice;
    const line: DigestLine = {
      eventId,
      type,
      available: data.available,
      ...('expiresOn' in data ? { expiresOn: data.expiresOn } : {}),
      ...(await this.describe(notice)),
    };
    for (const { userId } of readers) await this.add(userId, line);
    this.loop.wake();
  }

  private async add(userId: string, line: DigestLine): Promise<void> {
    await this.digests.updateOne({ _id: userId }, { $setOnInsert: { lines: [] } }, { upsert: true });
    // lines of an event that comes a second time are there already
    await this.digests.updateOne({ _id: userId, 'lines.eventId': { $ne: line.eventId } }, { $push: { lines: line } });
    // read after the line is there: a mail that was sent meanwhile is known, and the next one waits for its time
    const known = await this.digests.findById(userId).lean<DigestRecord | null>();
    const earliest = known?.sentAt ? known.sentAt.getTime() + this.terms.everyMs : 0;
    const dueAt = new Date(Math.max(earliest, nowDate().getTime()));
    await this.digests.updateOne({ _id: userId, dueAt: { $exists: false } }, { $set: { dueAt } });
  }

  /** Sends the digest that is due longest; false where none is. Replicas claim each before it is sent. */
  private async sendNext(): Promise<boolean> {
    const at = nowDate();
    const claim = mint('event');
    const claimed = await this.digests
      .findOneAndUpdate(
        { dueAt: { $lte: at } },
        { $set: { dueAt: new Date(at.getTime() + LEASE_MS), claim } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<DigestRecord | null>();
    if (!claimed) return false;
    const { _id, lines = [], attempts = 0 } = claimed;
    const mine = { _id, claim };
    const told = lines.slice(0, MOST_LINES);
    const [person] = await this.people.contacts([_id]);
    if (!person || told.length === 0) {
      await this.digests.updateOne(mine, { $set: { lines: [] }, $unset: { dueAt: '' } });
      return true;
    }
    try {
      await this.send!({ to: person.email, ...digestText(told), messageId: `${claim}@comptoir` });
    } catch (error) {
      const pauseMs = Math.min(LONGEST_RETRY_MS, (this.terms.retryMs ?? RETRY_MS) * 2 ** Math.min(attempts, 10));
      const lastFault = (error as Error).message.slice(0, 300);
      this.log.warn({ err: error, person: _id }, 'a mail about stock was not taken; it is tried again');
      const dueAt = new Date(nowDate().getTime() + pauseMs);
      await this.digests.updateOne(mine, { $set: { dueAt, lastFault }, $inc: { attempts: 1 } });
      return true;
    }
    const next = new Date(nowDate().getTime() + this.terms.everyMs);
    await this.digests.updateOne(mine, {
      $pull: { lines: { eventId: { $in: told.map(({ eventId }) => eventId) } } },
      $set: { sentAt: nowDate(), attempts: 0, dueAt: next },
      $unset: { lastFault: '' },
    });
    // nothing more to tell: the next event sets the day
    await this.digests.updateOne({ ...mine, lines: { $size: 0 } }, { $unset: { dueAt: '' } });
    return true;
  }
}
