import type { Api } from '../api/schema.js';
import type { MessageKey } from '../i18n/messages.js';
import { parseAmount, parsePercent } from '../money.js';

/** A line of an entry as it is typed; the text of an amount is empty on one side. */
export interface TypedLine {
  readonly key: string;
  readonly account: string;
  readonly customerId: string;
  readonly till: string;
  readonly rate: string;
  readonly label: string;
  readonly debit: string;
  readonly credit: string;
}

type SentLine = Api['POST /entries']['body']['lines'][number];
type Field = Exclude<keyof TypedLine, 'key'>;

/** Accounts whose lines name the customer who owes, or has the credit. */
export const OF_CUSTOMERS: readonly string[] = ['receivable', 'customerCredit'];

/** A line on which nothing is typed yet, but perhaps its account. */
export function emptyLine(account = ''): TypedLine {
  const key = crypto.randomUUID();
  return { key, account, customerId: '', till: '', rate: '', label: '', debit: '', credit: '' };
}

/** Whether a line has an amount; one without is not sent. */
export function hasAmount({ debit, credit }: TypedLine): boolean {
  return debit.trim() !== '' || credit.trim() !== '';
}

/** Debit and credit of all lines, and debit less credit, minor units; what is no amount counts for nothing. */
export function sumsOf(lines: readonly TypedLine[], currency: string) {
  const total = (of: 'debit' | 'credit'): number =>
    lines.reduce((so, line) => so + (parseAmount(line[of], currency) ?? 0), 0);
  const [debitMinor, creditMinor] = [total('debit'), total('credit')];
  return { debitMinor, creditMinor, differenceMinor: debitMinor - creditMinor };
}

/** What is missing or wrong on the lines that have an amount, by `lines.<index>.<field>`. */
export function faultsOf(lines: readonly TypedLine[], currency: string): Readonly<Record<string, MessageKey>> {
  const faults = lines.flatMap((line, at) => {
    const of = (field: Field, fault: MessageKey): [string, MessageKey][] => [[`lines.${at}.${field}`, fault]];
    if (!hasAmount(line)) return [];
    const sides = (['debit', 'credit'] as const).filter((side) => line[side].trim() !== '');
    return [
      ...(line.account === '' ? of('account', 'form.missing') : []),
      ...(OF_CUSTOMERS.includes(line.account) && line.customerId === '' ? of('customerId', 'form.missing') : []),
      ...(line.rate.trim() !== '' && parsePercent(line.rate) === undefined ? of('rate', 'line-form.rate-wrong') : []),
      ...sides.flatMap((side) => (parseAmount(line[side], currency) ? [] : of(side, 'form.amount'))),
      ...(sides.length === 2 ? of('credit', 'line-form.one-side') : []),
    ];
  });
  return Object.fromEntries(faults);
}

/** The lines that have an amount, for the API; call it only when there are no faults. */
export function sentLines(lines: readonly TypedLine[], currency: string): SentLine[] {
  return lines.filter(hasAmount).map(({ account, customerId, till, rate, label, debit, credit }) => ({
    account,
    ...(customerId ? { customerId } : {}),
    ...(till ? { till } : {}),
    ...(rate.trim() ? { taxRateBps: parsePercent(rate) ?? 0 } : {}),
    ...(label.trim() ? { label: label.trim() } : {}),
    debitMinor: parseAmount(debit, currency) ?? 0,
    creditMinor: parseAmount(credit, currency) ?? 0,
  }));
}
