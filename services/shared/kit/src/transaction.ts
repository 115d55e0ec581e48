import type { ClientSession, Connection } from 'mongoose';
import { kernelErrors, DomainError, type Actor, type EventEnvelope } from '@comptoir/contracts/kernel';
import { backoffMs, mint, now, nowDate, pause } from './clock.js';
import { faultPoint } from './faults.js';
import type { Context, Decided, HandlerParts } from './handlers.js';
import { KeyQueue } from './key-queue.js';
import { GuardMissed, insert, isCommitUnknown, isDuplicateKey, isTransient, saveAll, type Write } from './mongo.js';
import { Sessions } from './sessions.js';
import type { CommandRecord, KitModels } from './records.js';

const TRANSACTION = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;
const MAX_ATTEMPTS = 40;
const MAX_GUARD_MISSES = 8;

/** A command to run once: its idempotency key and its input. */
export interface Command {
  readonly commandId: string;
  readonly subject: string;
  readonly fingerprint?: string;
  readonly sagaId?: string;
  readonly actor: Actor;
  readonly input: unknown;
  /** Throws when the reply cannot be sent; called before anything is written. */
  readonly checkReply?: (reply: unknown) => void;
}

type Parts<Store> = HandlerParts<Store, any, any, any>;

interface PendingCommand<Store> {
  readonly parts: Parts<Store>;
  readonly command: Command;
}

/** Runs handlers so that their writes and the command record (id, reply and events) commit in one transaction, once per command id. */
export class Transactions<Store> {
  private readonly queue = new KeyQueue();
  private readonly sessions: Sessions;

  constructor(
    private readonly connection: Connection,
    private readonly models: KitModels,
    private readonly storeOf: (session: ClientSession | null) => Store,
    private readonly onCommitted: (rows: readonly CommandRecord[]) => void,
  ) {
    this.sessions = new Sessions(connection, models.sessions);
  }

  /** Call before the first command: ends the transactions that killed processes of this service left open. */
  open(): Promise<void> {
    return this.sessions.killOrphanedSessions();
  }

  /** Runs the command, or returns the stored reply when it ran before. A refusal writes nothing. */
  async run(parts: Parts<Store>, command: Command): Promise<unknown> {
    await faultPoint('begun', command);
    const keys = parts.keys?.(command.input) ?? [];
    return this.queue.run(keys, () => this.attempt(parts, command));
  }

