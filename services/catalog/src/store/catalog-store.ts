import {
  handlersFor,
  idRange,
  insert,
  modelOf,
  readInPieces,
  update,
  type ClientSession,
  type Connection,
  type ProjectionWrite,
  type Write,
} from '@comptoir/kit';
import type { ProductSaved } from '../domain/product.js';
import type { Availability, Barcode, Price, Product, SearchKey, Store } from '../domain/records.js';
import { searchKeysOf, wordsOfProduct, type KeyRange } from '../domain/search-keys.js';
import {
  availabilitySchema,
  barcodeSchema,
  priceSchema,
  productSchema,
  searchKeySchema,
  storeRecordSchema,
} from './catalog.schema.js';

/** Number of search keys in one read. */
export const KEYS_PER_READ = 1000;

/** The records of the catalog. Reads run in the given session; writes are returned to the kit, which executes them together. */
export function catalogStore(connection: Connection) {
  const stores = modelOf(connection, 'stores', storeRecordSchema);
  const products = modelOf(connection, 'products', productSchema);
  const prices = modelOf(connection, 'prices', priceSchema);
  const barcodes = modelOf(connection, 'barcodes', barcodeSchema);
  const searchKeys = modelOf(connection, 'searchKeys', searchKeySchema);
  const availability = modelOf(connection, 'availability', availabilitySchema);

  return (session: ClientSession | null) => {
    return {
      // reads
      store: (storeId: string) => stores.findById(storeId).session(session).lean<Store>(),
      storeByCode: (code: string) => stores.findOne({ code }).session(session).lean<Store>(),
      stores: () => stores.find({}).session(session).lean<Store[]>(),
      product: (productId: string) => products.findById(productId).session(session).lean<Product>(),
      products: (productIds: readonly string[]): Promise<Product[]> =>
        readInPieces(productIds, (some) =>
          products
            .find({ _id: { $in: some } })
            .session(session)
            .lean(),
        ),
      productBySku: (skuKey: string) => products.findOne({ skuKey }).session(session).lean<Product>(),
      prices: (productId: string, before: string | undefined, limit: number): Promise<Price[]> =>
        prices
          .find({ productId, ...(before === undefined ? {} : { _id: { $lt: before } }) })
          .sort({ _id: -1 })
          .limit(limit)
          .session(session)
          .lean<Price[]>(),
      barcodes: (codes: readonly string[]): Promise<Barcode[]> =>
        readInPieces(codes, (some) =>
          barcodes
            .find({ _id: { $in: some } })
            .session(session)
            .lean(),
        ),
      searchKeys: ([from, to]: KeyRange): Promise<SearchKey[]> =>
        searchKeys
          .find({ key: { $gte: from, $lt: to } })
          .sort({ key: 1 })
          .limit(KEYS_PER_READ)
          .session(session)
          .lean<SearchKey[]>(),
      availabilityOf: (productIds: readonly string[]): Promise<Availability[]> =>
        readInPieces(productIds, (some) =>
          availability
            .find({ productId: { $in: some } })
            .session(session)
            .lean(),
        ),
      auditPage: (after: string | undefined, upTo: string | undefined, limit: number): Promise<Availability[]> =>
        availability.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<Availability[]>(),

      // writes
      insertStore: (store: Store): Write => insert(stores, store),
      insertProduct: (product: Product): Write => insert(products, product),
      changeProduct: ({ _id, ...fields }: Product): Write =>
        update(products, { _id, revision: fields.revision - 1 }, { $set: fields }),
      insertPrice: ({ price }: ProductSaved): Write[] => (price ? [insert(prices, price)] : []),
      claimBarcodes: (saved: ProductSaved, known: readonly Barcode[]): Write[] => {
        const free = new Set(known.map((one) => one._id));
        const productId = saved.product._id;
        return [
          ...saved.barcodesTaken.map((_id) =>
            free.has(_id)
              ? update(barcodes, { _id, productId: null }, { $set: { productId } })
              : insert(barcodes, { _id, productId }),
          ),
          ...saved.barcodesLeft.map((_id) => update(barcodes, { _id, productId }, { $set: { productId: null } })),
        ];
      },
      saveSearchKeys: ({ product, removedKeys }: ProductSaved): Write[] => {
        const words = wordsOfProduct(product);
        return [
          ...searchKeysOf(product).map((_id) =>
            update(
              searchKeys,
              { _id },
              { $set: { key: _id, productId: product._id, words, live: true } },
              { upsert: true },
            ),
          ),
          ...removedKeys.map((_id) => update(searchKeys, { _id }, { $set: { live: false } })),
        ];
      },
      availabilityProjection: (figure: Availability): ProjectionWrite => ({ model: availability, document: figure }),
    };
  };
}

/** The catalog's store in one session. */
export type CatalogStore = ReturnType<ReturnType<typeof catalogStore>>;

/** Makes handlers that are typed by this store. */
export const on = handlersFor<CatalogStore>();
