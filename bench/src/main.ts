import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { openHouse, printReport, rootDir, runAudit } from '@comptoir/deploy/testing';
import { measureCheckouts } from './checkouts.js';
import type { Measurement } from './figures.js';
import { measureFlashSale } from './flash-sale.js';
import { measureEvents, measureHolds } from './holds.js';
import { usageOf } from './processes.js';
import { inLanes, openTills } from './shop.js';

const GROWTH_CHECKOUTS = 2_000;
/** The run ends in under five minutes: what a slow machine has not sold by then is left out, and how many were sold is said. */
const SELL_UNTIL_MS = 190_000;

/** `npm run bench`: measures, proves the books at the end, prints a table and writes bench/results.json. */
export async function main(args: string[]): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (args.length > 0) {
    say('npm run bench takes no arguments.');
    return 2;
  }
  say(`${cpus().length} cores, load ${loadavg().map((load) => load.toFixed(1)).join(' ')}, Node ${process.version}`);
  const cold = performance.now();
  const house = await openHouse();
  const figures: Measurement[] = [{ name: 'start.houseOpen', value: performance.now() - cold, unit: 'ms' }];
  say(`the house is open on ${house.shop.database}`);
  try {
    const tills = await openTills(house, 32);
    await tills.checkout(0);
    const before = await usageOf(house);
    figures.push(...(await measureCheckouts(house, tills, say)));
    say('  300 buyers for 50 units');
    figures.push(...(await measureFlashSale(house)));
    say('  what a hold costs with many batches');
    figures.push(...(await measureHolds(house)), ...(await measureEvents(house)));
    say('  memory');
    await inLanes(16, GROWTH_CHECKOUTS, async (number) => {
      if (tills.done() < GROWTH_CHECKOUTS && performance.now() - cold < SELL_UNTIL_MS) await tills.checkout(number % 32);
    });
    figures.push({ name: 'memory.checkouts', value: tills.done(), unit: 'checkouts' });
    for (const [name, { megabytes }] of await usageOf(house)) {
      figures.push({ name: `memory.${name}.before`, value: before.get(name)?.megabytes ?? Number.NaN, unit: 'MB' }, { name: `memory.${name}.after`, value: megabytes, unit: 'MB' });
    }
    say('  the audit');
    const report = await runAudit(house.accountant);
    if (!report.ok) printReport(report, say);
    print(figures, say);
    await save(figures, house.shop.database, report.ok);
    say(report.ok ? '\nThe books are proved; the run counts.' : '\nThe audit found a break: this run is void.');
    return report.ok ? 0 : 1;
  } finally {
    await house.close();
  }
}

function print(figures: readonly Measurement[], say: (line: string) => void): void {
  for (const { name, value, unit, ratioToFloor } of figures) {
    say(`  ${name.padEnd(34)} ${value.toFixed(value < 10 ? 2 : 1).padStart(10)} ${unit.padEnd(12)} ${ratioToFloor === undefined ? '' : `${ratioToFloor.toFixed(2)} × floor`}`);
  }
}

async function save(measurements: readonly Measurement[], database: string, proved: boolean): Promise<void> {
  const folder = join(rootDir, 'bench');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'results.json'), `${JSON.stringify({ database, cores: cpus().length, node: process.version, proved, measurements }, null, 2)}\n`);
}
