import type { ClientSession, Connection } from 'mongoose';
import { kernelRefusals, StoreError, type Actor, type EventEnvelope } from '@comptoir/contracts';
import { backoffMs, mint, now, nowDate, pause } from './clock.js';
import { faultPoint } from './faults.js';
import type { Context, Decided, HandlerParts } from './handlers.js';
import { KeyQueue } from './key-queue.js';
import { GuardMissed, insert, isCommitUnknown, isDuplicateKey, isTransient, saveAll, type Write } from './mongo.js';
import { Sessions } from './sessions.js';
import type { ActRow, KitModels } from './records.js';

const TRANSACTION = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;
const MAX_ATTEMPTS = 40;
const MAX_GUARD_MISSES = 8;

/** One act to be done once: the id it is known by and what it is asked. */
export interface Act {
  readonly actId: string;
  readonly subject: string;
  readonly fingerprint?: string;
  readonly sagaId?: string;
  readonly actor: Actor;
  readonly input: unknown;
}

type Parts<Store> = HandlerParts<Store, any, any, any>;

interface Asked<Store> {
  readonly parts: Parts<Store>;
  readonly act: Act;
}

/** Runs handlers so that their writes and the act's row (its id, its reply and its events) commit in one transaction, once per act id. */
export class Transactions<Store> {
  private readonly queue = new KeyQueue();
  private readonly sessions: Sessions;

  constructor(
    private readonly connection: Connection,
    private readonly models: KitModels,
    private readonly storeOf: (session: ClientSession | null) => Store,
    private readonly onCommitted: (rows: readonly ActRow[]) => void,
  ) {
    this.sessions = new Sessions(connection, models.sessions);
  }

  /** Before the first act: ends what killed processes of this room left open. */
  open(): Promise<void> {
    return this.sessions.endLeftBehind();
  }

  /** Does the act, or answers the stored reply when it was done before. Refusals write nothing. */
  async run(parts: Parts<Store>, act: Act): Promise<unknown> {
    await faultPoint('begun', act);
    const keys = parts.keys?.(act.input) ?? [];
    return this.queue.run(keys, () => this.attempt(parts, act));
  }

  /**
   * Does several acts, in order, with one transaction for those that follow each other without a common key. Only for
   * acts that name in their keys every record they read and write. When a group fails, those of its acts that were done
   * before get their stored replies (a stream that is heard again from its start is taken in large pieces); when none was,
   * each is done by itself.
   */
  async runTogether(acts: readonly Asked<Store>[]): Promise<PromiseSettledResult<unknown>[]> {
    const results: PromiseSettledResult<unknown>[] = [];
    let group: Asked<Store>[] = [];
    let keys = new Set<string>();
    for (const one of acts) {
      const own = one.parts.keys?.(one.act.input) ?? [];
      if (own.some((key: string) => keys.has(key))) {
        results.push(...(await this.runGroup(group, [...keys])));
        [group, keys] = [[], new Set()];
      }
      group.push(one);
      for (const key of own) keys.add(key);
    }
    results.push(...(await this.runGroup(group, [...keys])));
    return results;
  }

  private async runGroup(
    acts: readonly Asked<Store>[],
    keys: readonly string[],
  ): Promise<PromiseSettledResult<unknown>[]> {
    if (acts.length > 1) {
      try {
        const replies = await this.queue.run(keys, () => this.inOne(acts));
        return replies.map((value) => ({ status: 'fulfilled', value }));
      } catch {
        const known = await this.doneBefore(acts);
        if (known.size > 0) {
          const rest = acts.filter(({ act }) => !known.has(act.actId));
          const others = rest.length > 0 ? await this.runGroup(rest, keys) : [];
          return acts.map(({ act }) => known.get(act.actId) ?? (others.shift() as PromiseSettledResult<unknown>));
        }
        // one of them was refused or met a rival: which one is found out one by one
      }
    }
    const results: PromiseSettledResult<unknown>[] = [];
    for (const { parts, act } of acts) results.push(...(await Promise.allSettled([this.run(parts, act)])));
    return results;
  }

  private async doneBefore(acts: readonly Asked<Store>[]): Promise<Map<string, PromiseSettledResult<unknown>>> {
    const rows = await this.models.acts.find({ _id: { $in: acts.map(({ act }) => act.actId) } }).lean<ActRow[]>();
    const stored = new Map(rows.map((row) => [row._id, row]));
    const known = acts.filter(({ act }) => stored.has(act.actId));
    const results = await Promise.allSettled(known.map(async ({ act }) => storedReply(stored.get(act.actId)!, act)));
    return new Map(known.map(({ act }, index) => [act.actId, results[index]!]));
  }

