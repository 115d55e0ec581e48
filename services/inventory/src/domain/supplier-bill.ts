import {
  businessDayOf,
  dayAfter,
  fieldInvalid,
  inventoryErrors,
  MAX_DOCUMENT_MINOR,
  spread,
  sum,
  timesRatio,
  withinDocumentLimit,
  type DeliveryView,
  type inventory,
  type MintingContext,
  type ParsedInputOf,
  type SupplierBillLine,
  type SupplierBillMatch,
} from '@comptoir/contracts';
import { takeUnits } from './batch-cost.js';
import { splitDifference } from './price-difference.js';
import type { PurchaseOrderRecord } from './purchase-order-records.js';
import type { Batch, Movement } from './records.js';
import {
  goodsCostOf,
  matchedUnitsOf,
  newBilling,
  notBilled,
  paperKeyOf,
  type BilledBatch,
  type BillingRecord,
  type SupplierBillRecord,
  type SupplierReturnRecord,
} from './supplier-bill-records.js';
import type { SupplierRecord } from './supplier-records.js';
import { requireSupplier } from './supplier.js';

/** A bill or a credit note as it was typed. */
export type SupplierPaper = ParsedInputOf<typeof inventory.recordSupplierBill>;

/** What a paper is matched with. */
export interface BillState {
  readonly supplier: SupplierRecord | null;
  /** The paper of this number that the supplier has sent before. */
  readonly sameNumber: SupplierBillRecord | null;
  readonly deliveries: readonly DeliveryView[];
  readonly billings: readonly BillingRecord[];
  /** The batches of these deliveries. */
  readonly batches: readonly Batch[];
  readonly orders: readonly PurchaseOrderRecord[];
  readonly returns: readonly SupplierReturnRecord[];
  /** Bills that a credit note is about. */
  readonly bills: readonly SupplierBillRecord[];
}

/** A record before and after. */
export interface Changed<R> {
  readonly before: R;
  readonly after: R;
}

/** What units that remain of a batch cost more, or less below zero; minor units. */
export interface Revalued {
  readonly batch: Batch;
  readonly byMinor: number;
}

/** What a paper changes beside itself. */
export interface BillEffects {
  readonly billings: readonly Changed<BillingRecord>[];
  readonly returns: readonly Changed<SupplierReturnRecord>[];
  readonly bills: readonly Changed<SupplierBillRecord>[];
  readonly revalued: readonly Revalued[];
}

/** A paper with its match, and what it changes. */
export interface MatchedPaper extends BillEffects {
  readonly supplier: SupplierRecord;
  readonly match: SupplierBillMatch;
}

/** A paper that was recorded, and what it changes. */
export interface BillRecorded extends BillEffects {
  readonly supplier: SupplierRecord;
  readonly bill: SupplierBillRecord;
  readonly movements: readonly Movement[];
}

/**
 * A paper against what was ordered and received. Refuses supplier.unknown, bill.number-taken, bill.not-of-delivery,
 * bill.tax-mismatch, bill.total-mismatch, bill.too-much-credited, stock.currency-mixed, amount.too-large.
 */
export function matchSupplierPaper(state: BillState, paper: SupplierPaper): MatchedPaper {
  const supplier = requireSupplier(state.supplier, paper.supplierId);
  refuseKnown(state.sameNumber, paper);
  if (paper.currency !== paper.store.currency) {
    throw inventoryErrors.currencyMixed(
      `This store keeps its books in ${paper.store.currency}; a bill in ${paper.currency} cannot be recorded.`,
      { storeId: paper.storeId, currency: paper.store.currency, asked: paper.currency },
    );
  }
  const work = new BillWork(state, paper);
  const lines = paper.lines.map((line, at) => work.matchLine(line, `lines.${at}`));
  return { supplier, match: { lines, ...totalsOf(paper, lines) }, ...work.effects() };
}

