import type { TestSystem } from '@comptoir/deploy/testing';
import { described, series, type Measurement, type Series } from './figures.js';
import { openFloor } from './floor.js';
import { usageOf } from './processes.js';
import type { Tills } from './seed.js';

/** Tills at once, and the turns that floor and house take: short ones follow the machine's moods, but hold many checkouts of each till. */
const PLAN = [
  { width: 1, rounds: 5, forMs: 2_000 },
  { width: 8, rounds: 3, forMs: 4_000 },
  { width: 32, rounds: 2, forMs: 9_000 },
] as const;
/** Drafts made ahead for so many checkouts a second; a faster house makes more on the way. */
const MOST_A_SECOND = 12;

function merged(parts: readonly Series[]): Series {
  return {
    ms: parts.flatMap((part) => part.ms),
    perSecond: parts.reduce((sum, part) => sum + part.perSecond, 0) / parts.length,
  };
}

/** Three-line checkouts at 1, 8 and 32 tills beside the floor, in turns, so that a slow minute slows both. */
export async function measureCheckouts(
  system: TestSystem,
  tills: Tills,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const floor = await openFloor(system.mongo, system.shop, 32);
  const figures: Measurement[] = [];
  const throughput = new Map<number, number>();
  for (const { width, rounds, forMs } of PLAN) {
    const [ours, bare]: [Series[], Series[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await series(width, forMs, width, floor.checkout));
      await tills.prepare(width, Math.ceil((MOST_A_SECOND * forMs) / 1000 / width) + 3);
      const before = await usageOf(system);
      const one = await series(width, forMs, width, tills.checkout);
      ours.push(one);
      if (width === 8 && round === 0) figures.push(...cpuOf(before, await usageOf(system), one.ms.length + width));
    }
    const [one, floorOne] = [merged(ours), merged(bare)];
    figures.push(...described('checkout', width, one, floorOne));
    throughput.set(width, one.perSecond);
    log(`  ${width} tills: ${one.perSecond.toFixed(1)} checkouts/s, floor ${floorOne.perSecond.toFixed(1)}/s`);
  }
  await floor.close();
  figures.push({
    name: 'checkout.throughput.32over8',
    value: (throughput.get(32) ?? 0) / (throughput.get(8) ?? 1),
    unit: 'ratio',
  });
  return figures;
}

function cpuOf(
  before: Map<string, { cpuSeconds: number }>,
  after: Map<string, { cpuSeconds: number }>,
  checkouts: number,
): Measurement[] {
  return [...after].map(([name, { cpuSeconds }]) => ({
    name: `cpu.${name}`,
    value: ((cpuSeconds - (before.get(name)?.cpuSeconds ?? 0)) * 1000) / checkouts,
    unit: 'ms/checkout',
  }));
}
