import { inventory, searchOf, type SupplierView } from '@comptoir/contracts';
import { contactsLike, contactsNear, keysShown, pageOf, type FoundContact } from '@comptoir/kit';
import { supplierViewOf, type SupplierSearchKey } from '../domain/supplier-records.js';
import { on, type InventoryStore } from '../store/inventory-store.js';

/** Suppliers by words, phone or number; without text all, by name. Text without a word finds none; what finds none is looked for with one typing error. */
export const listSuppliers = on.query(inventory.listSuppliers, async (store, { text, archived, limit, cursor }) => {
  const isWanted = (key: SupplierSearchKey): boolean => key.archived === archived;
  const found =
    text === undefined
      ? await suppliersByName(store, isWanted, cursor, limit + 1)
      : await contactsLike(store.supplierKeys, { text, isWanted }, cursor, limit + 1);
  if (text !== undefined && cursor === undefined && found.length === 0) {
    const near = await contactsNear(store.supplierKeys, { text, isWanted }, ({ supplierId }) => supplierId, limit);
    return { items: await inOrder(store, near) };
  }
  const cursors = new Map(found.map(({ key, cursor: behind }) => [key.supplierId, behind]));
  return pageOf(await inOrder(store, [...cursors.keys()]), limit, ({ supplierId }) => cursors.get(supplierId)!);
});

async function suppliersByName(
  store: InventoryStore,
  isShown: (key: SupplierSearchKey) => boolean,
  after: string | undefined,
  limit: number,
): Promise<FoundContact<SupplierSearchKey>[]> {
  const { prefix } = searchOf(undefined)!;
  const keys = await keysShown(store.supplierKeys, { prefix, isShown, after }, limit);
  return keys.map((key) => ({ key, cursor: key._id }));
}

async function inOrder(store: InventoryStore, ids: readonly string[]): Promise<SupplierView[]> {
  const rows = new Map((await store.suppliers(ids)).map((row) => [row._id, row]));
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [supplierViewOf(row)] : [];
  });
}
