import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { startTestSystem, printReport, rootDir, runAudit, type TestSystem } from '@comptoir/deploy/testing';
import { measureCheckouts } from './checkouts.js';
import type { Measurement } from './figures.js';
import { measureFlashSale } from './flash-sale.js';
import { measureEvents, measureHolds } from './holds.js';
import { usageOf } from './processes.js';
import { inWorkers, openTills, type Tills } from './seed.js';

const GROWTH_CHECKOUTS = 2_000;
/** The run ends in under five minutes: what a slow machine has not sold by then is left out, and how many were sold is said. */
const SELL_UNTIL_MS = 190_000;

const help = `npm run bench              all figures, in under five minutes; writes bench/results.json
npm run bench -- --memory  memory over ${GROWTH_CHECKOUTS} checkouts however long they take; writes bench/memory.json`;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run bench`: measures, proves the books at the end, prints a table and writes it down. */
export async function main(args: string[]): Promise<number> {
  const memoryOnly = args[0] === '--memory';
  if (args.length > (memoryOnly ? 1 : 0)) {
    log(`npm run bench does not know "${args.join(' ')}".\n\n${help}`);
    return 2;
  }
  log(
    `${cpus().length} cores, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}, Node ${process.version}`,
  );
  const cold = performance.now();
  const system = await startTestSystem();
  const figures: Measurement[] = [{ name: 'start.houseOpen', value: performance.now() - cold, unit: 'ms' }];
  log(`the house is open on ${system.shop.database}`);
  try {
    const tills = await openTills(system, 32);
    await tills.checkout(0);
    const before = await usageOf(system);
    if (!memoryOnly) figures.push(...(await measureAll(system, tills)));
    figures.push(
      ...(await measureMemory(system, tills, before, memoryOnly ? Number.POSITIVE_INFINITY : cold + SELL_UNTIL_MS)),
    );
    log('  the audit');
    const report = await runAudit(system.accountant);
    if (!report.ok) printReport(report, log);
    print(figures);
    await save(memoryOnly ? 'memory.json' : 'results.json', figures, system.shop.database, report.ok);
    log(report.ok ? '\nThe books are proved; the run counts.' : '\nThe audit found a break: this run is void.');
    return report.ok ? 0 : 1;
  } finally {
    await system.close();
  }
}

async function measureAll(system: TestSystem, tills: Tills): Promise<Measurement[]> {
  const figures = await measureCheckouts(system, tills, log);
  log('  300 buyers for 50 units');
  figures.push(...(await measureFlashSale(system)));
  log('  what a hold costs with many batches');
  return [...figures, ...(await measureHolds(system)), ...(await measureEvents(system))];
}

type Usage = Awaited<ReturnType<typeof usageOf>>;

/** Sells up to so many checkouts, or until the time is over; how many there were is one of the figures. */
async function measureMemory(system: TestSystem, tills: Tills, before: Usage, until: number): Promise<Measurement[]> {
  log(`  memory over ${GROWTH_CHECKOUTS} checkouts`);
  await inWorkers(16, GROWTH_CHECKOUTS, async (number) => {
    if (tills.done() < GROWTH_CHECKOUTS && performance.now() < until) await tills.checkout(number % 32);
  });
  return [
    { name: 'memory.checkouts', value: tills.done(), unit: 'checkouts' },
    ...[...(await usageOf(system))].flatMap(([name, { megabytes }]) => [
      { name: `memory.${name}.before`, value: before.get(name)?.megabytes ?? Number.NaN, unit: 'MB' },
      { name: `memory.${name}.after`, value: megabytes, unit: 'MB' },
    ]),
  ];
}

function print(figures: readonly Measurement[]): void {
  for (const { name, value, unit, ratioToFloor } of figures) {
    log(
      `  ${name.padEnd(34)} ${value.toFixed(value < 10 ? 2 : 1).padStart(10)} ${unit.padEnd(12)} ${ratioToFloor === undefined ? '' : `${ratioToFloor.toFixed(2)} × floor`}`,
    );
  }
}

async function save(
  name: string,
  measurements: readonly Measurement[],
  database: string,
  proved: boolean,
): Promise<void> {
  const folder = join(rootDir, 'bench');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, name),
    `${JSON.stringify({ database, cores: cpus().length, node: process.version, proved, measurements }, null, 2)}\n`,
  );
}
