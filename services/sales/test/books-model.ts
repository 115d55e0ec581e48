import {
  businessDayOf,
  DomainError,
  ID_PREFIXES,
  type AllocatedLine,
  type DataOf,
  type IdKind,
  type inventoryEvents,
  type PaymentMethod,
  type RefundTo,
  type StoreView,
} from '@comptoir/contracts';
import { decideBeginCheckout, decideRequestApproval } from '../src/domain/checkout.js';
import { decideCloseDay } from '../src/domain/closing.js';
import { decideBeginCorrection } from '../src/domain/correction.js';
import { decideCreateCustomer } from '../src/domain/customer.js';
import { decideCreateOrder } from '../src/domain/order.js';
import type {
  Balance,
  BusinessDayRecord,
  CorrectionRecord,
  CustomerRecord,
  EntryRecord,
  OrderRecord,
  SaleRecord,
  SaleStatus,
  SnapshotRecord,
  StiRecord,
} from '../src/domain/records.js';
import { decideFinalizeCorrection, decidePostReversal } from '../src/domain/reversal.js';
import { decideFinalizeSale, decidePostSale } from '../src/domain/sale.js';
import { decideStockReceived, decideStockWrittenOff } from '../src/domain/stock-events.js';

/** What the model's sale asks for; a price before tax, minor units. */
export interface SaleAsked {
  readonly customer: 'walkIn' | 'debtor';
  readonly quantity: number;
  readonly unitPriceMinor: number;
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

const SELLER = { id: 'usr_seller', role: 'cashier' } as const;
const MANAGER = { id: 'usr_manager', role: 'manager' } as const;

/** The books of one store in memory: every decision of sales, saved as its store saves it, with a clock of its own. */
export class BooksModel {
  readonly entries: EntryRecord[] = [];
  readonly stis: StiRecord[] = [];
  readonly snapshots: SnapshotRecord[] = [];
  readonly sales: SaleRecord[] = [];
  readonly corrections: CorrectionRecord[] = [];
  /** Events of inventory on their way. */
  readonly arriving: (() => EntryRecord | undefined)[] = [];
  readonly customers: Record<SaleAsked['customer'], CustomerRecord>;
  private readonly days = new Map<string, BusinessDayRecord>();
  private readonly statuses = new Map<string, SaleStatus>();
  private readonly orders = new Map<string, OrderRecord>();
  private minted = 0;

  constructor(
    readonly store: StoreView,
    private at: number,
  ) {
    const limit = { minor: 1_000_000, currency: store.currency };
    this.customers = {
      walkIn: decideCreateCustomer({ customerId: this.mint('customer'), kind: 'walkIn', name: 'Passage' }, this.now),
      debtor: decideCreateCustomer(
        { customerId: this.mint('customer'), kind: 'person', name: 'Amina', creditLimit: limit },
        this.now,
      ),
    };
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
    const lines = this.entries
      .flatMap((entry) => entry.lines)
      .filter((line) => line.account === 'receivable' && line.customerId === customerId);
    const balanceMinor = lines.reduce((total, line) => total + line.debitMinor - line.creditMinor, 0);
    return lines.length > 0 ? [{ currency: this.store.currency, balanceMinor }] : [];
  }

  private balancesOfBuyer({ customer }: SaleRecord): Balance[] {
    return customer.kind === 'walkIn' ? [] : this.balances(customer.customerId);
  }

  /** Sells, start to end; the refusal when it is refused, and then nothing was written. */
  sell(asked: SaleAsked): SaleRecord {
    const customer = this.customers[asked.customer];
    const line = { lineId: this.mint('line'), productId: this.mint('product'), quantity: asked.quantity };
    const order = decideCreateOrder(
      {
        orderId: this.mint('order'),
        storeId: this.store.storeId,
        customerId: customer._id,
        documentType: 'BON_DE_VENTE',
        taxed: true,
        approvalRequested: false,
        lines: [line],
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
      priceMinMinor: price,
      priceListMinor: price,
      priceMaxMinor: price,
      taxRateBps: 1900,
      warrantyMonths: 0,
    };
    const netMinor = price * asked.quantity;
    const grossMinor = netMinor + Math.round((netMinor * 19) / 100);
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
        ...(amountMinor > 0 ? { payment: { method: asked.method, amountMinor } } : {}),
      },
      this.moment(saga),
    );
    const reasons = begun.reply.approvalReasons;
    const ask = { orderId: order._id, revision: 1, costMinor: asked.costMinor, deadline: this.now, reasons };
    const asking = reasons.length > 0 ? decideRequestApproval(begun.order, 0, ask, this.moment(saga)) : begun.order;
    const allocations: AllocatedLine[] = [
      {
        ...line,
        allocations: [{ batchId: this.mint('batch'), quantity: asked.quantity, costMinor: asked.costMinor }],
      },
    ];
    const posted = decidePostSale(
      { order: asking, customer, balances: this.balances(customer._id), day: this.day(today) },
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
    this.post(posted.entry, posted.sti);
    this.sales.push(posted.sale);
    const final = decideFinalizeSale(
      { progress: posted.progress, order: posted.order, openMinor: grossMinor - amountMinor },
      { saleId: posted.sale._id, invoiceId: this.mint('invoice'), invoiceNumber: 'N', steps: [] },
      this.moment(saga),
    );
    this.statuses.set(posted.sale._id, final.progress);
    this.orders.set(order._id, final.order);
    return posted.sale;
  }

