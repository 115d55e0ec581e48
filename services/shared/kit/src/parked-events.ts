import {
  DomainError,
  parkedEventErrors,
  type Actor,
  type ParkedEvent,
  type ParkedEventDetails,
} from '@comptoir/contracts/kernel';
import { now, nowDate } from './clock.js';
import { commandIdOf, decodeEvent } from './decode-event.js';
import type { EventRunner } from './event-runner.js';
import type { EventHandler } from './handlers.js';
import type { Log } from './log.js';
import type { KitModels, ParkedMessage } from './records.js';

const OPEN = { dropped: { $exists: false } };

/** What the parked events of a service are worked with. */
export interface ParkedEventsOptions<Store> {
  readonly service: string;
  readonly handlers: ReadonlyMap<string, EventHandler<Store>>;
  readonly runner: EventRunner<Store>;
  readonly models: KitModels;
  readonly log: Log;
}

/** The events that a service could not handle, kept for operators: they see them, retry them, or drop them. */
export class ParkedEvents<Store> {
  constructor(private readonly options: ParkedEventsOptions<Store>) {}

  /** Keeps a message; one that is parked already stays as it is. */
  async add(id: string, subject: string, raw: string, error: unknown): Promise<void> {
    const row = { subject, raw, error: String(error), parkedAt: nowDate() };
    await this.options.models.parked.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true });
  }

  /** How many wait for an operator. */
  count(): Promise<number> {
    return this.options.models.parked.countDocuments(OPEN);
  }

  /** A page in order of id, after `after`. */
  async list(
    after: string | undefined,
    limit: number,
  ): Promise<{ total: number; items: ParkedEvent[]; next?: string }> {
    const found = await this.options.models.parked
      .find({ ...OPEN, ...(after === undefined ? {} : { _id: { $gt: after } }) }, { raw: 0 })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<ParkedMessage[]>();
    const items = found.slice(0, limit).map(viewOf);
    const last = items.at(-1);
    return { total: await this.count(), items, ...(found.length > limit && last ? { next: last.id } : {}) };
  }

  /** One event with its message, also when it was dropped. Refuses parked-event.unknown. */
  async read(id: string): Promise<ParkedEventDetails> {
    const row = await this.find(id);
    return { ...viewOf(row), raw: row.raw };
  }

  /**
   * Runs the reaction once more, in a transaction, and takes the event off the list when it succeeds. An event whose
   * reaction has run before changes nothing. Refuses parked-event.unknown, .dropped, and .failed-again with the error.
   */
  async retry(id: string): Promise<{ id: string; handled: true }> {
    const row = await this.options.models.parked.findById(id).lean<ParkedMessage | null>();
    if (!row) {
      if (await this.hasRun(id)) return { id, handled: true };
      throw this.unknown(id);
    }
    if (row.dropped) throw this.wasDropped(id, row.dropped);
    const error = await this.runAgain(row);
    if (error !== undefined) {
      await this.options.models.parked.updateOne({ _id: id }, { $set: { error: String(error), retriedAt: nowDate() } });
      const why = error instanceof Error ? error.message : String(error);
      throw parkedEventErrors.failedAgain(`The event ${id} stays parked, because its reaction failed again: ${why}`, {
        id,
        service: this.options.service,
        error: error instanceof DomainError ? error.toBody() : { message: why },
      });
    }
    await this.options.models.parked.deleteOne({ _id: id });
    this.options.log.info({ event: id, subject: row.subject }, 'parked event handled');
    return { id, handled: true };
  }

  /** Takes an event off the list for good; who and why stay with its record. Dropped before: the first trace is answered. */
  async drop(id: string, reason: string, { id: by, role }: Actor): Promise<ParkedEvent> {
    const dropped = { by, role, reason, at: now() };
    const { matchedCount } = await this.options.models.parked.updateOne({ _id: id, ...OPEN }, { $set: { dropped } });
    const row = await this.find(id);
    if (matchedCount > 0)
      this.options.log.warn({ event: id, subject: row.subject, by, reason }, 'parked event dropped');
    return viewOf(row);
  }

  private async runAgain(row: ParkedMessage): Promise<unknown> {
    const decoded = decodeEvent(row.raw, this.options.handlers);
    if ('error' in decoded) return decoded.error;
    const [outcome] = await this.options.runner.run([decoded]);
    return outcome?.status === 'rejected' ? (outcome.reason ?? new Error('it failed without a reason')) : undefined;
  }

  private async hasRun(id: string): Promise<boolean> {
    return (await this.options.models.commands.findById(commandIdOf(id), { _id: 1 }).lean()) !== null;
  }

  private async find(id: string): Promise<ParkedMessage> {
    const row = await this.options.models.parked.findById(id).lean<ParkedMessage | null>();
    if (!row) throw this.unknown(id);
    return row;
  }

  private unknown(id: string): DomainError {
    const { service } = this.options;
    return parkedEventErrors.unknown(
      `No event ${id} is parked in ${service}: it was handled meanwhile, or it never was parked there.`,
      { id, service },
    );
  }

  private wasDropped(id: string, dropped: NonNullable<ParkedMessage['dropped']>): DomainError {
    const { by, reason, at } = dropped;
    return parkedEventErrors.dropped(`The event ${id} was dropped by ${by} at ${at}: ${reason}`, {
      id,
      by,
      reason,
      at,
    });
  }
}

function viewOf({ _id, subject, error, parkedAt, retriedAt, dropped }: ParkedMessage): ParkedEvent {
  return {
    id: _id,
    type: subject.split('.events.')[1] ?? subject,
    error,
    parkedAt: parkedAt.toISOString(),
    ...(retriedAt ? { retriedAt: retriedAt.toISOString() } : {}),
    ...(dropped ? { dropped } : {}),
  };
}
