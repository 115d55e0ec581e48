import { Client, Connection } from '@temporalio/client';
import type { TestSystem } from './system.js';

/** A client of the Temporal of a test system; the caller closes its connection. */
export async function openTemporal({ shop }: TestSystem): Promise<Client> {
  return new Client({ connection: await Connection.connect({ address: shop.temporalAddress }) });
}
