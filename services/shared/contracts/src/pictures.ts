import { z } from 'zod';
import { defineError } from './kernel/errors.js';
import { id, instant } from './kernel/schemas.js';

/** Pictures of products: what the catalog keeps of them, and in what sizes they travel. */

/** Bytes of a picture and of its small form: together in base64 they fit the smallest message that a NATS server takes by default. */
export const MAX_PICTURE_BYTES = 480 * 1_024;
export const MAX_THUMBNAIL_BYTES = 48 * 1_024;
/** The longer side of a picture and of its small form, pixels. */
export const PICTURE_SIDE = 1_600;
export const THUMBNAIL_SIDE = 256;

/** Bytes in base64, at most so many. */
const bytes = (most: number) =>
  z
    .base64()
    .min(4)
    .max(Math.ceil(most / 3) * 4);

/** The hash of a picture: SHA-256 of its bytes. Another picture has another address. */
export const pictureId = z.string().regex(/^[0-9a-f]{64}$/, 'must be the SHA-256 of a picture, 64 hexadecimal digits');

/** The picture of a product; its bytes are read by its hash. */
export const pictureView = z.object({ pictureId, width: z.int().min(1), height: z.int().min(1), setAt: instant });

/** A picture that is to be kept, as WebP without anything but its pixels. */
export const pictureToSet = z.strictObject({
  content: bytes(MAX_PICTURE_BYTES),
  thumbnail: bytes(MAX_THUMBNAIL_BYTES),
  width: z.int().min(1).max(PICTURE_SIDE),
  height: z.int().min(1).max(PICTURE_SIDE),
});

/** How large a picture is read. */
export const pictureSize = z.enum(['full', 'thumbnail']);

/** What setPicture takes; null takes the picture away. */
export const setPictureInput = z.strictObject({ productId: id('product'), picture: pictureToSet.nullable() });

/** What readPicture takes. */
export const readPictureInput = z.strictObject({ productId: id('product'), pictureId, size: pictureSize });

/** Refusals about pictures. */
export const pictureErrors = {
  /** The product has no such picture any more, or never had. details: {productId, pictureId}. */
  pictureUnknown: defineError('picture.unknown', 'notFound'),
  /** The bytes are none of PNG, JPEG and WebP, or broken. details: {found?}. */
  pictureUnreadable: defineError('picture.unreadable', 'invalid'),
  /** details: {bytes, mostBytes} or {width, height, mostPixels}. */
  pictureTooLarge: defineError('picture.too-large', 'rejected'),
} as const;
