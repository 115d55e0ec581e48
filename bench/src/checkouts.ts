import type { TestSystem } from '@comptoir/deploy/testing';
import { startFloor } from './floor.js';
import type { LoadClients } from './load-clients.js';
import { measureSeries, measurementsOf, mergeSeries, type Measurement, type Series } from './measurements.js';
import { usageOf, type Usage } from './processes.js';

/** The load levels. Floor and system take turns of `forMs`: short, so that both see the same load of the machine. */
const LEVELS = [
  { tills: 1, rounds: 5, forMs: 2_000 },
  { tills: 8, rounds: 3, forMs: 4_000 },
  { tills: 32, rounds: 2, forMs: 9_000 },
] as const;
const MAX_TILLS = 32;
/** Drafts are created in advance for so many checkouts per second; a faster system creates more during the measurement. */
const DRAFTS_PER_SECOND = 12;

type Level = (typeof LEVELS)[number];
type Operation = (worker: number) => Promise<void>;

/** Three-line checkouts at 1, 8 and 32 tills, in turns with the floor; and the CPU time of each process per checkout. */
export async function measureCheckouts(
  system: TestSystem,
  clients: LoadClients,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const floor = await startFloor(system.mongo, system.shop, MAX_TILLS);
  const measurements: Measurement[] = [];
  const throughput = new Map<number, number>();
  for (const level of LEVELS) {
    const { checkouts, floorCheckouts, cpu } = await measureLevel(system, clients, floor.checkout, level);
    measurements.push(...cpu, ...measurementsOf('checkout', level.tills, checkouts, floorCheckouts));
    throughput.set(level.tills, checkouts.perSecond);
    log(
      `  ${level.tills} tills: ${checkouts.perSecond.toFixed(1)} checkouts/s, floor ${floorCheckouts.perSecond.toFixed(1)}/s`,
    );
  }
  await floor.close();
  const ratio = (throughput.get(32) ?? 0) / (throughput.get(8) ?? 1);
  return [...measurements, { name: 'checkout.throughput.32over8', value: ratio, unit: 'ratio' }];
}

async function measureLevel(
  system: TestSystem,
  clients: LoadClients,
  floorCheckout: Operation,
  { tills, rounds, forMs }: Level,
): Promise<{ checkouts: Series; floorCheckouts: Series; cpu: Measurement[] }> {
  const checkouts: Series[] = [];
  const floorCheckouts: Series[] = [];
  const cpu: Measurement[] = [];
  for (let round = 0; round < rounds; round += 1) {
    floorCheckouts.push(await measureSeries(tills, forMs, tills, floorCheckout));
    await clients.prepareDrafts(tills, Math.ceil((DRAFTS_PER_SECOND * forMs) / 1000 / tills) + 3);
    const before = await usageOf(system);
    const series = await measureSeries(tills, forMs, tills, clients.checkout);
    checkouts.push(series);
    if (tills === 8 && round === 0) {
      const checkoutCount = series.durationsMs.length + tills; // with those of the warm-up
      cpu.push(...cpuPerCheckout(before, await usageOf(system), checkoutCount));
    }
  }
  return { checkouts: mergeSeries(checkouts), floorCheckouts: mergeSeries(floorCheckouts), cpu };
}

function cpuPerCheckout(before: Usage, after: Usage, checkouts: number): Measurement[] {
  return [...after].map(([name, { cpuSeconds }]) => ({
    name: `cpu.${name}`,
    value: ((cpuSeconds - (before.get(name)?.cpuSeconds ?? 0)) * 1000) / checkouts,
    unit: 'ms/checkout',
  }));
}
