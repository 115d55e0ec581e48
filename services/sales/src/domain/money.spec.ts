import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RefundTo, StoreView } from '@comptoir/contracts';
import { readConfig } from '@comptoir/kit';
import { testSettings } from '@comptoir/kit/test-settings';
import { BooksModel, nearest, type SaleAsked } from '../../test/books-model.js';
import { marginRows, marginTotals } from './margin.js';
import { taxRows } from './tax-report.js';
import type { PaymentRecord } from './records.js';

const { COMPTOIR_HISTORIES, COMPTOIR_SEED } = readConfig(testSettings);
const COIN = 500;
const OPENED = '2026-06-30';
/** A shop with prices that include tax, and one with prices before it. */
const STORES = [
  ['ALG1', true],
  ['ORA1', false],
].map(
  ([code, pricesIncludeTax], at) =>
    ({
      storeId: `sto_0000000000000000000000000${at + 1}`,
      code,
      name: code,
      timeZone: 'Africa/Algiers',
      currency: 'DZD',
      pricesIncludeTax,
      cashRoundingMinor: COIN,
      createdAt: `${OPENED}T08:00:00Z`,
    }) as StoreView,
);
const RATES = [0, 550, 900, 1900, 2000];
const DAY_MS = 86_400_000;

type Act =
  | (SaleAsked & { readonly kind: 'sell' })
  | { readonly kind: 'pay' | 'payOut'; readonly method: 'cash' | 'card'; readonly amountMinor: number }
  | { readonly kind: 'back'; readonly sale: number; readonly units: number | undefined; readonly refundTo: RefundTo }
  | { readonly kind: 'reverse'; readonly payment: number }
  | { readonly kind: 'enter'; readonly place: number }
  | { readonly kind: 'moveCash'; readonly direction: 'in' | 'out'; readonly amountMinor: number }
  | { readonly kind: 'closeTill'; readonly offMinor: number; readonly keptShare: number }
  | { readonly kind: 'nextDay' };

const amountMinor = fc.integer({ min: 1, max: 4_000 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('sell' as const),
    customer: fc.constantFrom('debtor' as const, 'debtor' as const, 'walkIn' as const),
    quantity: fc.integer({ min: 1, max: 3 }),
    unitPriceMinor: fc.integer({ min: 1, max: 2_000 }),
    costMinor: fc.integer({ min: 0, max: 3_000 }),
    paidShare: fc.constantFrom(0, 0, 0.3, 1),
    method: fc.constantFrom('cash' as const, 'card' as const),
    taxRateBps: fc.constantFrom(...RATES),
  }),
  fc.record({
    kind: fc.constant('pay' as const),
    method: fc.constantFrom('cash' as const, 'card' as const),
    amountMinor,
  }),
  fc.record({
    kind: fc.constant('payOut' as const),
    method: fc.constantFrom('cash' as const, 'card' as const),
    amountMinor,
  }),
  fc.record({
    kind: fc.constant('back' as const),
    sale: fc.nat(),
    units: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    refundTo: fc.constantFrom<RefundTo>('original', 'cash', 'card', 'account'),
  }),
  fc.record({ kind: fc.constant('reverse' as const), payment: fc.nat() }),
  fc.record({ kind: fc.constant('enter' as const), place: fc.nat({ max: STORES.length - 1 }) }),
  fc.record({
    kind: fc.constant('moveCash' as const),
    direction: fc.constantFrom('in' as const, 'out' as const),
    amountMinor,
  }),
  fc.record({
    kind: fc.constant('closeTill' as const),
    offMinor: fc.constantFrom(0, 0, 7, -3),
    keptShare: fc.constantFrom(0, 0.5, 1),
  }),
  fc.record({ kind: fc.constant('nextDay' as const) }),
);

/** What a clerk notes of a store's day: tickets, goods by hand, money by means. */
class Page {
  sales = 0;
  corrections = 0;
  cost = 0n;
  readonly net = new Map(RATES.map((rate) => [rate, 0n]));
  readonly tax = new Map(RATES.map((rate) => [rate, 0n]));
  readonly received = { cash: 0, card: 0 };
}

