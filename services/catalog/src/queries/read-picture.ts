import { catalog, catalogErrors } from '@comptoir/contracts';
import { pictureKeyOf } from '../domain/picture.js';
import { on } from '../store/catalog-store.js';

/** The bytes of a picture of a product, whole or small. */
export const readPicture = on.query(catalog.readPicture, async (store, { productId, pictureId, size }) => {
  const bytes = await store.pictureBytes(pictureKeyOf(productId, pictureId), size);
  if (!bytes) throw catalogErrors.pictureUnknown('This product has no such picture.', { productId, pictureId });
  return { content: bytes.toString('base64') };
});
