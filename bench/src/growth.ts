import { randomUUID } from 'node:crypto';
import { openStoreFixture, type ApiClient, type StoreFixture, type TestSystem } from '@comptoir/deploy/testing';
import type { LoadClients } from './load-clients.js';
import { measureSeries, percentile, type Measurement } from './measurements.js';
import { daysAgo, seedEntries, type Books } from './seed-entries.js';

const ENTRIES_A_DAY = 2_500;
const SMALL_DAYS = 4;
const CUSTOMERS = 200;
const READS = 25;
const CHECKOUTS = 150;

/** What is read: the first four count for `growth.balance.entries`. */
const READ = ['trialBalance', 'customerBalance', 'statementPage', 'ownersDay'] as const;
const BESIDE = ['oldestDay', 'customerStatement', 'agedReceivables'] as const;
type Name = (typeof READ)[number] | (typeof BESIDE)[number];

/** The p50 of an operation, and that of its floor, measured in turns with it; milliseconds. */
export interface Beside {
  readonly ms: number;
  readonly floorMs: number;
}
type Times = Readonly<Record<Name, Beside>>;

/**
 * What reads of the books and a checkout cost with 10,000 journal entries, and with `entries`: the p50 of each, the ratios, and
 * the worst ratio of the reads. The days and months of both stores are closed through the API, as a shop closes them. Each
 * ratio is that of the operation less that of its floor, measured in turns with it, so that a slow hour of the machine is in
 * neither: of a read, the read of a store; of a checkout, the saving of its Draft.
 */
export async function measureGrowth(
  system: TestSystem,
  clients: LoadClients,
  entries: number,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const customerIds: string[] = [];
  for (let one = 0; one < CUSTOMERS; one += 1)
    customerIds.push((await system.cashier.post('/customers', { kind: 'person', name: `Client ${one}` })).customerId);
  const before = await measureBooks(system, clients, { days: SMALL_DAYS, customerIds }, log);
  const days = Math.ceil(entries / ENTRIES_A_DAY) - SMALL_DAYS;
  const after = await measureBooks(system, clients, { days, customerIds }, log);
  const [few, many] = [SMALL_DAYS * ENTRIES_A_DAY, (SMALL_DAYS + days) * ENTRIES_A_DAY];
  const grown = (name: string, [small, large]: readonly [Beside, Beside]): Measurement[] => [
    { name: `growth.${name}.${few}`, value: small.ms, unit: 'ms', ratioToFloor: small.ms / small.floorMs },
    { name: `growth.${name}.${many}`, value: large.ms, unit: 'ms', ratioToFloor: large.ms / large.floorMs },
  ];
  const ratio = (name: Name): number => ratioOf(before.times[name], after.times[name]);
  return [
    ...[...READ, ...BESIDE].flatMap((name): Measurement[] => [
      ...grown(name, [before.times[name], after.times[name]]),
      { name: `growth.${name}.ratio`, value: ratio(name), unit: 'ratio' },
    ]),
    { name: 'growth.balance.entries', value: Math.max(...READ.map(ratio)), unit: 'ratio' },
    ...grown('checkout', [before.checkout, after.checkout]),
    { name: 'growth.checkout.history', value: ratioOf(before.checkout, after.checkout), unit: 'ratio' },
  ];
}

/** How many times as long an operation takes with many records as with few, each against its floor. */
export function ratioOf(small: Beside, large: Beside): number {
  return large.ms / large.floorMs / (small.ms / small.floorMs);
}

