import { Check, type Finding } from './finding.js';
import { GENESIS, sealOf } from './hash-chain.js';
import { isYoung, type Records } from './records.js';

type Entry = Records['entries'][number];
type Sum = { account: string; till?: string; debitMinor: number; creditMinor: number };

const CODES: Readonly<Record<string, string>> = {
  sales: 'SAL',
  cash: 'CSH',
  bank: 'BNK',
  purchases: 'PUR',
  stock: 'STK',
  general: 'GEN',
  closing: 'CLO',
};

/**
 * 16. The entries of a store are one chain of hashes, the numbers of each journal and year have no gap, and what closed days
 * and periods have sealed is Σ entries.
 */
export function checkJournal(records: Records): Finding {
  const check = new Check(16, 'Entries are one chain without a gap, and sealed sums equal Σ entries');
  const entriesOf = Map.groupBy(records.entries, (entry) => entry.storeId);
  const known = new Set(records.ledgerSeries.map((one) => one.id));
  for (const series of records.ledgerSeries) checkChain(check, series, entriesOf.get(series.id) ?? [], records);
  for (const [storeId, entries] of entriesOf) {
    const old = entries.some((one) => !isYoung(records.startedAt, one.postedAt));
    check.holds(`store ${storeId} has a series`, known.has(storeId) || !old, storeId, 'a series', [storeId]);
  }
  for (const [storeId, seals] of Map.groupBy(records.seals, (one) => one.storeId))
    checkSeals(check, seals, entriesOf.get(storeId) ?? []);
  checkCustomerDays(check, records, entriesOf);
  for (const [storeId, periods] of Map.groupBy(records.periods, (one) => one.storeId))
    checkPeriods(check, periods, entriesOf.get(storeId) ?? [], records.customerSeals);
  return check.end();
}

/** The series was read before the entries: every entry up to it must be there; those beyond were posted since. */
function checkChain(
  check: Check,
  series: Records['ledgerSeries'][number],
  all: readonly Entry[],
  { startedAt }: Records,
): void {
  const entries = all.filter((one) => one.sequence <= series.sequence).toSorted((a, b) => a.sequence - b.sequence);
  const beyond = all.filter((one) => one.sequence > series.sequence && !isYoung(startedAt, one.postedAt)).length;
  check.equal(`store ${series.id}: entries beyond its series`, beyond, 0, [series.id]);
  check.equal(`store ${series.id}: entries against its series`, entries.length, series.sequence, [series.id]);
  let previous = GENESIS;
  const counters: Record<string, number> = {};
  for (const [index, entry] of entries.entries()) {
    const ids = [entry.id, entry.ref];
    const { id: _id, hash, ...sealed } = entry;
    check.equal(`entry ${entry.id}: place in the chain`, entry.sequence, index + 1, ids);
    check.equal(`entry ${entry.id}: link to the entry before`, entry.previousHash, previous, ids);
    check.equal(`entry ${entry.id}: seal`, hash, sealOf(sealed), ids);
    const name = `${CODES[entry.journal]}-${entry.businessDay.slice(0, 4)}`;
    counters[name] = (counters[name] ?? 0) + 1;
    const expected = `-${name}-${String(counters[name]).padStart(6, '0')}`;
    check.holds(`entry ${entry.id}: number`, entry.number.endsWith(expected), entry.number, expected, ids);
    previous = hash;
  }
  check.equal(`store ${series.id}: hash of its last entry`, series.lastHash, previous, [series.id]);
  for (const [name, drawn] of Object.entries(counters))
    check.equal(`store ${series.id}: last number of ${name}`, series.counters[name], drawn, [series.id]);
}

/** Adds up all entries from the first, day by day, and compares at each sealed day. */
function checkSeals(check: Check, seals: readonly Records['seals'][number][], entries: readonly Entry[]): void {
  const sums = new Sums(entries);
  for (const seal of seals.toSorted((a, b) => (a.businessDay < b.businessDay ? -1 : 1))) {
    const ids = [seal.storeId, seal.businessDay];
    sums.addUpTo(seal.businessDay);
    check.equal(`day ${seal.businessDay}: sealed sums against the entries`, listOf(seal.sums), sums.byTill(), ids);
    check.equal(`day ${seal.businessDay}: number of entries up to it`, seal.entries, sums.count, ids);
  }
}

/** What each closed day changed of what customers have open is what its entries say. */
function checkCustomerDays(
  check: Check,
  { seals, customerDays }: Records,
  entriesOf: ReadonlyMap<string, readonly Entry[]>,
): void {
  const dayOf = (one: { storeId: string; businessDay: string }): string => `${one.storeId}/${one.businessDay}`;
  const sealed = Map.groupBy(customerDays, dayOf);
  const entries = Map.groupBy([...entriesOf.values()].flat(), dayOf);
  for (const { storeId, businessDay } of seals) {
    const [key, ids] = [dayOf({ storeId, businessDay }), [storeId, businessDay]];
    const sums = new Sums(entries.get(key) ?? []);
    sums.addUpTo(businessDay);
    const own = openOf(sealed.get(key) ?? []);
    check.equal(`day ${businessDay}: customers against the entries`, own, sums.byCustomer(), ids);
  }
}

