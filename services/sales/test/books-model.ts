import {
  businessDayOf,
  DomainError,
  ID_PREFIXES,
  type AllocatedLine,
  type CashMovement,
  type DataOf,
  type EntryLine,
  type IdKind,
  type OpenItem,
  type inventoryEvents,
  type PaymentMethod,
  type RefundTo,
  type StoreView,
} from '@comptoir/contracts';
import { decideBeginCheckout, decideRequestApproval } from '../src/domain/checkout.js';
import { decideCloseDay } from '../src/domain/closing.js';
import { decideBeginCorrection, type AccountState } from '../src/domain/correction.js';
import { decideCreateCustomer } from '../src/domain/change-customer.js';
import { decideCreateOrder } from '../src/domain/order.js';
import type {
  Balance,
  BusinessDayRecord,
  CashMovementRecord,
  CorrectionRecord,
  CustomerRecord,
  EntryDraft,
  EntryRecord,
  OrderRecord,
  PaymentRecord,
  SaleRecord,
  SaleStatus,
  SealRecord,
  SeriesRecord,
  SnapshotRecord,
  StiRecord,
  TillRecord,
  TillSessionRecord,
  ZReportRecord,
} from '../src/domain/records.js';
import { decidePayOutCredit, decideTakePayment, type PaymentTaken } from '../src/domain/take-payment.js';
import { decideReversePayment } from '../src/domain/reverse-payment.js';
import type { OwedOrder } from '../src/domain/order-payment.js';
import { backOf } from '../src/domain/owed.js';
import { decideFinalizeCorrection, decidePostReversal } from '../src/domain/reversal.js';
import { decideFinalizeSale, decidePostSale } from '../src/domain/sale.js';
import { numberEntries } from '../src/domain/numbering.js';
import { decideCloseTillSession, expectedCash, type SessionRecords } from '../src/domain/till-report.js';
import { decideMoveTillCash, decideOpenTillSession } from '../src/domain/till.js';
import { decideStockReceived, decideStockWrittenOff } from '../src/domain/stock-events.js';

/** What the model's sale asks for; a price of a whole unit on the store's terms, minor units. */
export interface SaleAsked {
  readonly customer: 'walkIn' | 'debtor';
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Decimals of the quantity; none when absent. */
  readonly quantityDecimals?: number;
  /** Rate of tax in basis points; 19 % when absent. */
  readonly taxRateBps?: number;
  /** Given off the line, and off the whole sale after it, in basis points. */
  readonly lineOffBps?: number;
  readonly saleOffBps?: number;
  /** Cost of all units, minor units. */
  readonly costMinor: number;
  readonly paidShare: number;
  readonly method: PaymentMethod;
}

/** What the model's correction asks for; without units, all that is left. */
export interface CorrectionAsked {
  readonly saleId: string;
  readonly units: number | undefined;
  readonly refundTo: RefundTo;
  readonly disposition: 'restock' | 'writeOff';
}

type Received = DataOf<typeof inventoryEvents.stockReceived>;
type WrittenOff = DataOf<typeof inventoryEvents.stockWrittenOff>;

/** An entry with the series of its store after it. */
type Posted = { readonly entry: EntryRecord; readonly series: SeriesRecord };

const SELLER = { id: 'usr_seller', role: 'cashier' } as const;
const MANAGER = { id: 'usr_manager', role: 'manager' } as const;

/** Numerator / denominator to the nearest whole number, up from a half on. */
export function nearest(numerator: bigint, denominator: bigint): bigint {
  const down = numerator / denominator;
  return (numerator - down * denominator) * 2n >= denominator ? down + 1n : down;
}

/** The gross of a sale by hand, minor units. */
export function grossByHand(asked: SaleAsked, pricesIncludeTax: boolean): bigint {
  const off = (amount: bigint, bps = 0): bigint => amount - nearest(amount * BigInt(bps), 10_000n);
  const { quantity, unitPriceMinor, quantityDecimals = 0, taxRateBps = 1900, lineOffBps, saleOffBps } = asked;
  const amount = nearest(BigInt(unitPriceMinor) * BigInt(quantity), 10n ** BigInt(quantityDecimals));
  const remaining = off(off(amount, lineOffBps), saleOffBps);
  return pricesIncludeTax ? remaining : remaining + nearest(remaining * BigInt(taxRateBps), 10_000n);
}

