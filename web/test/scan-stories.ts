import { describe, expect, test } from '@jest/globals';
import {
  cartLines,
  cartHas,
  demoProduct,
  eventually,
  intercept,
  payDialog,
  pressAtOnce,
  holdAnswers,
  salesOf,
  scan,
  scanAll,
  sellForCash,
  signIn,
  slowProducts,
  tillReady,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

const SIX = ['CAB-USBC', 'AMP-LED9', 'AMP-LED15', 'PIL-AA4', 'RAL-3M', 'MUL-4P'] as const;
const UNKNOWN = ['99990000', '99990017'] as const;

/** Codes of products, each followed by Enter, as keys for pressAtOnce. */
function scansOf(skus: readonly string[]): string[] {
  return skus.flatMap((sku) => [demoProduct(sku).barcode, 'Enter']);
}

/** Stories of scans: none is lost, whatever is on the screen and however slow the network is. */
export function scanStories(fixture: () => BrowserFixture): void {
  const openTill = async (): Promise<BrowserSession> => {
    const session = await fixture().openSession('en');
    await signIn(session, 'cashier');
    await tillReady(session);
    return session;
  };
  const cartIs = (session: BrowserSession, skus: readonly string[]): Promise<void> =>
    eventually(async () => expect(await cartLines(session)).toEqual(skus.map((sku) => [sku, 1])));

  describe('scans', () => {
    test('every 250 ms on a network that takes 300 ms are all in the cart, in their order', async () => {
      const session = await openTill();
      await slowProducts(session, 300);
      for (const sku of SIX) {
        await scan(session, sku);
        await session.page.waitForTimeout(250);
      }
      await cartIs(session, SIX);
      expect(await session.page.locator('#scan').inputValue()).toBe('');
      expect(session.pageErrors).toEqual([]);
      await session.close();
    });

    test('in a burst on a receipt are the next cart', async () => {
      const session = await openTill();
      await sellForCash(session, ['PIL-AAA4']);
      await slowProducts(session, 300);
      await pressAtOnce(session, ...scansOf(SIX));
      await cartIs(session, SIX);
      expect(await session.page.locator('#scan').inputValue()).toBe('');
      await session.close();
    });

    test('while a sale is under way are the next cart, beside the number of the sale', async () => {
      const session = await openTill();
      await scanAll(session, ['PIL-AAA4']);
      const before = (await salesOf(fixture())).length;
      await payDialog(session);
      await pressAtOnce(session, '9000', 'Enter', ...scansOf(SIX));
      await cartIs(session, SIX);
      const [sale, ...others] = await salesOf(fixture());
      expect([others.length, sale.lines.length]).toEqual([before, 1]);
      const said = await session.page.getByTestId('last-sale').textContent();
      expect(said).toContain(sale.invoiceNumber);
      expect(said?.replaceAll(/\s/g, ' ')).toMatch(/Change.*8,580.00/);
      await session.close();
    });

    test('by a slow scanner on a receipt are taken too', async () => {
      const session = await openTill();
      await sellForCash(session, ['PIL-AAA4']);
      await session.page.keyboard.type(demoProduct('CAB-USBC').barcode, { delay: 45 });
      await session.page.keyboard.press('Enter');
      await cartIs(session, ['CAB-USBC']);
      await session.close();
    });

    test('show a line at once, and are told to screen readers when they are in the cart', async () => {
      const session = await openTill();
      const release = await holdAnswers(session, /\/products\?/);
      await scan(session, 'CAB-USBC');
      await session.page.getByTestId('waiting-scans').getByText(demoProduct('CAB-USBC').barcode).waitFor();
      expect(await session.page.locator('table.cart').count()).toBe(0);
      release();
      await cartHas(session, 1);
      const said = session.page.locator('[aria-live]').filter({ hasText: demoProduct('CAB-USBC').name });
      await said.waitFor({ state: 'attached' });
      expect(await session.page.getByTestId('waiting-scans').count()).toBe(0);
      await session.close();
    });

    test('sound one way when the article is in the cart and another way when no product has the code', async () => {
      const session = await openTill();
      const { page } = session;
      await page.evaluate(() => {
        const played: number[] = ((globalThis as any).played = []);
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...when) {
          played.push(this.frequency.value);
          return start.apply(this, when);
        };
      });
      const played = (): Promise<number[]> => page.evaluate(() => (globalThis as any).played);
      await scanAll(session, ['CAB-USBC']);
      await eventually(async () => expect(await played()).toEqual([880]));
      await pressAtOnce(session, UNKNOWN[0]!, 'Enter');
      await eventually(async () => expect(await played()).toEqual([880, 196]));
      await page.getByRole('button', { name: /^Signed in/ }).click();
      await page.getByRole('menuitem', { name: 'Sounds of the till off' }).click();
      await scanAll(session, ['AMP-LED9']);
      await cartHas(session, 2);
      expect(await played()).toEqual([880, 196]);
      await session.close();
    });

    test('on their way at a reload are in the cart after it, in their order', async () => {
      const session = await openTill();
      const { page } = session;
      await holdAnswers(session, /\/products\?/);
      await scan(session, 'CAB-USBC');
      await scan(session, 'AMP-LED9');
      await page.getByTestId('waiting-scans').getByRole('listitem').nth(1).waitFor();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.reload();
      await cartIs(session, ['CAB-USBC', 'AMP-LED9']);
      await page.reload();
      await tillReady(session);
      await cartIs(session, ['CAB-USBC', 'AMP-LED9']);
      await session.close();
    });

    test('of unknown codes stay listed until each is put away', async () => {
      const session = await openTill();
      const { page } = session;
      for (const code of UNKNOWN) await pressAtOnce(session, code, 'Enter');
      await scanAll(session, ['CAB-USBC']);
      const listed = page.getByRole('list', { name: 'Unknown codes' }).getByRole('listitem');
      for (const [at, code] of UNKNOWN.entries()) expect(await listed.nth(at).textContent()).toContain(code);
      await page.getByRole('button', { name: `Put ${UNKNOWN[0]} away` }).click();
      await eventually(async () => expect(await listed.count()).toBe(1));
      expect(await listed.textContent()).toContain(UNKNOWN[1]);
      await session.close();
    });

    test('on a machine that stops after the first key of a code are that code', async () => {
      const session = await openTill();
      const { page } = session;
      await pressAtOnce(session, UNKNOWN[0].slice(0, 1));
      await page.waitForTimeout(400); // the machine stops
      await pressAtOnce(session, UNKNOWN[0].slice(1), 'Enter');
      const listed = page.getByRole('list', { name: 'Unknown codes' }).getByRole('listitem');
      await eventually(async () =>
        expect(await listed.allTextContents()).toEqual([expect.stringContaining(UNKNOWN[0])]),
      );
      expect(await page.locator('#scan').inputValue()).toBe('');
      await session.close();
    });

    test('wait for a gateway that does not answer, and are in the cart once it does', async () => {
      const session = await openTill();
      let lost = 0;
      await intercept(session.page, /\/products\?barcode=/, (route) => {
        lost += 1;
        return lost <= 2 ? route.abort('connectionreset') : route.continue();
      });
      await scanAll(session, ['CAB-USBC', 'AMP-LED9']);
      await cartIs(session, ['CAB-USBC', 'AMP-LED9']);
      expect(lost).toBeGreaterThan(2);
      await session.close();
    });
  });
}
