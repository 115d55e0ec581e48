import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { command, query } from './kernel/messages.js';
import { amountMinor, currency, day, id, instant, page, pageOf, text } from './kernel/schemas.js';

/** Messages of the catalog about price lists: other prices by store, customer group and period. */

/** Lists that a chain may have; a list that has ended may begin again. */
export const MAX_PRICE_LISTS = 200;
/** Prices that one command sets. */
export const MAX_PRICES_SET = 200;
/** Lists that a product may be on. */
export const MAX_LISTS_OF_PRODUCT = 50;
/** Changes of its terms that a list keeps. */
export const MAX_TERMS = 100;

/** Where, for whom and when a list holds: the last day is included. */
const terms = {
  name: text(80),
  /** Absent: in every store. */
  storeId: id('store').optional(),
  /** A group of customers, as it stands in their accounts; absent: for every customer. */
  group: text(80).optional(),
  /** Business days of the store. */
  from: day,
  until: day.optional(),
  currency,
};

/** A list as a store knows it: what decides whether it holds. */
export const priceListTerms = z.object({ priceListId: id('priceList'), ...terms });

/** The name and period that a list had from a moment on. */
export const priceListVersion = z.object({
  name: z.string(),
  from: day,
  until: day.optional(),
  setAt: instant,
  setBy: z.string(),
});

/** A price list. */
export const priceListView = priceListTerms.extend({
  /** Grows with every change; a change names the revision it was made on. */
  revision: z.int().min(1),
  createdAt: instant,
  createdBy: z.string(),
  /** Its name and period since it was added, oldest first. */
  versions: z.array(priceListVersion),
});
export type PriceListView = z.infer<typeof priceListView>;

/** Prices of a whole unit in the terms of the store's tags, minor units; the cashier may negotiate between min and max. */
const band = { priceMinMinor: amountMinor, priceListMinor: amountMinor, priceMaxMinor: amountMinor };

/** What a product costs on a list. */
export const priceOnList = z.object({ priceListId: id('priceList'), ...band });

/** The list that a price is from. */
export const namedPriceList = z.object({ priceListId: id('priceList'), name: z.string() });

/** What a product costs for everybody in a store, and for each group of customers that has another price. */
export const offers = {
  priceList: namedPriceList.optional(),
  groupPrices: z.array(z.object({ group: z.string(), ...band, priceList: namedPriceList.optional() })).optional(),
};

/** A product with its price on a list. */
export const listedProduct = z.object({
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  ...band,
  currency,
});
export type ListedProduct = z.infer<typeof listedProduct>;

/** What of a list may be changed; null lets it hold until it is ended. */
export const priceListChanges = z
  .strictObject({ name: terms.name, from: day, until: day.nullable() })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'nothing to change');

/** The price of a product on a list; what is not said of min and max is the wider of the product's own and this price; null takes the product off the list. */
export const priceToSet = z.strictObject({
  productId: id('product'),
  price: z
    .strictObject({
      priceListMinor: amountMinor,
      priceMinMinor: amountMinor.optional(),
      priceMaxMinor: amountMinor.optional(),
    })
    .nullable(),
});
export type PriceToSet = z.infer<typeof priceToSet>;

/** Refusals about price lists. */
export const priceListErrors = {
  priceListUnknown: defineError('price-list.unknown', 'notFound'),
  priceListExists: defineError('price-list.exists', 'conflict'),
  /** Another revision is current: read the lists again. details: {revision, asked}. */
  priceListChanged: defineError('price-list.changed', 'conflict'),
  /** It must not end before it begins. details: {from, until}. */
  priceListPeriodWrong: defineError('price-list.period-wrong', 'invalid'),
  /** A bound of the catalog is reached. details: {most}. */
  priceListsTooMany: defineError('price-list.too-many', 'rejected'),
} as const;

/** Messages of the catalog about price lists. */
export const priceListMessages = {
  createPriceList: command(
    'catalog.createPriceList',
    'Adds a price list of a store or of all, for a group or everybody.',
    {
      input: z.strictObject({ priceListId: id('priceList'), ...terms }),
      reply: priceListView,
    },
  ),
  changePriceList: command(
    'catalog.changePriceList',
    'Renames a price list or changes its period; sales keep their prices.',
    {
      input: z.strictObject({
        priceListId: id('priceList'),
        /** The revision the change was made against; another one is refused. */
        revision: z.int().min(1),
        changes: priceListChanges,
      }),
      reply: priceListView,
    },
  ),
  setListPrices: command('catalog.setListPrices', 'Sets prices of products on a list, or takes products off it.', {
    input: z.strictObject({
      priceListId: id('priceList'),
      prices: z
        .array(priceToSet)
        .min(1)
        .max(MAX_PRICES_SET)
        .refine(
          (all) => new Set(all.map(({ productId }) => productId)).size === all.length,
          'must name a product once',
        ),
    }),
    reply: z.object({ items: z.array(listedProduct) }),
  }),
  listPriceLists: query('catalog.listPriceLists', 'All price lists, by name.', {
    input: z.strictObject({}),
    reply: z.object({ items: z.array(priceListView) }),
  }),
  readPriceList: query('catalog.readPriceList', 'Products of a price list with their prices, oldest product first.', {
    input: z.strictObject({ priceListId: id('priceList'), ...page }),
    reply: pageOf(listedProduct),
  }),
} as const;
