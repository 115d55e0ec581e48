import type { DecodedEvent } from './decode-event.js';
import { faultPoint } from './faults.js';
import type { EventHandler, ProjectionHandler, ReactionHandler } from './handlers.js';
import { saveNewest } from './mongo.js';
import type { Transactions } from './transaction.js';

type Outcome = PromiseSettledResult<unknown>;
type Decoded<Store> = DecodedEvent<EventHandler<Store>>;
type Projection<Store> = DecodedEvent<ProjectionHandler<Store>>;
type Reaction<Store> = DecodedEvent<ReactionHandler<Store>>;

/** Runs the reactions and saves the projections of a service. */
export class EventRunner<Store> {
  constructor(
    private readonly transactions: Transactions<Store>,
    private readonly store: Store,
  ) {}

  /** Handles events in few writes; one outcome each, in their order. An event handled before is fulfilled and changes nothing. */
  async run(events: readonly Decoded<Store>[]): Promise<Outcome[]> {
    const projections = events.filter(isProjection);
    const reactions = events.filter(isReaction);
    const [saved, ran] = [await this.saveProjections(projections), await this.runReactions(reactions)];
    return events.map((event) => (isProjection(event) ? saved.shift()! : ran.shift()!));
  }

  /** Saves all projections in one write. When that fails, saves one by one, so that one bad event does not stop the rest. */
  private async saveProjections(events: readonly Projection<Store>[]): Promise<Outcome[]> {
    if (events.length === 0) return [];
    const [outcome] = await Promise.allSettled([this.save(events)]);
    if (outcome.status === 'fulfilled' || events.length === 1) return events.map(() => outcome);
    return settleInOrder(events, (event) => this.save([event]));
  }

  private async save(events: readonly Projection<Store>[]): Promise<void> {
    for (const { command } of events) await faultPoint('committing', command);
    await saveNewest(events.map(({ handler, command }) => handler.projection(this.store, command.input)));
    for (const { command } of events) await faultPoint('committed', command);
  }

  /** Runs reactions in few transactions where each of them names its keys, else one by one. */
  private async runReactions(events: readonly Reaction<Store>[]): Promise<Outcome[]> {
    const pending = events.map(({ handler, command }) => ({ parts: handler.parts, command }));
    if (!pending.every(({ parts }) => parts.keys))
      return settleInOrder(pending, ({ parts, command }) => this.transactions.run(parts, command));
    const [outcome] = await Promise.allSettled([this.transactions.runBatch(pending)]);
    // A batch as a whole fails when the database cannot be reached: which of them took effect shows at the next delivery.
    return outcome.status === 'fulfilled' ? outcome.value : pending.map(() => outcome);
  }
}

function isProjection<Store>(event: Decoded<Store>): event is Projection<Store> {
  return event.handler.kind === 'projection';
}

function isReaction<Store>(event: Decoded<Store>): event is Reaction<Store> {
  return event.handler.kind === 'reaction';
}

async function settleInOrder<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const item of items) outcomes.push(...(await Promise.allSettled([run(item)])));
  return outcomes;
}