  /**
   * Runs several commands in order, with one transaction for consecutive ones without a common key. Only for commands
   * whose keys name every record they read and write. When a group fails, those of its commands that ran before get their
   * stored replies (this is frequent when a stream is delivered again from its start); if none ran before, each command
   * runs in a transaction of its own.
   */
  async runBatch(commands: readonly PendingCommand<Store>[]): Promise<PromiseSettledResult<unknown>[]> {
    const results: PromiseSettledResult<unknown>[] = [];
    let group: PendingCommand<Store>[] = [];
    let keys = new Set<string>();
    for (const one of commands) {
      const own = one.parts.keys?.(one.command.input) ?? [];
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
    commands: readonly PendingCommand<Store>[],
    keys: readonly string[],
  ): Promise<PromiseSettledResult<unknown>[]> {
    if (commands.length > 1) {
      try {
        const replies = await this.queue.run(keys, () => this.runInOneTransaction(commands));
        return replies.map((value) => ({ status: 'fulfilled', value }));
      } catch {
        const known = await this.storedOutcomes(commands);
        if (known.size > 0) {
          const rest = commands.filter(({ command }) => !known.has(command.commandId));
          const others = rest.length > 0 ? await this.runGroup(rest, keys) : [];
          return commands.map(
            ({ command }) => known.get(command.commandId) ?? (others.shift() as PromiseSettledResult<unknown>),
          );
        }
        // one of them was refused or had a conflict: running them one by one finds out which
      }
    }
    const results: PromiseSettledResult<unknown>[] = [];
    for (const { parts, command } of commands) results.push(...(await Promise.allSettled([this.run(parts, command)])));
    return results;
  }

  private async storedOutcomes(
    commands: readonly PendingCommand<Store>[],
  ): Promise<Map<string, PromiseSettledResult<unknown>>> {
    const rows = await this.models.commands
      .find({ _id: { $in: commands.map(({ command }) => command.commandId) } })
      .lean<CommandRecord[]>();
    const stored = new Map(rows.map((row) => [row._id, row]));
    const known = commands.filter(({ command }) => stored.has(command.commandId));
    const results = await Promise.allSettled(
      known.map(async ({ command }) => storedReply(stored.get(command.commandId)!, command)),
    );
    return new Map(known.map(({ command }, index) => [command.commandId, results[index]!]));
  }

  private async attempt(parts: Parts<Store>, command: Command): Promise<unknown> {
    let guardMisses = 0;
    let duplicates = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attemptOnce(parts, command, attempt);
      } catch (error) {
        const settled = await this.resolveFailure(parts, command, error, duplicates);
        if (settled) return settled.reply;
        if (isDuplicateKey(error)) duplicates += 1;
        if (error instanceof GuardMissed || isDuplicateKey(error)) guardMisses += 1;
        if (attempt >= MAX_ATTEMPTS || guardMisses > MAX_GUARD_MISSES) {
          throw kernelErrors.unavailable(
            `${command.subject} could not be done now: the same records keep being changed by others`,
            { attempt },
          );
        }
        await pause(backoffMs(attempt, 4, 250));
      }
    }
  }

  /**
   * After a failed attempt: the stored reply if the command ran before, undefined if it is to be retried; else throws. A unique
   * key that exists already is looked at once more from the start: load and decide then see the record that was in the way,
   * and a race for the first record of its kind is none any more.
   */
  private async resolveFailure(
    parts: Parts<Store>,
    command: Command,
    error: unknown,
    earlierDuplicates: number,
  ): Promise<{ reply: unknown } | undefined> {
    if (error instanceof GuardMissed || (isTransient(error) && !isDuplicateKey(error))) return undefined;
    const duplicate = isDuplicateKey(error);
    if (!duplicate && !(error instanceof DomainError)) throw error;
    const stored = await this.models.commands.findById(command.commandId).lean<CommandRecord>();
    if (stored) return { reply: storedReply(stored, command) };
    if (!duplicate) throw error;
    if (earlierDuplicates === 0 || !parts.duplicate) return undefined;
    throw parts.duplicate(command.input, error);
  }

  private async attemptOnce(parts: Parts<Store>, command: Command, attempt: number): Promise<unknown> {
    return (await this.runInOneTransaction([{ parts, command }], attempt))[0];
  }

  private async runInOneTransaction(commands: readonly PendingCommand<Store>[], attempt = 1): Promise<unknown[]> {
    const session = await this.sessions.start();
    try {
      session.startTransaction(TRANSACTION);
      const store = this.storeOf(session);
      const [writes, rows, replies]: [Write[], CommandRecord[], unknown[]] = [[], [], []];
      for (const { parts, command } of commands) {
        const context: Context = {
          now: now(),
          actor: command.actor,
          commandId: command.commandId,
          fingerprint: command.fingerprint,
          sagaId: command.sagaId,
          attempt,
          mint,
        };
        const decided = parts.decide(await parts.load(store, command.input, context), command.input, context);
        writes.push(...parts.save(store, decided, command.input, context));
        command.checkReply?.(decided.reply);
        const row = toCommandRecord(command, decided, context);
        writes.push(insert(this.models.commands, row));
        rows.push(row);
        replies.push(decided.reply);
      }
      await this.beginWithRead(session);
      await saveAll(this.connection, writes, session);
      for (const { command } of commands) await faultPoint('committing', command);
      await commit(session);
      for (const { command } of commands) await faultPoint('committed', command);
      this.onCommitted(rows.filter((row) => row.events));
      return replies;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined); // the server ends it after its time limit
      throw error;
    } finally {
      await session.endSession();
    }
  }

  /** The first operation of a transaction carries its read concern, which the stand-in database does not accept on a bulk write. */
  private async beginWithRead(session: ClientSession): Promise<void> {
    // The driver keeps the state of a transaction in a property that its types do not declare.
    const { transaction } = session as unknown as { transaction?: { isStarting: boolean } };
    if (transaction?.isStarting !== false) await this.models.commands.findById('none').session(session).lean();
  }
}

/** The reply of a command that ran before; throws `command.reused` when its id was used for another subject or fingerprint. */
function storedReply(stored: CommandRecord, command: Command): unknown {
  if (stored.subject !== command.subject || (stored.fingerprint ?? '') !== (command.fingerprint ?? '')) {
    throw kernelErrors.commandReused(
      'This idempotency key was used before for something else; use a new key for a new request.',
      { commandId: command.commandId },
    );
  }
  return stored.reply;
}

function toCommandRecord(
  { commandId, subject, fingerprint, sagaId }: Command,
  { reply, events = [] }: Decided<unknown>,
  { now: occurredAt }: Context,
): CommandRecord {
  const envelopes = events.map(({ contract, data }): EventEnvelope => ({
    id: mint('event'),
    type: contract.type,
    occurredAt,
    sagaId,
    data,
  }));
  return {
    _id: commandId,
    subject,
    fingerprint,
    reply,
    events: envelopes.length > 0 ? envelopes : undefined,
    decidedAt: nowDate(),
  };
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
