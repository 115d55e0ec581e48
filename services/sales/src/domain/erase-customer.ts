import { salesErrors, type ParsedInputOf, type ReplyOf, type sales } from '@comptoir/contracts';
import { changeRow, requireRevision, type ChangeMoment } from './change-customer.js';
import { customerView, requireLiving } from './customer.js';
import { formatAmount } from './format-amount.js';
import type { Balance, CustomerChangeRecord, CustomerRecord } from './records.js';

/** What an erased customer is called. */
export const ERASED_NAME = 'Erased customer';

/** What an erasure looks at: the account that leads, those merged into it, and what they owe and are owed together. */
export interface EraseState {
  readonly found: CustomerRecord | null;
  readonly merged: readonly CustomerRecord[];
  readonly balances: readonly Balance[];
}

/** What an erasure leaves of the accounts. */
export interface Erased {
  readonly accounts: readonly CustomerRecord[];
  readonly change: CustomerChangeRecord;
  readonly reply: ReplyOf<typeof sales.eraseCustomer>;
}

const KEPT: ReplyOf<typeof sales.eraseCustomer>['kept'] = [
  { what: 'documents', why: 'Issued documents name their buyer; the law has them kept unchanged.' },
  { what: 'sales', why: 'A sale is the record behind its document and says the same.' },
  { what: 'journal', why: 'Entries name the customer by id only; the books add up with it.' },
  { what: 'payments', why: 'Payments name the customer by id; a reference such as a cheque’s is part of the books.' },
  {
    what: 'texts',
    why: 'What people wrote in notes, reasons and labels of orders and sales is not searched for names.',
  },
  { what: 'backups', why: 'Copies of the database and logs made before are the operator’s to delete in their time.' },
];

/**
 * Erases the personal data of a customer: what is left of the account is its id, its kind and when it was opened. Refuses
 * `customer.not-even`, with the amount, where something is owed by or to the customer; walk-ins; and a second time.
 */
export function decideEraseCustomer(
  { found, merged, balances }: EraseState,
  { customerId, revision, reason }: ParsedInputOf<typeof sales.eraseCustomer>,
  moment: ChangeMoment,
): Erased {
  const customer = requireRevision(requireLiving(found, customerId), revision);
  if (customer.kind === 'walkIn') {
    throw salesErrors.customerIsWalkIn('The account of walk-ins holds nobody’s data.', { customerId });
  }
  requireEven(customer, balances);
  const accounts = [customer, ...merged].map((one) => erased(one, moment.now));
  return {
    accounts,
    change: changeRow(accounts[0]!, 'erased', [], moment, { reason }),
    reply: {
      customer: customerView(accounts[0]!),
      erased: ['name', 'contact', 'address', 'identifiers', 'terms', 'history', 'search', 'replies'],
      kept: KEPT,
    },
  };
}

function erased({ _id, kind, createdAt, touched, revision, mergedInto, merged }: CustomerRecord, now: string) {
  return {
    _id,
    kind,
    name: ERASED_NAME,
    profile: 'generic' as const,
    identifiers: [],
    createdAt,
    touched,
    revision: revision + 1,
    ...(mergedInto === undefined ? {} : { mergedInto }),
    ...(merged === undefined ? {} : { merged }),
    erasedAt: now,
  };
}

function requireEven({ _id: customerId, name }: CustomerRecord, balances: readonly Balance[]): void {
  const open = balances
    .map(({ currency, balanceMinor, creditMinor }) => ({
      currency,
      owedMinor: balanceMinor + creditMinor,
      creditMinor,
    }))
    .filter(({ owedMinor, creditMinor }) => owedMinor !== 0 || creditMinor !== 0);
  if (open.length === 0) return;
  const amounts = open.flatMap(({ currency, owedMinor, creditMinor }) => [
    ...(owedMinor === 0 ? [] : [`owes ${formatAmount(owedMinor, currency)}`]),
    ...(creditMinor === 0 ? [] : [`has a credit of ${formatAmount(creditMinor, currency)}`]),
  ]);
  throw salesErrors.customerNotEven(`${name} ${amounts.join(' and ')}: settle that first.`, {
    customerId,
    balances: open,
  });
}
