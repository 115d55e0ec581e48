import {
  sum,
  type DataOf,
  type EntryLine,
  type EntryView,
  type CommandContext,
  type StandardAccount,
  type inventoryEvents,
} from '@comptoir/contracts';
import type { PostingDay } from './business-day.js';
import { credit, debit, moneyIn, moneyOut, paysFor } from './money-lines.js';
import { omitUndefined } from './omit-undefined.js';
import type {
  CashMovementRecord,
  CorrectionRecord,
  EntryDraft,
  EntryRecord,
  PaymentRecord,
  SaleRecord,
  StiLine,
  TillSessionRecord,
} from './records.js';

/** What an entry is, beside its lines. */
interface EntryHead {
  readonly entryId: string;
  readonly postedAt: string;
  readonly postedBy: string;
}

/** Who posts an entry, and when. */
export function headOf(entryId: string, { now, actor }: CommandContext): EntryHead {
  return { entryId, postedAt: now, postedBy: actor.id };
}

/** Faults of an entry by double entry: each line has one side above zero, Σ debit = Σ credit; none when it is sound. */
export function faultsOfEntry(lines: readonly EntryLine[]): string[] {
  const oneSided = lines.every(
    (line) => Math.min(line.debitMinor, line.creditMinor) === 0 && Math.max(line.debitMinor, line.creditMinor) > 0,
  );
  const debits = sum(lines.map((line) => line.debitMinor));
  const credits = sum(lines.map((line) => line.creditMinor));
  return [
    ...(oneSided ? [] : ['a line must have exactly one side above zero']),
    ...(debits === credits ? [] : [`debit ${debits} is not credit ${credits}`]),
  ];
}

/** An entry without its lines of nothing; throws when it does not balance. */
export function entry(head: EntryHead, fields: Omit<EntryDraft, '_id' | 'postedAt' | 'postedBy'>): EntryDraft {
  const lines = fields.lines.filter((line) => line.debitMinor !== 0 || line.creditMinor !== 0);
  const faults = faultsOfEntry(lines);
  if (faults.length > 0) throw new Error(`entry of ${fields.ref}: ${faults.join('; ')}`);
  const { entryId, postedAt, postedBy } = head;
  return omitUndefined({ _id: entryId, ...fields, lines, postedAt, postedBy });
}

/** Net, tax and discounts before tax of each rate, in order of the rate; minor units. */
function byRate(lines: readonly Pick<StiLine, 'taxRateBps' | 'netMinor' | 'taxMinor' | 'discountNetMinor'>[]) {
  const rates = Map.groupBy(lines, (line) => line.taxRateBps);
  return [...rates]
    .toSorted(([a], [b]) => a - b)
    .map(([taxRateBps, same]) => ({
      taxRateBps,
      netMinor: sum(same.map((line) => line.netMinor)),
      taxMinor: sum(same.map((line) => line.taxMinor)),
      discountNetMinor: sum(same.map((line) => line.discountNetMinor)),
    }));
}

/**
 * The entry of a sale, minor units: receivable against revenue less discounts and tax, cost of goods against inventory, and
 * the payments.
 */
export function saleEntry(sale: SaleRecord, head: EntryHead): EntryDraft {
  const { storeId, currency, businessDay, grossMinor, costMinor, through, sagaId } = sale;
  const ofSale = { customerId: sale.customer.customerId, saleId: sale._id };
  const rates = byRate(sale.lines);
  return entry(head, {
    storeId,
    currency,
    kind: 'sale',
    ref: sale._id,
    memo: 'Sale',
    businessDay,
    sagaId,
    ...sessionOf(through),
    lines: [
      debit('receivable', grossMinor, ofSale),
      ...rates.map(({ taxRateBps, netMinor, discountNetMinor }) =>
        credit('revenue', netMinor + discountNetMinor, { taxRateBps }),
      ),
      ...rates.map(({ taxRateBps, discountNetMinor }) => debit('discounts', discountNetMinor, { taxRateBps })),
      ...rates.map(({ taxRateBps, taxMinor }) => credit('outputTax', taxMinor, { taxRateBps })),
      debit('costOfGoodsSold', costMinor),
      credit('inventory', costMinor),
      ...sale.payments.flatMap((payment) => [
        ...moneyIn({ payment, customerId: ofSale.customerId, till: through?.till }),
        credit('receivable', payment.amountMinor, ofSale),
      ]),
    ],
  });
}

/** The till session of an entry; none where nothing went through a till. */
function sessionOf(through: SaleRecord['through']): { tillSessionId?: string } {
  return through ? { tillSessionId: through.sessionId } : {};
}

/**
 * The entry of a correction, minor units: what comes back at its price after discounts, and at its original cost; what is above the
 * debt of the sale itself pays other sales, is paid out, or becomes credit. `lines` are those of its STI, whose amounts are
 * negative.
 */
export function correctionEntry(
  correction: CorrectionRecord,
  lines: readonly StiLine[],
  businessDay: string,
  head: EntryHead,
): EntryDraft {
  const { storeId, currency, customerId, saleId, grossMinor, costMinor, through, sagaId } = correction;
  const { refundMinor, refunds, creditMinor, settled } = correction;
  const movedMinor = sum([refundMinor, creditMinor, ...settled.map((one) => one.amountMinor)]);
  const rates = byRate(lines);
  return entry(head, {
    storeId,
    currency,
    kind: 'correction',
    ref: correction._id,
    memo: `${correction.kind === 'return' ? 'Return' : 'Cancellation'}: ${correction.reason}`,
    businessDay,
    sagaId,
    ...sessionOf(through),
    lines: [
      ...rates.map(({ taxRateBps, netMinor }) => debit('returns', 0 - netMinor, { taxRateBps })),
      ...rates.map(({ taxRateBps, taxMinor }) => debit('outputTax', 0 - taxMinor, { taxRateBps })),
      credit('receivable', grossMinor, { customerId, saleId }),
      debit('inventory', costMinor),
      credit('costOfGoodsSold', costMinor),
      debit('receivable', movedMinor, { customerId, saleId }),
      ...paysFor(customerId, settled, creditMinor),
      ...refunds.flatMap((payment) => moneyOut({ payment, customerId, till: through?.till })),
    ],
  });
}

