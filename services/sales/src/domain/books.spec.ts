import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_DOCUMENT_MINOR, sum, type RefundTo, type StoreView } from '@comptoir/contracts';
import { BooksModel, grossByHand, refusalCode, type SaleAsked } from '../../test/books-model.js';
import type { CorrectionRecord, SaleRecord } from './records.js';

/**
 * Days, weeks and turns of the year of a store, as random sequences of what people do, with the events of inventory late
 * by anything up to days; after each act the books are compared with what a slow and obvious count says of them.
 */

const HOUR = 3_600_000;

const STORE = {
  storeId: 'sto_00000000000000000000000001',
  code: 'ALG1',
  name: 'Alger',
  timeZone: 'Africa/Algiers',
  currency: 'DZD',
  pricesIncludeTax: false,
  cashRoundingMinor: 1,
  createdAt: '2026-01-01T12:00:00Z',
} as StoreView;

/** Units of a line: pieces, or parts of a unit with decimals. */
const quantities = {
  quantity: fc.integer({ min: 1, max: 4 }),
  quantityDecimals: fc.constantFrom(0, 0, 1),
};

const act = fc.oneof(
  fc.record({
    kind: fc.constant('sell' as const),
    customer: fc.constantFrom('walkIn' as const, 'debtor' as const),
    ...quantities,
    unitPriceMinor: fc.integer({ min: 1, max: 5_000 }),
    lineOffBps: fc.constantFrom(0, 0, 333, 1_000),
    saleOffBps: fc.constantFrom(0, 0, 500, 5_000),
    costMinor: fc.integer({ min: 0, max: 9_000 }),
    paidShare: fc.constantFrom(0, 0.3, 0.7, 1),
    method: fc.constantFrom('cash' as const, 'card' as const),
  }),
  fc.record({
    kind: fc.constant('correct' as const),
    sale: fc.nat(20),
    units: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    refundTo: fc.constantFrom('cash' as const, 'card' as const, 'account' as const),
    disposition: fc.constantFrom('restock' as const, 'writeOff' as const),
  }),
  fc.record({ kind: fc.constant('deliver' as const), costMinor: fc.integer({ min: 0, max: 9_000 }) }),
  fc.record({ kind: fc.constant('arrive' as const) }),
  // mostly the next open day; at times another one
  fc.record({
    kind: fc.constant('close' as const),
    fromNext: fc.constantFrom(0, 0, 0, 0, -2, -1, 1, 2),
    beforeItsEnd: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('wait' as const),
    ms: fc.constantFrom(60_000, HOUR / 2, HOUR, 5 * HOUR, 11 * HOUR, 24 * HOUR, 30 * HOUR),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** From evening to evening around a new year, a leap day and both changes of the clocks in Europe. */
const start = fc
  .tuple(
    fc.constantFrom('2026-12-31', '2028-02-28', '2026-03-28', '2026-10-24', '2026-06-30'),
    fc.integer({ min: 0, max: 24 * 60 }),
  )
  .map(([day, minute]) => Date.parse(`${day}T00:00:00Z`) + minute * 60_000);
const timeZone = fc.constantFrom(
  'Africa/Algiers',
  'UTC',
  'Europe/Paris',
  'Asia/Tokyo',
  'America/New_York',
  'Pacific/Kiritimati',
);

/** The day after a day, and the day of a moment, told another way than the code does. */
const plusDays = (day: string, days: number): string => {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 1, date! + days, 12)).toISOString().slice(0, 10);
};
const dayIn = (zone: string, at: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone }).format(new Date(at));

const money = (books: BooksModel, businessDay: string) =>
  JSON.stringify(
    books.entries.filter((one) => one.businessDay === businessDay).toSorted((a, b) => (a._id < b._id ? -1 : 1)),
  );

/** What the oracle knows: the days that were closed with what was in them, and when each fact occurred. */
class Oracle {
  readonly closed: { day: string; content: string }[] = [];
  readonly occurred = new Map<string, string>();

  constructor(
    private readonly books: BooksModel,
    private readonly opened: string,
  ) {}

  get today(): string {
    return dayIn(this.books.store.timeZone, this.books.now);
  }

  get next(): string {
    return this.closed.length === 0 ? this.opened : plusDays(this.closed.at(-1)!.day, 1);
  }

  isClosed(day: string): boolean {
    return this.closed.some((one) => one.day === day);
  }

