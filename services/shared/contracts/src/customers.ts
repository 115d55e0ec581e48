import { z } from 'zod';
import { contactChanges, contactFields, storedContact } from './contact.js';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { amountMinor, currency, id, instant, minor, page, pageOf, text } from './kernel/schemas.js';

/** Customers: persons and companies with an account; a walk-in is an account too. */

const customerFields = {
  kind: z.enum(['walkIn', 'person', 'company']),
  ...contactFields,
  /** Days that a sale on account is to be paid within; absent: no day is set. */
  paymentTermsDays: z.int().min(0).max(365).optional(),
  /** How much the customer may owe; absent: nothing without a manager's approval. */
  creditLimit: z.strictObject({ minor: amountMinor, currency }).optional(),
  /** The group that price lists know the customer by, as people write it. */
  group: text(80).optional(),
};

/** A customer account. */
export const customerView = z.object({
  customerId: id('customer'),
  ...customerFields,
  ...storedContact,
  /** Grows with every change; a change names the revision it was made on. */
  revision: z.int().min(1).default(1),
  createdAt: instant,
  /** Its personal data was erased then; what the law keeps is in the documents. */
  erasedAt: instant.optional(),
});
export type CustomerView = z.infer<typeof customerView>;

/** An account that was merged into another one. */
export const mergedAccount = customerView.pick({ customerId: true, name: true, phone: true, identifiers: true });
export type MergedAccount = z.infer<typeof mergedAccount>;

/** A customer with the accounts that were merged into it. */
export const customerCard = customerView.extend({
  /** The account asked for was merged into this one, which leads on. */
  mergedInto: id('customer').optional(),
  merged: z.array(mergedAccount).default([]),
});
export type CustomerCard = z.infer<typeof customerCard>;

/** What of a customer account may be changed; null takes a fact out. */
export const customerChanges = z.strictObject({
  ...contactChanges,
  paymentTermsDays: customerFields.paymentTermsDays.nullable(),
  creditLimit: customerFields.creditLimit.nullable(),
  group: customerFields.group.nullable(),
});

/** A field of a customer account whose changes are kept. */
export const customerField = z.enum([
  'name',
  'profile',
  'identifiers',
  'phone',
  'email',
  'address',
  'paymentTermsDays',
  'creditLimit',
  'group',
]);
export type CustomerField = z.infer<typeof customerField>;

/** What was done to a customer account: by whom, when, why, and each field before and after. */
export const customerChange = z.object({
  customerId: id('customer'),
  what: z.enum(['opened', 'changed', 'merged', 'mergedInto', 'erased']),
  at: instant,
  by: z.string(),
  reason: z.string().optional(),
  /** The account that it was merged with. */
  otherId: id('customer').optional(),
  /** As in the account; absent: there was nothing. Empty once the account is erased. */
  fields: z.array(z.object({ field: customerField, before: z.unknown().optional(), after: z.unknown().optional() })),
});
export type CustomerChange = z.infer<typeof customerChange>;

/** What an erasure takes out, and what it leaves. */
export const erasedData = z.enum([
  'name',
  'contact',
  'address',
  'identifiers',
  'terms',
  'history',
  'search',
  'replies',
]);
export const keptData = z.enum(['documents', 'sales', 'journal', 'payments', 'texts', 'backups']);

/** Refusals about customers. */
export const customerErrors = {
  customerUnknown: defineError('customer.unknown', 'notFound'),
  customerExists: defineError('customer.exists', 'conflict'),
  /** Another revision is current: read the account again. details: {revision}. */
  customerChanged: defineError('customer.changed', 'conflict'),
  /** Another account has this number. details: {kind, value, customerId, name}. */
  identifierTaken: defineError('customer.identifier-taken', 'conflict'),
  /** The account leads no more: it was merged into another. details: {mergedInto}. */
  customerMerged: defineError('customer.merged', 'conflict'),
  /** As many accounts as one takes have been merged into it. details: {most}. */
  mergedTooOften: defineError('customer.merged-too-often', 'rejected'),
  /** The account of walk-ins is nobody's: it is neither merged nor erased. */
  customerIsWalkIn: defineError('customer.walk-in', 'rejected'),
  /** The personal data of this account was erased. details: {erasedAt}. */
  customerErased: defineError('customer.erased', 'rejected'),
  /** The customer owes something or is owed something. details: {balances: [{currency, owedMinor, creditMinor}]}. */
  customerNotEven: defineError('customer.not-even', 'rejected'),
} as const;

const customerId = id('customer');
const revision = z.int().min(1);

/** Messages of sales about customers. An id that was merged into another one means that other one, in every message. */
export const customerMessages = {
  createCustomer: command(
    'sales.createCustomer',
    'Opens a customer account; a number that another account has is refused.',
    {
      input: z.strictObject({ customerId, ...customerFields }),
      reply: customerView,
    },
  ),
  changeCustomer: command('sales.changeCustomer', 'Changes a customer account; past documents keep what they say.', {
    input: z.strictObject({ customerId, revision, changes: customerChanges, reason: text(500).optional() }),
    reply: customerView,
  }),
  mergeCustomers: command(
    'sales.mergeCustomers',
    'Merges a second account of the same customer into the one that leads on; what was posted stays as it is.',
    {
      input: z.strictObject({
        /** The account that leads on. */
        customerId,
        revision,
        merged: z.strictObject({ customerId, revision }),
        reason: text(500).optional(),
      }),
      reply: customerCard,
    },
  ),
  eraseCustomer: command(
    'sales.eraseCustomer',
    'Erases the personal data of a customer who neither owes nor is owed anything, for ever; the books stay whole.',
    {
      input: z.strictObject({ customerId, revision, reason: text(500) }),
      reply: z.object({
        customer: customerView,
        erased: z.array(erasedData),
        /** What is kept, and why. */
        kept: z.array(z.object({ what: keptData, why: z.string() })),
      }),
    },
  ),
  readCustomer: query(
    'sales.readCustomer',
    'One customer; by the id of an account that was merged, the one that leads on.',
    {
      input: z.strictObject({ customerId }),
      reply: customerCard,
    },
  ),
  customerHistory: query(
    'sales.customerHistory',
    'What was done to a customer account and to those merged into it, newest first.',
    {
      input: z.strictObject({ customerId, ...page }),
      reply: pageOf(customerChange),
    },
  ),
  listCustomers: query(
    'sales.listCustomers',
    'Customers by the start of words of the name, in any order, by phone or its last digits, by tax number, or by the number of a document; without text all, newest first.',
    {
      input: z.strictObject({ text: text(100).optional(), kind: customerFields.kind.optional(), ...page }),
      reply: pageOf(customerView),
    },
  ),
  customerBalance: query(
    'sales.customerBalance',
    'What the customer owes: Σ of the receivable lines of the journal, by currency.',
    {
      input: z.strictObject({ customerId }),
      reply: z.object({ customerId, balances: z.array(z.object({ currency, balanceMinor: minor })) }),
    },
  ),
} as const;
