import { PAYMENT_ACCOUNTS } from '@comptoir/contracts';
import { leadsOf } from './customer-groups.js';
import { by, Check, sumBy, total, type Finding } from './finding.js';
import { isYoung, type Records } from './records.js';

type Payment = Records['payments'][number];
type Entry = Records['entries'][number];

/** Money that a payment moved, minor units: into the shop above zero. Cash moves with its rounding. */
function movedBy(payment: Payment): number {
  const movedMinor = payment.amountMinor + payment.roundingMinor;
  return payment.direction === 'in' ? movedMinor : 0 - movedMinor;
}

/** The record whose entry has the money of a payment: the sale, the correction, or the payment itself. */
function postedWith(payment: Payment): string {
  return (payment.kind === 'checkout' ? payment.saleId : payment.correctionId) ?? payment.id;
}

function moneyIn(entry: Entry | undefined, account: string): number {
  return total(
    (entry?.lines ?? []).filter((line) => line.account === account),
    (line) => line.debitMinor - line.creditMinor,
  );
}

/**
 * 14. Each payment is in the ledger once, in the entry of its sale, its correction or its own; numbers of payments have no
 * gap; no sale is paid above what is owed of it, and no customer uses more credit than it has.
 */
export function checkPayments({ payments, balances, entries, startedAt }: Records): Finding {
  const check = new Check(
    14,
    'Each payment is in the ledger; no sale is overpaid, no credit overdrawn; numbers have no gap',
  );
  const entryOf = by(
    entries.filter((entry) => ['sale', 'correction', 'payment'].includes(entry.kind)),
    (entry) => entry.ref,
  );
  const together = Map.groupBy(payments, (one) => `${postedWith(one)} ${one.method}`);
  for (const same of together.values()) {
    const [first] = same as [Payment];
    const entry = entryOf.get(postedWith(first));
    check.equal(
      `payment ${first.number} by ${first.method} against its entry`,
      total(same, movedBy),
      moneyIn(entry, PAYMENT_ACCOUNTS[first.method]),
      same.map((one) => one.id),
    );
  }
  const paid = new Set(payments.map((one) => postedWith(one)));
  for (const entry of entries.filter((one) => one.kind === 'payment' && !isYoung(startedAt, one.postedAt)))
    check.holds(`entry ${entry.id} has its payment`, paid.has(entry.ref), entry.ref, 'a payment', [entry.id]);
  checkNumbers(check, payments);
  checkOpen(check, entries, leadsOf(balances));
  return check.end();
}

/** Numbers of payments count from 1 per store and year. */
function checkNumbers(check: Check, payments: readonly Payment[]): void {
  const series = Map.groupBy(payments, (one) => one.number.slice(0, one.number.lastIndexOf('-')));
  for (const [name, drawn] of series) {
    const counters = drawn.map((one) => Number(one.number.slice(name.length + 1))).toSorted((a, b) => a - b);
    check.equal(
      `payments ${name}: numbers without gap or repeat`,
      [counters.length, new Set(counters).size, counters.at(-1)],
      [counters.length, counters.length, counters.length],
      [name],
    );
  }
}

/** What is owed of a sale, and the credit of a customer, are never below zero. */
function checkOpen(check: Check, entries: readonly Entry[], leadOf: ReadonlyMap<string, string>): void {
  const lines = entries.flatMap((entry) => entry.lines);
  const net = (line: Entry['lines'][number]): number => line.debitMinor - line.creditMinor;
  const owed = sumBy(
    lines.filter((line) => line.account === 'receivable' && line.saleId !== undefined),
    (line) => line.saleId!,
    net,
  );
  for (const [saleId, openMinor] of owed)
    check.holds(`sale ${saleId}: what is owed is not below nothing`, openMinor >= 0, openMinor, 0, [saleId]);
  const credits = sumBy(
    lines.filter((line) => line.account === 'customerCredit'),
    (line) => leadOf.get(line.customerId ?? '') ?? line.customerId ?? '',
    (line) => 0 - net(line),
  );
  for (const [customerId, creditMinor] of credits)
    check.holds(`credit of ${customerId} is not below nothing`, creditMinor >= 0, creditMinor, 0, [customerId]);
}