  private async attempt(parts: Parts<Store>, act: Act): Promise<unknown> {
    let guardMisses = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(parts, act);
      } catch (error) {
        const settled = await this.settle(parts, act, error);
        if (settled) return settled.reply;
        if (error instanceof GuardMissed) guardMisses += 1;
        if (attempt >= MAX_ATTEMPTS || guardMisses > MAX_GUARD_MISSES) {
          throw kernelRefusals.unavailable(
            `${act.subject} could not be done now: others keep changing the same records`,
            { attempt },
          );
        }
        await pause(backoffMs(attempt, 4, 250));
      }
    }
  }

  /** After a failed attempt: the stored reply if the act was done before, nothing if it is to be tried again; else throws. */
  private async settle(parts: Parts<Store>, act: Act, error: unknown): Promise<{ reply: unknown } | undefined> {
    if (error instanceof GuardMissed || (isTransient(error) && !isDuplicateKey(error))) return undefined;
    const duplicate = isDuplicateKey(error);
    if (!duplicate && !(error instanceof StoreError)) throw error;
    const stored = await this.models.acts.findById(act.actId).lean<ActRow>();
    if (stored) return { reply: storedReply(stored, act) };
    if (duplicate && parts.duplicate) throw parts.duplicate(act.input, error);
    throw error;
  }

  private async once(parts: Parts<Store>, act: Act): Promise<unknown> {
    return (await this.inOne([{ parts, act }]))[0];
  }

  private async inOne(acts: readonly Asked<Store>[]): Promise<unknown[]> {
    const session = await this.sessions.start();
    try {
      session.startTransaction(TRANSACTION);
      const store = this.storeOf(session);
      const [writes, rows, replies]: [Write[], ActRow[], unknown[]] = [[], [], []];
      for (const { parts, act } of acts) {
        const context: Context = { now: now(), actor: act.actor, commandId: act.actId, sagaId: act.sagaId, mint };
        const decided = parts.decide(await parts.load(store, act.input, context), act.input, context);
        writes.push(...parts.save(store, decided, act.input, context));
        const row = actRow(act, decided, context);
        writes.push(insert(this.models.acts, row));
        rows.push(row);
        replies.push(decided.reply);
      }
      await this.beginWithRead(session);
      await saveAll(this.connection, writes, session);
      for (const { act } of acts) await faultPoint('committing', act);
      await commit(session);
      for (const { act } of acts) await faultPoint('committed', act);
      this.onCommitted(rows.filter((row) => row.events));
      return replies;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined); // the server ends it by itself
      throw error;
    } finally {
      await session.endSession();
    }
  }

  /** A transaction's first operation carries its read concern, which the stand-in does not take on a bulk write. */
  private async beginWithRead(session: ClientSession): Promise<void> {
    const { transaction } = session as unknown as { transaction?: { isStarting: boolean } };
    if (transaction?.isStarting !== false) await this.models.acts.findById('none').session(session).lean();
  }
}

/** The reply of an act that was done before; refuses `command.reused` when its id stood for something else then. */
function storedReply(stored: ActRow, act: Act): unknown {
  if (stored.subject !== act.subject || (stored.fingerprint ?? '') !== (act.fingerprint ?? '')) {
    throw kernelRefusals.commandReused(
      'This idempotency key was used before for something else; use a new key for a new act.',
      { commandId: act.actId },
    );
  }
  return stored.reply;
}

function actRow(
  { actId, subject, fingerprint, sagaId }: Act,
  { reply, events = [] }: Decided<unknown>,
  { now: occurredAt }: Context,
): ActRow {
  const told = events.map(({ contract, data }): EventEnvelope => ({
    id: mint('event'),
    type: contract.type,
    occurredAt,
    sagaId,
    data,
  }));
  return { _id: actId, subject, fingerprint, reply, events: told.length > 0 ? told : undefined, doneAt: nowDate() };
}

async function commit(session: ClientSession): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      if (!isCommitUnknown(error) || attempt >= 10) throw error;
      await pause(backoffMs(attempt, 20, 1000));
    }
  }
}
