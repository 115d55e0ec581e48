import { z } from 'zod';
import { CURRENCY_DECIMALS, MAX_DOCUMENT_MINOR, type Currency } from './money.js';
import { MAX_QUANTITY_DECIMALS, MAX_WHOLE_UNITS, UNIT_DECIMALS, type Unit } from './units.js';

/** Prefix of each kind of id: an id of another kind is refused by its prefix. */
export const ID_PREFIXES = {
  company: 'cmp',
  store: 'sto',
  product: 'prd',
  category: 'cat',
  priceList: 'plt',
  supplier: 'sup',
  purchaseOrder: 'por',
  transfer: 'trf',
  transferMove: 'trm',
  delivery: 'dlv',
  deliveryCorrection: 'dco',
  supplierBill: 'bil',
  supplierReturn: 'srt',
  supplierPayment: 'spy',
  batch: 'bat',
  hold: 'hld',
  movement: 'mov',
  alert: 'alr',
  webhook: 'whk',
  webhookDelivery: 'whd',
  customer: 'cus',
  order: 'ord',
  line: 'lin',
  sale: 'sal',
  sti: 'sti',
  entry: 'ent',
  correction: 'cor',
  invoice: 'inv',
  guarantee: 'gua',
  claim: 'clm',
  user: 'usr',
  event: 'evt',
  audit: 'aud',
  text: 'txt',
  payment: 'pay',
  tillSession: 'tse',
  writeOff: 'wof',
  stockCount: 'cnt',
  countEntry: 'cen',
  import: 'imp',
} as const;

/** A kind of record that has ids. */
export type IdKind = keyof typeof ID_PREFIXES;

/** Schema of an id: the kind's prefix and a ULID, so that ids sort by the time of minting. */
export function id(kind: IdKind): z.ZodString {
  const prefix = ID_PREFIXES[kind];
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-7][0-9A-HJKMNP-TV-Z]{25}$`), `must be a ${kind} id such as ${prefix}_01J8Z3…`);
}

/** A sum of amounts of many documents in minor units, possibly negative (balances, reversals, figures of a day). */
export const minor = z.int();

/** An amount of one document in minor units, zero or more, at most MAX_DOCUMENT_MINOR. */
export const amountMinor = z.int().nonnegative().max(MAX_DOCUMENT_MINOR);

/** Currency of a store's books. */
export const currency = z.enum(Object.keys(CURRENCY_DECIMALS) as [Currency, ...Currency[]]);

/** A number of a product's smallest units, one or more; at most a million whole units with three decimals. */
export const quantity = z
  .int()
  .min(1)
  .max(MAX_WHOLE_UNITS * 10 ** MAX_QUANTITY_DECIMALS);

/** What goods are counted in. */
export const unit = z.enum(Object.keys(UNIT_DECIMALS) as [Unit, ...Unit[]]);

/** Decimals that a quantity of a product has: 1500 with three decimals is 1.5 of its unit. */
export const quantityDecimals = z.int().min(0).max(MAX_QUANTITY_DECIMALS);

/** What the quantities of a line are counted in, as its product says; in messages of before it was kept, pieces. */
export const measure = { unit: unit.default('piece'), quantityDecimals: quantityDecimals.default(0) };

/** Tax rate in basis points, 0 to 100 %. */
export const taxRateBps = z.int().min(0).max(10_000);

/** A moment, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** A business day of a store, in the store's own time zone. */
export const day = z.iso.date();

/** Text a person typed: trimmed, not empty, at most `max` characters, no control characters. */
export function text(max: number): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must not contain control characters');
}

/** Roles of people, and `system`: the software itself (schedules, reactions). */
export const role = z.enum(['owner', 'manager', 'cashier', 'stockKeeper', 'accountant', 'auditor', 'system']);

/** The role of whoever acts. */
export type Role = z.infer<typeof role>;

/** Who acts: every write is attributed to a person (or to the software itself). */
export const actor = z.strictObject({ id: z.string().min(1).max(64), role });

/** Who acts. */
export type Actor = z.infer<typeof actor>;

/** Paging of a list: up to `limit` rows after `cursor` (opaque, from the previous page). */
export const page = {
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
};

/**
 * Range of a read for the audit: up to `limit` records in order of id, those with `after` < id ≤ `upTo`. Without bounds it
 * begins at the first or ends at the last record; two bounds let a database read no more than the page.
 */
export const auditRange = {
  after: z.string().max(200).optional(),
  upTo: z.string().max(200).optional(),
  limit: z.int().min(1).max(5000),
};

/** Business days that a list is bounded by, both included. A page reads 31 days at most: it may be empty and have a next one. */
export const days = { from: day.optional(), to: day.optional() };

/** A document number such as ALG1-F-2026-000042, or how it begins. */
export const documentNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{1,60}$/, 'must be a document number such as ALG1-F-2026-000042, or how it begins');

/** One page of a list; `nextCursor` is absent on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}

let zones: ReadonlySet<string> | undefined;

function isTimeZone(name: string): boolean {
  zones ??= new Set(Intl.supportedValuesOf('timeZone'));
  if (zones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }); // other names of a zone; slow, and most messages carry a zone
    return true;
  } catch {
    return false;
  }
}

/** Every IANA time zone name this runtime knows. */
export const timeZone = z.string().refine(isTimeZone, { error: 'must be an IANA time zone such as Africa/Algiers' });