/** What a store has of its own: its till with its session, its days, its numbers. */
interface Place {
  readonly store: StoreView;
  till: TillRecord;
  session: TillSessionRecord;
  series: SeriesRecord | null;
  seal: SealRecord | null;
  readonly days: Map<string, BusinessDayRecord>;
  readonly snapshots: SnapshotRecord[];
  readonly zReports: ZReportRecord[];
}

/** The books of stores in memory: every decision of sales, saved as its store saves it, with a clock of its own. */
export class BooksModel {
  readonly entries: EntryRecord[] = [];
  readonly stis: StiRecord[] = [];
  readonly sales: SaleRecord[] = [];
  readonly corrections: CorrectionRecord[] = [];
  readonly payments: PaymentRecord[] = [];
  readonly movements: CashMovementRecord[] = [];
  /** Events of inventory on their way. */
  readonly arriving: (() => Posted | undefined)[] = [];
  readonly customers: Record<SaleAsked['customer'], CustomerRecord>;
  private readonly places: readonly Place[];
  private here: Place;
  private readonly statuses = new Map<string, SaleStatus>();
  private readonly orders = new Map<string, OrderRecord>();
  private minted = 0;

  constructor(
    store: StoreView,
    private at: number,
    ...others: readonly StoreView[]
  ) {
    this.places = [store, ...others].map((one) => this.open(one));
    this.here = this.places[0]!;
    const limit = { minor: 1_000_000, currency: store.currency };
    const account = (kind: 'walkIn' | 'person', name: string): CustomerRecord =>
      decideCreateCustomer(
        { taken: [], owners: [] },
        { customerId: this.mint('customer'), kind, name, profile: 'generic', identifiers: [] },
        { now: this.now, actor: { id: 'usr_1' }, commandId: 'open' },
      ).customer;
    this.customers = {
      walkIn: account('walkIn', 'Passage'),
      debtor: { ...account('person', 'Amina'), creditLimit: limit },
    };
  }

  private open(store: StoreView): Place {
    const { storeId, currency, timeZone } = store;
    const session: TillSessionRecord = {
      _id: this.mint('tillSession'),
      storeId,
      till: 'T1',
      number: 1,
      currency,
      state: 'open',
      openedAt: this.now,
      openedBy: SELLER.id,
      openedDay: businessDayOf(this.now, timeZone),
      floatMinor: 0,
    };
    const till = { _id: `${storeId}/T1`, storeId, till: 'T1', name: 'Till', sessions: 1, openSessionId: session._id };
    return { store, till, session, series: null, seal: null, days: new Map(), snapshots: [], zReports: [] };
  }

  /** Goes to a store: what is done next is done there. */
  enter(place: number): void {
    this.here = this.places[place]!;
  }

  get store(): StoreView {
    return this.here.store;
  }

  get session(): TillSessionRecord {
    return this.here.session;
  }

  get snapshots(): SnapshotRecord[] {
    return this.here.snapshots;
  }

  get zReports(): ZReportRecord[] {
    return this.here.zReports;
  }

  private get days(): Map<string, BusinessDayRecord> {
    return this.here.days;
  }

  private get series(): SeriesRecord | null {
    return this.here.series;
  }

  private set series(series: SeriesRecord | null) {
    this.here.series = series;
  }

  get now(): string {
    return new Date(this.at).toISOString();
  }

  /** Time goes by. */
  wait(ms: number): void {
    this.at += ms;
  }

  readonly mint = (kind: IdKind): string => `${ID_PREFIXES[kind]}_${String((this.minted += 1)).padStart(26, '0')}`;

  private moment(sagaId?: string) {
    return { now: this.now, actor: SELLER, mint: this.mint, ...(sagaId ? { sagaId } : {}) };
  }

  private day(businessDay: string): BusinessDayRecord | null {
    return this.days.get(businessDay) ?? null;
  }

  private closed(): Set<string> {
    return new Set([...this.days.values()].filter((one) => one.closed).map((one) => one.businessDay));
  }