/** A ticket as the clerk worked it out: what was sold, and how many of it came back. */
interface Ticket {
  readonly place: number;
  readonly units: number;
  readonly rate: number;
  readonly net: bigint;
  readonly tax: bigint;
  readonly cost: bigint;
  back: number;
}

/** A clerk with a book of his own: coins by drawer, debts by ticket, credit; he knows nothing of entries. */
class Clerk {
  place = 0;
  day = OPENED;
  readonly drawers = STORES.map(() => 0);
  /** What was in each drawer, and what is not of customers: to the safe and back, and what was found missing. */
  readonly safe = STORES.map(() => 0);
  readonly missing = STORES.map(() => 0);
  card = 0;
  credit = 0;
  readonly pages = new Map<string, Page>();
  readonly tickets = new Map<string, Ticket>();
  /** What is open of each ticket of the debtor, oldest first. */
  readonly open = new Map<string, number>();
  /** What each kept payment did: by ticket, to the credit. */
  readonly done = new Map<
    string,
    { place: number; method: 'cash' | 'card'; amount: number; tickets: Map<string, number>; credit: number }
  >();

  static coins(amount: number): number {
    let down = 0;
    while (down + COIN <= amount) down += COIN;
    return amount - down >= COIN / 2 ? down + COIN : down;
  }

  pageOf(place: number, day: string): Page {
    const key = `${place}/${day}`;
    const page = this.pages.get(key) ?? new Page();
    this.pages.set(key, page);
    return page;
  }

  get page(): Page {
    return this.pageOf(this.place, this.day);
  }

  move(method: string, amount: number): void {
    const coins = amount < 0 ? -Clerk.coins(-amount) : Clerk.coins(amount);
    if (method === 'cash') this.drawers[this.place]! += coins;
    else this.card += amount;
    this.page.received[method as 'cash' | 'card'] += method === 'cash' ? coins : amount;
  }

  /** Writes down a sale; answers its gross. */
  sold(ticket: string, asked: SaleAsked): number {
    const { quantity, unitPriceMinor, costMinor, taxRateBps: rate = 0 } = asked;
    const amount = BigInt(unitPriceMinor) * BigInt(quantity);
    const includesTax = STORES[this.place]!.pricesIncludeTax;
    const net = includesTax ? nearest(amount * 10_000n, 10_000n + BigInt(rate)) : amount;
    const tax = includesTax ? amount - net : nearest(amount * BigInt(rate), 10_000n);
    const cost = BigInt(costMinor);
    this.tickets.set(ticket, { place: this.place, units: quantity, rate, net, tax, cost, back: 0 });
    this.page.sales += 1;
    this.note(rate, net, tax, cost);
    return Number(net + tax);
  }

  /** Writes down what came back, the shares of the units that are back by now less those of before; answers the gross. */
  cameBack(ticket: string, units: number): number {
    const { units: whole, rate, net, tax, cost, back } = this.tickets.get(ticket)!;
    const share = (total: bigint): bigint =>
      nearest(total * BigInt(back + units), BigInt(whole)) - nearest(total * BigInt(back), BigInt(whole));
    this.tickets.get(ticket)!.back += units;
    this.page.corrections += 1;
    const [netBack, taxBack] = [share(net), share(tax)];
    const costUpTo = (part: number): bigint => (cost * BigInt(part)) / BigInt(whole); // rounded down, as stock does
    this.note(rate, -netBack, -taxBack, costUpTo(back) - costUpTo(back + units));
    return Number(netBack + taxBack);
  }

  private note(rate: number, net: bigint, tax: bigint, cost: bigint): void {
    const { page } = this;
    page.net.set(rate, page.net.get(rate)! + net);
    page.tax.set(rate, page.tax.get(rate)! + tax);
    page.cost += cost;
  }

  /** Pays tickets coin by coin, the oldest first; answers what was paid of each and what is left. */
  payOldest(amount: number, but?: string): { tickets: Map<string, number>; left: number } {
    const tickets = new Map<string, number>();
    let left = amount;
    for (const ticket of this.open.keys())
      while (ticket !== but && left > 0 && this.open.get(ticket)! > 0) {
        this.open.set(ticket, this.open.get(ticket)! - 1);
        tickets.set(ticket, (tickets.get(ticket) ?? 0) + 1);
        left -= 1;
      }
    return { tickets, left };
  }

