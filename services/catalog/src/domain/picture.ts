import { createHash } from 'node:crypto';
import { catalogErrors, type catalog, type CommandContext, type ParsedInputOf } from '@comptoir/contracts';
import type { Picture, Product } from './records.js';

/** A product after its picture was set or taken away: what is kept, and what goes; neither where nothing changes. */
export interface PictureSaved {
  readonly product: Product;
  readonly kept?: Picture;
  readonly gone?: string;
}

/** The id of a record: pictures belong to one product each, so that one goes without asking who else has it. */
export function pictureKeyOf(productId: string, pictureId: string): string {
  return `${productId}/${pictureId}`;
}

function requireWebp(content: Buffer): void {
  if (content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP') return;
  throw catalogErrors.pictureUnreadable('A picture is kept as WebP; these bytes are something else.');
}

/** Sets the picture of a product, by the hash of its bytes, or takes it away. Refuses product.unknown and picture.unreadable. */
export function decideSetPicture(
  product: Product | null,
  { productId, picture }: ParsedInputOf<typeof catalog.setPicture>,
  { now, actor }: Pick<CommandContext, 'now' | 'actor'>,
): PictureSaved {
  if (!product) throw catalogErrors.productUnknown('There is no such product.', { productIds: [productId] });
  const { picture: before, ...rest } = product;
  const gone = before ? { gone: pictureKeyOf(productId, before.pictureId) } : {};
  const changed = { ...rest, revision: product.revision + 1, changedAt: now };
  if (picture === null) return before ? { product: changed, ...gone } : { product };
  const [content, thumbnail] = [picture.content, picture.thumbnail].map((text) => Buffer.from(text, 'base64'));
  requireWebp(content!);
  requireWebp(thumbnail!);
  const pictureId = createHash('sha256').update(content!).digest('hex');
  if (before?.pictureId === pictureId) return { product };
  const { width, height } = picture;
  return {
    product: { ...changed, picture: { pictureId, width, height, setAt: now } },
    kept: {
      _id: pictureKeyOf(productId, pictureId),
      productId,
      content: content!,
      thumbnail: thumbnail!,
      setAt: now,
      setBy: actor.id,
    },
    ...gone,
  };
}