/** Records a paper. Refuses what the match refuses, and a day that lies ahead. */
export function decideRecordSupplierBill(state: BillState, paper: SupplierPaper, moment: MintingContext): BillRecorded {
  const { supplier, match, ...effects } = matchSupplierPaper(state, paper);
  const recordedDay = businessDayOf(moment.now, paper.store.timeZone);
  const { billId, kind, storeId, number, currency, billDay, note } = paper;
  if (billDay > recordedDay) throw fieldInvalid('billDay', `must not lie ahead: today is ${recordedDay}`);
  const dueDay =
    paper.dueDay ??
    (supplier.paymentTermsDays === undefined ? undefined : dayAfter(billDay, supplier.paymentTermsDays));
  if (dueDay !== undefined && dueDay < billDay) throw fieldInvalid('dueDay', 'must not lie before billDay');
  const bill: SupplierBillRecord = {
    _id: billId,
    kind,
    storeId,
    supplierId: supplier._id,
    supplierName: supplier.name,
    number,
    currency,
    billDay,
    ...(dueDay === undefined ? {} : { dueDay }),
    ...(note === undefined ? {} : { note }),
    ...match,
    recordedAt: moment.now,
    recordedDay,
    recordedBy: moment.actor.id,
    paperKey: paperKeyOf(supplier._id, kind, number),
    credits: [],
    revision: 1,
  };
  return { supplier, bill, ...effects, movements: revaluations(effects.revalued, billId, moment) };
}

/** The movements of batches that cost more, or less: no unit moves. */
export function revaluations(revalued: readonly Revalued[], ref: string, moment: MintingContext): Movement[] {
  return revalued.map(({ batch, byMinor }) => ({
    _id: moment.mint('movement'),
    kind: 'revalued',
    storeId: batch.storeId,
    productId: batch.productId,
    batchId: batch._id,
    remainingDelta: 0,
    heldDelta: 0,
    costMinor: byMinor,
    currency: batch.currency,
    ref,
    by: moment.actor.id,
    occurredAt: moment.now,
  }));
}

function refuseKnown(sameNumber: SupplierBillRecord | null, { number, kind }: SupplierPaper): void {
  if (!sameNumber) return;
  const { _id: billId, recordedDay } = sameNumber;
  const what = kind === 'bill' ? 'A bill' : 'A credit note';
  throw inventoryErrors.billNumberTaken(
    `${what} of this supplier with the number ${number} was recorded on ${recordedDay}.`,
    { number, billId },
  );
}

type PaperLine = SupplierPaper['lines'][number];
type Figures = Pick<
  SupplierBillLine,
  'clearedMinor' | 'notReceivedMinor' | 'differenceMinor' | 'toStockMinor' | 'toCostMinor'
>;

/** The records that the lines of a paper change, line after line. */
export class BillWork {
  private readonly deliveries: ReadonlyMap<string, DeliveryView>;
  private readonly orders: ReadonlyMap<string, PurchaseOrderRecord>;
  private readonly batches: ReadonlyMap<string, Batch>;
  private readonly byMinor = new Map<string, number>();
  private readonly billings: Working<BillingRecord>;
  private readonly returns: Working<SupplierReturnRecord>;
  private readonly bills: Working<SupplierBillRecord>;
  private readonly named = new Set<string>();

  constructor(
    state: Omit<BillState, 'supplier' | 'sameNumber'>,
    private readonly place: Pick<SupplierPaper, 'storeId' | 'supplierId' | 'currency'>,
  ) {
    this.deliveries = new Map(state.deliveries.map((one) => [one.deliveryId, one]));
    this.orders = new Map(state.orders.map((one) => [one._id, one]));
    this.batches = new Map(state.batches.map((one) => [one._id, one]));
    this.billings = new Working(state.billings);
    this.returns = new Working(state.returns);
    this.bills = new Working(state.bills);
  }

  effects(): BillEffects {
    return {
      billings: this.billings.changed(),
      returns: this.returns.changed(),
      bills: this.bills.changed(),
      revalued: [...this.byMinor]
        .filter(([, byMinor]) => byMinor !== 0)
        .map(([batchId, byMinor]) => ({ batch: this.batches.get(batchId)!, byMinor }))
        .toSorted((a, b) => (a.batch._id < b.batch._id ? -1 : 1)),
    };
  }

