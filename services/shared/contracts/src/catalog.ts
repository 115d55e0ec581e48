import { z } from 'zod';
import { SCALE_LAYOUT } from './barcodes.js';
import { bundleErrors, bundleParts, soldPart } from './bundles.js';
import { categoryErrors, categoryMessages } from './categories.js';
import { companyMessages, countryProfile, legalIdentity } from './company.js';
import {
  namedPriceList,
  offers,
  priceListErrors,
  priceListMessages,
  priceListTerms,
  priceOnList,
  type PriceListView,
} from './price-lists.js';
import { pictureErrors, pictureView, readPictureInput, setPictureInput } from './pictures.js';
import { createVariantsInput, variantErrors, variantOf, variantOptions } from './variants.js';
import { productImportErrors, productImportMessages } from './product-imports.js';
import { defineError } from './kernel/errors.js';
import { command, event, query } from './kernel/messages.js';
import {
  amountMinor,
  auditRange,
  currency,
  id,
  instant,
  measure,
  page,
  pageOf,
  quantityDecimals,
  taxRateBps,
  text,
  timeZone,
  unit,
} from './kernel/schemas.js';

/** Messages of the catalog: stores, products, and the cached stock that the till reads. */

/** What a store sells on, as it may be changed; documents keep the terms of their day. */
const storeTerms = {
  /** Whether prices on tags include tax; unit prices, limits and discounts are in the same terms. */
  pricesIncludeTax: z.boolean(),
  /** The smallest coin, minor units: cash is paid in multiples of it; 1 for no rounding. */
  cashRoundingMinor: amountMinor.min(1).max(100_000),
};

/** What the tills of a store are set to; sales do not keep it. */
const tillSettings = {
  /** How the labels of its scales are read, such as `20PPPPPWWWWWC` (see barcodes.ts); one for each two first digits. */
  scaleLayouts: z
    .array(z.string().regex(SCALE_LAYOUT, 'must be a layout such as 20PPPPPWWWWWC'))
    .max(10)
    .refine((all) => new Set(all.map((one) => one.slice(0, 2))).size === all.length, 'must begin differently'),
};
const defaultTerms = {
  pricesIncludeTax: storeTerms.pricesIncludeTax.default(false),
  cashRoundingMinor: storeTerms.cashRoundingMinor.default(1),
};

/** A store of the chain; its currency is the currency of its books, its time zone decides its business day. */
export const storeView = z.object({
  storeId: id('store'),
  companyId: id('company'),
  code: z.string(),
  name: z.string(),
  address: z.string(),
  timeZone,
  currency,
  /** The identity of its company that holds today. */
  legal: legalIdentity,
  ...defaultTerms,
  /** Grows with every change; a change names the revision it was made on. */
  revision: z.int().min(1).default(1),
  createdAt: instant,
});
export type StoreView = z.infer<typeof storeView>;

/** A store with what its tills are set to. */
export const storeDetails = storeView.extend({
  scaleLayouts: tillSettings.scaleLayouts.default([]),
  /** Price lists of this store and of all, those to come and those that ended too. */
  priceLists: z.array(priceListTerms).optional(),
});
export type StoreDetails = z.infer<typeof storeDetails>;

const priceRange = {
  /** Prices of a whole unit in the terms of the store's tags, minor units. The cashier may negotiate between min and max. */
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
  /** At this available quantity or less, in smallest units, a product counts as low; 0 for never. */
  lowStockThreshold: z.int().min(0).max(1_000_000_000),
};

/** What the quantities of a product are counted in, fixed once it is created; the decimals of the unit when absent. */
const measureOnce = { unit: unit.optional(), quantityDecimals: quantityDecimals.optional() };

/** The category of a product, and of what is sold of it from then on. */
const category = { categoryId: id('category').optional() };

/** Who makes a product, as people write it. */
const brand = { brand: text(80).optional() };

/** Units of a product have an expiry date: sold by it, the earliest first (FEFO), or as they came (FIFO); absent where they have none. */
export const expiryOrder = z.enum(['fefo', 'fifo']);
export type ExpiryOrder = z.infer<typeof expiryOrder>;
const expiry = { expiry: expiryOrder.optional() };

