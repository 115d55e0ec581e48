import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CliError, startTestSystem, printReport, rootDir, runAudit, type TestSystem } from '@comptoir/deploy/testing';
import { commitOf, measureAgainst, otherFolder } from './against.js';
import { measureAudit } from './audit.js';
import { measureCheckouts } from './checkouts.js';
import { measureSearch } from './growth-search.js';
import { measureGrowth } from './growth.js';
import { measureFlashSale } from './flash-sale.js';
import { measureHoldGrowth, measureHolds } from './holds.js';
import { IMPORT_ROWS, measureImport } from './imports.js';
import { LINK_SALES, measureLinks } from './links.js';
import { startLoadClients, type LoadClients } from './load-clients.js';
import type { Measurement } from './measurements.js';
import { measureMemory, MEMORY_CHECKOUTS } from './memory.js';
import { usageOf } from './processes.js';
import { measureStockEvents } from './stock-events.js';

const WORKERS = 32;
/** In a full run, the memory is measured after the checkouts that are finished this long after the start. */
const MEMORY_END_MS = 190_000;

/** Journal entries at the end of `growth`. */
const GROWTH_ENTRIES = 1_000_000;

/** Parts of growth that can be measured alone. */
const PARTS = ['books', 'search'] as const;

const help = `npm run bench -- [flags]

  growth     measure only how reads of the books and a checkout grow with the journal, 10,000 to 1,000,000 entries, and
             searches with 1,000 to 100,000 products, and a hold with open batches (about half an hour); writes bench/growth.json
  holds      measure only how a hold grows from 10 to 100,000 open batches of its product; writes bench/holds.json
  against    DIR  measure only checkouts, in turns with those of another Comptoir that is built in DIR (an older commit): p50
             and p95 of both; writes bench/against.json
  import     measure only imports of files of ${IMPORT_ROWS} products, suppliers, customers and opening stock; writes bench/import.json
  links      measure only the reads that lead from a unit sold to its purchase order and back, with ${LINK_SALES} sales; writes
             bench/links.json
  --entries  entries at the end of growth, sales of links, or rows of the import; another number than ${GROWTH_ENTRIES} writes no
             file
  --part     books or search: that part of growth alone; writes no file
  --audit    measure only the audit beside tills, on a shop with 30,000 batches; writes bench/audit.json
  --memory   measure only the memory over ${MEMORY_CHECKOUTS} checkouts, however long they take; writes bench/memory.json
  --help     print this text

Without a flag, measures everything (under five minutes on two idle cores) and writes bench/results.json.
Exit code 0 if the audit at the end finds no broken invariant, 1 if it does (the run is void), 2 for a wrong flag.`;

const log = (line: string): void => void process.stdout.write(`${line}\n`);
/** Prints a step of a long measurement, with the time since the start. */
const logStep = (line: string): void => log(`${(performance.now() / 60_000).toFixed(1).padStart(6)} min ${line}`);

/** What one run measures, and the file of its results. */
interface Run {
  readonly file: string;
  /** `--entries` changes its size: another number than GROWTH_ENTRIES writes no file. */
  readonly sized?: true;
  /** The audit is before the measurement, which writes records that no shop could have. */
  readonly auditFirst?: true;
  measure(system: TestSystem, flags: Flags, startedAt: number): Promise<Measurement[]>;
}

/** What may be measured; `all` where nothing is named. */
const RUNS = {
  all: {
    file: 'results.json',
    measure: (system, _flags, startedAt) => measure(system, false, startedAt + MEMORY_END_MS),
  },
  memory: { file: 'memory.json', measure: (system) => measure(system, true, Number.POSITIVE_INFINITY) },
  audit: { file: 'audit.json', measure: measureAuditOnly },
  growth: {
    file: 'growth.json',
    sized: true,
    measure: async (system, { entries, part }) => {
      const clients = await startLoadClients(system, 1);
      return [
        ...(part === 'search' ? [] : await measureGrowth(system, clients, entries, logStep)),
        ...(part === 'books' ? [] : await measureSearch(system, clients, logStep)),
        ...(part === undefined ? await measureHoldGrowth(system) : []),
      ];
    },
  },
  holds: { file: 'holds.json', measure: measureHoldGrowth },
  links: {
    file: 'links.json',
    sized: true,
    auditFirst: true,
    measure: (system, { entries }) => measureLinks(system, Math.min(entries, LINK_SALES), logStep),
  },
  import: {
    file: 'import.json',
    sized: true,
    measure: (system, { entries }) => measureImport(system, Math.min(entries, IMPORT_ROWS), logStep),
  },
  against: {
    file: 'against.json',
    measure: async (system, { other }) => measureAgainst(await startLoadClients(system, 1), other!),
  },
} as const satisfies Record<string, Run>;

