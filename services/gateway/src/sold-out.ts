import { LRUCache } from 'lru-cache';
import type { NatsConnection } from '@nats-io/transport-node';
import { inventoryEvents } from '@comptoir/contracts';
import type { Log } from '@comptoir/kit';
import { subscribeToEvent } from './events.js';

const keyOf = (storeId: string, productId: string): string => `${storeId}/${productId}`;

/**
 * Products whose last stock event said that nothing is left. Only a hint, because events may be lost or late: inventory is
 * queried before anything is refused.
 */
export class SoldOut {
  private readonly versions = new LRUCache<string, number>({ max: 20_000 });

  constructor(connection: NatsConnection, installation: string, log: Log) {
    subscribeToEvent(
      connection,
      installation,
      inventoryEvents.stockChanged,
      log,
      ({ storeId, productId, available, version }) => {
        const key = keyOf(storeId, productId);
        if ((this.versions.get(key) ?? 0) > version) return;
        if (available > 0) this.versions.delete(key);
        else this.versions.set(key, version);
      },
    );
  }

  /** The products of these that seem to be sold out in a store. */
  among(storeId: string, productIds: readonly string[]): string[] {
    return [...new Set(productIds)].filter((productId) => this.versions.has(keyOf(storeId, productId)));
  }
}