  /** What a customer owes, by currency, as the journal says. */
  balances(customerId: string): Balance[] {
    const lines = this.entries.flatMap((entry) => entry.lines).filter((line) => line.customerId === customerId);
    const net = (some: readonly EntryLine[]) =>
      some.reduce((total, line) => total + line.debitMinor - line.creditMinor, 0);
    const creditMinor = 0 - net(lines.filter((line) => line.account === 'customerCredit'));
    return lines.length > 0 ? [{ currency: this.store.currency, balanceMinor: net(lines), creditMinor }] : [];
  }

  /** What is owed of a sale, as the journal says. */
  openOf(saleId: string): number {
    return this.entries
      .flatMap((entry) => entry.lines)
      .filter((line) => line.account === 'receivable' && line.saleId === saleId)
      .reduce((total, line) => total + line.debitMinor - line.creditMinor, 0);
  }

  private owedOrders(customerId: string): OwedOrder[] {
    return [...this.orders.values()]
      .filter((order) => order.debtorId === customerId)
      .map((order) => {
        const returned = this.statuses.get(order.saleId!)!.returned.reduce((units, one) => units + one.quantity, 0);
        return { order, back: backOf(order.lines[0]!.quantity, returned) };
      });
  }

  private accountOf({ _id, customer }: SaleRecord): AccountState {
    const items = this.itemsOf(this.owedOrders(customer.customerId));
    return {
      items,
      payments: this.payments.filter(
        (one) => one.saleId === _id || one.allocations.some((part) => part.saleId === _id),
      ),
    };
  }

  private itemsOf(orders: readonly OwedOrder[]): OpenItem[] {
    return orders
      .map(({ order }) => ({
        saleId: order.saleId!,
        orderId: order._id,
        storeId: order.storeId,
        currency: this.store.currency,
        openMinor: this.openOf(order.saleId!),
      }))
      .filter((item) => item.openMinor > 0);
  }

  /** Sells, start to end; the refusal when it is refused, and then nothing was written. */
  sell(asked: SaleAsked): SaleRecord {
    const customer = this.customers[asked.customer];
    const line = { lineId: this.mint('line'), productId: this.mint('product'), quantity: asked.quantity };
    const off = (percentBps: number | undefined) =>
      percentBps ? { discount: { percentBps, reason: 'a friend' } } : {};
    const order = decideCreateOrder(
      {
        orderId: this.mint('order'),
        storeId: this.store.storeId,
        customerId: customer._id,
        documentType: 'BON_DE_VENTE',
        taxed: true,
        approvalRequested: false,
        lines: [{ ...line, ...off(asked.lineOffBps) }],
        ...off(asked.saleOffBps),
      },
      this.moment(),
    );
    const saga = `checkout/${order._id}/1`;
    const { quantity: _quantity, ...product } = line;
    const price = asked.unitPriceMinor;
    const quoted = {
      ...product,
      productRevision: 1,
      sku: 'SKU',
      name: 'Kettle',
      unit: 'kg' as const,
      quantityDecimals: asked.quantityDecimals ?? 0,
      priceMinMinor: price,
      priceListMinor: price,
      priceMaxMinor: price,
      taxRateBps: asked.taxRateBps ?? 1900,
      warrantyMonths: 0,
    };
    const grossMinor = Number(grossByHand(asked, this.store.pricesIncludeTax));
    const amountMinor = asked.customer === 'walkIn' ? grossMinor : Math.floor(grossMinor * asked.paidShare);
    const today = businessDayOf(this.now, this.store.timeZone);
    const begun = decideBeginCheckout(
      { order, customer, balances: this.balances(customer._id), day: this.day(today) },
      {
        orderId: order._id,
        revision: 1,
        quote: { store: this.store, lines: [quoted] },
        ids: {
          saleId: this.mint('sale'),
          holdId: this.mint('hold'),
          invoiceId: this.mint('invoice'),
          guaranteeId: this.mint('guarantee'),
        },
        maySellTaxFree: false,
        payments: amountMinor > 0 ? [{ method: asked.method, amountMinor }] : [],
        tillSessionId: this.session._id,
      },
      this.moment(saga),
    );
    const reasons = begun.reply.approvalReasons;
    const ask = { orderId: order._id, revision: 1, costMinor: asked.costMinor, deadline: this.now, reasons };
    const asking = reasons.length > 0 ? decideRequestApproval(begun.order, 0, ask, this.moment(saga)) : begun.order;
    const allocations: AllocatedLine[] = [
      {
        ...line,
        allocations: [
          {
            batchId: this.mint('batch'),
            deliveryId: this.mint('delivery'),
            quantity: asked.quantity,
            costMinor: asked.costMinor,
          },
        ],
      },
    ];
    const posted = decidePostSale(
      {
        order: asking,
        customer,
        balances: this.balances(customer._id),
        day: this.day(today),
        series: this.series,
        session: this.session,
      },
      {
        orderId: order._id,
        revision: 1,
        saleId: this.mint('sale'),
        holdId: this.mint('hold'),
        allocations,
        verdict: { approved: true, by: MANAGER },
      },
      this.moment(saga),
      { stiId: this.mint('sti'), entryId: this.mint('entry') },
    );
    this.post(posted, posted.sti);
    this.sales.push(posted.sale);
    this.payments.push(...posted.payments);
    const final = decideFinalizeSale(
      { progress: posted.progress, order: posted.order },
      {
        saleId: posted.sale._id,
        invoiceId: this.mint('invoice'),
        invoiceNumber: `ALG1-B-2026-${this.sales.length}`,
        steps: [],
      },
      this.moment(saga),
    );
    this.statuses.set(posted.sale._id, final.progress);
    this.orders.set(order._id, final.order);
    return posted.sale;
  }

