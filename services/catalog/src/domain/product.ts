import { catalogErrors, type CommandContext, type ProductView } from '@comptoir/contracts';
import type { Barcode, Price, Product } from './records.js';
import { searchKeysOf, skuKeyOf } from './search-keys.js';

/** The fields a person may set. */
export type ProductFields = Omit<ProductView, 'productId' | 'revision' | 'createdAt' | 'changedAt' | 'stock'>;

/** A product after the decision, with the barcodes and search keys it takes and leaves. */
export interface ProductSaved {
  readonly product: Product;
  readonly barcodesTaken: readonly string[];
  readonly barcodesLeft: readonly string[];
  readonly removedKeys: readonly string[];
  /** Absent when the prices are those of before. */
  readonly price?: Price;
}

/** What is taken already: who has the SKU, and what is known of the barcodes asked for. */
export interface UniquenessConflicts {
  readonly skuOwner?: string;
  readonly barcodes: readonly Barcode[];
}

function refuseTaken(productId: string, fields: ProductFields, taken: UniquenessConflicts): void {
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

/** Prices are net minor units; refuses product.prices-out-of-order unless min ≤ list ≤ max. */
function refuseDisorder({ priceMinMinor, priceListMinor, priceMaxMinor }: ProductFields): void {
  if (priceMinMinor <= priceListMinor && priceListMinor <= priceMaxMinor) return;
  throw catalogErrors.pricesOutOfOrder('The list price must not be below the lowest nor above the highest price.', {
    priceMinMinor,
    priceListMinor,
    priceMaxMinor,
  });
}

const PRICED = ['priceMinMinor', 'priceListMinor', 'priceMaxMinor', 'currency', 'taxRateBps'] as const;
const REVISION_DIGITS = 9;

/** The prices that a product has from now on; undefined when they are those of before. */
function priceSet(product: Product, before: Product | undefined, setBy: string): Price | undefined {
  if (before && PRICED.every((field) => product[field] === before[field])) return undefined;
  const { _id: productId, priceMinMinor, priceListMinor, priceMaxMinor, currency, taxRateBps, changedAt } = product;
  const revision = String(product.revision).padStart(REVISION_DIGITS, '0');
  return {
    _id: `${productId}/${revision}`,
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

function saved(product: Product, before: Product | undefined, by: string): ProductSaved {
  const keys = new Set(searchKeysOf(product));
  const price = priceSet(product, before, by);
  return {
    ...(price ? { price } : {}),
    product,
    barcodesTaken: product.barcodes.filter((barcode) => !before?.barcodes.includes(barcode)),
    barcodesLeft: (before?.barcodes ?? []).filter((barcode) => !product.barcodes.includes(barcode)),
    removedKeys: before ? searchKeysOf(before).filter((key) => !keys.has(key)) : [],
  };
}

/** Adds a product. Refuses product.exists, product.sku-taken, product.barcode-taken, product.prices-out-of-order. */
export function decideCreateProduct(
  state: { known: boolean; taken: UniquenessConflicts },
  command: ProductFields & { productId: string },
  { now, actor }: Pick<CommandContext, 'now' | 'actor'>,
): ProductSaved {
  const { productId, ...fields } = command;
  if (state.known) throw catalogErrors.productExists('There is a product with this number already.', { productId });
  refuseDisorder(fields);
  refuseTaken(productId, fields, state.taken);
  const barcodes = [...new Set(fields.barcodes)];
  return saved(
    { _id: productId, ...fields, barcodes, skuKey: skuKeyOf(fields.sku), revision: 1, createdAt: now, changedAt: now },
    undefined,
    actor.id,
  );
}

/** Changes a product made against its present revision. Refuses product.unknown, product.changed and what decideCreateProduct refuses. */
export function decideChangeProduct(
  state: { product?: Product; taken: UniquenessConflicts },
  command: { productId: string; revision: number; changes: Partial<ProductFields> },
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
  const after = { ...product, ...command.changes, revision: product.revision + 1, changedAt: now };
  refuseDisorder(after);
  refuseTaken(product._id, after, taken);
  return saved({ ...after, barcodes: [...new Set(after.barcodes)], skuKey: skuKeyOf(after.sku) }, product, actor.id);
}