  /** The refusal that closing a day must get, or nothing. */
  refusalOfClosing(day: string, beforeItsEnd: boolean): string | undefined {
    if (this.isClosed(day)) return 'day.closed';
    if (day < this.opened) return 'day.out-of-order';
    if (day > this.today) return 'day.not-yet';
    if (day !== this.next) return 'day.out-of-order';
    return day === this.today && !beforeItsEnd ? 'day.not-over' : undefined;
  }
}

/** What a customer owes, entry by entry. */
function owedBy(books: BooksModel, customerId: string): number {
  let owed = 0;
  for (const entry of books.entries)
    for (const line of entry.lines)
      if (line.account === 'receivable' && line.customerId === customerId) owed += line.debitMinor - line.creditMinor;
  return owed;
}

/** The money that went out with a correction, coin by coin: first what is owed is settled, the rest comes back. */
function comparePaidOut(
  books: BooksModel,
  sale: SaleRecord,
  { _id, grossMinor }: CorrectionRecord,
  owedBefore: number,
  asked: RefundTo,
): void {
  const isWalkIn = sale.customer.kind === 'walkIn';
  const means = asked === 'account' && isWalkIn ? (sale.payments[0]?.method ?? 'cash') : asked; // of a total of 0 nothing was paid
  const paidOut = books.entries
    .find((entry) => entry.kind === 'correction' && entry.ref === _id)!
    .lines.filter((line) => line.account === 'cash' || line.account === 'card');
  let [owed, expected] = [owedBefore, 0];
  for (let unit = 0; unit < grossMinor && means !== 'account'; unit += 1) {
    if (owed > 0) owed -= 1;
    else expected += 1;
  }
  expect(paidOut.map((line) => [line.account, line.creditMinor])).toEqual(expected > 0 ? [[means, expected]] : []);
  if (isWalkIn) expect([expected, owedBy(books, sale.customer.customerId)]).toEqual([grossMinor, 0]);
}

/** What a sale says, what its lines add up to, and what its entry books are one. */
function comparePosted(books: BooksModel, sale: SaleRecord): void {
  const { lines } = books.entries.find((entry) => entry.kind === 'sale' && entry.ref === sale._id)!;
  const side = (account: string, of: 'debitMinor' | 'creditMinor'): number => {
    let total = 0;
    for (const line of lines) if (line.account === account) total += line[of];
    return total;
  };
  const soldMinor = side('revenue', 'creditMinor') - side('discounts', 'debitMinor');
  expect([side('receivable', 'debitMinor'), soldMinor, side('outputTax', 'creditMinor')]).toEqual([
    sale.grossMinor,
    sale.netMinor,
    sale.taxMinor,
  ]);
  for (const field of ['netMinor', 'taxMinor', 'grossMinor', 'discountMinor', 'discountNetMinor'] as const)
    expect([field, sum(sale.lines.map((line) => line[field]))]).toEqual([field, sale[field]]);
}

function perform(books: BooksModel, oracle: Oracle, one: Act): void {
  const { today } = oracle;
  if (one.kind === 'wait') books.wait(one.ms);
  if (one.kind === 'sell') {
    const refusal = refusalCode(() => {
      const sale = books.sell(one satisfies SaleAsked);
      comparePosted(books, sale);
      expect(BigInt(sale.grossMinor)).toBe(grossByHand(one, books.store.pricesIncludeTax));
      oracle.occurred.set(`sale/${sale._id}`, today);
    });
    expect(refusal).toBe(oracle.isClosed(today) ? 'day.closed' : undefined);
  }
  if (one.kind === 'correct') {
    const sale = books.sales[one.sale % Math.max(1, books.sales.length)];
    if (!sale) return;
    const owedBefore = owedBy(books, sale.customer.customerId);
    const refusal = refusalCode(() => {
      const correction = books.correct({ ...one, saleId: sale._id });
      oracle.occurred.set(`correction/${correction._id}`, today);
      oracle.occurred.set(`writeOff/${correction._id}`, today);
      comparePaidOut(books, sale, correction, owedBefore, one.refundTo);
    });
    expect([undefined, 'day.closed', 'return.too-much', 'sale.state']).toContain(refusal);
    if (refusal === undefined) expect(oracle.isClosed(today)).toBe(false);
  }
  if (one.kind === 'deliver') oracle.occurred.set(`delivery/${books.deliver(one.costMinor)}`, today);
  if (one.kind === 'arrive') {
    const entry = books.arrive();
    if (!entry) return;
    const occurred = oracle.occurred.get(`${entry.kind}/${entry.ref}`)!;
    const open = [occurred, today, plusDays(today, 1)].find((day) => !oracle.isClosed(day));
    expect([entry.kind, entry.businessDay, entry.occurredDay]).toEqual([
      entry.kind,
      open,
      open === occurred ? undefined : occurred,
    ]);
  }
  if (one.kind === 'close') {
    const day = plusDays(oracle.next, one.fromNext);
    const expected = oracle.refusalOfClosing(day, one.beforeItsEnd);
    expect([day, refusalCode(() => books.close(day, one.beforeItsEnd))]).toEqual([day, expected]);
    if (expected === undefined) oracle.closed.push({ day, content: money(books, day) });
  }
}