interface Flags {
  readonly help: boolean;
  readonly what: keyof typeof RUNS;
  /** Entries at the end of growth. */
  readonly entries: number;
  /** The part of growth that is measured alone. */
  readonly part?: (typeof PARTS)[number];
  /** Folder of the other Comptoir, of `against`. */
  readonly other?: string;
}

/** What is measured where its name is given. */
const NAMED = ['growth', 'holds', 'links', 'import', 'against'] as const;
const isNamed = (name: string): name is (typeof NAMED)[number] => NAMED.some((one) => one === name);

function flagsOf(args: string[]): Flags {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        audit: { type: 'boolean', default: false },
        memory: { type: 'boolean', default: false },
        entries: { type: 'string', default: String(GROWTH_ENTRIES) },
        part: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const [named, folder, ...more] = positionals;
    if (named !== undefined && !isNamed(named))
      throw new Error(`there is nothing to measure called "${named}": ${NAMED.join(', ')}`);
    if (named === 'against' ? folder === undefined || more.length > 0 : folder !== undefined)
      throw new Error(named === 'against' ? 'against needs one folder: against DIR' : `unexpected "${folder}"`);
    const wanted = [named, values.audit && 'audit', values.memory && 'memory'] as const;
    const [what = 'all', second] = wanted.filter((one) => one !== undefined && one !== false);
    if (second) throw new Error(`one run measures one thing: ${what} or ${second}`);
    const entries = Number(values.entries);
    if (!Number.isInteger(entries) || entries < 20_000 || entries > 10_000_000)
      throw new Error(`--entries must be a number from 20,000 to 10,000,000, not "${values.entries}"`);
    const part = PARTS.find((one) => one === values.part);
    if (values.part !== undefined && (part === undefined || what !== 'growth'))
      throw new Error(`--part is a part of growth: ${PARTS.join(', ')}`);
    const other = folder === undefined ? {} : { other: otherFolder(folder) };
    return { help: values.help, what, entries, ...(part === undefined ? {} : { part }), ...other };
  } catch (error) {
    if (error instanceof CliError) throw error;
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
  const { what, entries, part, other } = flags;
  const { file, sized, auditFirst, measure: measureRun }: Run = RUNS[what];
  const system = await startTestSystem({ COMPTOIR_AUDIT_SHARE: what === 'growth' ? '50' : '25' });
  const start: Measurement = { name: 'start.houseOpen', value: performance.now() - startedAt, unit: 'ms' };
  log(`the system runs on ${system.shop.database}`);
  try {
    const early = auditFirst && (await runAudit(system.accountant));
    const measurements = [start, ...(await measureRun(system, flags, startedAt))];
    print(measurements);
    log('  audit');
    const report = early || (await runAudit(system.accountant));
    if (!report.ok) printReport(report, log);
    if (!sized || (entries === GROWTH_ENTRIES && part === undefined))
      await save(file, measurements, system.shop.database, report.ok, {
        ...(other === undefined ? {} : { commit: commitOf(), before: commitOf(other) }),
      });
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
  commits: { commit?: string; before?: string },
): Promise<void> {
  const result = {
    ...commits,
    database,
    cores: cpus().length,
    node: process.version,
    proved: auditPassed,
    measurements,
  };
  await writeFile(join(rootDir, 'bench', file), `${JSON.stringify(result, null, 2)}\n`);
}
