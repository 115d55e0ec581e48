import {
  businessDayOf,
  salesErrors,
  sum,
  type AgedPayable,
  type AgedPayableTotal,
  type Currency,
  type EntryLine,
  type OpenBill,
  type PaidBill,
  type MintingContext,
  type ParsedInputOf,
  type sales,
  type StandardAccount,
  type SupplierPaymentMethod,
} from '@comptoir/contracts';
import { columnsOf } from './aged.js';
import { requireOpen } from './business-day.js';
import { formatAmount, withinLimits } from './format-amount.js';
import { entry, headOf } from './journal.js';
import { credit, debit, mirrored } from './money-lines.js';
import { byCurrency } from './movements.js';
import { drawNumbers, numberEntry } from './numbering.js';
import { omitUndefined } from './omit-undefined.js';
import type { PayableRecord, SupplierPaymentRecord } from './payable-records.js';
import type { BusinessDayRecord, EntryRecord, SeriesRecord } from './records.js';

/** Code of payments to suppliers in their numbers, such as ALG1-SP-2026-000042. */
const SUPPLIER_PAYMENT_SERIES = 'SP';

/** The account that money to a supplier leaves from. */
const PAID_FROM: Readonly<Record<SupplierPaymentMethod, StandardAccount>> = {
  transfer: 'bankTransfer',
  cheque: 'bankTransfer',
  card: 'bankTransfer',
  cash: 'cash',
};

/** A paper with what is open of it, minor units: above zero the shop owes it. */
export interface Payable {
  readonly record: PayableRecord;
  readonly openMinor: number;
}

/** What a payment to a supplier looks at. */
export interface SupplierPaymentState {
  readonly payables: readonly Payable[];
  readonly day: BusinessDayRecord | null;
  readonly series: SeriesRecord | null;
}

/** What is written with a payment to a supplier. */
export interface SupplierPaid {
  readonly payment: SupplierPaymentRecord;
  readonly entry: EntryRecord;
  readonly series: SeriesRecord;
  readonly payables: readonly { readonly before: PayableRecord; readonly after: PayableRecord }[];
}

/** What is open of each paper, from the lines of entries: credits less debits on payables; minor units. */
export function openOfBills(lines: readonly EntryLine[]): Map<string, number> {
  const of = Map.groupBy(
    lines.filter((line) => line.account === 'payables' && line.billId !== undefined),
    (line) => line.billId!,
  );
  return new Map([...of].map(([billId, own]) => [billId, sum(own.map((line) => line.creditMinor - line.debitMinor))]));
}

/**
 * Pays bills of a supplier, less credit notes. Refuses supplier-payment.nothing-open for a paper that is not of this
 * supplier and store or of which less is open, supplier-payment.mismatch where the parts are not the amount, day.closed.
 */
export function decidePaySupplier(
  state: SupplierPaymentState,
  input: ParsedInputOf<typeof sales.paySupplier>,
  moment: MintingContext,
): SupplierPaid {
  const { store, supplierId, method, amountMinor, reference, allocations } = input;
  const known = new Map(state.payables.map((one) => [one.record._id, one]));
  for (const part of allocations) requirePart(known.get(part.billId), part, input);
  requireAmount(input);
  const businessDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, businessDay);
  const { supplierName } = known.get(allocations[0]!.billId)!.record;
  return paid(state, input.store, moment, {
    _id: input.supplierPaymentId,
    kind: 'payment',
    storeId: store.storeId,
    supplierId,
    supplierName,
    currency: store.currency,
    method: amountMinor === 0 ? undefined : method,
    amountMinor,
    reference,
    allocations,
    businessDay,
    at: moment.now,
    by: moment.actor.id,
  });
}

/** Reverses a payment to a supplier. Refuses supplier-payment.unknown, supplier-payment.already-reversed, day.closed. */
export function decideReverseSupplierPayment(
  state: SupplierPaymentState & {
    readonly payment: SupplierPaymentRecord | null;
    readonly reversedBy: string | undefined;
  },
  { reversalId, supplierPaymentId, store, reason }: ParsedInputOf<typeof sales.reverseSupplierPayment>,
  moment: MintingContext,
): SupplierPaid {
  const { payment, reversedBy } = state;
  if (!payment || payment.storeId !== store.storeId || payment.kind === 'reversal')
    throw paymentUnknown(supplierPaymentId);
  if (reversedBy !== undefined)
    throw salesErrors.supplierPaymentReversed('This payment was reversed before.', { supplierPaymentId, reversedBy });
  const businessDay = businessDayOf(moment.now, store.timeZone);
  requireOpen(state.day, store.storeId, businessDay);
  const { number: _number, ...facts } = payment;
  return paid(state, store, moment, {
    ...facts,
    _id: reversalId,
    kind: 'reversal',
    reverses: supplierPaymentId,
    reason,
    businessDay,
    at: moment.now,
    by: moment.actor.id,
  });
}

/** The refusal for a payment to a supplier that nobody knows. */
export function paymentUnknown(supplierPaymentId: string): Error {
  return salesErrors.supplierPaymentUnknown('There is no such payment to a supplier in this store.', {
    supplierPaymentId,
  });
}

type Facts = Omit<SupplierPaymentRecord, 'number' | 'method' | 'reference'> & {
  readonly method?: SupplierPaymentMethod | undefined;
  readonly reference?: string | undefined;
};