  matchLine(line: PaperLine, field: string): SupplierBillLine {
    switch (line.kind) {
      case 'goods':
        return this.matchGoods(line, field);
      case 'extra':
        return this.matchExtra(line);
      case 'price':
        return this.matchPrice(line);
      case 'returned':
        return this.matchReturned(line, field);
      case 'notReceived':
        return this.matchNotReceived(line, field);
    }
  }

  private matchGoods(line: Extract<PaperLine, { kind: 'goods' }>, field: string): SupplierBillLine {
    this.requireOnce(`goods/${line.batchId}`, `${field}.batchId`);
    const { delivery, batch } = this.requireBatch(line.deliveryId, line.batchId);
    const before = this.billedOf(line.deliveryId, line.batchId);
    const goodsCostMinor = goodsCostOf(batch);
    const received = { quantity: batch.quantity, costMinor: goodsCostMinor, billedBefore: before.billed };
    const units = matchedUnitsOf({ quantity: line.quantity, received });
    const open = { quantity: batch.quantity - before.billed, costMinor: goodsCostMinor - before.clearedMinor };
    const clearedMinor = units === 0 ? 0 : takeUnits(open, units).taken.costMinor;
    const forThese = timesRatio(line.netMinor, units, line.quantity);
    const figures = this.difference(line.batchId, forThese - clearedMinor);
    this.noteBilled(line.deliveryId, line.batchId, { ...figures, billed: units, clearedMinor });
    const ordered = this.orderedOf(delivery, batch.productId);
    return {
      ...line,
      productId: batch.productId,
      ...figures,
      clearedMinor,
      notReceivedMinor: line.netMinor - forThese,
      ...(ordered ? { ordered } : {}),
      received,
    };
  }

  private matchExtra({ final, ...line }: Extract<PaperLine, { kind: 'extra' }>): SupplierBillLine {
    const delivery = this.requireDelivery(line.deliveryId, 'anybody');
    const billing = this.billings.get(line.deliveryId) ?? newBilling(line.deliveryId);
    const open = (delivery.extraCostMinor ?? 0) - billing.extraClearedMinor;
    const clearedMinor = final ? open : Math.min(line.netMinor, open);
    this.billings.set({ ...billing, extraClearedMinor: billing.extraClearedMinor + clearedMinor });
    const figures = this.spreadDifference(delivery, line.netMinor - clearedMinor);
    return { ...line, ...(final ? { final } : {}), ...figures, clearedMinor, notReceivedMinor: 0 };
  }

  private matchPrice(line: Extract<PaperLine, { kind: 'price' }>): SupplierBillLine {
    const { batch } = this.requireBatch(line.deliveryId, line.batchId);
    const { clearedMinor: cleared, differenceMinor: before } = this.billedOf(line.deliveryId, line.batchId);
    this.requireLeft(line.netMinor, cleared + before, 'was billed of this batch');
    const figures = this.difference(line.batchId, 0 - line.netMinor);
    this.noteBilled(line.deliveryId, line.batchId, { ...figures, billed: 0, clearedMinor: 0 });
    return { ...line, productId: batch.productId, ...figures, clearedMinor: 0, notReceivedMinor: 0 };
  }

  private matchReturned(line: Extract<PaperLine, { kind: 'returned' }>, field: string): SupplierBillLine {
    this.requireOnce(`returned/${line.supplierReturnId}/${line.batchId}`, `${field}.batchId`);
    const found = this.returns.get(line.supplierReturnId);
    const sent = found?.lines.find((one) => one.batchId === line.batchId);
    if (!found || !sent || found.storeId !== this.place.storeId || found.supplierId !== this.place.supplierId) {
      throw inventoryErrors.supplierReturnUnknown('No such goods of this store went back to this supplier.', {
        supplierReturnId: line.supplierReturnId,
        batchId: line.batchId,
      });
    }
    const open = {
      quantity: sent.quantity - sent.credited.quantity,
      costMinor: sent.costMinor - sent.credited.costMinor,
    };
    this.requireLeft(line.quantity, open.quantity, 'went back and is not credited');
    const costMinor = takeUnits(open, line.quantity).taken.costMinor;
    this.returns.set(credited(found, line.batchId, line.quantity, costMinor));
    const differenceMinor = costMinor - line.netMinor;
    return {
      ...line,
      productId: sent.productId,
      clearedMinor: 0 - costMinor,
      notReceivedMinor: 0,
      differenceMinor,
      toStockMinor: 0,
      toCostMinor: differenceMinor,
    };
  }

