import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { amountMinor, id, measure, quantity } from './kernel/schemas.js';

/** Bundles: products that are sold as one and taken from stock as their parts. */

/** Parts that a bundle has at most. */
export const MAX_PARTS = 20;

/** A product of a bundle, and how many of its smallest units are in one bundle. */
export const bundlePart = z.strictObject({ productId: id('product'), quantity });
export type BundlePart = z.infer<typeof bundlePart>;

/** What is in one bundle. */
export const bundleParts = z
  .array(bundlePart)
  .min(1)
  .max(MAX_PARTS)
  .refine((parts) => new Set(parts.map((one) => one.productId)).size === parts.length, 'must be different products');

/** A part as it was on the day of a sale; `quantity` is what is in one bundle. */
export const soldPart = z.object({
  productId: id('product'),
  sku: z.string(),
  name: z.string(),
  quantity,
  ...measure,
  /** Of a whole unit: by it the price of a bundle is spread where none of its parts has a cost. */
  priceListMinor: amountMinor,
});
export type SoldPart = z.infer<typeof soldPart>;

/** A part as it is printed below its bundle; `quantity` is what is in one bundle. */
export const printedPart = z.object({ name: z.string(), quantity, ...measure });
export type PrintedPart = z.infer<typeof printedPart>;

/** Refusals about bundles. */
export const bundleErrors = {
  /** A bundle has no other bundle in it: list the parts of that one. details: {productIds}. */
  partIsBundle: defineError('product.part-is-bundle', 'rejected'),
  /** A product is a bundle from its creation on, or never. details: {productId}. */
  bundleFixed: defineError('product.bundle-fixed', 'rejected'),
  /** Bundles are counted in whole pieces. details: {unit, quantityDecimals}. */
  bundleNotInPieces: defineError('product.bundle-not-in-pieces', 'rejected'),
  /** A bundle has no stock of its own: its parts are received, counted, sent and ordered. details: {productId, parts?}. */
  isBundle: defineError('product.is-bundle', 'rejected'),
} as const;

/** The refusal for what is asked of the stock of a bundle. */
export function isBundle({ productId, name = 'This' }: { productId: string; name?: string | undefined }): Error {
  return bundleErrors.isBundle(
    `${name} is a bundle and has no stock of its own: enter the parts that it is made of instead.`,
    { productId },
  );
}

/** How many whole bundles parts are enough for; `availableOf` answers smallest units of a product. */
export function availableBundles(
  parts: readonly BundlePart[],
  availableOf: (productId: string) => number | undefined,
): number {
  return Math.min(
    ...parts.map(({ productId, quantity: needed }) => Math.max(0, Math.floor((availableOf(productId) ?? 0) / needed))),
  );
}

/** What a line takes from stock: its own product, or each part of its bundles. Quantities are smallest units. */
export function stockOf<
  L extends {
    readonly productId: string;
    readonly quantity: number;
    readonly parts?: readonly BundlePart[] | undefined;
  },
>({ productId, quantity: sold, parts }: L): BundlePart[] {
  return (
    parts?.map((part) => ({ productId: part.productId, quantity: sold * part.quantity })) ?? [
      { productId, quantity: sold },
    ]
  );
}
