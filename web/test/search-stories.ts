import { describe, expect, test } from '@jest/globals';
import {
  cartHas,
  cartLines,
  demoProduct,
  holdAnswers,
  signIn,
  listed,
  tillReady,
  typeByHand,
  type BrowserFixture,
} from './browser-fixture.js';

/** Stories of the search in the scan field: what a person types is found, or the till says that nothing is. */
export function searchStories(fixture: () => BrowserFixture): void {
  describe('the search of the till', () => {
    test('finds by two letters of a SKU, by a SKU, by a part of a barcode, and by a name with a typing error', async () => {
      const session = await fixture().openSession('en');
      await signIn(session, 'cashier');
      await tillReady(session);
      for (const [text, sku] of [
        ['TV', /^TV-\d\d$/],
        ['tv-55', /^TV-55$/],
        [demoProduct('KET-17').barcode.slice(0, 12), /^KET-17$/],
        ['bouiloire', /^KET-17$/],
      ] as const) {
        await typeByHand(session, text);
        const found = session.page.getByRole('option').locator('small').filter({ hasText: sku });
        await found.first().waitFor();
        await listed(session);
        if (text === 'bouiloire') {
          await session.page
            .getByRole('status')
            .filter({ hasText: `Nothing is written “${text}”` })
            .waitFor();
          await session.page.keyboard.press('Enter'); // takes nothing: the choice stays
          expect([await found.first().isVisible(), await session.page.locator('.cart-empty').count()]).toEqual([
            true,
            1,
          ]);
          await session.page.keyboard.press('ArrowDown');
        }
        await session.page.keyboard.press('Enter');
        await cartHas(session, 1);
        expect([text, await cartLines(session)]).toEqual([text, [[expect.stringMatching(sku), 1]]]);
        await session.page.keyboard.press('Delete');
        await session.page.locator('.cart-empty').waitFor();
      }
      await session.close();
    });

    test('finds what was ended with Enter before the list was there, also when the list is closed by then', async () => {
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'cashier');
      await tillReady(session);
      const release = await holdAnswers(session, /\/products\?text=/);
      const listAsked = page.waitForRequest(/text=bouilloire/);
      await typeByHand(session, 'bouilloire');
      const list = await listAsked;
      const listClosed = page.waitForEvent('requestfailed', (request) => request === list);
      await page.keyboard.press('Enter');
      await listClosed;
      release();
      await cartHas(session, 1);
      expect(await cartLines(session)).toEqual([[expect.stringMatching(/^KET-17$/), 1]]);
      await session.close();
    });

    test('takes nothing that has a typing error by an Enter before the list: it asks which one is meant', async () => {
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'cashier');
      await tillReady(session);
      const release = await holdAnswers(session, /\/products\?text=/);
      const listAsked = page.waitForRequest(/text=bouiloire/);
      await typeByHand(session, 'bouiloire');
      await listAsked;
      await page.keyboard.press('Enter');
      release();
      const asked = page.getByRole('listitem').filter({ hasText: 'Nothing is written “bouiloire”' });
      await asked.waitFor();
      expect(await page.locator('.cart-empty').count()).toBe(1);
      await asked
        .getByRole('button', { name: /^Bouilloire/ })
        .first()
        .click();
      await cartHas(session, 1);
      expect(await cartLines(session)).toEqual([[expect.stringMatching(/^KET-17$/), 1]]);
      await asked.waitFor({ state: 'detached' });
      await session.close();
    });

    test('says that nothing is found, and not before the answer is there', async () => {
      const session = await fixture().openSession('en');
      const { page } = session;
      await signIn(session, 'cashier');
      await tillReady(session);
      const release = await holdAnswers(session, /\/products\?text=/);
      const asked = page.waitForRequest(/text=zzzz/);
      await typeByHand(session, 'zzzz');
      await asked;
      const said = page.getByRole('status').filter({ hasText: '“zzzz”' });
      expect(await said.count()).toBe(0);
      release();
      await said.waitFor();
      await page.keyboard.press('Escape');
      await said.waitFor({ state: 'detached' });
      await session.close();
    });
  });
}
