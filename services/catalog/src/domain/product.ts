import {
  catalogErrors,
  rightBarcode,
  UNIT_DECIMALS,
  type CommandContext,
  type ProductChanges,
  type ProductView,
  type PriceBand,
} from '@comptoir/contracts';
import { refuseNewBundle, requireParts } from './bundle.js';
import { categoryUnknown } from './category.js';
import type { Barcode, Category, Price, Product } from './records.js';
import { skuKeyOf } from './search-keys.js';

/** The fields a person may set. */
export type ProductFields = Omit<
  ProductView,
  | 'productId'
  | 'revision'
  | 'createdAt'
  | 'changedAt'
  | 'archivedAt'
  | 'archivedBy'
  | 'storeThresholds'
  | 'listPrices'
  | 'picture'
  | 'variantOptions'
  | 'variantOf'
  | 'stock'
>;
/** What a new product is counted in; pieces when nothing is said, with the decimals of the unit. */
type NewProduct = Omit<ProductFields, 'unit' | 'quantityDecimals'> &
  Partial<Pick<ProductFields, 'unit' | 'quantityDecimals'>>;

/** A product after the decision, with the barcodes it takes and leaves. */
export interface ProductSaved {
  readonly product: Product;
  readonly barcodesTaken: readonly string[];
  readonly barcodesLeft: readonly string[];
  /** Absent when the prices are those of before. */
  readonly price?: Price;
}

/** What is taken already: who has the SKU, and what is known of the barcodes asked for. */
export interface UniquenessConflicts {
  readonly skuOwner?: string;
  readonly barcodes: readonly Barcode[];
}

/** What a product is decided on beside itself: what is taken, and the category it is to have. */
interface ProductState {
  readonly taken: UniquenessConflicts;
  /** null where there is no such category, absent where none is asked for. */
  readonly category?: Category | null | undefined;
  /** The products that its parts name, where it is a bundle. */
  readonly parts?: readonly Product[];
}

function refuseTaken(productId: string, fields: Pick<ProductFields, 'sku'>, taken: UniquenessConflicts): void {
  if (taken.skuOwner && taken.skuOwner !== productId) {
    throw catalogErrors.skuTaken(`Another product has the SKU ${fields.sku} already.`, {
      sku: fields.sku,
      productId: taken.skuOwner,
    });
  }
  const other = taken.barcodes.find((one) => one.productId !== null && one.productId !== productId);
  if (other) {
    throw catalogErrors.barcodeTaken(`The barcode ${other._id} is on another product already.`, {
      barcode: other._id,
      productId: other.productId,
    });
  }
}

/** Prices are minor units on the stores' terms; refuses product.prices-out-of-order unless min ≤ list ≤ max. */
export function refuseDisorder({
  priceMinMinor,
  priceListMinor,
  priceMaxMinor,
}: Pick<ProductFields, 'priceMinMinor' | 'priceListMinor' | 'priceMaxMinor'>): void {
  if (priceMinMinor <= priceListMinor && priceListMinor <= priceMaxMinor) return;
  throw catalogErrors.pricesOutOfOrder('The list price must not be below the lowest nor above the highest price.', {
    priceMinMinor,
    priceListMinor,
    priceMaxMinor,
  });
}

/** Refuses product.unit-fixed where what a product is counted in would change: stock, prices and documents are counted so. */
function refuseAnotherUnit(product: Product, changes: ProductChanges): void {
  const { unit, quantityDecimals } = product;
  const { unit: asked = unit, quantityDecimals: decimals = quantityDecimals } = changes;
  if (asked === unit && decimals === quantityDecimals) return;
  throw catalogErrors.unitFixed('The unit of a product and its decimals stay: add another product for another unit.', {
    productId: product._id,
    unit,
    quantityDecimals,
  });
}

function refuseUnknown(category: ProductState['category'], asked: string | null | undefined): void {
  if (asked && !category) throw categoryUnknown(asked);
}

const PRICED = ['priceMinMinor', 'priceListMinor', 'priceMaxMinor', 'currency', 'taxRateBps'] as const;
const REVISION_DIGITS = 9;

/** The id of the prices that a product got with its present revision. */
function priceIdOf({ _id, revision }: Pick<Product, '_id' | 'revision'>): string {
  return `${_id}/${String(revision).padStart(REVISION_DIGITS, '0')}`;
}

/** The prices that a product has from now on; undefined when they are those of before. */
function priceSet(product: Product, before: Product | undefined, setBy: string): Price | undefined {
  return before && PRICED.every((field) => product[field] === before[field])
    ? undefined
    : priceOf(product, product, setBy);
}

/** A row of the history of prices: what a product costs from its present revision on, by itself or on a list. */
export function priceOf(
  product: Product,
  { priceMinMinor, priceListMinor, priceMaxMinor }: PriceBand,
  setBy: string,
): Price {
  const { _id: productId, currency, taxRateBps, changedAt } = product;
  return {
    _id: priceIdOf(product),
    productId,
    priceMinMinor,
    priceListMinor,
    priceMaxMinor,
    currency,
    taxRateBps,
    setAt: changedAt,
    setBy,
  };
}