/** Of a bundle: what it is sold as and taken from stock as. */
const parts = { parts: bundleParts.optional() };

/** Since when, and by whom, a product is archived: not found at the till, not sold and not ordered; its past stays. */
const archive = { archivedAt: instant.optional(), archivedBy: z.string().optional() };

/** Which products a search shows. */
export const productState = z.enum(['active', 'archived', 'any']);
export type ProductState = z.infer<typeof productState>;

/** Everything that makes a product, but its id. */
export const productContent = z.strictObject({
  ...productFields,
  ...category,
  ...brand,
  ...expiry,
  ...measureOnce,
  ...parts,
});

/** What of a product may be changed; null takes its category, its brand or its expiry dates away; `archived` archives it or brings it back. */
export const productChanges = productContent
  .extend({
    categoryId: id('category').nullable(),
    brand: text(80).nullable(),
    expiry: expiryOrder.nullable(),
    archived: z.boolean(),
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'nothing to change');
export type ProductChanges = z.infer<typeof productChanges>;

const ordered = (p: { priceMinMinor: number; priceListMinor: number; priceMaxMinor: number }): boolean =>
  p.priceMinMinor <= p.priceListMinor && p.priceListMinor <= p.priceMaxMinor;
const orderedMessage = {
  error: 'prices must satisfy priceMinMinor ≤ priceListMinor ≤ priceMaxMinor',
  path: ['priceListMinor'],
};

/** The threshold of a store that has another one than its product. */
export const storeThreshold = z.object({ storeId: id('store'), lowStockThreshold: productFields.lowStockThreshold });
export type StoreThreshold = z.infer<typeof storeThreshold>;

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
  ...category,
  ...brand,
  ...expiry,
  ...measure,
  ...parts,
  ...archive,
  revision: z.int(),
  createdAt: instant,
  changedAt: instant,
  /** Stores whose threshold is not that of the product. */
  storeThresholds: z.array(storeThreshold).optional(),
  /** Its bytes are read by its hash. */
  picture: pictureView.optional(),
  /** Of a parent: what its variants differ in. */
  variantOptions: variantOptions.optional(),
  /** Of a variant. */
  variantOf: variantOf.optional(),
  /** What it costs on price lists; which of them holds, the store says. */
  listPrices: z.array(priceOnList).optional(),
  stock: z.array(cachedStock),
});
export type ProductView = z.infer<typeof productView>;

/** A product by its SKU: what is needed to take some of it in. */
export const productOfSku = z.object({
  /** As it was asked for; case aside it is the product's. */
  sku: z.string(),
  productId: id('product'),
  name: z.string(),
  currency,
  ...measure,
  ...expiry,
  /** A bundle: it has no stock of its own. */
  isBundle: z.literal(true).optional(),
  /** A parent of variants: goods are of its variants only. */
  hasVariants: z.literal(true).optional(),
});
export type ProductOfSku = z.infer<typeof productOfSku>;

