import type { ClientSession, Connection } from 'mongoose';
import { kernelRefusals, StoreError, type Actor, type EventEnvelope } from '@comptoir/contracts';
import { backoffMs, mint, now, nowDate, pause } from './clock.js';
import { faultPoint } from './faults.js';
import type { Context, HandlerParts, RaisedEvent } from './handlers.js';
import { KeyQueue } from './key-queue.js';
import { GuardMissed, insert, isCommitUnknown, isDuplicateKey, isTransient, saveAll, type Write } from './mongo.js';
import type { InboxRow, KitModels } from './records.js';

const TRANSACTION = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;
const MAX_ATTEMPTS = 40;
const MAX_GUARD_MISSES = 8;

/** One act to be done once: its inbox id and what it is asked. */
export interface Act {
  readonly inboxId: string;
  readonly subject: string;
  readonly fingerprint?: string;
  readonly sagaId?: string;
  readonly actor: Actor;
  readonly input: unknown;
}

type Parts<Store> = HandlerParts<Store, any, any, any>;

/** Runs handlers so that inbox row, writes, outbox rows and stored reply commit in one transaction, once per inbox id. */
export class Transactions<Store> {
  private readonly queue = new KeyQueue();

  constructor(
    private readonly connection: Connection,
    private readonly models: KitModels,
    private readonly storeOf: (session: ClientSession | null) => Store,
    private readonly onCommitted: () => void,
  ) {}

  /** Does the act, or answers the stored reply when it was done before. Refusals write nothing. */
  async run(parts: Parts<Store>, act: Act): Promise<unknown> {
    await faultPoint('begun', act);
    const keys = parts.keys?.(act.input) ?? [];
    return this.queue.run(keys, () => this.attempt(parts, act));
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
          throw kernelRefusals.unavailable(`${act.subject} could not be done now: others keep changing the same records`, { attempt });
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
    const stored = await this.models.inbox.findById(act.inboxId).lean<InboxRow>();
    if (stored) {
      if (stored.subject !== act.subject || (stored.fingerprint ?? '') !== (act.fingerprint ?? '')) {
        throw kernelRefusals.commandReused('This idempotency key was used before for something else; use a new key for a new act.', { commandId: act.inboxId });
      }
      return { reply: stored.reply };
    }
    if (duplicate && parts.duplicate) throw parts.duplicate(act.input, error);
    throw error;
  }

  private async once(parts: Parts<Store>, act: Act): Promise<unknown> {
    const session = await this.connection.startSession();
    try {
      session.startTransaction(TRANSACTION);
      const context: Context = { now: now(), actor: act.actor, commandId: act.inboxId, sagaId: act.sagaId, mint };
      const store = this.storeOf(session);
      const state = await parts.load(store, act.input, context);
      const decided = parts.decide(state, act.input, context);
      const writes = [...parts.save(store, decided, act.input, context), ...this.bookkeeping(act, decided, context)];
      await this.beginWithRead(session, act);
      await saveAll(this.connection, writes, session);
      await faultPoint('committing', act);
      await commit(session);
      await faultPoint('committed', act);
      if (decided.events?.length) this.onCommitted();
      return decided.reply;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined); // the server ends it by itself
      throw error;
    } finally {
      await session.endSession();
    }
  }

  /** A transaction's first operation carries its read concern, which the stand-in does not take on a bulk write. */
  private async beginWithRead(session: ClientSession, act: Act): Promise<void> {
    const { transaction } = session as unknown as { transaction?: { isStarting: boolean } };
    if (transaction?.isStarting !== false) await this.models.inbox.findById(act.inboxId).session(session).lean();
  }

  private bookkeeping(act: Act, decided: { reply?: unknown; events?: readonly RaisedEvent[] }, context: Context): Write[] {
    const inbox = { _id: act.inboxId, subject: act.subject, fingerprint: act.fingerprint, reply: decided.reply, doneAt: nowDate() };
    const rows = (decided.events ?? []).map((raised) => {
      const envelope: EventEnvelope = {
        id: mint('event'), type: raised.contract.type, occurredAt: context.now, sagaId: act.sagaId, data: raised.data,
      };
      return insert(this.models.outbox, { _id: envelope.id, envelope, createdAt: nowDate(), sentAt: null });
    });
    return [insert(this.models.inbox, inbox), ...rows];
  }
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
