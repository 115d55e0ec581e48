import { expect, test } from '@jest/globals';
import { decideSetPicture } from './picture.js';
import type { Product } from './records.js';

const webp = (text: string): string => Buffer.from(`RIFF1234WEBP${text}`).toString('base64');
const picture = { content: webp('a'), thumbnail: webp('b'), width: 800, height: 600 };
const product = { _id: 'prd_1', revision: 3, changedAt: 'then' } as Product;
const moment = { now: 'now', actor: { id: 'usr_1', role: 'manager' as const } };
const set = (of: Product | null, to: typeof picture | null) =>
  decideSetPicture(of, { productId: 'prd_1', picture: to }, moment);

test('a picture is kept under the hash of its bytes; another one replaces it; the same one changes nothing', () => {
  const first = set(product, picture);
  const { pictureId } = first.product.picture!;
  expect(pictureId).toMatch(/^[0-9a-f]{64}$/);
  expect(first).toMatchObject({
    product: { revision: 4, picture: { width: 800, height: 600, setAt: 'now' } },
    kept: { _id: `prd_1/${pictureId}`, setBy: 'usr_1' },
  });
  expect(first).not.toHaveProperty('gone');
  expect(set(first.product, picture)).toEqual({ product: first.product });
  const second = set(first.product, { ...picture, content: webp('c') });
  expect(second).toMatchObject({ gone: `prd_1/${pictureId}`, product: { revision: 5 } });
  const none = set(second.product, null);
  expect(none.product).not.toHaveProperty('picture');
  expect(none.gone).toBe(second.kept!._id);
  expect(set(none.product, null)).toEqual({ product: none.product });
});

test.each<[string, () => unknown, string]>([
  ['an unknown product', () => set(null, picture), 'product.unknown'],
  ['bytes that are no WebP', () => set(product, { ...picture, content: 'iVBORw0KGgo=' }), 'picture.unreadable'],
  ['a small form that is none', () => set(product, { ...picture, thumbnail: 'AAAA' }), 'picture.unreadable'],
])('%s is refused', (_name, run, code) => {
  expect(run).toThrow(expect.objectContaining({ code }));
});