  private matchNotReceived(line: Extract<PaperLine, { kind: 'notReceived' }>, field: string): SupplierBillLine {
    this.requireOnce(`notReceived/${line.billId}/${line.batchId}`, `${field}.batchId`);
    const found = this.bills.get(line.billId);
    const { storeId, supplierId } = this.place;
    if (!found || found.reversed || found.storeId !== storeId || found.supplierId !== supplierId)
      throw inventoryErrors.billUnknown('This supplier has sent no such bill to this store.', { billId: line.billId });
    const of = found.lines.filter((one) => one.kind === 'goods' && one.batchId === line.batchId);
    const before = found.credits.find((one) => one.batchId === line.batchId)?.creditedMinor ?? 0;
    const left = sum(of.map((one) => one.notReceivedMinor)) - before;
    this.requireLeft(of.length === 0 ? Math.max(line.netMinor, 1) : line.netMinor, left, 'was billed and did not come');
    this.bills.set(withCredit(found, line.batchId, line.netMinor));
    return {
      ...line,
      productId: of[0]!.productId,
      clearedMinor: 0,
      notReceivedMinor: 0 - line.netMinor,
      differenceMinor: 0,
      toStockMinor: 0,
      toCostMinor: 0,
    };
  }

  /** Splits a difference of a batch as its units stand now, and keeps what goes to those that remain. */
  difference(batchId: string, differenceMinor: number): Omit<Figures, 'clearedMinor' | 'notReceivedMinor'> {
    const batch = this.batches.get(batchId)!;
    const so = this.byMinor.get(batchId) ?? 0;
    const split = splitDifference({ ...batch, remainingCostMinor: batch.remainingCostMinor + so }, differenceMinor);
    this.byMinor.set(batchId, so + split.toStockMinor);
    return { differenceMinor, ...split };
  }

  /** Spreads a difference of extra costs over the batches of a delivery by what they cost, or by units where they cost nothing. */
  spreadDifference(
    delivery: DeliveryView,
    differenceMinor: number,
  ): Omit<Figures, 'clearedMinor' | 'notReceivedMinor'> {
    const costs = delivery.batches.map((one) => one.costMinor);
    const weights = costs.some((cost) => cost > 0) ? costs : delivery.batches.map((one) => Math.max(one.quantity, 1));
    const parts = spread(Math.abs(differenceMinor), weights).map((part) => (differenceMinor < 0 ? 0 - part : part));
    const figures = delivery.batches.map(({ batchId }, at) => {
      const split = this.difference(batchId, parts[at]!);
      this.noteBilled(delivery.deliveryId, batchId, { ...split, billed: 0, clearedMinor: 0 });
      return split;
    });
    return {
      differenceMinor,
      toStockMinor: sum(figures.map((one) => one.toStockMinor)),
      toCostMinor: sum(figures.map((one) => one.toCostMinor)),
    };
  }

  /** Adds to what is known of a batch's bills. */
  noteBilled(deliveryId: string, batchId: string, more: Omit<BilledBatch, 'batchId'>): void {
    const billing = this.billings.get(deliveryId) ?? newBilling(deliveryId);
    const before = this.billedOf(deliveryId, batchId);
    const after: BilledBatch = {
      batchId,
      billed: before.billed + more.billed,
      clearedMinor: before.clearedMinor + more.clearedMinor,
      differenceMinor: before.differenceMinor + more.differenceMinor,
      toCostMinor: before.toCostMinor + more.toCostMinor,
    };
    this.billings.set({ ...billing, lines: [...billing.lines.filter((one) => one.batchId !== batchId), after] });
  }

  billedOf(deliveryId: string, batchId: string): BilledBatch {
    return this.billings.get(deliveryId)?.lines.find((one) => one.batchId === batchId) ?? notBilled(batchId);
  }

