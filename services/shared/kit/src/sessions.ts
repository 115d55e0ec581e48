import mongoose, { type ClientSession, type Connection, type Model } from 'mongoose';
import { ageMs, mint, nowDate } from './clock.js';
import type { SessionRecord } from './records.js';

const HALF_A_DAY_MS = 12 * 3600 * 1000;
const { Binary } = mongoose.mongo;

/**
 * The transaction of a killed process keeps its documents locked until the server's time limit, 60 s by default. So each
 * session is recorded before its first transaction (there are few: the driver reuses them), and a process that boots kills
 * the recorded sessions. When this hits the transaction of a living replica, that replica retries it.
 */
export class Sessions {
  private readonly self = mint('event');
  private readonly recorded = new Map<string, Date>();

  constructor(
    private readonly connection: Connection,
    private readonly rows: Model<any>,
  ) {}

  /** Ends the transactions that killed processes of this service left open. */
  async killOrphanedSessions(): Promise<void> {
    const before = await this.rows.find({}).lean<SessionRecord[]>();
    const left = before.flatMap((row) => row.sessions).slice(-10_000);
    if (left.length > 0)
      await this.connection.db?.command({
        killSessions: left.map((id) => ({ id: new Binary(Buffer.from(id, 'hex'), Binary.SUBTYPE_UUID) })),
      });
    await this.rows.updateOne({ _id: this.self }, { $set: { sessions: [], recordedAt: nowDate() } }, { upsert: true });
  }

  /** A recorded session for transactions. */
  async start(): Promise<ClientSession> {
    const session = await this.connection.startSession();
    const id = Buffer.from(session.id!.id.buffer).toString('hex');
    const before = this.recorded.get(id);
    if (before === undefined || ageMs(before) > HALF_A_DAY_MS) {
      const recordedAt = nowDate();
      this.recorded.set(id, recordedAt);
      await this.rows.updateOne(
        { _id: this.self },
        { $addToSet: { sessions: id }, $set: { recordedAt } },
        { upsert: true },
      );
    }
    return session;
  }
}
