import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { id, text } from './kernel/schemas.js';

/** Variants of products: a size, a colour. A parent has the options; each variant is a product of its own. */

/** Variants that a parent may have. */
export const MAX_VARIANTS = 100;
/** Options that a parent may have. */
export const MAX_OPTIONS = 3;

const different = (texts: readonly string[]): boolean =>
  new Set(texts.map((one) => one.toLowerCase())).size === texts.length;

/** An option of a parent, such as a size, with its values in the order in which they are shown. */
export const variantOption = z.strictObject({
  name: text(40),
  values: z.array(text(40)).min(1).max(MAX_VARIANTS).refine(different, 'must be different'),
});
export type VariantOption = z.infer<typeof variantOption>;

/** The options of a parent. */
export const variantOptions = z
  .array(variantOption)
  .min(1)
  .max(MAX_OPTIONS)
  .refine((all) => different(all.map(({ name }) => name)), 'must have different names');

/** What a variant takes from its parent, unless it was changed for the variant itself. */
export const sharedField = z.enum([
  'name',
  'brand',
  'categoryId',
  'prices',
  'taxRateBps',
  'warrantyMonths',
  'lowStockThreshold',
]);
export type SharedField = z.infer<typeof sharedField>;

/** What makes a product a variant. */
export const variantOf = z.object({
  /** Its parent. */
  productId: id('product'),
  /** Its value of each option of the parent. */
  values: z.array(z.string()),
  /** What it has of its own: changes of the parent do not reach it. */
  own: z.array(sharedField),
});

/** A variant to be added. */
export const newVariant = z.strictObject({
  productId: id('product'),
  values: z.array(text(40)).min(1).max(MAX_OPTIONS),
  sku: text(40).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'letters, digits, dot, dash and underscore only'),
  barcodes: z
    .array(z.string().regex(/^[0-9A-Za-z-]{4,32}$/, 'must be 4 to 32 letters and digits'))
    .max(20)
    .default([]),
});

/** What createVariants takes: the options, those of before and more values, and the variants to be added. */
export const createVariantsInput = z.strictObject({
  productId: id('product'),
  /** The revision of the parent that the variants were made for; another one is refused. */
  revision: z.int().min(1),
  options: variantOptions,
  variants: z.array(newVariant).min(1).max(MAX_VARIANTS),
});

/** Refusals about variants. */
export const variantErrors = {
  /** A parent is not sold, ordered or quoted: one of its variants is. details: {productIds}. */
  productHasVariants: defineError('product.has-variants', 'rejected'),
  /** A variant has no variants. */
  productIsVariant: defineError('product.is-variant', 'rejected'),
  /** A product with stock of its own becomes no parent. details: {storeIds}. */
  productHasStock: defineError('product.has-stock', 'rejected'),
  /** Options of before and their values stay. details: {options}. */
  variantOptionsChanged: defineError('variants.options-changed', 'rejected'),
  /** A variant has one value of each option, and no other variant has the same. details: {values}. */
  variantValuesWrong: defineError('variants.values-wrong', 'invalid'),
  variantsTooMany: defineError('variants.too-many', 'rejected'),
} as const;
