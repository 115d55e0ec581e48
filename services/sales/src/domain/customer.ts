import {
  documentNumberOf,
  isTaxNumber,
  salesErrors,
  type CustomerCard,
  type CustomerView,
  type DocumentType,
  type PostalAddress,
} from '@comptoir/contracts';
import { omitUndefined } from './omit-undefined.js';
import type { Buyer, CustomerRecord } from './records.js';

/** The customer as others see it. */
export function customerView(record: CustomerRecord): CustomerView {
  const { _id, touched: _touched, mergedInto: _into, merged: _merged, ...fields } = record;
  return { customerId: _id, ...fields, identifiers: [...fields.identifiers] };
}

/** The customer with the accounts that were merged into it; `askedFor` is the id it was asked for by. */
export function customerCard(
  record: CustomerRecord,
  merged: readonly CustomerRecord[],
  askedFor: string = record._id,
): CustomerCard {
  return {
    ...customerView(record),
    ...(askedFor === record._id ? {} : { mergedInto: record._id }),
    merged: merged.map(({ _id, name, phone, identifiers }) =>
      omitUndefined({ customerId: _id, name, phone, identifiers: [...identifiers] }),
    ),
  };
}

/** The customer, or `customer.unknown`. */
export function requireCustomer(record: CustomerRecord | null, customerId: string): CustomerRecord {
  if (!record) throw salesErrors.customerUnknown('There is no such customer account.', { customerId });
  return record;
}

/** The customer to sell to or to change; refuses `customer.unknown` and `customer.erased`. */
export function requireLiving(record: CustomerRecord | null, customerId: string): CustomerRecord {
  const customer = requireCustomer(record, customerId);
  const { erasedAt } = customer;
  if (erasedAt === undefined) return customer;
  throw salesErrors.customerErased('The data of this customer was erased: open a new account.', {
    customerId: customer._id,
    erasedAt,
  });
}

/** The ids under which entries, sales and payments of a customer are posted: its own, and those merged into it. */
export function idsOf({ _id, merged = [] }: Pick<CustomerRecord, '_id' | 'merged'>): string[] {
  return [_id, ...merged];
}

/** An address in one line, as documents print it. */
export function addressLine({ street, postcode, city, country }: PostalAddress): string {
  const place = [postcode, city].filter((part) => part !== undefined).join(' ');
  return [street, place === '' ? undefined : place, country].filter((part) => part !== undefined).join(', ');
}

/** The buyer as documents name it; a FACTURE needs a named customer, and of a company its tax number and address. */
export function buyerFor(documentType: DocumentType, customer: CustomerRecord): Buyer {
  if (documentType === 'FACTURE') requireInvoiceable(customer);
  const { _id, kind, name, address } = customer;
  return omitUndefined({
    customerId: _id,
    kind,
    name,
    address: address && addressLine(address),
    taxId: documentNumberOf(customer.profile, customer.identifiers),
  });
}

function requireInvoiceable(customer: CustomerRecord): void {
  if (customer.kind === 'walkIn') {
    throw salesErrors.buyerIncomplete('A FACTURE needs a named customer; a walk-in gets a BON DE VENTE.', {
      customerId: customer._id,
      missing: ['name'],
    });
  }
  const { kind, address } = customer;
  const taxId = documentNumberOf(customer.profile, customer.identifiers) ?? '';
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
