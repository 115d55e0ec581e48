import { describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { MAX_PICTURE_BYTES, MAX_THUMBNAIL_BYTES } from '@comptoir/contracts';
import { makePicture } from './make-picture.js';

const FEW = 10_000_000;
const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 20, g: 120, b: 90 } } });
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');

/** Pixels without any order, which compress badly. */
function noise(side: number): Sharp {
  const raw = Buffer.alloc(side * side * 3);
  let state = 1;
  for (let at = 0; at < raw.length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    raw[at] = (state >> 16) & 255;
  }
  return sharp(raw, { raw: { width: side, height: side, channels: 3 } });
}

describe('a picture', () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    'of %s is made smaller, upright, and without what else is in it',
    async (format) => {
      const taken = await blank(3_000, 1_000)
        .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 45/1 0/1' } })
        .withMetadata({ orientation: 6 })
        .toFormat(format)
        .toBuffer();
      expect((await sharp(taken).metadata()).exif).toBeDefined();
      const { content, thumbnail, width, height } = await makePicture(taken, FEW);
      expect([width, height]).toEqual([533, 1_600]);
      const [full, small] = await Promise.all([content, thumbnail].map((text) => sharp(bytesOf(text)).metadata()));
      expect(full).toMatchObject({ format: 'webp', width: 533, height: 1_600 });
      expect(small).toMatchObject({ format: 'webp', width: 85, height: 256 });
      for (const one of [full, small])
        for (const field of ['exif', 'xmp', 'iptc', 'orientation']) expect(one).not.toHaveProperty(field);
    },
  );

  test('that compresses badly fits all the same; a small one is not made larger', async () => {
    const { content, thumbnail } = await makePicture(await noise(1_600).png({ compressionLevel: 0 }).toBuffer(), FEW);
    expect(bytesOf(content).length).toBeLessThanOrEqual(MAX_PICTURE_BYTES);
    expect(bytesOf(thumbnail).length).toBeLessThanOrEqual(MAX_THUMBNAIL_BYTES);
    expect(await makePicture(await blank(40, 30).png().toBuffer(), FEW)).toMatchObject({ width: 40, height: 30 });
  });
});

const png = await blank(400, 400).png().toBuffer();
test.each<[string, Buffer, object]>([
  ['a text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), { code: 'picture.unreadable' }],
  ['a PDF', Buffer.from('%PDF-1.7\n'), { code: 'picture.unreadable', details: { found: 'application/pdf' } }],
  ['a GIF', await blank(4, 4).gif().toBuffer(), { code: 'picture.unreadable', details: { found: 'image/gif' } }],
  ['nothing', Buffer.alloc(0), { code: 'picture.unreadable' }],
  ['half of a picture', png.subarray(0, png.length / 2), { code: 'picture.unreadable' }],
  [
    'too many pixels',
    await blank(4_000, 3_000).png().toBuffer(),
    { code: 'picture.too-large', details: { width: 4_000, height: 3_000, mostPixels: FEW } },
  ],
])('%s is refused', async (_name, bytes, refusal) => {
  await expect(makePicture(bytes, FEW)).rejects.toMatchObject(refusal);
});
