import { createHash } from 'node:crypto';
import { canonicalJson } from '@comptoir/contracts';
import { openStoreFixture, type StoreFixture, type TestSystem } from '@comptoir/deploy/testing';
import type { Collection } from 'mongodb';

const ROWS_PER_INSERT = 2_000;
const DAY_MS = 86_400_000;
const GENESIS = '0'.repeat(64);
/** One entry in so many is of a customer: a debt, then its payment. */
const OF_CUSTOMERS = 5;

type Row = Record<string, any> & { _id: string };

/** The books of a store to be filled: whole days that end yesterday, and the customers that appear in them. */
export interface Books {
  readonly days: number;
  readonly entriesADay: number;
  readonly customerIds: readonly string[];
}

/** The day so many days before today, in UTC. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Fills the journal of a store that has no entry yet: entries as an accountant posts them, copies of one that was posted
 * through the API, with their numbers, keys and chain of hashes. Straight into the database, because a million requests would
 * take a day. The store then is as old as its entries, its days and months are open, and the audit accepts it.
 */
export async function seedEntries(system: TestSystem, { storeId }: StoreFixture, books: Books): Promise<void> {
  const sales = system.mongo.db('comptoir_sales');
  const stores = system.mongo.db('comptoir_catalog').collection<Row>('stores');
  const createdAt = `${daysAgo(books.days)}T08:00:00.000Z`;
  const { code } = (await stores.findOneAndUpdate({ _id: storeId }, { $set: { createdAt } })) as unknown as Row;
  const template = await templateOf(system, sales.collection<Row>('entries'));
  const chain = new Chain(template, storeId, code as string);
  for (let ago = books.days; ago > 0; ago -= 1) {
    const day = new Day(storeId, daysAgo(ago));
    for (let from = 0; from < books.entriesADay; from += ROWS_PER_INSERT) {
      const count = Math.min(ROWS_PER_INSERT, books.entriesADay - from);
      const rows = Array.from({ length: count }, () => chain.next(daysAgo(ago), linesOf(chain.sequence, books)));
      await sales.collection<Row>('entries').insertMany(rows);
      day.add(rows);
    }
    await sales.collection<Row>('businessDays').insertOne(day.record());
  }
  const { _id, ...series } = chain.series(daysAgo(books.days));
  await sales.collection<Row>('series').updateOne({ _id }, { $set: series }, { upsert: true }); // it names the open till already
}

/** Posts an entry through the API in a store of its own, and answers its record. */
async function templateOf(system: TestSystem, entries: Collection<Row>): Promise<Row> {
  const { storeId } = await openStoreFixture(system, { timeZone: 'UTC' });
  const { entryId } = await system.accountant.post('/entries', {
    storeId,
    businessDay: daysAgo(0),
    memo: 'Bank movement',
    reason: 'measured',
    document: 'M-1',
    lines: [
      { account: 'bankTransfer', debitMinor: 1 },
      { account: 'openingEquity', creditMinor: 1 },
    ],
  });
  return (await entries.findOne({ _id: entryId })) as Row;
}

type Line = { account: string; customerId?: string; debitMinor: number; creditMinor: number };

function linesOf(sequence: number, { customerIds }: Books): Line[] {
  const turn = Math.floor(sequence / OF_CUSTOMERS);
  const minor = 1_000 + (turn % 7);
  if (sequence % OF_CUSTOMERS !== 0) return moved('bankTransfer', 'openingEquity', minor);
  const customerId = customerIds[turn % customerIds.length]!;
  const round = Math.floor(turn / customerIds.length);
  return round % 2 === 0
    ? moved('receivable', 'openingEquity', minor, customerId)
    : moved('bankTransfer', 'receivable', minor, undefined, customerId);
}

function moved(debit: string, credit: string, minor: number, ofDebit?: string, ofCredit?: string): Line[] {
  return [
    { account: debit, ...(ofDebit ? { customerId: ofDebit } : {}), debitMinor: minor, creditMinor: 0 },
    { account: credit, ...(ofCredit ? { customerId: ofCredit } : {}), debitMinor: 0, creditMinor: minor },
  ];
}

/** Entries of a store, one after the other, with their numbers and hashes. */
class Chain {
  sequence = 0;
  private lastHash = GENESIS;
  private readonly counters: Record<string, number> = {};

  constructor(
    private readonly template: Row,
    private readonly storeId: string,
    private readonly code: string,
  ) {}

  next(businessDay: string, lines: readonly Line[]): Row {
    this.sequence += 1;
    const series = `GEN-${businessDay.slice(0, 4)}`;
    this.counters[series] = (this.counters[series] ?? 0) + 1;
    const { storeId, sequence } = this;
    const _id = recordIdOf('ent', businessDay, sequence, storeId);
    const { _id: _of, dayKey: _d, accountKeys: _a, customerKeys: _c, hash: _h, ...fields } = this.template;
    const sealed = {
      ...fields,
      storeId,
      ref: _id,
      businessDay,
      postedAt: `${businessDay}T12:00:00.000Z`,
      number: `${this.code}-${series}-${String(this.counters[series]).padStart(6, '0')}`,
      sequence,
      lines,
      previousHash: this.lastHash,
    };
    this.lastHash = createHash('sha256')
      .update(canonicalJson({ entryId: _id, ...sealed }))
      .digest('hex');
    const month = businessDay.slice(0, 7);
    return {
      _id,
      ...sealed,
      hash: this.lastHash,
      dayKey: `${storeId}/${businessDay}/${String(sequence).padStart(16, '0')}`,
      accountKeys: [...new Set(lines.map(({ account }) => `${storeId}/${account}/${businessDay}`))],
      customerKeys: lines.flatMap(({ customerId }) => (customerId ? [`${storeId}/${customerId}/${month}`] : [])),
    };
  }

  series(since: string): Row {
    const { storeId: _id, sequence, lastHash, counters } = this;
    return { _id, version: 1, sequence, since, lastHash, counters };
  }
}

/** An open day of a store: where its entries stand in the chain, and on how many of them each account is. */
class Day {
  private first = 0;
  private last = 0;
  private readonly accounts: Record<string, number> = {};

  constructor(
    private readonly storeId: string,
    private readonly businessDay: string,
  ) {}

  add(rows: readonly Row[]): void {
    this.first ||= rows[0]!['sequence'];
    this.last = rows.at(-1)!['sequence'];
    for (const { lines } of rows)
      for (const account of new Set((lines as Line[]).map((line) => line.account)))
        this.accounts[account] = (this.accounts[account] ?? 0) + 1;
  }

  record(): Row {
    const { storeId, businessDay, first, last, accounts } = this;
    return { _id: `${storeId}/${businessDay}`, storeId, businessDay, closed: false, touched: 1, first, last, accounts };
  }
}

/** An id of a record of a day: its time, then the end of the store's id and the sequence. */
export function recordIdOf(prefix: string, businessDay: string, sequence: number, storeId: string): string {
  const time = encode(Date.parse(businessDay), 10);
  return `${prefix}_${time}${storeId.slice(-8)}${encode(sequence, 8)}`;
}

/** A number in the letters of a ULID. */
function encode(value: number, length: number): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = letters[rest % 32]! + text;
  return text;
}