  debt(): number {
    let total = 0;
    for (const open of this.open.values()) total += open;
    return total;
  }
}

function codeOf(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return code;
  }
}

function perform(books: BooksModel, clerk: Clerk, one: Act): void {
  if (one.kind === 'sell') {
    const sale = books.sell(one);
    expect([sale._id, sale.grossMinor]).toEqual([sale._id, clerk.sold(sale._id, one)]);
    const [paid] = sale.payments;
    if (paid) clerk.move(paid.method, paid.amountMinor);
    if (one.customer === 'debtor') clerk.open.set(sale._id, sale.grossMinor - (paid?.amountMinor ?? 0));
  }
  if (one.kind === 'pay') {
    const payment = books.pay(one.method, one.amountMinor);
    clerk.move(one.method, one.amountMinor);
    const { tickets, left } = clerk.payOldest(one.amountMinor);
    clerk.credit += left;
    clerk.done.set(payment._id, {
      place: clerk.place,
      method: one.method,
      amount: one.amountMinor,
      tickets,
      credit: left,
    });
  }
  if (one.kind === 'payOut') {
    const enough = clerk.credit >= one.amountMinor;
    const code = codeOf(() => books.payOut(one.method, one.amountMinor));
    expect(code).toBe(enough ? undefined : 'payment.credit-too-low');
    if (!enough) return;
    clerk.credit -= one.amountMinor;
    clerk.move(one.method, -one.amountMinor);
  }
  if (one.kind === 'back') takeBack(books, clerk, one);
  if (one.kind === 'reverse') reverse(books, clerk, one.payment);
  if (one.kind === 'enter') enter(books, clerk, one.place);
  if (one.kind === 'moveCash') moveCash(books, clerk, one);
  if (one.kind === 'closeTill') closeTill(books, clerk, one);
  if (one.kind === 'nextDay') closeDay(books, clerk);
}

function enter(books: BooksModel, clerk: Clerk, place: number): void {
  books.enter(place);
  clerk.place = place;
}

function moveCash(
  books: BooksModel,
  clerk: Clerk,
  { direction, amountMinor }: Extract<Act, { kind: 'moveCash' }>,
): void {
  const enough = direction === 'in' || clerk.drawers[clerk.place]! >= amountMinor;
  const code = codeOf(() => books.moveCash(direction, 'safe', amountMinor));
  expect(code).toBe(enough ? undefined : 'till.cash-too-low');
  if (!enough) return;
  const into = direction === 'in' ? amountMinor : -amountMinor;
  clerk.drawers[clerk.place]! += into;
  clerk.safe[clerk.place]! -= into;
}

function closeTill(
  books: BooksModel,
  clerk: Clerk,
  { offMinor, keptShare }: Extract<Act, { kind: 'closeTill' }>,
): void {
  const should = clerk.drawers[clerk.place]!;
  const counted = Math.max(0, should + offMinor);
  const kept = Math.floor(counted * keptShare);
  const report = books.closeTill(counted, kept);
  expect([report.expectedMinor, report.differenceMinor]).toEqual([should, counted - should]);
  clerk.missing[clerk.place]! += should - counted;
  clerk.safe[clerk.place]! += counted - kept;
  clerk.drawers[clerk.place] = kept;
}

const sumOf = (amounts: ReadonlyMap<number, bigint>): bigint =>
  [...amounts.values()].reduce((all, one) => all + one, 0n);

/** Both stores close their day, and the next one begins. */
function closeDay(books: BooksModel, clerk: Clerk): void {
  const place = clerk.place;
  for (const at of STORES.keys()) {
    enter(books, clerk, at);
    const { figures } = books.close(clerk.day, true);
    const { sales, corrections, net, tax, cost, received } = clerk.page;
    expect(figures).toMatchObject({
      sales,
      corrections,
      netMinor: Number(sumOf(net)),
      taxMinor: Number(sumOf(tax)),
      costMinor: Number(cost),
      received: { ...received },
    });
    for (const [rate, minor] of tax) expect([rate, figures.taxByRate[rate] ?? 0]).toEqual([rate, Number(minor)]);
  }
  enter(books, clerk, place);
  books.wait(DAY_MS);
  clerk.day = new Date(Date.parse(clerk.day) + DAY_MS).toISOString().slice(0, 10);
}