  /** Takes back, start to end; what was written off is on its way to the ledger. */
  correct({ saleId, units, refundTo, disposition }: CorrectionAsked): CorrectionRecord {
    const sale = this.sales.find((one) => one._id === saleId)!;
    const progress = this.statuses.get(saleId)!;
    const corrections = this.corrections.filter((one) => one.saleId === saleId);
    const correctionId = this.mint('correction');
    const saga = `correction/${correctionId}`;
    const day = this.day(businessDayOf(this.now, this.store.timeZone));
    const lines = units && [{ saleLineId: sale.lines[0]!.saleLineId, quantity: units, disposition }];
    const begun = decideBeginCorrection(
      { sale, progress, corrections, own: null, day, balances: this.balancesOfBuyer(sale) },
      {
        correctionId,
        saleId,
        revision: progress.revision,
        kind: lines ? 'return' : 'cancellation',
        reason: 'broken',
        refundTo,
        ...(lines ? { lines } : {}),
      },
      this.moment(saga),
    );
    const posted = decidePostReversal(
      { sale, progress: begun.progress, correction: begun.correction, day, balances: this.balancesOfBuyer(sale) },
      this.moment(saga),
      { stiId: this.mint('sti'), entryId: this.mint('entry'), correctionId },
    );
    this.post(posted.entry, posted.sti);
    const final = decideFinalizeCorrection(
      {
        progress: posted.progress,
        correction: posted.correction,
        order: this.orders.get(sale.orderId)!,
        soldUnits: sale.lines[0]!.quantity,
      },
      { correctionId, saleId, creditNoteId: this.mint('invoice'), creditNoteNumber: 'N', steps: [] },
      this.moment(saga),
    );
    this.corrections.push(final.correction);
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
      const state = { known: this.known(correction._id, 'writeOff'), closed: this.closed(), sale, correction };
      return decideStockWrittenOff(state, data, this.moment());
    });
  }

  /** A delivery is taken in; its event is on its way to the ledger. */
  deliver(costMinor: number): string {
    const { storeId, currency, timeZone } = this.store;
    const deliveryId = this.mint('delivery');
    const data: Received = {
      deliveryId,
      storeId,
      currency,
      costMinor,
      receivedAt: this.now,
      receivedBy: SELLER.id,
      timeZone,
    };
    this.arriving.push(() => {
      const state = { known: this.known(deliveryId, 'delivery'), closed: this.closed() };
      return decideStockReceived(state, data, this.moment());
    });
    return deliveryId;
  }

  /** The oldest event on its way arrives, twice. */
  arrive(): EntryRecord | undefined {
    const decide = this.arriving.shift();
    const entry = decide?.();
    if (entry) this.post(entry);
    if (entry && decide?.()) throw new Error(`${entry.ref} was posted twice`);
    return entry;
  }

  private known(ref: string, kind: EntryRecord['kind']): boolean {
    return this.entries.some((entry) => entry.ref === ref && entry.kind === kind);
  }

  /** Closes a day. */
  close(businessDay: string, beforeItsEnd: boolean): SnapshotRecord {
    const of = <T extends { businessDay: string }>(rows: readonly T[]) =>
      rows.filter((one) => one.businessDay === businessDay);
    const snapshot = decideCloseDay(
      {
        day: this.day(businessDay),
        underWay: [],
        stis: of(this.stis),
        entries: of(this.entries).filter((one) => one.kind === 'sale' || one.kind === 'correction'),
        last: this.snapshots.at(-1) ?? null,
      },
      { store: this.store, businessDay, beforeItsEnd },
      this.moment(),
    );
    this.snapshots.push(snapshot);
    this.days.set(businessDay, { ...this.touched(businessDay), closed: true });
    return snapshot;
  }

  private post(entry: EntryRecord, sti?: StiRecord): void {
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
