import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import {
  amountMinor,
  auditRange,
  currency,
  id,
  instant,
  minor,
  page,
  pageOf,
  quantity,
  taxRateBps,
  text,
  timeZone,
} from './kernel/schemas.js';

/** Messages of the catalog: stores, products, and the cached stock that the till reads. */

/** Who the seller is on legal documents; which fields a country asks for is a matter of its profile. */
export const legalIdentity = z.strictObject({
  companyName: text(120),
  legalForm: text(60).optional(),
  taxId: text(40).optional(),
  tradeRegister: text(60).optional(),
});

/** A store of the chain; its currency is the currency of its books, its time zone decides its business day. */
export const storeView = z.object({
  storeId: id('store'),
  code: z.string(),
  name: z.string(),
  address: z.string(),
  timeZone,
  currency,
  legal: legalIdentity,
  createdAt: instant,
});
export type StoreView = z.infer<typeof storeView>;

const priceRange = {
  /** Net unit prices (before tax), minor units. The cashier may negotiate between min and max. */
  priceMinMinor: amountMinor,
  priceListMinor: amountMinor,
  priceMaxMinor: amountMinor,
};

const productFields = {
  sku: text(40).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'letters, digits, dot, dash and underscore only'),
  name: text(200),
  barcodes: z.array(z.string().regex(/^[0-9A-Za-z-]{4,32}$/, 'must be 4 to 32 letters and digits')).max(20),
  ...priceRange,
  currency,
  /** Basis points; 0 where no tax applies. */
  taxRateBps,
  /** Months of warranty from the day of sale; 0 for none. */
  warrantyMonths: z.int().min(0).max(240),
  /** At this available quantity or less, a product counts as low; 0 for never. */
  lowStockThreshold: z.int().min(0).max(1_000_000),
};

/** Everything that makes a product, but its id. */
export const productContent = z.strictObject(productFields);

const ordered = (p: { priceMinMinor: number; priceListMinor: number; priceMaxMinor: number }): boolean =>
  p.priceMinMinor <= p.priceListMinor && p.priceListMinor <= p.priceMaxMinor;
const orderedMessage = {
  error: 'prices must satisfy priceMinMinor ≤ priceListMinor ≤ priceMaxMinor',
  path: ['priceListMinor'],
};

/** Cached availability of a product in one store, as inventory last published it. */
export const cachedStock = z.object({
  storeId: id('store'),
  available: z.int(),
  /** Version of the level this figure came from; a figure with a lower version is late and dropped. */
  version: z.int(),
  low: z.boolean(),
});

/** A catalog entry with its cached stock. */
export const productView = z.object({
  productId: id('product'),
  ...productFields,
  revision: z.int(),
  createdAt: instant,
  changedAt: instant,
  stock: z.array(cachedStock),
});
export type ProductView = z.infer<typeof productView>;

/** What a product costs from a moment on, and who set it. */
export const priceView = z.object({
  productId: id('product'),
  ...priceRange,
  currency,
  taxRateBps,
  setAt: instant,
  setBy: z.string(),
});
export type PriceView = z.infer<typeof priceView>;

/** What the catalog froze for one line at the moment of sale. */
export const quotedLine = z.object({
  lineId: id('line'),
  productId: id('product'),
  productRevision: z.int(),
  sku: z.string(),
  name: z.string(),
  ...priceRange,
  taxRateBps,
  warrantyMonths: z.int(),
});
export type QuotedLine = z.infer<typeof quotedLine>;

/** A quote: the store and every line as they are now. */
export const quote = z.object({ store: storeView, lines: z.array(quotedLine) });
export type Quote = z.infer<typeof quote>;

/** Refusals of the catalog. */
export const catalogErrors = {
  storeUnknown: defineError('store.unknown', 'notFound'),
  storeExists: defineError('store.exists', 'conflict'),
  storeCodeTaken: defineError('store.code-taken', 'conflict'),
  productUnknown: defineError('product.unknown', 'notFound'),
  productExists: defineError('product.exists', 'conflict'),
  skuTaken: defineError('product.sku-taken', 'conflict'),
  barcodeTaken: defineError('product.barcode-taken', 'conflict'),
  productChanged: defineError('product.changed', 'conflict'),
  pricesOutOfOrder: defineError('product.prices-out-of-order', 'invalid'),
  currencyMismatch: defineError('price.currency-mismatch', 'rejected'),
} as const;