/** The entry of a payment that comes after the sale, of credit paid out, or of a reversal (`lines` mirror what it reverses). */
export function paymentEntry(payment: PaymentRecord, lines: readonly EntryLine[], head: EntryHead): EntryDraft {
  const { storeId, currency, businessDay, through, number, reason, sagaId } = payment;
  return entry(head, {
    storeId,
    currency,
    kind: 'payment',
    ref: payment._id,
    memo: PAYMENT_MEMOS[payment.kind],
    document: number,
    reason,
    sagaId,
    businessDay,
    ...sessionOf(through),
    lines: [...lines],
  });
}

const PAYMENT_MEMOS: Readonly<Record<PaymentRecord['kind'], string>> = {
  checkout: 'Payment with a sale',
  later: 'Payment of a customer',
  refund: 'Refund',
  creditPaidOut: 'Credit paid out',
  reversal: 'Payment reversed',
};

/** Cash that goes between a till and the safe, the bank or small expenses; none for no amount. Minor units, into the till. */
export function tillEntry(
  session: Pick<TillSessionRecord, '_id' | 'storeId' | 'till' | 'currency'>,
  moved: {
    readonly intoTillMinor: number;
    readonly against: StandardAccount;
    readonly memo: string;
    readonly businessDay: string;
  },
  head: EntryHead,
): EntryDraft | undefined {
  const { intoTillMinor, against, memo, businessDay } = moved;
  if (intoTillMinor === 0) return undefined;
  const { _id, storeId, till, currency } = session;
  return entry(head, {
    storeId,
    currency,
    kind: 'till',
    ref: _id,
    memo,
    businessDay,
    tillSessionId: _id,
    lines: [debit('cash', intoTillMinor, { till }), credit(against, intoTillMinor)],
  });
}

/** The account that cash taken out of a till goes to, and cash put into it comes from. */
export const CASH_PURPOSES: Readonly<Record<CashMovementRecord['purpose'], StandardAccount>> = {
  safe: 'cash',
  bank: 'bankTransfer',
  expense: 'expenses',
};

/** The entry of a delivery: inventory up, goods received to be paid up, or the opening equity. Nothing at no cost. */
export function deliveryEntry(
  data: DataOf<typeof inventoryEvents.stockReceived>,
  postingDay: PostingDay,
  head: Omit<EntryHead, 'postedBy'>,
): EntryDraft | undefined {
  if (data.costMinor === 0) return undefined;
  const { deliveryId, storeId, currency, costMinor, receivedBy, opening } = data;
  return entry(
    { ...head, postedBy: receivedBy },
    {
      storeId,
      currency,
      kind: 'delivery',
      ref: deliveryId,
      memo: opening ? 'Opening position: goods' : 'Goods received',
      ...postingDay,
      lines: [debit('inventory', costMinor), credit(opening ? 'openingEquity' : 'goodsReceivedNotInvoiced', costMinor)],
    },
  );
}

/** The mirror of the entry of an opening delivery: inventory and opening equity down. Nothing at no cost. */
export function takenBackEntry(
  data: DataOf<typeof inventoryEvents.deliveryTakenBack>,
  postingDay: PostingDay,
  head: Omit<EntryHead, 'postedBy'>,
): EntryDraft | undefined {
  if (data.costMinor === 0) return undefined;
  const { deliveryId, storeId, currency, costMinor, takenBackBy, reason } = data;
  const draft = entry(
    { ...head, postedBy: takenBackBy },
    {
      storeId,
      currency,
      kind: 'delivery',
      ref: deliveryId,
      memo: 'Opening position: goods taken back',
      ...postingDay,
      lines: [debit('openingEquity', costMinor), credit('inventory', costMinor)],
    },
  );
  return { ...draft, reason };
}

/** Whether goods come in by one of a delivery's entries, or leave again by it: each event of a delivery has its own entry. */
export function movesGoods(entries: readonly Pick<EntryRecord, 'lines'>[], direction: 'in' | 'out'): boolean {
  const side = direction === 'in' ? 'debitMinor' : 'creditMinor';
  return entries.some(({ lines }) => lines.some((line) => line.account === 'inventory' && line[side] > 0));
}

/** The entry of a write-off: loss up, inventory down. Nothing at no cost. */
export function writeOffEntry(
  data: DataOf<typeof inventoryEvents.stockWrittenOff>,
  postingDay: PostingDay,
  head: Omit<EntryHead, 'postedBy'>,
): EntryDraft | undefined {
  if (data.costMinor === 0) return undefined;
  const { correctionId, storeId, currency, costMinor, writtenOffBy } = data;
  return entry(
    { ...head, postedBy: writtenOffBy },
    {
      storeId,
      currency,
      kind: 'writeOff',
      ref: correctionId,
      memo: 'Returned goods written off',
      ...postingDay,
      lines: [debit('shrinkage', costMinor), credit('inventory', costMinor)],
    },
  );
}

/** The entry as others see it. */
export function entryView(record: EntryRecord): EntryView {
  const { _id, lines, ...fields } = record;
  return { entryId: _id, ...fields, lines: [...lines] };
}
