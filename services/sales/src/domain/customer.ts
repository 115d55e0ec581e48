import {
  isTaxNumber,
  salesErrors,
  searchWords,
  type CustomerView,
  type DocumentType,
  type ParsedInputOf,
  type sales,
} from '@comptoir/contracts';
import { omitUndefined } from './omit-undefined.js';
import type { Buyer, CustomerRecord } from './records.js';

/** What was typed as the words to look for: a phone number counts as one word, however it is spaced. */
export function wantedWords(text: string): string[] {
  const words = searchWords(text);
  return words.every((word) => /^\d+$/.test(word)) ? [words.join('')].filter((word) => word !== '') : words;
}

function searchKeys(customer: Pick<CustomerRecord, 'name' | 'phone' | 'taxId'>): string[] {
  const joined = (text = ''): string => searchWords(text).join('');
  const digits = (customer.taxId ?? '').replace(/\D/g, '');
  const keys = [
    ...searchWords(customer.name),
    ...searchWords(customer.taxId ?? ''),
    joined(customer.taxId),
    digits,
    joined(customer.phone),
  ];
  return [...new Set(keys)].filter((key) => key !== '');
}

/** A new customer account. */
export function decideCreateCustomer(input: ParsedInputOf<typeof sales.createCustomer>, now: string): CustomerRecord {
  const { customerId, ...fields } = input;
  return { _id: customerId, ...fields, revision: 1, createdAt: now, search: searchKeys(input), touched: 0 };
}

/** The account with its changes, under a new revision. Refuses `customer.unknown` and, at another revision, `customer.changed`. */
export function decideChangeCustomer(
  found: CustomerRecord | null,
  { customerId, revision, changes }: ParsedInputOf<typeof sales.changeCustomer>,
): CustomerRecord {
  const before = requireCustomer(found, customerId);
  if (before.revision !== revision) {
    throw salesErrors.customerChanged('This account was changed by somebody else in between: read it again.', {
      customerId,
      revision: before.revision,
      asked: revision,
    });
  }
  const changed = Object.entries(changes).map(([field, value]) => [field, value ?? undefined]);
  const after: CustomerRecord = omitUndefined({ ...before, ...Object.fromEntries(changed), revision: revision + 1 });
  return { ...after, search: searchKeys(after) };
}

/** The customer as others see it. */
export function customerView(record: CustomerRecord): CustomerView {
  const { _id, search: _search, touched: _touched, ...fields } = record;
  return { customerId: _id, ...fields };
}

/** The customer, or `customer.unknown`. */
export function requireCustomer(record: CustomerRecord | null, customerId: string): CustomerRecord {
  if (!record) throw salesErrors.customerUnknown('There is no such customer account.', { customerId });
  return record;
}

/** The buyer as documents name it; a FACTURE needs a named customer, and of a company its tax number and address. */
export function buyerFor(documentType: DocumentType, customer: CustomerRecord): Buyer {
  if (documentType === 'FACTURE') requireInvoiceable(customer);
  const { _id, kind, name, address, taxId } = customer;
  return {
    customerId: _id,
    kind,
    name,
    ...(address === undefined ? {} : { address }),
    ...(taxId === undefined ? {} : { taxId }),
  };
}

function requireInvoiceable(customer: CustomerRecord): void {
  if (customer.kind === 'walkIn') {
    throw salesErrors.buyerIncomplete('A FACTURE needs a named customer; a walk-in gets a BON DE VENTE.', {
      customerId: customer._id,
      missing: ['name'],
    });
  }
  const { kind, taxId = '', address } = customer;
  const needed = { taxId: isTaxNumber(taxId), address: address !== undefined };
  const missing = kind === 'company' ? (['taxId', 'address'] as const).filter((field) => !needed[field]) : [];
  if (missing.length > 0) {
    throw salesErrors.buyerIncomplete(
      `A FACTURE to a company needs its ${missing.map((field) => FIELDS[field]).join(' and its ')}.`,
      { customerId: customer._id, missing },
    );
  }
}

const FIELDS = { taxId: 'tax number', address: 'address' } as const;