/** Messages the catalog accepts. */
export const catalog = {
  createStore: command('catalog.createStore', 'Opens a store of the chain.', {
    input: z.strictObject({
      storeId: id('store'),
      /** Short code used in document numbers, e.g. `ALG1`. */
      code: text(8).regex(/^[A-Z0-9]+$/, 'capital letters and digits only'),
      name: text(120),
      address: text(300),
      timeZone,
      currency,
      legal: legalIdentity,
    }),
    reply: storeView,
  }),
  listStores: query('catalog.listStores', 'All stores.', {
    input: z.strictObject({}),
    reply: z.object({ items: z.array(storeView) }),
  }),
  readStore: query('catalog.readStore', 'One store.', {
    input: z.strictObject({ storeId: id('store') }),
    reply: storeView,
  }),
  createProduct: command('catalog.createProduct', 'Adds a product to the catalog.', {
    input: z.strictObject({ productId: id('product'), ...productFields }).refine(ordered, orderedMessage),
    reply: productView,
  }),
  changeProduct: command('catalog.changeProduct', 'Changes a product; past sales keep what they froze.', {
    input: z.strictObject({
      productId: id('product'),
      /** The revision the change was made against; another one is refused. */
      revision: z.int().min(1),
      changes: z
        .strictObject(productFields)
        .partial()
        .refine((c) => Object.keys(c).length > 0, 'nothing to change'),
    }),
    reply: productView,
  }),
  readProduct: query('catalog.readProduct', 'One product with its cached stock in every store.', {
    input: z.strictObject({ productId: id('product') }),
    reply: productView,
  }),
  readProducts: query('catalog.readProducts', 'Several products; refuses when one is unknown.', {
    input: z.strictObject({ productIds: z.array(id('product')).min(1).max(1000) }),
    reply: z.object({ items: z.array(productView) }),
  }),
  listPrices: query('catalog.listPrices', 'What a product costs and has cost, newest first.', {
    input: z.strictObject({ productId: id('product'), ...page }),
    reply: pageOf(priceView),
  }),
  searchProducts: query(
    'catalog.searchProducts',
    'Products by the start of any word of the name, the SKU or a barcode; by exact SKU or barcode.',
    {
      input: z.strictObject({
        /** Words a person typed; each must start a word of the name, the SKU or a barcode, case and accents aside. When nothing is found, one typing error is forgiven. */
        text: text(100).optional(),
        sku: text(40).optional(),
        barcode: text(40).optional(),
        ...page,
      }),
      reply: pageOf(productView),
    },
  ),
  quoteProducts: query(
    'catalog.quoteProducts',
    'Freezes names, prices, tax and warranty terms for the lines of a sale.',
    {
      input: z.strictObject({
        storeId: id('store'),
        lines: z
          .array(z.strictObject({ lineId: id('line'), productId: id('product') }))
          .min(1)
          .max(1000),
      }),
      reply: quote,
    },
  ),
  auditRecords: query('catalog.auditRecords', 'Cached stock figures, for the audit.', {
    input: z.strictObject({
      kind: z.literal('cachedStock'),
      ...auditRange,
    }),
    reply: z.object({
      items: z.array(
        z.object({ id: z.string(), storeId: z.string(), productId: z.string(), available: minor, version: z.int() }),
      ),
      next: z.string().optional(),
    }),
  }),
} as const;

/** Events the catalog broadcasts. */
export const catalogEvents = {
  productChanged: event(
    'catalog.productChanged',
    'A product was created or changed.',
    z.object({
      productId: id('product'),
      revision: z.int(),
      sku: z.string(),
      name: z.string(),
      changedAt: instant,
    }),
  ),
} as const;

/** A line that asks for units of a product; shared by orders, holds and deliveries. */
export const demandLine = { productId: id('product'), quantity };
