import {
  availableBundles,
  bundleErrors,
  catalogErrors,
  type BundlePart,
  type Currency,
  type ProductChanges,
  type SoldPart,
} from '@comptoir/contracts';
import type { Availability, Product } from './records.js';

/** What a bundle is, before it has an id. */
interface Bundle {
  readonly currency: Currency;
  readonly unit: string;
  readonly quantityDecimals: number;
  readonly parts?: readonly BundlePart[] | undefined;
}

/** Ids of the parts of products, once each; none where no product is a bundle. */
export function partIdsOf(products: readonly Pick<Bundle, 'parts'>[]): string[] {
  return [...new Set(products.flatMap(({ parts = [] }) => parts.map((one) => one.productId)))];
}

/**
 * Refuses parts that a bundle cannot have: product.bundle-not-in-pieces, product.unknown, product.part-is-bundle,
 * product.has-variants, product.archived, price.currency-mismatch. `found` are the products that its parts name. Whether a product is a bundle
 * never changes, so nothing that is written at the same time can put a bundle into a bundle.
 */
export function requireParts({ parts, currency, unit, quantityDecimals }: Bundle, found: readonly Product[]): void {
  if (!parts) return;
  if (unit !== 'piece' || quantityDecimals !== 0) {
    throw bundleErrors.bundleNotInPieces('A bundle is counted in whole pieces.', { unit, quantityDecimals });
  }
  const productIds = parts.map((one) => one.productId);
  const known = new Set(found.map((one) => one._id));
  const unknown = productIds.filter((productId) => !known.has(productId));
  if (unknown.length > 0)
    throw catalogErrors.productUnknown('Some of these parts are not in the catalog.', { productIds: unknown });
  const [bundle] = found.filter((one) => one.parts !== undefined);
  if (bundle) {
    throw bundleErrors.partIsBundle(`${bundle.name} is a bundle itself: name the parts of it instead.`, {
      productIds: [bundle._id],
    });
  }
  requireUsable(found, currency, 'Name another part, or bring it back first.');
}

/** Refuses product.has-variants, product.archived and price.currency-mismatch for the parts of a bundle. */
function requireUsable(found: readonly Product[], currency: Currency, instead: string): void {
  const parents = found.filter((one) => one.variantOptions !== undefined);
  if (parents.length > 0) {
    throw catalogErrors.productHasVariants(`${parents[0]!.name} has variants: name one of them as the part.`, {
      productIds: parents.map((one) => one._id),
    });
  }
  const archived = found.filter((one) => one.archivedAt !== undefined);
  if (archived.length > 0) {
    throw catalogErrors.productArchived(`${archived[0]!.name} is archived. ${instead}`, {
      productIds: archived.map((one) => one._id),
    });
  }
  const foreign = found.filter((one) => one.currency !== currency);
  if (foreign.length === 0) return;
  throw catalogErrors.currencyMismatch(
    `${foreign[0]!.name} is priced in ${foreign[0]!.currency}, its bundle in ${currency}.`,
    { currency, productIds: foreign.map((one) => one._id) },
  );
}

/** Refuses product.bundle-fixed where a product that has had no parts would get some. */
export function refuseNewBundle(product: Product, { parts }: ProductChanges): void {
  if (parts === undefined || product.parts !== undefined) return;
  throw bundleErrors.bundleFixed(
    'This product has stock of its own: add another product with these parts, and archive this one.',
    { productId: product._id },
  );
}

/** The parts of a bundle as they are now; refuses product.has-variants, product.archived and price.currency-mismatch for those that are not sold. */
export function frozenParts({ name, currency, parts }: Product, products: ReadonlyMap<string, Product>): SoldPart[] {
  const found = parts!.map((one) => products.get(one.productId)!);
  requireUsable(found, currency, `It is part of ${name}: change the parts of the bundle.`);
  return parts!.map(({ quantity }, at) => {
    const { _id: productId, sku, name: partName, unit, quantityDecimals, priceListMinor } = found[at]!;
    return { productId, sku, name: partName, quantity, unit, quantityDecimals, priceListMinor };
  });
}

/**
 * What of a bundle its parts are enough for, store by store. The version is the sum of those of its parts: it grows with
 * each of them.
 */
export function stockOfBundle({ _id, parts }: Product, stock: readonly Availability[]): Availability[] {
  const ofParts = new Set(parts!.map((one) => one.productId));
  const byStore = Map.groupBy(
    stock.filter((one) => ofParts.has(one.productId)),
    (one) => one.storeId,
  );
  return [...byStore].map(([storeId, levels]) => {
    const availableOf = new Map(levels.map((one) => [one.productId, one.available]));
    return {
      _id: `${storeId}/${_id}`,
      storeId,
      productId: _id,
      available: availableBundles(parts!, (productId) => availableOf.get(productId)),
      version: levels.reduce((sum, one) => sum + one.version, 0),
    };
  });
}
