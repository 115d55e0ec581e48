import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CliError, startTestSystem, printReport, rootDir, runAudit, type TestSystem } from '@comptoir/deploy/testing';
import { measureAudit } from './audit.js';
import { measureCheckouts } from './checkouts.js';
import { measureFlashSale } from './flash-sale.js';
import { measureHolds } from './holds.js';
import { startLoadClients, type LoadClients } from './load-clients.js';
import type { Measurement } from './measurements.js';
import { measureMemory, MEMORY_CHECKOUTS } from './memory.js';
import { usageOf } from './processes.js';
import { measureStockEvents } from './stock-events.js';

const WORKERS = 32;
/** In a full run, the memory is measured after the checkouts that are finished this long after the start. */
const MEMORY_END_MS = 190_000;

const help = `npm run bench -- [flags]

  --audit    measure only the audit beside tills, on a shop with 30,000 batches; writes bench/audit.json
  --memory   measure only the memory over ${MEMORY_CHECKOUTS} checkouts, however long they take; writes bench/memory.json
  --help     print this text

Without a flag, measures everything (under five minutes on two idle cores) and writes bench/results.json.
Exit code 0 if the audit at the end finds no broken invariant, 1 if it does (the run is void), 2 for a wrong flag.`;

const log = (line: string): void => void process.stdout.write(`${line}\n`);

function flagsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { audit: { type: 'boolean' }, memory: { type: 'boolean' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new CliError(`npm run bench: ${(error as Error).message}\n\n${help}`, 2);
  }
}

/** `npm run bench`: measures, runs the audit, prints the measurements and writes them to a file; returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = flagsOf(args);
  if (flags.help) {
    log(help);
    return 0;
  }
  const load = loadavg().map((average) => average.toFixed(1));
  log(`${cpus().length} cores, load ${load.join(' ')}, Node ${process.version}`);
  const startedAt = performance.now();
  const system = await startTestSystem();
  const start: Measurement = { name: 'start.houseOpen', value: performance.now() - startedAt, unit: 'ms' };
  log(`the system runs on ${system.shop.database}`);
  try {
    const memoryEndAt = flags.memory ? Number.POSITIVE_INFINITY : startedAt + MEMORY_END_MS;
    const measurements = [
      start,
      ...(flags.audit ? await measureAuditOnly(system) : await measure(system, flags.memory ?? false, memoryEndAt)),
    ];
    log('  audit');
    const report = await runAudit(system.accountant);
    if (!report.ok) printReport(report, log);
    print(measurements);
    await save(
      flags.audit ? 'audit.json' : flags.memory ? 'memory.json' : 'results.json',
      measurements,
      system.shop.database,
      report.ok,
    );
    log(
      report.ok ? '\nThe audit passed; the run is valid.' : '\nThe audit found a broken invariant: this run is void.',
    );
    return report.ok ? 0 : 1;
  } finally {
    await system.close();
  }
}

async function measure(system: TestSystem, memoryOnly: boolean, memoryEndAt: number): Promise<Measurement[]> {
  const clients = await startLoadClients(system, WORKERS);
  await clients.checkout(0); // the floor copies the documents of a sale
  const before = await usageOf(system);
  const measurements = memoryOnly ? [] : await measureAll(system, clients);
  log(`  memory over ${MEMORY_CHECKOUTS} checkouts`);
  measurements.push(...(await measureMemory(system, clients, before, memoryEndAt, WORKERS)));
  return measurements;
}

async function measureAuditOnly(system: TestSystem): Promise<Measurement[]> {
  const clients = await startLoadClients(system, WORKERS);
  log('  the audit of 30,000 batches, alone and beside tills');
  return measureAudit(system, clients);
}

async function measureAll(system: TestSystem, clients: LoadClients): Promise<Measurement[]> {
  const measurements = await measureCheckouts(system, clients, log);
  log('  300 buyers for 50 units');
  measurements.push(...(await measureFlashSale(system)));
  log('  holds with many batches');
  measurements.push(...(await measureHolds(system)));
  log('  events from a sale to the cached stock');
  measurements.push(...(await measureStockEvents(system)));
  return measurements;
}

function print(measurements: readonly Measurement[]): void {
  for (const { name, value, unit, ratioToFloor } of measurements) {
    const text = value.toFixed(value < 10 ? 2 : 1).padStart(10);
    const ratio = ratioToFloor === undefined ? '' : `${ratioToFloor.toFixed(2)} × floor`;
    log(`  ${name.padEnd(34)} ${text} ${unit.padEnd(12)} ${ratio}`);
  }
}

/** Writes a result file. Other tools read its keys and the names of the measurements, so they must stay as they are. */
async function save(
  file: string,
  measurements: readonly Measurement[],
  database: string,
  auditPassed: boolean,
): Promise<void> {
  const result = { database, cores: cpus().length, node: process.version, proved: auditPassed, measurements };
  await writeFile(join(rootDir, 'bench', file), `${JSON.stringify(result, null, 2)}\n`);
}
