import { inventoryEvents, type DataOf, type MintingContext } from '@comptoir/contracts';
import type { ExpiryQueue } from './expiry-queues.js';
import { levelKeyOf, type Level } from './records.js';
import { crossingOf, type Crossing, type CrossingEvent } from './stock-alert.js';

/** A level after a change, with what it was before: `before` absent when the product is new to the store. */
export interface LevelChange {
  readonly before?: Level;
  readonly after: Level;
  /** Where it crossed its threshold. */
  readonly crossing?: Crossing;
}

/** What happens to a level: units more or less, another threshold, and where its queue now begins and ends. */
export interface LevelStep {
  readonly delta: number;
  readonly head?: number;
  readonly next?: number;
  readonly expiries?: readonly ExpiryQueue[];
  /** The batch that came last. */
  readonly newest?: string;
  /** In smallest units; 0 for none. */
  readonly threshold?: number;
}

/** The level of a product that the store never had. */
export function newLevel(storeId: string, productId: string, currency: string, threshold = 0): Level {
  return {
    _id: levelKeyOf(storeId, productId),
    storeId,
    productId,
    currency,
    available: 0,
    version: 0,
    head: 0,
    next: 0,
    threshold,
  };
}

/** The level one version on, with the alert that the change raises or ends. */
export function changeLevel({ alert: open, ...level }: Level, step: LevelStep, moment: MintingContext): LevelChange {
  const figures = {
    ...level,
    available: level.available + step.delta,
    version: level.version + 1,
    head: step.head ?? level.head,
    next: step.next ?? level.next,
    ...(step.expiries === undefined ? {} : { expiries: step.expiries }),
    ...(step.newest === undefined ? {} : { newest: step.newest }),
    ...(step.threshold === undefined ? {} : { threshold: step.threshold }),
  };
  const { alert, crossing } = crossingOf(figures, open, moment);
  return {
    ...(level.version === 0 ? {} : { before: open ? { ...level, alert: open } : level }),
    after: alert ? { ...figures, alert } : figures,
    ...(crossing ? { crossing } : {}),
  };
}

/** What is broadcast of changes of levels: each new figure with its version, then what they crossed. */
export function eventsOfLevels(
  changes: readonly LevelChange[],
): (
  | { contract: typeof inventoryEvents.stockChanged; data: DataOf<typeof inventoryEvents.stockChanged> }
  | CrossingEvent
)[] {
  const figures = changes.map(({ after: { storeId, productId, available, version } }) => ({
    contract: inventoryEvents.stockChanged,
    data: { storeId, productId, available, version },
  }));
  return [...figures, ...changes.flatMap(({ crossing }) => crossing?.events ?? [])];
}