function takeBack(
  books: BooksModel,
  clerk: Clerk,
  { sale: at, units, refundTo }: Extract<Act, { kind: 'back' }>,
): void {
  const sale = books.sales[at % Math.max(1, books.sales.length)];
  if (!sale) return;
  enter(books, clerk, clerk.tickets.get(sale._id)!.place);
  let correction;
  const code = codeOf(
    () => (correction = books.correct({ saleId: sale._id, units, refundTo, disposition: 'restock' })),
  );
  if (code !== undefined) return expect(['return.too-much', 'sale.state']).toContain(code) as void;
  const { grossMinor, refunds, creditMinor } = correction! as ReturnType<BooksModel['correct']>;
  const { units: sold, back } = clerk.tickets.get(sale._id)!;
  expect([sale._id, grossMinor]).toEqual([sale._id, clerk.cameBack(sale._id, units ?? sold - back)]);
  let left = grossMinor;
  for (; left > 0 && (clerk.open.get(sale._id) ?? 0) > 0; left -= 1)
    clerk.open.set(sale._id, clerk.open.get(sale._id)! - 1);
  const isWalkIn = sale.customer.kind === 'walkIn';
  if (!isWalkIn) left = clerk.payOldest(left, sale._id).left;
  let out = 0;
  for (const one of refunds) {
    clerk.move(one.method, -one.amountMinor);
    out += one.amountMinor;
  }
  clerk.credit += creditMinor;
  expect(out + creditMinor).toBe(left); // nothing is lost between debt, money and credit
  if (isWalkIn) expect(creditMinor).toBe(0);
  if (refundTo === 'account' && !isWalkIn) expect(out).toBe(0);
  if (refundTo === 'cash' || refundTo === 'card') expect(refunds.every((one) => one.method === refundTo)).toBe(true);
}

function reverse(books: BooksModel, clerk: Clerk, at: number): void {
  const later = books.payments.filter((one: PaymentRecord) => clerk.done.has(one._id));
  const payment = later[at % Math.max(1, later.length)];
  if (!payment) return;
  enter(books, clerk, clerk.done.get(payment._id)!.place);
  const code = codeOf(() => books.reverse(payment));
  if (code !== undefined) return expect(['payment.used', 'order.state']).toContain(code) as void;
  const { method, amount, tickets, credit } = clerk.done.get(payment._id)!;
  clerk.move(method, -amount);
  clerk.credit -= credit;
  for (const [ticket, paid] of tickets) clerk.open.set(ticket, clerk.open.get(ticket)! + paid);
  clerk.done.delete(payment._id);
}

/** What the journal says of an account: of all stores, or of one, and of a till or of no till. */
function net(books: BooksModel, account: string, place?: number, ofTill?: boolean): number {
  let total = 0;
  for (const entry of books.entries)
    for (const line of entry.lines)
      if (
        line.account === account &&
        (place === undefined || entry.storeId === STORES[place]!.storeId) &&
        (ofTill === undefined || (line.till !== undefined) === ofTill)
      )
        total += line.debitMinor - line.creditMinor;
  return total;
}

