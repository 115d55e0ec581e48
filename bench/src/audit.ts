import { openStoreFixture, runAudit, type TestSystem } from '@comptoir/deploy/testing';
import type { LoadClients } from './load-clients.js';
import { measureSeries, percentile, type Measurement, type Series } from './measurements.js';
import { seedProductWithBatches } from './seed-batches.js';

const PRODUCTS = 30;
const BATCHES_EACH = 1_000;
const TILLS = 2;
/** The tills alone, before and after the audit: as long as they sell beside it, or about so. */
const ALONE_MS = 12_000;
const TURN_MS = 1_000;

/**
 * Duration of an audit of a shop with 30,000 more batches at rest, and beside two tills; `audit.tills.p95.ratio` is the p95
 * of the tills beside it divided by that of the same tills alone, measured before and after.
 */
export async function measureAudit(system: TestSystem, clients: LoadClients): Promise<Measurement[]> {
  const store = await openStoreFixture(system);
  for (let product = 0; product < PRODUCTS; product += 1) await seedProductWithBatches(system, store, BATCHES_EACH);
  const atRestMs = await timeAudit(system);
  const sell = (forMs: number): Promise<Series> => measureSeries(TILLS, forMs, 0, clients.checkout);
  await measureSeries(TILLS, 0, 4 * TILLS, clients.checkout);
  const alone = [await sell(ALONE_MS)];
  const beside: Series[] = [];
  let ended = false;
  const audit = timeAudit(system).finally(() => (ended = true));
  while (!ended) beside.push(await sell(TURN_MS));
  const besideMs = await audit;
  alone.push(await sell(ALONE_MS));
  const p95 = (series: readonly Series[]): number =>
    percentile(
      series.flatMap((one) => one.durationsMs),
      0.95,
    );
  return [
    { name: 'audit.batches', value: PRODUCTS * BATCHES_EACH, unit: 'count' },
    { name: 'audit.duration.atRest', value: atRestMs, unit: 'ms' },
    { name: 'audit.duration.besideTills', value: besideMs, unit: 'ms' },
    { name: 'audit.tills.p95.alone', value: p95(alone), unit: 'ms' },
    { name: 'audit.tills.p95.beside', value: p95(beside), unit: 'ms' },
    { name: 'audit.tills.p95.ratio', value: p95(beside) / p95(alone), unit: 'ratio' },
  ];
}

async function timeAudit(system: TestSystem): Promise<number> {
  const startedAt = performance.now();
  const report = await runAudit(system.accountant);
  if (!report.ok) throw new Error(`the audit found breaks: ${JSON.stringify(report.breaks.slice(0, 3))}`);
  return performance.now() - startedAt;
}