/** What a product costs from a moment on, by itself or on a price list, and who set it. */
export const priceView = z.object({
  productId: id('product'),
  ...priceRange,
  currency,
  taxRateBps,
  /** The list that it is the price of, as it was called then. */
  priceList: namedPriceList.optional(),
  /** It left the list; the prices are those that it had there. */
  isOff: z.boolean().optional(),
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
  ...category,
  ...measure,
  ...priceRange,
  ...offers,
  taxRateBps,
  warrantyMonths: z.int(),
  /** Of a bundle: its parts as they are. */
  parts: z.array(soldPart).optional(),
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
  /** Another revision is current: read the store again. details: {revision}. */
  storeChanged: defineError('store.changed', 'conflict'),
  productUnknown: defineError('product.unknown', 'notFound'),
  productExists: defineError('product.exists', 'conflict'),
  skuTaken: defineError('product.sku-taken', 'conflict'),
  barcodeTaken: defineError('product.barcode-taken', 'conflict'),
  /** A code of 8, 12, 13 or 14 digits ends with a check digit. details: {barcode, right}. */
  checkDigitWrong: defineError('product.check-digit-wrong', 'invalid'),
  /** It was archived: bring it back to sell or order it. details: {productIds}. */
  productArchived: defineError('product.archived', 'rejected'),
  /** This replica reads the catalog for its searches; by barcode and SKU it finds at once. */
  searchNotReady: defineError('search.not-ready', 'unavailable'),
  productChanged: defineError('product.changed', 'conflict'),
  pricesOutOfOrder: defineError('product.prices-out-of-order', 'invalid'),
  /** Stock, prices and documents count in the unit of a product: it stays. details: {unit, quantityDecimals}. */
  unitFixed: defineError('product.unit-fixed', 'rejected'),
  /** More than a million whole units in a line is a scanning error. details: {lineId?, productId, quantity, maxQuantity}. */
  quantityTooLarge: defineError('quantity.too-large', 'rejected'),
  currencyMismatch: defineError('price.currency-mismatch', 'rejected'),
  ...categoryErrors,
  ...bundleErrors,
  ...priceListErrors,
  ...pictureErrors,
  ...variantErrors,
  ...productImportErrors,
} as const;

/** What a row of an import may say of a product beside its SKU; null takes the product out of its category. */
export const importedFields = productContent
  .omit({ sku: true, expiry: true, parts: true })
  .extend({ categoryId: id('category').nullable() })
  .partial();
export type ImportedFields = z.infer<typeof importedFields>;

/** What of a store may be changed. */
export const storeChanges = z
  .strictObject({ name: text(120), address: text(300), ...storeTerms, ...tillSettings })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'nothing to change');

