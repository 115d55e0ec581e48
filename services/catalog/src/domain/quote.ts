import { businessDayOf, catalogErrors, offersOf, type Quote, type QuotedLine } from '@comptoir/contracts';
import { frozenParts } from './bundle.js';
import { storeViewOf, type Product, type Store } from './records.js';

/** What lines are frozen with: the store, its day of now, and the products in bundles. */
interface Place {
  readonly store: Store;
  readonly day: string;
  readonly parts: ReadonlyMap<string, Product>;
}

function freeze(lineId: string, product: Product, { store, day, parts }: Place): QuotedLine {
  const { _id: storeId, priceLists = [] } = store;
  const { _id, revision, sku, name, unit, quantityDecimals, taxRateBps, warrantyMonths } = product;
  const { categoryId } = product;
  const { groupPrices, ...everybody } = offersOf(product, priceLists, { storeId, day });
  return {
    lineId,
    productId: _id,
    productRevision: revision,
    sku,
    name,
    ...(categoryId === undefined ? {} : { categoryId }),
    unit,
    quantityDecimals,
    ...everybody,
    ...(groupPrices ? { groupPrices: [...groupPrices] } : {}),
    taxRateBps,
    warrantyMonths,
    ...(product.parts ? { parts: frozenParts(product, parts) } : {}),
  };
}

/** Ids asked for that no product has. */
export function unknownAmong(productIds: readonly string[], products: readonly Product[]): string[] {
  const known = new Set(products.map((product) => product._id));
  return [...new Set(productIds)].filter((productId) => !known.has(productId));
}

/** Store and lines as they are now, in the order asked; `parts` are the products in bundles. Refuses store.unknown, product.unknown, product.archived, product.has-variants, price.currency-mismatch. */
export function quoteOf(
  store: Store | null,
  products: readonly Product[],
  asked: {
    readonly storeId: string;
    readonly lines: readonly { readonly lineId: string; readonly productId: string }[];
  },
  now: string,
  parts: readonly Product[] = [],
): Quote {
  if (!store) throw catalogErrors.storeUnknown('There is no such store.', { storeId: asked.storeId });
  const missing = unknownAmong(
    asked.lines.map((line) => line.productId),
    products,
  );
  if (missing.length > 0)
    throw catalogErrors.productUnknown('Some of these products are not in the catalog.', { productIds: missing });
  const archived = products.filter((product) => product.archivedAt !== undefined);
  if (archived.length > 0) {
    throw catalogErrors.productArchived(`${archived[0]!.name} is archived: it is not sold any more.`, {
      productIds: archived.map((product) => product._id),
    });
  }
  const parents = products.filter((product) => product.variantOptions !== undefined);
  if (parents.length > 0) {
    throw catalogErrors.productHasVariants(`${parents[0]!.name} has variants: choose one of them.`, {
      productIds: parents.map((product) => product._id),
    });
  }
  const foreign = products.filter((product) => product.currency !== store.currency);
  if (foreign.length > 0) {
    throw catalogErrors.currencyMismatch(
      `This store sells in ${store.currency}; ${foreign[0]!.name} is priced in ${foreign[0]!.currency}.`,
      {
        storeId: store._id,
        currency: store.currency,
        productIds: foreign.map((product) => product._id),
      },
    );
  }
  const byId = new Map(products.map((product) => [product._id, product]));
  const place = {
    store,
    day: businessDayOf(now, store.timeZone),
    parts: new Map(parts.map((product) => [product._id, product])),
  };
  return {
    store: storeViewOf(store, now),
    lines: asked.lines.map((line) => freeze(line.lineId, byId.get(line.productId)!, place)),
  };
}