/** Fills and closes the books of a store of its own, and measures reads of it, and checkouts of the shop. */
async function measureBooks(
  system: TestSystem,
  clients: LoadClients,
  books: Omit<Books, 'entriesADay'>,
  log: (line: string) => void,
): Promise<{ times: Times; checkout: Beside }> {
  const store = await openStoreFixture(system, { timeZone: 'UTC' });
  log(`  ${books.days * ENTRIES_A_DAY} entries of ${books.days} days`);
  await seedEntries(system, store, { ...books, entriesADay: ENTRIES_A_DAY });
  log('  their days and months are closed');
  await closeDays(system, store, books.days);
  await closeMonths(system, store, books.days);
  log('  reads of the books, and checkouts');
  const times = await timeReads(system.accountant, system.owner, store, books);
  await measureSeries(1, 0, 10, clients.checkout);
  const checkout = await inTurns(CHECKOUTS, {
    floor: () => clients.prepareDrafts(1, 1),
    operation: () => clients.checkout(0),
  });
  return { times, checkout };
}

/** Runs a floor and an operation in turns. */
export async function inTurns(
  times: number,
  { floor, operation }: { floor: (turn: number) => Promise<unknown>; operation: (turn: number) => Promise<unknown> },
): Promise<Beside> {
  const [floors, durations]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < times; turn += 1) {
    floors.push(await timed(() => floor(turn)));
    durations.push(await timed(() => operation(turn)));
  }
  return { ms: percentile(durations, 0.5), floorMs: percentile(floors, 0.5) };
}

async function closeDays({ owner }: TestSystem, { storeId }: StoreFixture, days: number): Promise<void> {
  for (let ago = days; ago > 0; ago -= 1)
    await untilDone(owner, `/stores/${storeId}/days/${daysAgo(ago)}/close`, {}, 'day.closed'); // the Schedule may be first
}

/** Closes the months that are over, and the years with them. */
async function closeMonths({ accountant }: TestSystem, { storeId }: StoreFixture, days: number): Promise<void> {
  const last = daysAgo(1).slice(0, 7);
  for (let month = daysAgo(days).slice(0, 7); month < last; month = monthAfter(month)) {
    const periods = month.endsWith('-12') ? [month, month.slice(0, 4)] : [month];
    for (const period of periods) await untilDone(accountant, '/periods', { storeId, period }, 'period.closed');
  }
}

/** Asks with one key until it is done, or was done before (`doneCode`): a day of so many entries may take longer than one answer waits. */
async function untilDone(client: ApiClient, path: string, body: object, doneCode: string): Promise<void> {
  const key = `growth-${randomUUID()}`;
  for (;;) {
    const { status, body: answer } = await client.ask('POST', path, body, key);
    if (status === 201 || answer.code === doneCode) return;
    if (![202, 429, 503].includes(status)) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function monthAfter(month: string): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 7);
}

async function timeReads(
  accountant: ApiClient,
  owner: ApiClient,
  { storeId }: StoreFixture,
  { customerIds, days }: Omit<Books, 'entriesADay'>,
): Promise<Times> {
  const [from, to] = [daysAgo(3), daysAgo(1)];
  const customerOf = (read: number): string => customerIds[(read * 7) % customerIds.length]!;
  const reads: Readonly<Record<Name, (read: number) => Promise<unknown>>> = {
    trialBalance: () => accountant.get(`/ledger/trial-balance?storeId=${storeId}`),
    customerBalance: (read) => accountant.get(`/customers/${customerOf(read)}/balance`),
    statementPage: () =>
      accountant.get(`/accounts/bankTransfer/statement?storeId=${storeId}&from=${from}&to=${to}&limit=50`),
    ownersDay: () => owner.get(`/stores/${storeId}/days/${to}`),
    oldestDay: () => owner.get(`/stores/${storeId}/days/${daysAgo(days)}`),
    customerStatement: (read) =>
      accountant.get(`/customers/${customerOf(read)}/statement?storeId=${storeId}&from=${from}&to=${to}&limit=50`),
    agedReceivables: () => accountant.get(`/reports/aged-receivables?storeId=${storeId}&at=${to}`),
  };
  const times: Partial<Record<Name, Beside>> = {};
  for (const [name, operation] of Object.entries(reads) as [Name, (read: number) => Promise<unknown>][]) {
    await operation(0);
    times[name] = await inTurns(READS, { floor: () => owner.get(`/stores/${storeId}`), operation });
  }
  return times as Times;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}
