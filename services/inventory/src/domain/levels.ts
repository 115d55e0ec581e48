import { inventoryEvents, type DataOf } from '@comptoir/contracts';
import { levelKeyOf, type Level } from './records.js';

/** A level after a change, with what it was before: `before` absent when the product is new to the store. */
export interface LevelChange {
  readonly before?: Level;
  readonly after: Level;
}

/** What happens to a level: units more or less, and where its queue now begins and ends. */
export interface LevelStep {
  readonly delta: number;
  readonly head?: number;
  readonly next?: number;
  /** The batch that came last. */
  readonly newest?: string;
}

/** The level of a product that the store never had. */
export function newLevel(storeId: string, productId: string, currency: string): Level {
  return {
    _id: levelKeyOf(storeId, productId),
    storeId,
    productId,
    currency,
    available: 0,
    version: 0,
    head: 0,
    next: 0,
  };
}

/** The level one version on. */
export function changeLevel(level: Level, step: LevelStep): LevelChange {
  const after = {
    ...level,
    available: level.available + step.delta,
    version: level.version + 1,
    head: step.head ?? level.head,
    next: step.next ?? level.next,
    ...(step.newest === undefined ? {} : { newest: step.newest }),
  };
  return level.version === 0 ? { after } : { before: level, after };
}

/** What is broadcast of a level's change: the new figure and its version. */
export function stockChangedOf({ after }: LevelChange): DataOf<typeof inventoryEvents.stockChanged> {
  return { storeId: after.storeId, productId: after.productId, available: after.available, version: after.version };
}
