import type { TestSystem } from '@comptoir/deploy/testing';
import type { LoadClients } from './load-clients.js';
import type { Measurement } from './measurements.js';
import { usageOf, type Usage } from './processes.js';
import { runConcurrently } from './workers.js';

/** The number of checkouts at which the memory is measured. */
export const MEMORY_CHECKOUTS = 2_000;
const CHECKOUTS_AT_ONCE = 16;

/** Memory of each process before and after the checkouts: 2,000 of them, or as many as are finished at `endAt`. */
export async function measureMemory(
  system: TestSystem,
  clients: LoadClients,
  before: Usage,
  endAt: number,
  workers: number,
): Promise<Measurement[]> {
  await runConcurrently(CHECKOUTS_AT_ONCE, MEMORY_CHECKOUTS, async (index) => {
    if (clients.checkoutCount() < MEMORY_CHECKOUTS && performance.now() < endAt)
      await clients.checkout(index % workers);
  });
  const after = await usageOf(system);
  return [
    { name: 'memory.checkouts', value: clients.checkoutCount(), unit: 'checkouts' },
    ...[...after].flatMap(([name, { megabytes }]) => [
      { name: `memory.${name}.before`, value: before.get(name)?.megabytes ?? Number.NaN, unit: 'MB' },
      { name: `memory.${name}.after`, value: megabytes, unit: 'MB' },
    ]),
  ];
}