/** Messages the catalog accepts. */
export const catalog = {
  ...companyMessages,
  ...categoryMessages,
  ...priceListMessages,
  ...productImportMessages(productFields.sku, importedFields),
  createStore: command('catalog.createStore', 'Opens a store of a company, or of a new company of its own.', {
    input: z.strictObject({
      storeId: id('store'),
      /** Short code used in document numbers, e.g. `ALG1`. */
      code: text(8).regex(/^[A-Z0-9]+$/, 'capital letters and digits only'),
      name: text(120),
      address: text(300),
      timeZone,
      currency,
      /** The company it belongs to; without it, `legal` opens a new one. */
      companyId: id('company').optional(),
      legal: legalIdentity.optional(),
      /** Of a new company; by default that of the country which has the currency. */
      profile: countryProfile.optional(),
      ...defaultTerms,
      scaleLayouts: tillSettings.scaleLayouts.default([]),
    }),
    reply: storeDetails,
  }),
  changeStore: command('catalog.changeStore', 'Changes a store; orders priced from then on use its new terms.', {
    input: z.strictObject({
      storeId: id('store'),
      /** The revision the change was made against; another one is refused. */
      revision: z.int().min(1),
      changes: storeChanges,
    }),
    reply: storeDetails,
  }),
  listStores: query('catalog.listStores', 'All stores.', {
    input: z.strictObject({}),
    reply: z.object({ items: z.array(storeDetails) }),
  }),
  readStore: query('catalog.readStore', 'One store.', {
    input: z.strictObject({ storeId: id('store') }),
    reply: storeDetails,
  }),
  createProduct: command('catalog.createProduct', 'Adds a product to the catalog.', {
    input: z
      .strictObject({
        productId: id('product'),
        ...productFields,
        ...category,
        ...brand,
        ...expiry,
        ...measureOnce,
        ...parts,
      })
      .refine(ordered, orderedMessage),
    reply: productView,
  }),
  changeProduct: command('catalog.changeProduct', 'Changes a product; past sales keep what they froze.', {
    input: z.strictObject({
      productId: id('product'),
      /** The revision the change was made against; another one is refused. */
      revision: z.int().min(1),
      changes: productChanges,
    }),
    reply: productView,
  }),
  setStoreThreshold: command(
    'catalog.setStoreThreshold',
    'Sets at which quantity a product counts as low in one store; null takes it back to that of the product.',
    {
      input: z.strictObject({
        productId: id('product'),
        storeId: id('store'),
        lowStockThreshold: productFields.lowStockThreshold.nullable(),
      }),
      reply: productView,
    },
  ),
  createVariants: command('catalog.createVariants', 'Adds variants to a product, which becomes their parent.', {
    input: createVariantsInput,
    reply: z.object({ parent: productView, items: z.array(productView) }),
  }),
  listVariants: query('catalog.listVariants', 'The variants of a product with their cached stock.', {
    input: z.strictObject({ productId: id('product') }),
    reply: z.object({ items: z.array(productView) }),
  }),
  setPicture: command('catalog.setPicture', 'Sets the picture of a product; null takes it away.', {
    input: setPictureInput,
    reply: productView,
  }),
  readPicture: query('catalog.readPicture', 'The bytes of a picture of a product, WebP in base64.', {
    input: readPictureInput,
    reply: z.object({ content: z.string() }),
  }),
  readProduct: query('catalog.readProduct', 'One product with its cached stock in every store.', {
    input: z.strictObject({ productId: id('product') }),
    reply: productView,
  }),
  readProducts: query('catalog.readProducts', 'Several products; refuses when one is unknown.', {
    input: z.strictObject({ productIds: z.array(id('product')).min(1).max(1000) }),
    reply: z.object({ items: z.array(productView) }),
  }),
  readProductsBySku: query(
    'catalog.readProductsBySku',
    'Products by their SKUs; those that no product has are left out.',
    {
      input: z.strictObject({ skus: z.array(text(40)).min(1).max(1000) }),
      reply: z.object({ items: z.array(productOfSku) }),
    },
  ),
  listPrices: query('catalog.listPrices', 'What a product costs and has cost, newest first.', {
    input: z.strictObject({ productId: id('product'), ...page }),
    reply: pageOf(priceView),
  }),
  listBrands: query('catalog.listBrands', 'Brands that products have, those of most products first.', {
    input: z.strictObject({
      /** How a word of the brand begins, case and accents aside. */
      text: text(80).optional(),
      limit: page.limit,
    }),
    reply: z.object({ items: z.array(z.object({ brand: z.string(), products: z.int() })) }),
  }),
  searchProducts: query(
    'catalog.searchProducts',
    'Products by the start of any word of the name, brand, SKU or a barcode, best first; by exact SKU or barcode; of a category.',
    {
      input: z.strictObject({
        /** Words a person typed; each starts a word of the name, brand, SKU or a barcode, case and accents aside. In one of four letters or more, one typing error is forgiven. */
        text: text(100).optional(),
        sku: text(40).optional(),
        barcode: text(40).optional(),
        /** Only those of this category. */
        categoryId: id('category').optional(),
        state: productState.default('active'),
        /** `grouped`: in the place of variants their parent, where it fits too. */
        variants: z.enum(['each', 'grouped']).default('each'),
        ...page,
      }),
      reply: pageOf(productView).extend({
        /** Those of the page that were found with a typing error: a person chooses among them. They come last. */
        withTypingError: z.array(id('product')).default([]),
      }),
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
  auditRecords: query('catalog.auditRecords', 'Cached stock figures, prices and price lists, for the audit.', {
    input: z.strictObject({
      kind: z.enum(['cachedStock', 'prices', 'priceLists']),
      ...auditRange,
    }),
    reply: z.object({
      items: z.array(z.record(z.string(), z.unknown())),
      next: z.string().optional(),
    }),
  }),
} as const;

/** Records of the audit, as auditRecords answers them by kind. */
export interface CatalogAuditRecords {
  cachedStock: { id: string; storeId: string; productId: string; available: number; version: number };
  prices: Omit<PriceView, 'setBy'> & { id: string };
  priceLists: { id: string; storeId?: string; versions: PriceListView['versions'] };
}

const changedProduct = z.object({
  productId: id('product'),
  revision: z.int(),
  sku: z.string(),
  name: z.string(),
  changedAt: instant,
  /** Of every store that has none of its own; absent in events of before it was told. */
  lowStockThreshold: productFields.lowStockThreshold.optional(),
  storeThresholds: z.array(storeThreshold).optional(),
  /** It has no stock of its own; told of bundles only. */
  isBundle: z.literal(true).optional(),
});
export type ChangedProduct = z.infer<typeof changedProduct>;

/** Events the catalog broadcasts. */
export const catalogEvents = {
  productChanged: event('catalog.productChanged', 'A product was created or changed.', changedProduct),
  productsChanged: event(
    'catalog.productsChanged',
    'Products were created or changed together, by an import: 500 at most, each once.',
    z.object({ products: z.array(changedProduct) }),
  ),
} as const;
