import { recognitionKeysOf, type KeyRange } from '@comptoir/contracts';
import {
  insert,
  KEYS_PER_READ,
  modelOf,
  readInPieces,
  remove,
  update,
  type ClientSession,
  type Connection,
  type Write,
} from '@comptoir/kit';
import type { SupplierProductChange } from '../domain/supplier-products.js';
import type {
  SupplierIdentifier,
  SupplierProduct,
  SupplierRecord,
  SupplierSearchKey,
} from '../domain/supplier-records.js';
import { keysOfSupplier, type SupplierSaved } from '../domain/supplier.js';
import { goneFrom } from './gone-from.js';
import {
  supplierIdentifierSchema,
  supplierProductSchema,
  supplierSchema,
  supplierSearchSchema,
} from './supplier.schema.js';

const PAST_ALL = '~';
/** What lists are ordered by is of the store alone. */
const WITHOUT_KEYS = { supplierKey: 0, productKey: 0 } as const;
const UNRECOGNISED = { recognised: 0 } as const;

/** Suppliers, what they are found by, and their products. */
export function supplierStore(connection: Connection) {
  const suppliers = modelOf(connection, 'suppliers', supplierSchema);
  const identifiers = modelOf(connection, 'supplierIdentifiers', supplierIdentifierSchema);
  const searchKeys = modelOf(connection, 'supplierSearchKeys', supplierSearchSchema);
  const products = modelOf(connection, 'supplierProducts', supplierProductSchema);

  const insertSupplier = (supplier: SupplierRecord): Write =>
    insert(suppliers, { ...supplier, recognised: recognitionKeysOf(supplier) });
  /** Saves the supplier as it is now, if it still is at the revision it was read at. */
  const saveSupplier = (before: SupplierRecord, after: SupplierRecord): Write => {
    const { _id, touched: _touched, ...fields } = after;
    const $set = { ...fields, recognised: recognitionKeysOf(after) };
    return update(suppliers, { _id, revision: before.revision }, { $set, ...goneFrom(before, after) });
  };
  const saveSearchKeys = (before: readonly SupplierSearchKey[], after: readonly SupplierSearchKey[]): Write[] => {
    const known = new Set(before.map((key) => key._id));
    const kept = new Set(after.map((key) => key._id));
    return [
      ...before.filter((key) => !kept.has(key._id)).map(({ _id }) => remove(searchKeys, { _id })),
      ...after.map((key) => {
        const { _id, archived, words, numbers } = key;
        return known.has(_id)
          ? update(searchKeys, { _id }, { $set: { archived, words, numbers } })
          : insert(searchKeys, key);
      }),
    ];
  };

  return (session: ClientSession | null) => {
    const productsBy = (field: 'supplierKey' | 'productKey', owner: string, after: string | undefined, limit: number) =>
      products
        .find({ [field]: { $gt: `${owner}/${after ?? ''}`, $lt: `${owner}/${PAST_ALL}` } }, WITHOUT_KEYS)
        .sort({ [field]: 1 })
        .limit(limit)
        .session(session)
        .lean<SupplierProduct[]>();
    return {
      // reads
      supplier: (supplierId: string) =>
        suppliers.findById(supplierId, UNRECOGNISED).session(session).lean<SupplierRecord | null>(),
      suppliers: (ids: readonly string[]): Promise<SupplierRecord[]> =>
        readInPieces(ids, (some) =>
          suppliers
            .find({ _id: { $in: some } }, UNRECOGNISED)
            .session(session)
            .lean(),
        ),
      /** Suppliers that have one of these keys, in order of id. */
      suppliersRecognised: async (keys: readonly string[]): Promise<SupplierRecord[]> => {
        const found = await readInPieces<SupplierRecord>(keys, (some) =>
          suppliers
            .find({ recognised: { $in: some } }, UNRECOGNISED)
            .session(session)
            .lean(),
        );
        return [...new Map(found.map((one) => [one._id, one])).values()].toSorted((a, b) => (a._id < b._id ? -1 : 1));
      },
      /** Those of these numbers that a supplier has. */
      supplierIdentifiers: (keys: readonly string[]): Promise<SupplierIdentifier[]> =>
        readInPieces(keys, (some) =>
          identifiers
            .find({ _id: { $in: some } })
            .session(session)
            .lean(),
        ),
      /** Search keys in a range, in order. */
      supplierKeys: ([from, to]: KeyRange) =>
        searchKeys
          .find({ key: { $gte: from, $lt: to } })
          .sort({ key: 1 })
          .limit(KEYS_PER_READ)
          .session(session)
          .lean<SupplierSearchKey[]>(),
      keysOfSuppliers: (ids: readonly string[]): Promise<SupplierSearchKey[]> =>
        readInPieces(ids, (some) =>
          searchKeys
            .find({ supplierId: { $in: some } })
            .session(session)
            .lean(),
        ),
      supplierProducts: (ids: readonly string[]): Promise<SupplierProduct[]> =>
        readInPieces(ids, (some) =>
          products
            .find({ _id: { $in: some } }, WITHOUT_KEYS)
            .session(session)
            .lean(),
        ),
      /** Products of a supplier, in order of id; `after` is the last product of the page before. */
      productsOfSupplier: (supplierId: string, after: string | undefined, limit: number) =>
        productsBy('supplierKey', supplierId, after, limit),
      /** Suppliers of a product, in order of id; `after` is the last supplier of the page before. */
      suppliersOfProduct: (productId: string, after: string | undefined, limit: number) =>
        productsBy('productKey', productId, after, limit),
      /** What all suppliers have of these products. */
      suppliersOfProducts: (productIds: readonly string[]): Promise<SupplierProduct[]> =>
        readInPieces(productIds, (some) =>
          products
            .find({ productId: { $in: some } }, WITHOUT_KEYS)
            .session(session)
            .lean(),
        ),

      // writes
      /** Writes a supplier with its numbers, and the keys that it is found by in the place of those it was found by. */
      writeSupplier: (
        { before, after, taken, left }: SupplierSaved,
        keysBefore: readonly SupplierSearchKey[],
      ): Write[] => [
        before ? saveSupplier(before, after) : insertSupplier(after),
        ...left.map(({ _id, supplierId }) => remove(identifiers, { _id, supplierId })),
        ...taken.map((_id) => insert(identifiers, { _id, supplierId: after._id })),
        ...saveSearchKeys(keysBefore, keysOfSupplier(after)),
      ],
      /** Makes deliveries of a supplier and changes of it take turns; it must be at the revision it was read at. */
      touchSupplier: ({ _id, revision }: SupplierRecord): Write =>
        update(suppliers, { _id, revision }, { $inc: { touched: 1 } }),
      /** Saves products of suppliers, each if it still is at the revision it was read at. */
      saveSupplierProducts: (changes: readonly SupplierProductChange[]): Write[] =>
        changes.flatMap(({ before, after }) => {
          if (before && after) {
            const { _id, ...fields } = after;
            const guard = { _id, revision: before.revision };
            return [update(products, guard, { $set: fields, ...goneFrom(before, after) })];
          }
          if (before) return [remove(products, { _id: before._id, revision: before.revision })];
          if (!after) return [];
          const { supplierId, productId } = after;
          const keys = { supplierKey: `${supplierId}/${productId}`, productKey: `${productId}/${supplierId}` };
          return [insert(products, { ...after, ...keys })];
        }),
    };
  };
}