function checkPeriods(
  check: Check,
  periods: readonly Records['periods'][number][],
  entries: readonly Entry[],
  customerSeals: Records['customerSeals'],
): void {
  const sums = new Sums(entries);
  let previous = GENESIS;
  for (const [index, period] of periods.toSorted((a, b) => a.sequence - b.sequence).entries()) {
    const ids = [period.storeId, period.period];
    const { id: _id, hash, ...sealed } = period;
    sums.addUpTo(period.through);
    const ofCustomers = customerSeals.filter(
      (one) => one.storeId === period.storeId && one.sequence === period.sequence,
    );
    const message = `period ${period.period}`;
    check.equal(`${message}: sealed sums against the entries`, listOf(period.sums), sums.byTill(), ids);
    check.equal(`${message}: customers against the entries`, openOf(ofCustomers), sums.byCustomer(), ids);
    check.equal(`${message}: number of customers`, period.customers, ofCustomers.length, ids);
    check.equal(
      `${message}: seal of its customers`,
      period.customersHash,
      sealOf({ customers: storedIn(ofCustomers) }),
      ids,
    );
    check.equal(`${message}: seal`, hash, sealOf(sealed), ids);
    check.equal(`${message}: link to the period closed before`, period.previousHash, previous, ids);
    check.equal(`${message}: place in the chain`, period.sequence, index + 1, ids);
    previous = hash;
  }
}

/** Σ of the lines of entries, taken in by day. */
class Sums {
  count = 0;
  private readonly ordered: readonly Entry[];
  private readonly tills = new Map<string, [debit: number, credit: number]>();
  private readonly customers = new Map<string, number>();

  constructor(entries: readonly Entry[]) {
    this.ordered = entries.toSorted((a, b) =>
      a.businessDay < b.businessDay ? -1 : Number(a.businessDay > b.businessDay),
    );
  }

  addUpTo(day: string): void {
    for (; this.count < this.ordered.length && this.ordered[this.count]!.businessDay <= day; this.count += 1) {
      for (const line of this.ordered[this.count]!.lines) {
        add(this.tills, keyOf({ account: line.account, till: line.till }), line);
        if (line.customerId === undefined || !OF_CUSTOMERS.has(line.account)) continue;
        const { businessDay, occurredDay = businessDay } = this.ordered[this.count]!;
        const key = openKey(line.customerId, line.account, line.saleId ?? occurredDay);
        this.customers.set(key, (this.customers.get(key) ?? 0) + line.debitMinor - line.creditMinor);
      }
    }
  }

  byTill(): string[] {
    return textsOf(this.tills);
  }

  /** What customers have open, by what it is open of. */
  byCustomer(): string[] {
    return [...this.customers].flatMap(([key, openMinor]) => (openMinor === 0 ? [] : `${key} ${openMinor}`)).toSorted();
  }
}

const OF_CUSTOMERS: ReadonlySet<string> = new Set(['receivable', 'customerCredit']);

const openKey = (customerId: string, account: string, of: string | undefined): string =>
  `${customerId} ${account} ${of}`;

/** What sealed customers have open, as texts. */
function openOf(seals: readonly (Records['customerSeals'] | Records['customerDays'])[number][]): string[] {
  return seals
    .flatMap(({ customerId, open }) =>
      open.map(({ account, saleId, day, openMinor }) => `${openKey(customerId, account, saleId ?? day)} ${openMinor}`),
    )
    .toSorted();
}

/** Seals of customers as they are stored, in the order in which a period names them. */
function storedIn(seals: Records['customerSeals']): object[] {
  return seals
    .toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))
    .map((one) => {
      const { id: _id, ...fields } = one;
      return { _id, ...fields };
    });
}

function keyOf({ account, till }: { account: string; till?: string | undefined }) {
  return `${account} ${till ?? ''}`.trim();
}

function add(sums: Map<string, [number, number]>, key: string, line: Pick<Sum, 'debitMinor' | 'creditMinor'>): void {
  const [debit, credit] = sums.get(key) ?? [0, 0];
  sums.set(key, [debit + line.debitMinor, credit + line.creditMinor]);
}

function textsOf(sums: ReadonlyMap<string, readonly [number, number]>): string[] {
  return [...sums].map(([key, [debit, credit]]) => `${key}: ${debit}, ${credit}`).sort();
}

function listOf(sums: readonly Sum[]): string[] {
  return textsOf(new Map(sums.map((one) => [keyOf(one), [one.debitMinor, one.creditMinor] as const])));
}