function compare(books: BooksModel, oracle: Oracle): void {
  for (const { day, content } of oracle.closed) expect([day, money(books, day)]).toEqual([day, content]);
  expect(books.snapshots.map((one) => one.businessDay)).toEqual(
    oracle.closed.map((_, index) => plusDays(oracle.closed[0]!.day, index)),
  );
  for (const entry of books.entries) {
    const fact = `${entry.kind}/${entry.ref}`;
    expect([fact, entry.occurredDay ?? entry.businessDay]).toEqual([fact, oracle.occurred.get(fact)]);
  }
}

const sequences = fc.array(act, { minLength: 5, maxLength: 40 });

test('whatever people do, and however late events come: closed days never change, and the money adds up', () => {
  fc.assert(
    fc.property(start, timeZone, fc.boolean(), sequences, (at, zone, pricesIncludeTax, acts) => {
      const createdAt = new Date(at).toISOString();
      const books = new BooksModel({ ...STORE, timeZone: zone, createdAt, pricesIncludeTax }, at);
      const oracle = new Oracle(books, dayIn(zone, createdAt));
      for (const one of acts) {
        perform(books, oracle, one);
        compare(books, oracle);
      }
    }),
    { numRuns: 200 },
  );
});

test('amounts up to the limit of a document are booked exactly, and above it refused before anything is written', () => {
  const amount = fc.oneof(fc.nat(10_000), fc.integer({ min: 1, max: MAX_DOCUMENT_MINOR }));
  const large = fc.oneof(
    fc.record({
      kind: fc.constant('sell' as const),
      customer: fc.constantFrom('walkIn' as const, 'debtor' as const),
      quantity: fc.integer({ min: 1, max: 3 }),
      unitPriceMinor: amount,
      costMinor: amount,
      paidShare: fc.constantFrom(0, 0.5, 1),
      method: fc.constantFrom('cash' as const, 'card' as const),
    }),
    fc.record({ kind: fc.constant('correct' as const), sale: fc.nat(9) }),
    fc.record({ kind: fc.constant('deliver' as const), costMinor: amount }),
  );
  fc.assert(
    fc.property(fc.array(large, { maxLength: 25 }), (acts) => {
      const books = new BooksModel(STORE, Date.parse('2026-06-30T22:50:00Z'));
      for (const one of acts) {
        const entries = books.entries.length;
        if (one.kind === 'sell') {
          const net = BigInt(one.unitPriceMinor) * BigInt(one.quantity);
          const gross = net + (net * 19n + 50n) / 100n;
          const refusal = refusalCode(() => books.sell(one));
          expect(refusal).toBe(gross > BigInt(MAX_DOCUMENT_MINOR) ? 'amount.too-large' : undefined);
          expect(books.entries).toHaveLength(refusal ? entries : entries + 1);
        } else if (one.kind === 'correct') {
          const sale = books.sales[one.sale];
          const asked = { units: undefined, refundTo: 'cash', disposition: 'restock' } as const;
          if (sale)
            expect(['sale.state', undefined]).toContain(
              refusalCode(() => books.correct({ ...asked, saleId: sale._id })),
            );
        } else {
          books.deliver(one.costMinor);
          books.arrive();
        }
      }
      const lines = books.entries.flatMap((entry) => entry.lines);
      const exact = (amounts: number[]) => amounts.reduce((total, value) => total + BigInt(value), 0n);
      const [debits, credits] = [lines.map((line) => line.debitMinor), lines.map((line) => line.creditMinor)];
      expect(exact(debits)).toBe(exact(credits));
      expect(sum(debits)).toBe(Number(exact(debits)));
      expect(lines.filter((line) => line.debitMinor + line.creditMinor > MAX_DOCUMENT_MINOR)).toEqual([]);
    }),
  );
});
