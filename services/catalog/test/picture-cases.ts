import { describe, expect, test } from '@jest/globals';
import { catalog, MAX_PICTURE_BYTES } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { refusalOf, sampleProduct } from './fixtures.js';

/** Pictures of products: kept beside them, read by their hash, replaced and taken away; one of several at once is kept. */
export function pictureCases(serviceOf: () => TestService): void {
  const webp = (text: string): string => Buffer.from(`RIFF1234WEBP${text}`).toString('base64');
  const pictureOf = (text: string) => ({ content: webp(text), thumbnail: webp('small'), width: 8, height: 6 });
  const aProduct = async (): Promise<string> =>
    (await serviceOf().call(catalog.createProduct, sampleProduct())).productId;
  const codeOf = async (call: Promise<unknown>): Promise<string> => (await refusalOf(call)).code;

  describe('pictures', () => {
    test('a picture is set once per command id, read by its hash in two sizes, replaced and taken away', async () => {
      const productId = await aProduct();
      const input = { productId, picture: pictureOf('one') };
      const set = await serviceOf().call(catalog.setPicture, input, { commandId: 'test/set-picture' });
      expect(await serviceOf().call(catalog.setPicture, input, { commandId: 'test/set-picture' })).toEqual(set);
      expect(set).toMatchObject({ revision: 2, picture: { width: 8, height: 6 } });
      expect(await serviceOf().call(catalog.setPicture, input)).toEqual(set); // the same bytes
      const { pictureId } = set.picture!;
      const read = (size: 'full' | 'thumbnail', of = productId) =>
        serviceOf().call(catalog.readPicture, { productId: of, pictureId, size });
      expect([(await read('full')).content, (await read('thumbnail')).content]).toEqual([webp('one'), webp('small')]);
      expect(await codeOf(read('full', await aProduct()))).toBe('picture.unknown');
      const other = await serviceOf().call(catalog.setPicture, { productId, picture: pictureOf('two') });
      expect(other.picture?.pictureId).not.toBe(pictureId);
      expect(await codeOf(read('full'))).toBe('picture.unknown');
      expect((await serviceOf().call(catalog.readProduct, { productId })).picture).toEqual(other.picture);
      const before = await serviceOf().count('pictures');
      expect(await serviceOf().call(catalog.setPicture, { productId, picture: null })).not.toHaveProperty('picture');
      expect(await serviceOf().call(catalog.readProduct, { productId })).not.toHaveProperty('picture');
      expect(await serviceOf().count('pictures')).toBe(before - 1);
      expect(await codeOf(serviceOf().call(catalog.setPicture, { productId: mint('product'), picture: null }))).toBe(
        'product.unknown',
      );
    });

    test('of several that are set at once, each after the other, one is kept', async () => {
      const productId = await aProduct();
      const before = await serviceOf().count('pictures');
      await Promise.all(
        ['a', 'b', 'c', 'd'].map((text) =>
          serviceOf().call(catalog.setPicture, { productId, picture: pictureOf(text) }),
        ),
      );
      expect(await serviceOf().count('pictures')).toBe(before + 1);
      const { picture } = await serviceOf().call(catalog.readProduct, { productId });
      const { pictureId } = picture!;
      expect(await serviceOf().call(catalog.readPicture, { productId, pictureId, size: 'full' })).toHaveProperty(
        'content',
      );
    });

    test('the largest that is taken fits a message of a NATS server that nobody has set up', async () => {
      const productId = await aProduct();
      const content = Buffer.alloc(MAX_PICTURE_BYTES, 1);
      content.write('RIFF1234WEBP', 'latin1');
      const picture = { ...pictureOf('large'), content: content.toString('base64') };
      expect(JSON.stringify(picture).length).toBeLessThan(1_048_576 - 100_000);
      const { pictureId } = (await serviceOf().call(catalog.setPicture, { productId, picture })).picture!;
      const read = await serviceOf().call(catalog.readPicture, { productId, pictureId, size: 'full' });
      expect(read.content === picture.content).toBe(true);
    });

    test.each<[string, object]>([
      ['text that is no base64', { ...pictureOf('x'), content: 'not base64!' }],
      ['too many bytes', { ...pictureOf('x'), content: Buffer.alloc(MAX_PICTURE_BYTES + 3).toString('base64') }],
      ['a picture without a size', { content: webp('x'), thumbnail: webp('x') }],
      ['more pixels than are kept', { ...pictureOf('x'), width: 1_601 }],
    ])('%s is refused and nothing is written', async (_name, picture) => {
      const counts = () => Promise.all(['pictures', 'commands'].map((name) => serviceOf().count(name)));
      const before = await counts();
      const input = { productId: mint('product'), picture };
      const envelope = { actor: { id: 'usr_1', role: 'manager' }, input, commandId: mint('event') };
      expect(JSON.stringify(await serviceOf().raw('catalog.setPicture', JSON.stringify(envelope)))).toContain(
        'message.invalid',
      );
      expect(await counts()).toEqual(before);
    });
  });
}
