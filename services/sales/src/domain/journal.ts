import {
  PAYMENT_ACCOUNTS,
  sum,
  type Account,
  type Currency,
  type DataOf,
  type EntryLine,
  type EntryView,
  type inventoryEvents,
} from '@comptoir/contracts';
import type { PostingDay } from './business-day.js';
import { omitUndefined } from './omit-undefined.js';
import type { CorrectionRecord, EntryRecord, SaleRecord } from './records.js';

/** What an entry is, beside its lines. */
interface EntryHead {
  readonly entryId: string;
  readonly postedAt: string;
  readonly postedBy: string;
}

const debit = (account: Account, debitMinor: number, customerId?: string): EntryLine =>
  omitUndefined({ account, customerId, debitMinor, creditMinor: 0 });
const credit = (account: Account, creditMinor: number, customerId?: string): EntryLine =>
  omitUndefined({ account, customerId, debitMinor: 0, creditMinor });

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

function entry(head: EntryHead, fields: Omit<EntryRecord, '_id' | 'postedAt' | 'postedBy'>): EntryRecord {
  const lines = fields.lines.filter((line) => line.debitMinor !== 0 || line.creditMinor !== 0);
  const faults = faultsOfEntry(lines);
  if (faults.length > 0) throw new Error(`entry of ${fields.ref}: ${faults.join('; ')}`);
  const { entryId, postedAt, postedBy } = head;
  return { _id: entryId, ...fields, lines, postedAt, postedBy };
}

/** The entry of a sale: receivable against revenue and tax, cost of goods against inventory, and the payment; minor units. */
export function saleEntry(sale: SaleRecord, head: EntryHead): EntryRecord {
  const {
    storeId,
    currency,
    businessDay,
    customer: { customerId },
    netMinor,
    taxMinor,
    grossMinor,
    costMinor,
  } = sale;
  const paidMinor = sale.payment?.amountMinor ?? 0;
  return entry(head, {
    storeId,
    currency,
    kind: 'sale',
    ref: sale._id,
    memo: `Sale to ${sale.customer.name}`,
    businessDay,
    lines: [
      debit('receivable', grossMinor, customerId),
      credit('revenue', netMinor),
      credit('outputTax', taxMinor),
      debit('costOfGoodsSold', costMinor),
      credit('inventory', costMinor),
      debit(PAYMENT_ACCOUNTS[sale.payment?.method ?? 'cash'], paidMinor),
      credit('receivable', paidMinor, customerId),
    ],
  });
}

/** The entry of a correction: the sale's lines the other way round at their original cost, and the refund; minor units. */
export function correctionEntry(correction: CorrectionRecord, businessDay: string, head: EntryHead): EntryRecord {
  const { storeId, currency, customerId, netMinor, taxMinor, grossMinor, costMinor, refundMinor, refundTo } =
    correction;
  return entry(head, {
    storeId,
    currency,
    kind: 'correction',
    ref: correction._id,
    memo: `${correction.kind === 'return' ? 'Return' : 'Cancellation'}: ${correction.reason}`,
    businessDay,
    lines: [
      debit('revenue', netMinor),
      debit('outputTax', taxMinor),
      credit('receivable', grossMinor, customerId),
      debit('inventory', costMinor),
      credit('costOfGoodsSold', costMinor),
      debit('receivable', refundMinor, customerId),
      credit(PAYMENT_ACCOUNTS[refundTo === 'account' ? 'cash' : refundTo], refundMinor),
    ],
  });
}

/** The entry of a delivery: inventory up, goods received to be paid up. Nothing at no cost. */
export function deliveryEntry(
  data: DataOf<typeof inventoryEvents.stockReceived>,
  postingDay: PostingDay,
  head: Omit<EntryHead, 'postedBy'>,
): EntryRecord | undefined {
  if (data.costMinor === 0) return undefined;
  const { deliveryId, storeId, currency, costMinor, receivedBy } = data;
  return entry(
    { ...head, postedBy: receivedBy },
    {
      storeId,
      currency,
      kind: 'delivery',
      ref: deliveryId,
      memo: 'Goods received',
      ...postingDay,
      lines: [debit('inventory', costMinor), credit('goodsReceivedNotInvoiced', costMinor)],
    },
  );
}

/** The entry of a write-off: loss up, inventory down. Nothing at no cost. */
export function writeOffEntry(
  data: DataOf<typeof inventoryEvents.stockWrittenOff>,
  postingDay: PostingDay,
  head: Omit<EntryHead, 'postedBy'>,
): EntryRecord | undefined {
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

/** Debit and credit of one account in one currency, minor units. */
export interface AccountSums {
  readonly account: Account;
  readonly currency: Currency;
  readonly debitMinor: number;
  readonly creditMinor: number;
}