  /** Takes back what a line of extra costs had cleared. */
  unclearExtra(deliveryId: string, clearedMinor: number): void {
    const billing = this.billings.get(deliveryId)!;
    this.billings.set({ ...billing, extraClearedMinor: billing.extraClearedMinor - clearedMinor });
  }

  /** Takes back what a line of a credit note had credited of a return. */
  uncreditReturn(supplierReturnId: string, batchId: string, quantity: number, costMinor: number): void {
    this.returns.set(credited(this.returns.get(supplierReturnId)!, batchId, 0 - quantity, 0 - costMinor));
  }

  /** Takes back what a line of a credit note had credited of units that a bill has and the delivery has not. */
  uncreditBill(billId: string, batchId: string, netMinor: number): void {
    this.bills.set(withCredit(this.bills.get(billId)!, batchId, 0 - netMinor));
  }

  /** The delivery, if it can be billed to this store by this supplier, or its extra costs by anybody; refuses bill.not-of-delivery. */
  requireDelivery(deliveryId: string, by: 'supplier' | 'anybody' = 'supplier'): DeliveryView {
    const delivery = this.deliveries.get(deliveryId);
    const fault = faultOf(delivery, this.place, by);
    if (delivery && fault === undefined) return delivery;
    throw inventoryErrors.billNotOfDelivery(`This delivery cannot be billed here: ${fault}.`, { deliveryId, fault });
  }

  private requireBatch(
    deliveryId: string,
    batchId: string,
  ): { readonly delivery: DeliveryView; readonly batch: DeliveryView['batches'][number] } {
    const delivery = this.requireDelivery(deliveryId);
    const batch = delivery.batches.find((one) => one.batchId === batchId);
    if (batch) return { delivery, batch };
    const fault = 'it has no such batch';
    throw inventoryErrors.billNotOfDelivery(`This line cannot be billed: ${fault}.`, { deliveryId, batchId, fault });
  }

  private requireOnce(key: string, field: string): void {
    if (this.named.size === this.named.add(key).size)
      throw fieldInvalid(field, 'is on a line before: put both into one line');
  }

  private requireLeft(asked: number, left: number, what: string): void {
    if (asked <= left) return;
    throw inventoryErrors.billTooMuchCredited(`More is credited than ${what}: ${asked} of ${left}.`, { asked, left });
  }

  private orderedOf(delivery: DeliveryView, productId: string): SupplierBillLine['ordered'] {
    const line = this.orders.get(delivery.purchaseOrderId ?? '')?.lines.find((one) => one.productId === productId);
    return line && { quantity: line.quantity, costMinor: line.expectedCostMinor };
  }
}

/** Records by id, with what became of them. */
class Working<R extends { readonly _id: string }> {
  private readonly first: ReadonlyMap<string, R>;
  private readonly now = new Map<string, R>();

  constructor(records: readonly R[]) {
    this.first = new Map(records.map((one) => [one._id, one]));
  }

  get(id: string): R | undefined {
    return this.now.get(id) ?? this.first.get(id);
  }

  set(record: R): void {
    this.now.set(record._id, record);
  }

  /** Those that changed, in order of id. */
  changed(): Changed<R>[] {
    return [...this.now.values()]
      .toSorted((a, b) => (a._id < b._id ? -1 : 1))
      .map((after) => ({ before: this.first.get(after._id) ?? after, after }));
  }
}

function faultOf(
  delivery: DeliveryView | undefined,
  { storeId, supplierId, currency }: Pick<SupplierPaper, 'storeId' | 'supplierId' | 'currency'>,
  by: 'supplier' | 'anybody',
): string | undefined {
  if (!delivery || delivery.storeId !== storeId) return 'there is no such delivery in this store';
  if (delivery.opening) return 'it is opening stock, which is owed to nobody';
  if (delivery.stockCountId !== undefined) return 'its goods were found at a stock count, and are owed to nobody';
  if (by === 'supplier' && delivery.supplierId !== undefined && delivery.supplierId !== supplierId)
    return `it came from ${delivery.supplierName ?? 'another supplier'}`;
  return delivery.currency === currency ? undefined : `it is in ${delivery.currency}`;
}