/** Tax and margin of a store, as the reports work them out, and as the clerk's pages have them. */
function reportsOf(books: BooksModel, clerk: Clerk, place: number): { said: object; byHand: object } {
  const { storeId } = STORES[place]!;
  const movements = books.entries
    .filter((entry) => entry.storeId === storeId)
    .flatMap((entry) => entry.lines.map((line) => ({ currency: 'DZD' as const, ...line })));
  const rows = new Map(taxRows(movements).map((row) => [row.taxRateBps, row]));
  const pages = [...clerk.pages].filter(([key]) => key.startsWith(`${place}/`)).map(([, page]) => page);
  const total = (of: (page: Page) => bigint) => Number(pages.reduce((all, page) => all + of(page), 0n));
  const taxes = RATES.map((rate) => {
    const { baseMinor = 0, outputTaxMinor = 0 } = rows.get(rate) ?? {};
    return { rate, baseMinor, outputTaxMinor };
  });
  const taxesByHand = RATES.map((rate) => ({
    rate,
    baseMinor: total((page) => page.net.get(rate)!),
    outputTaxMinor: total((page) => page.tax.get(rate)!),
  }));
  const margins = marginTotals(
    marginRows(
      books.stis
        .filter((sti) => sti.storeId === storeId)
        .map(({ saleId: key, currency, netMinor: revenueMinor, taxMinor, costMinor }) => ({
          key,
          currency,
          revenueMinor,
          taxMinor,
          costMinor,
        })),
    ),
  );
  const cost = total((page) => page.cost);
  const revenue = total((page) => sumOf(page.net));
  const tax = total((page) => sumOf(page.tax));
  const said = {
    taxes,
    margins: margins.map(({ revenueMinor, taxMinor, costMinor, marginMinor }) => ({
      revenueMinor,
      taxMinor,
      costMinor,
      marginMinor,
    })),
    costOfGoodsSold: net(books, 'costOfGoodsSold', place),
    fromInventory: 0 - net(books, 'inventory', place),
  };
  const margin = { revenueMinor: revenue, taxMinor: tax, costMinor: cost, marginMinor: revenue - cost };
  const byHand = {
    taxes: taxesByHand,
    margins: margins.length > 0 ? [margin] : [],
    costOfGoodsSold: cost,
    fromInventory: cost,
  };
  return { said, byHand };
}

/** One comparison of all there is, for it is made after every act of every history. */
function compare(books: BooksModel, clerk: Clerk): void {
  const places = [...STORES.keys()].map((place) => {
    const { said, byHand } = reportsOf(books, clerk, place);
    const drawers = {
      drawer: net(books, 'cash', place, true),
      safe: net(books, 'cash', place, false),
      missing: net(books, 'cashDifference', place),
    };
    const counted = { drawer: clerk.drawers[place], safe: clerk.safe[place], missing: clerk.missing[place] };
    return { said: { ...drawers, ...said }, byHand: { ...counted, ...byHand } };
  });
  const settled = ['paid', 'partlyReturned', 'returned', 'cancelled'];
  const tickets = [...clerk.open].map(([ticket, open]) => {
    const back = books.corrections.filter((one) => one.saleId === ticket).reduce((all, one) => all + one.grossMinor, 0);
    const { grossMinor } = books.sales.find((one) => one._id === ticket)!;
    const state = books.stateOf(ticket);
    return {
      ticket,
      open: books.openOf(ticket),
      aboveWhatIsOut: Math.max(0, open - (grossMinor - back)), // no more is owed than for what is still with the customer
      state: settled.includes(state) ? 'settled' : state,
    };
  });
  let sides = 0;
  for (const entry of books.entries) for (const line of entry.lines) sides += line.debitMinor - line.creditMinor;
  expect({
    places: places.map(({ said }) => said),
    card: net(books, 'card'),
    credit: 0 - net(books, 'customerCredit'),
    creditBelowZero: Math.min(0, clerk.credit),
    debt: net(books, 'receivable'),
    tickets,
    sides,
  }).toEqual({
    places: places.map(({ byHand }) => byHand),
    card: clerk.card,
    credit: clerk.credit,
    creditBelowZero: 0,
    debt: clerk.debt(),
    tickets: [...clerk.open].map(([ticket, open]) => ({
      ticket,
      open,
      aboveWhatIsOut: 0,
      state: open > 0 ? 'invoiced' : 'settled',
    })),
    sides: 0,
  });
}

const histories = fc.array(act, { minLength: 5, maxLength: 40 });

test('whatever is sold, paid, brought back, paid out, reversed and closed in two stores: drawers, debts, credits, taxes, margins and days are those of a clerk who counts', () => {
  fc.assert(
    fc.property(histories, (acts) => {
      const books = new BooksModel(STORES[0]!, Date.parse(`${OPENED}T10:00:00Z`), STORES[1]!);
      const clerk = new Clerk();
      for (const one of acts) {
        perform(books, clerk, one);
        compare(books, clerk);
      }
    }),
    { numRuns: Number(COMPTOIR_HISTORIES), ...(COMPTOIR_SEED === undefined ? {} : { seed: Number(COMPTOIR_SEED) }) },
  );
});