  /** A payment of the debtor after the sale. */
  pay(method: PaymentMethod, amountMinor: number): PaymentRecord {
    const taken = decideTakePayment(
      this.paymentState(),
      {
        paymentId: this.mint('payment'),
        customerId: this.customers.debtor._id,
        store: this.store,
        payment: { method, amountMinor },
        tillSessionId: this.session._id,
      },
      this.moment(),
    );
    return this.keepPayment(taken);
  }

  /** Credit of the debtor, paid out. */
  payOut(method: PaymentMethod, amountMinor: number): PaymentRecord {
    const paidOut = decidePayOutCredit(
      this.paymentState(),
      {
        paymentId: this.mint('payment'),
        customerId: this.customers.debtor._id,
        store: this.store,
        payment: { method, amountMinor },
        reason: 'asked for',
        tillSessionId: this.session._id,
      },
      this.moment(),
    );
    return this.keepPayment(paidOut);
  }

  /** A payment taken back. */
  reverse(payment: PaymentRecord): PaymentRecord {
    const saleIds = new Set(payment.allocations.map((one) => one.saleId));
    const orders = [...this.orders.values()].filter((order) => saleIds.has(order.saleId ?? ''));
    const reversed = decideReversePayment(
      {
        payment,
        reversedBy: this.payments.find((one) => one.reverses === payment._id)?._id,
        customer: Object.values(this.customers).find((one) => one._id === payment.customerId)!,
        balances: this.balances(payment.customerId),
        corrections: this.corrections.filter((one) => saleIds.has(one.saleId)),
        orders,
        items: [...saleIds].map((saleId) => ({ saleId, openMinor: this.openOf(saleId) })),
        day: this.day(businessDayOf(this.now, this.store.timeZone)),
        session: this.session,
        series: this.series,
      },
      {
        reversalId: this.mint('payment'),
        paymentId: payment._id,
        store: this.store,
        reason: 'wrong',
        tillSessionId: this.session._id,
      },
      this.moment(),
    );
    for (const order of reversed.orders) this.orders.set(order._id, order);
    this.payments.push(reversed.reversal);
    this.entries.push(...reversed.entries);
    this.series = reversed.series;
    return reversed.reversal;
  }

  private paymentState() {
    const { debtor } = this.customers;
    const orders = this.owedOrders(debtor._id);
    return {
      customer: debtor,
      orders,
      items: this.itemsOf(orders),
      balances: this.balances(debtor._id),
      day: this.day(businessDayOf(this.now, this.store.timeZone)),
      session: this.session,
      series: this.series,
    };
  }

  private keepPayment({ payment, entry, series, orders }: PaymentTaken): PaymentRecord {
    for (const order of orders) this.orders.set(order._id, order);
    this.payments.push(payment);
    this.entries.push(entry);
    this.series = series;
    return payment;
  }

