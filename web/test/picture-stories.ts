import { expect, test } from '@jest/globals';
import { eventually, listed, productOf, signIn, tillReady, type BrowserFixture } from './browser-fixture.js';

/** Stories of pictures: set on the page of a product, by a file and by dropping one; seen in the list and at the till. */
export function pictureStories(fixture: () => BrowserFixture): void {
  test('a picture is chosen, another one dropped, and both are seen where products are looked for', async () => {
    const { productId, sku } = await productOf(fixture(), 'FER-VAP');
    const [office, till] = [await fixture().openSession('en'), await fixture().openSession('en')];
    const { page } = office;
    await signIn(office, 'manager', `/products/${productId}`);
    const panel = page.getByRole('region', { name: 'Picture' });
    await panel.waitFor();
    /** A picture as a camera of this browser makes it. */
    const painted = (colour: string): Promise<string> =>
      page.evaluate((fill) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
        const context = canvas.getContext('2d')!;
        context.fillStyle = fill;
        context.fillRect(0, 0, 640, 480);
        return canvas.toDataURL('image/jpeg').split(',')[1]!;
      }, colour);
    const files = panel.locator('input[type=file]');
    await files.first().setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
    await panel.getByText('This is no PNG, JPEG or WebP picture, or it is broken.').waitFor();
    expect(await files.last().getAttribute('capture')).toBe('environment');
    const buffer = Buffer.from(await painted('teal'), 'base64');
    await files.last().setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
    const isShown = (selector: string, of = page) =>
      eventually(async () =>
        expect(
          await of
            .locator(selector)
            .first()
            .evaluate((image) => (image as HTMLImageElement).naturalWidth > 0),
        ).toBe(true),
      );
    await isShown('img.picture.full');
    const first = (await productOf(fixture(), sku)).picture.pictureId;
    const dropped = await painted('maroon');
    await panel.evaluate((element, content) => {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], 'dropped.jpg', { type: 'image/jpeg' }));
      element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, dropped);
    await eventually(async () => expect((await productOf(fixture(), sku)).picture.pictureId).not.toBe(first));
    await page.goto(`/products?text=${sku}`);
    await isShown('img.picture.thumbnail');

    await signIn(till, 'cashier');
    await tillReady(till);
    await till.page.locator('#scan').fill(sku);
    await listed(till);
    await isShown('#found img.picture.thumbnail', till.page);

    await page.goto(`/products/${productId}`);
    await panel.getByRole('button', { name: 'Remove the picture' }).click();
    await panel.locator('img').waitFor({ state: 'detached' });
    for (const session of [office, till]) {
      expect(session.pageErrors).toEqual([]);
      await session.close();
    }
  });
}
