import { PAYMENT_ACCOUNTS, type EntryLine, type PaidSale, type StandardAccount } from '@comptoir/contracts';
import { omitUndefined } from './omit-undefined.js';
import type { FrozenPayment } from './records.js';

/** What a line says beside its account and amount: whose receivable or credit, of which sale, in which till. */
export type LineDimensions = Omit<EntryLine, 'account' | 'debitMinor' | 'creditMinor'>;

/** A line on the debit side; minor units, a negative amount goes to the other side. */
export function debit(account: StandardAccount, amountMinor: number, dimensions: LineDimensions = {}): EntryLine {
  const debitMinor = Math.max(amountMinor, 0);
  return omitUndefined({ account, ...dimensions, debitMinor, creditMinor: debitMinor - amountMinor });
}

/** A line on the credit side; minor units, a negative amount goes to the other side. */
export function credit(account: StandardAccount, amountMinor: number, dimensions: LineDimensions = {}): EntryLine {
  return debit(account, 0 - amountMinor, dimensions);
}

/** Money that comes in or goes out, with whose it is and through which till cash goes. */
export interface MoneyMoved {
  readonly payment: FrozenPayment;
  readonly customerId: string;
  readonly till?: string | undefined;
}

/** The money side of a payment that comes in, minor units: what was taken, and its rounding. */
export function moneyIn({ payment, customerId, till }: MoneyMoved): EntryLine[] {
  const { method, amountMinor, roundingMinor } = payment;
  const dimensions = { ...(method === 'credit' ? { customerId } : {}), ...(method === 'cash' ? { till } : {}) };
  return [debit(PAYMENT_ACCOUNTS[method], amountMinor + roundingMinor, dimensions), credit('rounding', roundingMinor)];
}

/** The money side of a payment that goes out. */
export function moneyOut(moved: MoneyMoved): EntryLine[] {
  return mirrored(moneyIn(moved));
}

/** What a payment that comes in pays: sales of the customer, and what becomes its credit; minor units. */
export function paysFor(customerId: string, allocations: readonly PaidSale[], creditMinor: number): EntryLine[] {
  return [
    ...allocations.map(({ saleId, amountMinor }) => credit('receivable', amountMinor, { customerId, saleId })),
    credit('customerCredit', creditMinor, { customerId }),
  ];
}

/** The same lines the other way round. */
export function mirrored(lines: readonly EntryLine[]): EntryLine[] {
  return lines.map((line) => ({ ...line, debitMinor: line.creditMinor, creditMinor: line.debitMinor }));
}