  /** Cash out of the open till, or into it. */
  moveCash(direction: CashMovement['direction'], purpose: CashMovement['purpose'], amountMinor: number): void {
    const { movement, draft } = decideMoveTillCash(
      {
        session: this.session,
        expectedMinor: expectedCash('T1', this.sessionRecords()),
        day: this.day(businessDayOf(this.now, this.store.timeZone)),
      },
      { store: this.store, sessionId: this.session._id, direction, purpose, amountMinor, reason: 'needed' },
      { ...this.moment(), commandId: this.mint('text') },
    );
    this.movements.push(movement);
    this.postDrafts([draft]);
  }

  /** Closes the till with what was counted, and opens its next session with what was left in the drawer. */
  closeTill(countedMinor: number, keptMinor: number): ZReportRecord {
    const { here, store } = this;
    const day = this.day(businessDayOf(this.now, store.timeZone));
    const closed = decideCloseTillSession(
      {
        session: here.session,
        till: here.till,
        records: this.sessionRecords(),
        last: here.zReports.at(-1) ?? null,
        day,
      },
      { store, sessionId: here.session._id, countedMinor, keptMinor },
      this.moment(),
    );
    this.postDrafts(closed.drafts);
    here.zReports.push(closed.report);
    const opened = decideOpenTillSession(
      { till: closed.till, open: null, last: closed.report, day },
      { store, till: 'T1', floatMinor: keptMinor, sessionId: this.mint('tillSession') },
      this.moment(),
    );
    [here.till, here.session] = [opened.till, opened.session];
    return closed.report;
  }

  private sessionRecords(): SessionRecords {
    const { _id } = this.session;
    return {
      stis: this.stis.filter((one) => one.tillSessionId === _id),
      payments: this.payments.filter((one) => one.through?.sessionId === _id),
      movements: this.movements.filter((one) => one.sessionId === _id),
      entries: this.entries.filter((one) => one.tillSessionId === _id),
      keptBeforeMinor: this.zReports.at(-1)?.keptMinor ?? 0,
    };
  }

  private postDrafts(drafts: readonly EntryDraft[]): void {
    const { entries, series } = numberEntries(this.series, this.store.code, drafts);
    this.entries.push(...entries);
    this.series = series;
  }

  /** The state of the order of a sale. */
  stateOf(saleId: string): OrderRecord['state'] {
    return [...this.orders.values()].find((order) => order.saleId === saleId)!.state;
  }

  /** Takes back, start to end; what was written off is on its way to the ledger. */
  correct({ saleId, units, refundTo, disposition }: CorrectionAsked): CorrectionRecord {
    const sale = this.sales.find((one) => one._id === saleId)!;
    const progress = this.statuses.get(saleId)!;
    const corrections = this.corrections.filter((one) => one.saleId === saleId);
    const correctionId = this.mint('correction');
    const saga = `correction/${correctionId}`;
    const day = this.day(businessDayOf(this.now, this.store.timeZone));
    const order = this.orders.get(sale.orderId)!;
    const lines = units && [{ saleLineId: sale.lines[0]!.saleLineId, quantity: units, disposition }];
    const begun = decideBeginCorrection(
      { sale, progress, corrections, own: null, day, session: this.session, account: this.accountOf(sale), order },
      {
        correctionId,
        saleId,
        revision: progress.revision,
        kind: lines ? 'return' : 'cancellation',
        reason: 'broken',
        refundTo,
        tillSessionId: this.session._id,
        ...(lines ? { lines } : {}),
      },
      this.moment(saga),
    );
    const posted = decidePostReversal(
      {
        sale,
        progress: begun.progress,
        correction: begun.correction,
        day,
        session: this.session,
        account: this.accountOf(sale),
        orders: this.owedOrders(sale.customer.customerId),
        series: this.series,
      },
      this.moment(saga),
      { stiId: this.mint('sti'), entryId: this.mint('entry'), correctionId },
    );
    this.post(posted, posted.sti);
    const final = decideFinalizeCorrection(
      {
        progress: posted.progress,
        correction: posted.correction,
        order: begun.order ?? order,
        owedMinor: this.openOf(saleId),
        soldUnits: sale.lines[0]!.quantity,
      },
      {
        correctionId,
        saleId,
        creditNoteId: this.mint('invoice'),
        creditNoteNumber: `ALG1-A-2026-${this.corrections.length + 1}`,
        steps: [],
      },
      this.moment(saga),
    );
    this.corrections.push(final.correction);
    this.payments.push(...posted.payments);
    for (const paid of posted.orders) this.orders.set(paid._id, paid);
    this.statuses.set(saleId, final.progress);
    this.orders.set(sale.orderId, final.order);
    this.writeOff(sale, final.correction);
    return final.correction;
  }

