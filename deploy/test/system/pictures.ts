import { describe, expect, test } from '@jest/globals';
import { stockUp, type StoreFixture } from './store-fixture.js';
import type { TestSystem } from './system.js';

/** One red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Pictures through the gateway: who sets them, what is refused, and how they are served. */
export function pictures(system: () => TestSystem, here: () => StoreFixture): void {
  describe('pictures', () => {
    test('a picture is set by its bytes, served to whoever is signed in, cached for ever, and taken away', async () => {
      const { manager, cashier, nobody, shop, token } = system();
      const productId = await stockUp(here(), [[1, 400]]);
      const path = `/products/${productId}/picture`;
      expect(await cashier.ask('POST', path, { content: PNG })).toMatchObject({ status: 403 });
      for (const [content, code] of [
        [Buffer.from('%PDF-1.7').toString('base64'), 'picture.unreadable'],
        ['A'.repeat(15_000_000), 'picture.too-large'],
      ] as const)
        expect(await manager.ask('POST', path, { content })).toMatchObject({ body: { code } });
      expect(await nobody.ask('POST', path, { content: PNG })).toMatchObject({ status: 401 });
      const { body, status } = await manager.ask('POST', path, { content: PNG });
      expect([status, body.picture]).toEqual([
        200,
        { pictureId: expect.any(String), width: 1, height: 1, setAt: expect.any(String) },
      ]);
      const address = new URL(
        `/api/v1/products/${productId}/pictures/${body.picture.pictureId}?size=thumbnail`,
        shop.url,
      );
      expect((await fetch(address)).status).toBe(401);
      const authorization = `Bearer ${await token('cashier')}`;
      const shown = await fetch(address, { headers: { authorization } });
      expect(Object.fromEntries(shown.headers)).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=31536000, immutable',
      });
      expect(Buffer.from(await shown.arrayBuffer()).toString('latin1', 8, 12)).toBe('WEBP');
      const etag = shown.headers.get('etag')!;
      const again = await fetch(address, { headers: { authorization, 'if-none-match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const found = (await cashier.get(`/products?sku=${body.sku}`)).items[0];
      expect(found.picture).toEqual(body.picture);
      expect((await manager.post(path, { content: null })).picture).toBeUndefined();
      const gone = await fetch(address, { headers: { authorization } });
      expect([gone.status, ((await gone.json()) as { code: string }).code]).toEqual([404, 'picture.unknown']);
      expect(gone.headers.get('cache-control')).toBeNull();
    });
  });
}