/** Refuses product.check-digit-wrong for a barcode with a check digit that is not its own; those that a product has had stay. */
function refuseWrongDigits(barcodes: readonly string[]): void {
  for (const barcode of barcodes) {
    const right = rightBarcode(barcode);
    if (right === undefined) continue;
    throw catalogErrors.checkDigitWrong(`The barcode ${barcode} has a wrong check digit; ${right} would be right.`, {
      barcode,
      right,
    });
  }
}

/** A product as it was decided, with the barcodes that it takes and leaves, and its price where that is another one. */
export function changedOf(product: Product, before: Product | undefined, by: string): ProductSaved {
  const barcodesTaken = product.barcodes.filter((barcode) => !before?.barcodes.includes(barcode));
  refuseWrongDigits(barcodesTaken);
  const price = priceSet(product, before, by);
  return {
    ...(price ? { price } : {}),
    product,
    barcodesTaken,
    barcodesLeft: (before?.barcodes ?? []).filter((barcode) => !product.barcodes.includes(barcode)),
  };
}

/** Adds a product. Refuses product.exists, product.sku-taken, product.barcode-taken, product.check-digit-wrong, product.prices-out-of-order, category.unknown, and what requireParts refuses. */
export function decideCreateProduct(
  state: ProductState & { readonly known: boolean },
  command: NewProduct & { productId: string },
  { now, actor }: Pick<CommandContext, 'now' | 'actor'>,
): ProductSaved {
  const { productId, unit = 'piece', quantityDecimals = UNIT_DECIMALS[unit], ...fields } = command;
  if (state.known) throw catalogErrors.productExists('There is a product with this number already.', { productId });
  refuseDisorder(fields);
  refuseTaken(productId, fields, state.taken);
  refuseUnknown(state.category, fields.categoryId);
  requireParts({ ...fields, unit, quantityDecimals }, state.parts ?? []);
  const barcodes = [...new Set(fields.barcodes)];
  return changedOf(
    {
      _id: productId,
      ...fields,
      unit,
      quantityDecimals,
      barcodes,
      skuKey: skuKeyOf(fields.sku),
      revision: 1,
      createdAt: now,
      changedAt: now,
    },
    undefined,
    actor.id,
  );
}

/** Changes a product made against its present revision. Refuses product.unknown, product.changed, product.unit-fixed, product.bundle-fixed and what decideCreateProduct refuses. */
export function decideChangeProduct(
  state: ProductState & { readonly product?: Product },
  command: { productId: string; revision: number; changes: ProductChanges },
  { now, actor }: Pick<CommandContext, 'now' | 'actor'>,
): ProductSaved {
  const { product, taken } = state;
  if (!product) throw catalogErrors.productUnknown('There is no such product.', { productIds: [command.productId] });
  if (product.revision !== command.revision) {
    throw catalogErrors.productChanged('Someone else has changed this product meanwhile. Please read it again.', {
      productId: product._id,
      revision: product.revision,
      asked: command.revision,
    });
  }
  refuseAnotherUnit(product, command.changes);
  refuseNewBundle(product, command.changes);
  const changed = withChanges(product, command.changes, { archivedAt: now, archivedBy: actor.id });
  const after = { ...changed, revision: product.revision + 1, changedAt: now };
  refuseDisorder(after);
  refuseTaken(product._id, after, taken);
  refuseUnknown(state.category, command.changes.categoryId);
  if (state.parts) requireParts(after, state.parts);
  return changedOf(
    { ...after, barcodes: [...new Set(after.barcodes)], skuKey: skuKeyOf(after.sku) },
    product,
    actor.id,
  );
}

/** A product with changes; without the category or the brand that they take away; archived, or no longer, where they say so. */
function withChanges(
  product: Product,
  { categoryId, brand, expiry, archived, ...changes }: ProductChanges,
  archivedNow: Required<Pick<Product, 'archivedAt' | 'archivedBy'>>,
): Product {
  const { categoryId: ofCategory, brand: ofBrand, expiry: ofExpiry, archivedAt, archivedBy, ...rest } = product;
  const order = expiry === undefined ? ofExpiry : (expiry ?? undefined);
  const before = archivedAt === undefined ? undefined : { archivedAt, ...(archivedBy ? { archivedBy } : {}) };
  const category = categoryId === undefined ? ofCategory : (categoryId ?? undefined);
  const named = brand === undefined ? ofBrand : (brand ?? undefined);
  return {
    ...rest,
    ...changes,
    ...(category === undefined ? {} : { categoryId: category }),
    ...(named === undefined ? {} : { brand: named }),
    ...(order === undefined ? {} : { expiry: order }),
    ...((archived ?? before !== undefined) ? (before ?? archivedNow) : {}),
  };
}
