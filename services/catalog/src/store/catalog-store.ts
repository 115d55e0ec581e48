import {
  handlersFor,
  idRange,
  insert,
  modelOf,
  remove,
  readInPieces,
  update,
  type ClientSession,
  type Connection,
  type ProjectionWrite,
  type Write,
} from '@comptoir/kit';
import type { PriceListSaved } from '../domain/price-list.js';
import type { ProductSaved } from '../domain/product.js';
import type {
  Availability,
  Barcode,
  Category,
  Company,
  Price,
  PriceList,
  Picture,
  PriceListRegister,
  Product,
  Store,
} from '../domain/records.js';
import {
  availabilitySchema,
  barcodeSchema,
  categorySchema,
  companySchema,
  pictureSchema,
  priceListRegisterSchema,
  priceListSchema,
  priceSchema,
  productSchema,
  storeRecordSchema,
} from './catalog.schema.js';
import { ProductSearch } from './product-search.js';

/** Fields that a product may lose. */
const OPTIONAL = [
  'categoryId',
  'brand',
  'expiry',
  'archivedAt',
  'archivedBy',
  'listPrices',
  'priceListIds',
  'picture',
] as const;

/** The records of the catalog. Reads run in the given session; writes are returned to the kit, which executes them together. */
export function catalogStore(connection: Connection) {
  const companies = modelOf(connection, 'companies', companySchema);
  const stores = modelOf(connection, 'stores', storeRecordSchema);
  const categories = modelOf(connection, 'categories', categorySchema);
  const products = modelOf(connection, 'products', productSchema);
  const prices = modelOf(connection, 'prices', priceSchema);
  const pictures = modelOf(connection, 'pictures', pictureSchema);
  const priceLists = modelOf(connection, 'priceLists', priceListSchema);
  const priceListRegisters = modelOf(connection, 'priceListRegisters', priceListRegisterSchema);
  const barcodes = modelOf(connection, 'barcodes', barcodeSchema);
  const availability = modelOf(connection, 'availability', availabilitySchema);
  const search = new ProductSearch(products);

  const savePriceListRegister = (before: PriceListRegister | null, { _id, ...fields }: PriceListRegister): Write =>
    before
      ? update(priceListRegisters, { _id, revision: before.revision }, { $set: fields })
      : insert(priceListRegisters, { _id, ...fields });

  return (session: ClientSession | null) => {
    search.begin(); // a replica reads its index as soon as it starts
    return {
      // reads
      company: (companyId: string) => companies.findById(companyId).session(session).lean<Company>(),
      companies: () => companies.find({}).session(session).lean<Company[]>(),
      storesOf: (companyId: string) => stores.find({ companyId }).session(session).lean<Store[]>(),
      store: (storeId: string) => stores.findById(storeId).session(session).lean<Store>(),
      storeByCode: (code: string) => stores.findOne({ code }).session(session).lean<Store>(),
      stores: () => stores.find({}).session(session).lean<Store[]>(),
      category: (categoryId: string) => categories.findById(categoryId).session(session).lean<Category>(),
      categoryNamed: (nameKey: string) => categories.findOne({ nameKey }).session(session).lean<Category>(),
      categories: () => categories.find({}).session(session).lean<Category[]>(),
      /** The bytes of a picture in one of its sizes; undefined where there is none. */
      pictureBytes: async (key: string, size: 'full' | 'thumbnail'): Promise<Buffer | undefined> => {
        const field = size === 'full' ? 'content' : 'thumbnail';
        const found = await pictures
          .findById(key, { [field]: 1 })
          .session(session)
          .lean<Record<string, { readonly buffer: Uint8Array }>>();
        return found ? Buffer.from(found[field]!.buffer) : undefined;
      },
      priceList: (priceListId: string) => priceLists.findById(priceListId).session(session).lean<PriceList>(),
      priceLists: () => priceLists.find({}).session(session).lean<PriceList[]>(),
      priceListRegister: () => priceListRegisters.findById('all').session(session).lean<PriceListRegister>(),
      productsOnList: (priceListId: string, after: string | undefined, limit: number): Promise<Product[]> =>
        products
          .find({ priceListIds: priceListId, ...(after === undefined ? {} : { _id: { $gt: after } }) })
          .sort({ _id: 1 })
          .limit(limit)
          .session(session)
          .lean<Product[]>(),
      variantsOf: (productId: string): Promise<Product[]> =>
        products.find({ 'variantOf.productId': productId }).session(session).lean<Product[]>(),
      product: (productId: string) => products.findById(productId).session(session).lean<Product>(),
      products: (productIds: readonly string[]): Promise<Product[]> =>
        readInPieces(productIds, (some) =>
          products
            .find({ _id: { $in: some } })
            .session(session)
            .lean(),
        ),
      productBySku: (skuKey: string) => products.findOne({ skuKey }).session(session).lean<Product>(),
      productsBySku: (skuKeys: readonly string[]): Promise<Product[]> =>
        readInPieces(skuKeys, (some) =>
          products
            .find({ skuKey: { $in: some } })
            .session(session)
            .lean(),
        ),
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
      /** The words of all products as they are now, to search in; refuses search.not-ready. */
      productIndex: () => search.current(),
      availabilityOf: (productIds: readonly string[]): Promise<Availability[]> =>
        readInPieces(productIds, (some) =>
          availability
            .find({ productId: { $in: some } })
            .session(session)
            .lean(),
        ),
      auditPage: (after: string | undefined, upTo: string | undefined, limit: number): Promise<Availability[]> =>
        availability.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<Availability[]>(),
      pricesAfter: (after: string | undefined, upTo: string | undefined, limit: number): Promise<Price[]> =>
        prices.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<Price[]>(),
      priceListsAfter: (after: string | undefined, upTo: string | undefined, limit: number): Promise<PriceList[]> =>
        priceLists.find(idRange(after, upTo)).sort({ _id: 1 }).limit(limit).session(session).lean<PriceList[]>(),

      // writes
      insertCompany: (company: Company): Write => insert(companies, company),
      /** Saves a company, if it still is as it was read, and its identities in its stores. */
      saveCompany: (before: Company, { _id, ...fields }: Company, own: readonly Store[]): Write[] => [
        update(companies, { _id, revision: before.revision, stores: before.stores }, { $set: fields }),
        ...own.map((one) => update(stores, { _id: one._id }, { $set: { identities: fields.identities } })),
      ],
      insertStore: (store: Store): Write => insert(stores, store),
      /** Changes a store, if it is at the revision before. */
      changeStore: ({ _id, ...fields }: Store): Write =>
        update(stores, { _id, revision: fields.revision - 1 }, { $set: fields }),
      insertCategory: (category: Category): Write => insert(categories, category),
      /** Changes a category, if it is at the revision before. */
      changeCategory: ({ _id, ...fields }: Category): Write =>
        update(categories, { _id, revision: fields.revision - 1 }, { $set: fields }),
      insertPicture: (picture: Picture): Write => insert(pictures, picture),
      removePicture: (_id: string): Write => remove(pictures, { _id }),
      insertPriceList: (list: PriceList): Write => insert(priceLists, list),
      /** Changes a list, if it is at the revision before. */
      changePriceList: ({ _id, ...fields }: PriceList): Write =>
        update(
          priceLists,
          { _id, revision: fields.revision - 1 },
          { $set: fields, ...(fields.until === undefined ? { $unset: { until: 1 } } : {}) },
        ),
      savePriceListRegister,
      /** Saves the terms of a list in the stores that know it, if the register still is as it was read. */
      savePriceListTerms: (before: PriceListRegister | null, saved: PriceListSaved): Write[] => [
        savePriceListRegister(before, saved.register),
        ...saved.stores.map(({ _id, priceLists: own }) => update(stores, { _id }, { $set: { priceLists: own } })),
      ],
      insertProduct: (product: Product): Write => insert(products, product),
      /** Changes a product, if it is at the revision before; what of the optional fields it is without, it has no more. */
      changeProduct: ({ _id, ...fields }: Product): Write => {
        const gone = OPTIONAL.filter((field) => fields[field] === undefined).map((field) => [field, 1]);
        return update(
          products,
          { _id, revision: fields.revision - 1 },
          { $set: fields, ...(gone.length > 0 ? { $unset: Object.fromEntries(gone) } : {}) },
        );
      },
      insertPrice: ({ price }: Pick<ProductSaved, 'price'>): Write[] => (price ? [insert(prices, price)] : []),
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
      availabilityProjection: (figure: Availability): ProjectionWrite => ({ model: availability, document: figure }),
    };
  };
}

/** The catalog's store in one session. */
export type CatalogStore = ReturnType<ReturnType<typeof catalogStore>>;

/** Makes handlers that are typed by this store. */
export const on = handlersFor<CatalogStore>();
