import { describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { demoGoods } from '../../deploy/src/demo-goods.js';
import {
  cartHas,
  cartLines,
  eventually,
  pressAtOnce,
  scan,
  scanAll,
  signIn,
  tillReady,
  typeByHand,
  type BrowserFixture,
  type BrowserSession,
} from './browser-fixture.js';

const WIDTHS = [
  [1440, 900],
  [820, 1180],
  [390, 844],
] as const;
const EIGHTEEN = demoGoods.slice(20, 38).map(({ sku }) => sku);

const plain = (text: string | null): string => (text ?? '').replaceAll(/\s/g, ' ');

/** Whether the whole height of an element is in the window and nothing covers its middle. */
function isInSight(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const { left, top, bottom, width, height } = element.getBoundingClientRect();
    const shown = document.elementFromPoint(left + width / 2, top + height / 2);
    return top >= 0 && bottom <= window.innerHeight && shown !== null && element.contains(shown);
  });
}

/** Stories of the cart: long ones, quantities, prices and what is removed by mistake. */
export function cartStories(fixture: () => BrowserFixture): void {
  const openTillWith = async (...skus: string[]): Promise<BrowserSession> => {
    const session = await fixture().openSession('en');
    await signIn(session, 'cashier');
    await tillReady(session);
    if (skus.length > 0) await scanAll(session, skus);
    return session;
  };

  describe('the cart', () => {
    test('of up to eighteen lines, at three widths: the new line, the total and the payment are in sight', async () => {
      const session = await openTillWith(...EIGHTEEN.slice(0, 6));
      const { page } = session;
      const inSight = [page.getByTestId('gross'), page.getByRole('button', { name: /^Take payment/ })];
      for (const [at, sku] of [...EIGHTEEN.entries()].slice(6)) {
        const [width, height] = WIDTHS[at % WIDTHS.length]!;
        await page.setViewportSize({ width, height });
        await scan(session, sku);
        await cartHas(session, at + 1);
        const newest = page.locator('table.cart .line-name').nth(at);
        await eventually(async () => expect([width, sku, await isInSight(newest)]).toEqual([width, sku, true]));
        for (const one of inSight) expect([width, sku, await isInSight(one)]).toEqual([width, sku, true]);
      }
      for (const [width, height] of WIDTHS) {
        await page.setViewportSize({ width, height });
        for (const [sku, at] of [
          [EIGHTEEN[0]!, 0], // again, at the top
          [EIGHTEEN.at(-1)!, EIGHTEEN.length - 1],
        ] as const) {
          await scan(session, sku);
          const line = page.locator('table.cart .line-name').nth(at);
          await eventually(async () => expect([width, sku, await isInSight(line)]).toEqual([width, sku, true]));
        }
      }
      await session.close();
    });

    test('flashes the line of the last scan', async () => {
      const session = await openTillWith('CAB-USBC', 'AMP-LED9');
      const flashed = session.page.waitForFunction(
        () => document.querySelectorAll('table.cart tbody tr')[0]!.getAnimations().length > 0,
      );
      await scan(session, 'CAB-USBC');
      await flashed;
      await session.close();
    });

    test('keeps the quantity and says why when what is typed is none', async () => {
      const session = await openTillWith('CAB-USBC');
      const { page } = session;
      const quantity = page.locator('table.cart input');
      await quantity.fill('4');
      for (const [text, said] of [
        ['1,5', '“1,5” is not a whole number: the quantity stays 4.'],
        ['2x', '“2x” is not a whole number: the quantity stays 4.'],
        ['9999999', '“9999999” is more than 1000000: the quantity stays 4.'],
      ] as const) {
        await page.locator('#scan').focus();
        await quantity.focus();
        await typeByHand(session, text);
        await page.getByText(said).waitFor();
        expect(plain(await page.getByTestId('gross').textContent())).toBe('DZD 2,600.00');
        await page.keyboard.press('Enter'); // stays, until it is a quantity
        expect(await quantity.inputValue()).toBe(text);
        await page.locator('#scan').focus();
        expect([await cartLines(session), await page.getByText(said).count()]).toEqual([[['CAB-USBC', 4]], 1]);
      }
      await session.close();
    });

    test('lets a quantity be cleared and typed anew, and asks before zero removes the line', async () => {
      const session = await openTillWith('CAB-USBC');
      const { page } = session;
      const quantity = page.locator('table.cart input');
      await quantity.fill('12');
      await quantity.press('End');
      await quantity.press('Backspace');
      await quantity.press('Backspace');
      expect(await quantity.inputValue()).toBe('');
      await typeByHand(session, '7');
      await quantity.press('Enter');
      expect(await cartLines(session)).toEqual([['CAB-USBC', 7]]);
      await quantity.fill('0');
      await page.getByText('Enter removes the line; otherwise the quantity stays 7.').waitFor();
      await page.locator('#scan').focus();
      expect(await cartLines(session)).toEqual([['CAB-USBC', 7]]);
      await quantity.fill('0');
      await quantity.press('Enter');
      await page.getByRole('button', { name: /^Undo/ }).click();
      await cartHas(session, 1);
      expect(await cartLines(session)).toEqual([['CAB-USBC', 7]]);
      await session.close();
    });

    test('shows what the customer pays large, and the price before tax small', async () => {
      const session = await openTillWith('KET-17');
      const { page } = session;
      const row = page.locator('table.cart tbody tr');
      await row.locator('input').fill('2');
      await eventually(async () =>
        expect(plain(await row.textContent())).toMatch(/3,900.00.*3,277.31.*7,800.00.*6,554.62/),
      );
      await page.locator('#scan').focus();
      await typeByHand(session, 'cafetiere');
      const option = page.getByRole('option', { name: /12 tasses/ });
      expect(plain(await option.textContent())).toMatch(/DZD 6,200.00.*5,210.08 before tax/);
      const sizeOf = (locator: Locator): Promise<number> =>
        locator.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
      for (const place of [row.locator('.price'), row.locator('.line-total'), option])
        expect(await sizeOf(place.locator('.gross'))).toBeGreaterThan(await sizeOf(place.locator('.net')));
      await session.close();
    });

    test('gives a line back that −, Del or its button removed, by Ctrl+Z', async () => {
      const session = await openTillWith('CAB-USBC', 'AMP-LED9');
      const { page } = session;
      const before = await cartLines(session);
      for (const remove of [
        () => page.keyboard.press('-'), // at one unit
        () => page.keyboard.press('Delete'),
        () =>
          page
            .getByRole('button', { name: /^Remove/ })
            .nth(1)
            .click(),
      ]) {
        await remove();
        await page.getByTestId('removed').getByText('Ampoule LED 9 W').waitFor();
        expect(await cartLines(session)).toEqual(before.slice(0, 1));
        await page.keyboard.press('Control+z');
        await cartHas(session, 2);
        expect(await cartLines(session)).toEqual(before);
        expect(await page.getByTestId('removed').count()).toBe(0);
      }
      await session.close();
    });

    test('gives everything back after it was emptied, with what was scanned since', async () => {
      const session = await openTillWith('CAB-USBC', 'AMP-LED9');
      const { page } = session;
      await pressAtOnce(session, '+');
      await page.getByRole('button', { name: 'Empty the cart' }).click();
      await page.getByText('The cart is empty').waitFor();
      await scanAll(session, ['PIL-AA4']);
      await page.getByRole('button', { name: /^Undo/ }).click();
      await cartHas(session, 3);
      expect(await cartLines(session)).toEqual([
        ['CAB-USBC', 1],
        ['AMP-LED9', 2],
        ['PIL-AA4', 1],
      ]);
      await session.close();
    });
  });
}