  private writeOff(sale: SaleRecord, correction: CorrectionRecord): void {
    const lost = correction.lines.filter((line) => line.disposition === 'writeOff');
    if (lost.length === 0) return;
    const { storeId, currency } = this.store;
    const data: WrittenOff = {
      correctionId: correction._id,
      saleId: sale._id,
      storeId,
      currency,
      costMinor: lost.reduce((total, line) => total + line.costMinor, 0),
      writtenOffAt: this.now,
      writtenOffBy: SELLER.id,
    };
    this.arriving.push(() => {
      const known = this.known(correction._id, 'writeOff');
      const state = { known, closed: this.closed(), series: this.series, sale, correction };
      return decideStockWrittenOff(state, data, this.moment());
    });
  }

  /** A delivery is taken in; its event is on its way to the ledger. */
  deliver(costMinor: number): string {
    const { storeId, code: storeCode, currency, timeZone } = this.store;
    const deliveryId = this.mint('delivery');
    const data: Received = {
      deliveryId,
      storeId,
      storeCode,
      currency,
      costMinor,
      receivedAt: this.now,
      receivedBy: SELLER.id,
      timeZone,
    };
    this.arriving.push(() => {
      const state = { known: this.known(deliveryId, 'delivery'), closed: this.closed(), series: this.series };
      return decideStockReceived(state, data, this.moment());
    });
    return deliveryId;
  }

  /** The oldest event on its way arrives, twice. */
  arrive(): EntryRecord | undefined {
    const decide = this.arriving.shift();
    const posted = decide?.();
    if (posted) this.post(posted);
    if (posted && decide?.()) throw new Error(`${posted.entry.ref} was posted twice`);
    return posted?.entry;
  }

  private known(ref: string, kind: EntryRecord['kind']): boolean {
    return this.entries.some((entry) => entry.ref === ref && entry.kind === kind);
  }

  /** Closes a day. */
  close(businessDay: string, beforeItsEnd: boolean): SnapshotRecord {
    const of = <T extends { businessDay: string; storeId: string }>(rows: readonly T[]) =>
      rows.filter((one) => one.businessDay === businessDay && one.storeId === this.store.storeId);
    const statuses = [...this.statuses.values()];
    const numbers = [
      ...statuses.map((one) => [one._id, one.invoiceNumber!] as const),
      ...this.corrections.map((one) => [one._id, one.creditNoteNumber!] as const),
    ];
    const { snapshot, seal } = decideCloseDay(
      {
        day: this.day(businessDay),
        underWay: [],
        records: {
          stis: of(this.stis),
          entries: of(this.entries),
          payments: of(this.payments),
          reports: of(this.zReports),
          numbers: new Map(numbers),
          guaranteed: new Set(),
        },
        last: this.snapshots.at(-1) ?? null,
        lastSeal: this.here.seal,
      },
      {
        store: this.store,
        businessDay,
        beforeItsEnd,
        claims: { after: this.now, upTo: this.now, opened: 0, closed: 0 },
      },
      this.moment(),
    );
    this.here.seal = seal;
    this.snapshots.push(snapshot);
    this.days.set(businessDay, { ...this.touched(businessDay), closed: true });
    return snapshot;
  }

  private post({ entry, series }: Posted, sti?: StiRecord): void {
    this.series = series;
    this.entries.push(entry);
    if (sti) this.stis.push(sti);
    this.days.set(entry.businessDay, this.touched(entry.businessDay));
  }

  private touched(businessDay: string): BusinessDayRecord {
    const { storeId } = this.store;
    const day = this.day(businessDay) ?? { _id: businessDay, storeId, businessDay, closed: false, touched: 0 };
    return { ...day, touched: day.touched + 1 };
  }
}

/** The code of the refusal of a call, or nothing when it was done; a fault is thrown on. */
export function refusalCode(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