function credited(
  found: SupplierReturnRecord,
  batchId: string,
  quantity: number,
  costMinor: number,
): SupplierReturnRecord {
  return {
    ...found,
    lines: found.lines.map((one) =>
      one.batchId === batchId
        ? {
            ...one,
            credited: {
              quantity: one.credited.quantity + quantity,
              costMinor: one.credited.costMinor + costMinor,
            },
          }
        : one,
    ),
  };
}

function withCredit(found: SupplierBillRecord, batchId: string, netMinor: number): SupplierBillRecord {
  const before = found.credits.find((one) => one.batchId === batchId)?.creditedMinor ?? 0;
  const credits = [
    ...found.credits.filter((one) => one.batchId !== batchId),
    { batchId, creditedMinor: before + netMinor },
  ];
  return { ...found, credits: credits.filter((one) => one.creditedMinor !== 0) };
}

/** Tax by rate and totals of a paper, minor units. Refuses bill.tax-mismatch, bill.total-mismatch and amount.too-large. */
function totalsOf(paper: SupplierPaper, lines: readonly SupplierBillLine[]): Omit<SupplierBillMatch, 'lines'> {
  const taxes = taxesOf(paper, lines);
  const netMinor = withinDocumentLimit(tooLarge, () => sum(lines.map((line) => line.netMinor)));
  const taxMinor = sum(taxes.map((one) => one.taxMinor));
  const grossMinor = withinDocumentLimit(tooLarge, () => sum([netMinor, taxMinor]));
  if (paper.grossMinor !== undefined && paper.grossMinor !== grossMinor) {
    throw inventoryErrors.billTotalMismatch(
      'The total on the paper is not that of its lines and taxes: please check the amounts.',
      { grossMinor: paper.grossMinor, expectedMinor: grossMinor },
    );
  }
  const totalOf = (key: keyof Figures): number => sum(lines.map((line) => line[key]));
  return {
    netMinor,
    taxes,
    taxMinor,
    grossMinor,
    clearedMinor: totalOf('clearedMinor'),
    notReceivedMinor: totalOf('notReceivedMinor'),
    differenceMinor: totalOf('differenceMinor'),
    toStockMinor: totalOf('toStockMinor'),
    toCostMinor: totalOf('toCostMinor'),
  };
}

function taxesOf({ taxes: typed = [] }: SupplierPaper, lines: readonly SupplierBillLine[]): SupplierBillMatch['taxes'] {
  const byRate = Map.groupBy(lines, (line) => line.taxRateBps);
  typed.forEach(({ taxRateBps }, at) => {
    if (typed.findIndex((one) => one.taxRateBps === taxRateBps) !== at)
      throw fieldInvalid(`taxes.${at}.taxRateBps`, 'is named before');
    if (!byRate.has(taxRateBps)) throw fieldInvalid(`taxes.${at}.taxRateBps`, 'is the rate of no line');
  });
  return [...byRate]
    .toSorted(([a], [b]) => a - b)
    .map(([taxRateBps, same]) => {
      const netMinor = withinDocumentLimit(tooLarge, () => sum(same.map((line) => line.netMinor)));
      const expectedMinor = timesRatio(netMinor, taxRateBps, 10_000);
      const taxMinor = typed.find((one) => one.taxRateBps === taxRateBps)?.taxMinor ?? expectedMinor;
      const toleranceMinor = taxRateBps === 0 ? 0 : same.length;
      if (Math.abs(taxMinor - expectedMinor) > toleranceMinor) {
        throw inventoryErrors.billTaxMismatch(
          'The tax on the paper is not that of its lines: please check the rates and the amounts.',
          { taxRateBps, taxMinor, expectedMinor, toleranceMinor },
        );
      }
      return { taxRateBps, netMinor, taxMinor };
    });
}

const tooLarge = (): Error =>
  inventoryErrors.amountTooLarge('This paper amounts to more than one document may. Please check its lines.', {
    maxMinor: MAX_DOCUMENT_MINOR,
  });