function paid(
  state: SupplierPaymentState,
  store: ParsedInputOf<typeof sales.paySupplier>['store'],
  moment: MintingContext,
  facts: Facts,
): SupplierPaid {
  const drawn = drawNumbers(state.series, store, SUPPLIER_PAYMENT_SERIES, facts.businessDay, 1);
  const payment: SupplierPaymentRecord = omitUndefined({ ...facts, number: drawn.numbers[0]! });
  const { _id, number, kind, storeId, currency, businessDay, supplierId, amountMinor, method, reason } = payment;
  const lines = [
    ...payment.allocations.map((part) => debit('payables', part.amountMinor, { supplierId, billId: part.billId })),
    ...(method === undefined ? [] : [credit(PAID_FROM[method], amountMinor)]),
  ];
  const { entry: posted, series } = numberEntry(
    drawn.series,
    store.code,
    entry(headOf(moment.mint('entry'), moment), {
      storeId,
      currency,
      kind: 'supplierPayment',
      ref: _id,
      memo: kind === 'payment' ? 'Payment to a supplier' : 'Payment to a supplier reversed',
      document: number,
      reason,
      businessDay,
      lines: kind === 'payment' ? lines : mirrored(lines),
    }),
  );
  const sign = kind === 'payment' ? 1 : -1;
  return {
    payment,
    entry: posted,
    series,
    payables: state.payables.map(({ record, openMinor }) => {
      const part = payment.allocations.find((one) => one.billId === record._id)?.amountMinor ?? 0;
      const { settledDay: _settled, ...rest } = record;
      const after = openMinor - sign * part === 0 ? { ...rest, settledDay: businessDay } : rest;
      return { before: record, after };
    }),
  };
}

function requirePart(
  payable: Payable | undefined,
  { billId, amountMinor }: PaidBill,
  { supplierId, store }: ParsedInputOf<typeof sales.paySupplier>,
): void {
  const record = payable?.record;
  const isOwn = record?.supplierId === supplierId && record.storeId === store.storeId;
  const openMinor = isOwn ? payable!.openMinor : 0;
  const isWithin = amountMinor > 0 ? amountMinor <= openMinor : amountMinor >= openMinor;
  if (isOwn && isWithin) return;
  throw salesErrors.billNothingOpen(
    `${formatAmount(openMinor, store.currency)} are open of this paper, not ${formatAmount(amountMinor, store.currency)}: read it again.`,
    { billId, openMinor, askedMinor: amountMinor },
  );
}

function requireAmount({ amountMinor, allocations, method, store }: ParsedInputOf<typeof sales.paySupplier>): void {
  const allocatedMinor = withinLimits({}, () => sum(allocations.map((one) => one.amountMinor)));
  if (allocatedMinor !== amountMinor) {
    throw salesErrors.supplierPaymentMismatch(
      `The parts are ${formatAmount(allocatedMinor, store.currency)}, not the ${formatAmount(amountMinor, store.currency)} that are paid.`,
      { amountMinor, allocatedMinor },
    );
  }
  if (amountMinor > 0 && method === undefined) {
    throw salesErrors.supplierPaymentMismatch('Say how the supplier is paid: by transfer, cheque, card or in cash.', {
      issues: [{ field: 'method', fault: 'is missing' }],
    });
  }
}

/** A paper with what is open of it as others see it. */
export function openBillOf({ record, openMinor }: Payable): OpenBill {
  const { _id, revision: _revision, settledDay: _settled, ...facts } = record;
  return { billId: _id, ...facts, openMinor };
}

/** What is owed at the end of a day, by supplier and age: a paper is as old as the day it was due on, or else its own; minor units. */
export function agedPayables(payables: readonly Payable[], at: string): AgedPayable[] {
  const open = payables.filter(({ openMinor }) => openMinor !== 0);
  return [...Map.groupBy(open, ({ record }) => `${record.supplierId}/${record.currency}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => {
      const last = own.toSorted((a, b) => (a.record._id < b.record._id ? -1 : 1)).at(-1)!.record;
      const amounts = own.map(({ record, openMinor }) => ({ day: record.dueDay ?? record.billDay, openMinor }));
      return {
        supplierId: last.supplierId,
        name: last.supplierName,
        currency: last.currency,
        ...columnsOf(amounts, at),
      };
    });
}

/** The sums of rows by currency, and what the account has beside them. */
export function payableTotals(
  rows: readonly AgedPayable[],
  accountMinor: ReadonlyMap<Currency, number>,
): AgedPayableTotal[] {
  const nothing = [...accountMinor.keys()].map((currency) => ({
    currency,
    currentMinor: 0,
    from30Minor: 0,
    from60Minor: 0,
    from90Minor: 0,
    totalMinor: 0,
  }));
  return byCurrency([...rows, ...nothing])
    .map(([currency, of]) => {
      const total = (key: keyof (typeof nothing)[number]): number =>
        key === 'currency' ? 0 : sum(of.map((row) => row[key]));
      const totalMinor = total('totalMinor');
      return {
        currency,
        currentMinor: total('currentMinor'),
        from30Minor: total('from30Minor'),
        from60Minor: total('from60Minor'),
        from90Minor: total('from90Minor'),
        totalMinor,
        otherMinor: (accountMinor.get(currency) ?? 0) - totalMinor,
      };
    })
    .filter((one) => one.totalMinor !== 0 || one.otherMinor !== 0 || rows.some((row) => row.currency === one.currency));
}
