import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import {
  catalogErrors,
  MAX_PICTURE_BYTES,
  MAX_THUMBNAIL_BYTES,
  PICTURE_SIDE,
  THUMBNAIL_SIDE,
  type catalog,
  type InputOf,
} from '@comptoir/contracts';

/** A picture as the catalog takes it. */
export type MadePicture = NonNullable<InputOf<typeof catalog.setPicture>['picture']>;

const TAKEN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);
/** Qualities that are tried, best first, until the bytes are few enough; each also with half of the pixels' side. */
const QUALITIES = [82, 65, 45, 25] as const;

sharp.cache(false);
sharp.concurrency(1);

/**
 * A picture of at most 1,600 pixels a side and its small form of 256, as WebP: turned upright, with nothing but its pixels,
 * so without the place where it was taken. What it is, its bytes say. Refuses picture.unreadable for anything but a whole PNG,
 * JPEG or WebP, and picture.too-large above so many pixels.
 */
export async function makePicture(bytes: Buffer, mostPixels: number): Promise<MadePicture> {
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !TAKEN.has(type.mime)) {
    throw catalogErrors.pictureUnreadable(
      `This file is ${type ? `of the type ${type.mime}` : 'no picture'}: choose a PNG, JPEG or WebP.`,
      type ? { found: type.mime } : {},
    );
  }
  try {
    await requireFew(bytes, mostPixels);
    const full = await within(bytes, PICTURE_SIDE, MAX_PICTURE_BYTES, mostPixels);
    const small = await within(full.data, THUMBNAIL_SIDE, MAX_THUMBNAIL_BYTES, mostPixels);
    const { width, height } = full.info;
    return { content: full.data.toString('base64'), thumbnail: small.data.toString('base64'), width, height };
  } catch (error) {
    if (isRefusal(error)) throw error;
    throw catalogErrors.pictureUnreadable('This picture is broken: save it again, or choose another one.', {
      found: type.mime,
    });
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('picture.');
}

async function requireFew(bytes: Buffer, mostPixels: number): Promise<void> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata(); // the head only
  if (width * height <= mostPixels) return;
  throw catalogErrors.pictureTooLarge(
    `This picture has ${width} × ${height} pixels; at most ${mostPixels} are taken: make it smaller.`,
    { width, height, mostPixels },
  );
}

async function within(bytes: Buffer, side: number, mostBytes: number, mostPixels: number) {
  const tries = [side, side / 2].flatMap((longest) => QUALITIES.map((quality) => ({ longest, quality })));
  for (const { longest, quality } of tries) {
    const made = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
      .webp({ quality })
      .toBuffer({ resolveWithObject: true });
    if (made.data.length <= mostBytes) return made;
  }
  throw catalogErrors.pictureTooLarge('This picture stays too large when it is made smaller: choose another one.', {
    mostBytes,
  });
}
