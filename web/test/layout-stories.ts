import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rootDir } from '../../deploy/src/paths.js';
import {
  printedBy,
  cartHas,
  signIn,
  eventually,
  negotiate,
  payDialog,
  scanAll,
  sellForCash,
  listed,
  tillReady,
  typeByHand,
  type BrowserFixture,
  type BrowserSession,
  settings,
} from './browser-fixture.js';
import { overflowing, seriousViolations, stillness } from './page-checks.js';

const SCREENS = settings.COMPTOIR_SCREENS === '1' ? join(rootDir, 'docs', 'screens') : undefined;
const WIDTHS = [1440, 820, 390] as const;
const HEIGHTS = { 1440: 900, 820: 1180, 390: 844 } as const;

/** What axe finds in one scheme and not in the other. */
const OF_COLOURS = ['color-contrast'];

/** Checks a page at every width and in both schemes: no serious violation for axe, nothing wider than the window. */
async function checkLayout({ page }: BrowserSession, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    // colours have no width: where no pictures are taken, both are looked at once
    for (const colorScheme of width === WIDTHS[0] || SCREENS ? (['dark', 'light'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme });
      await eventually(async () =>
        expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(colorScheme),
      );
      await stillness(page);
      if (width === WIDTHS[0]) {
        const found = await seriousViolations(page, colorScheme === 'dark' ? OF_COLOURS : undefined);
        expect([name, colorScheme, found]).toEqual([name, colorScheme, []]);
      }
      if (SCREENS && (colorScheme === 'light' || name === 'till'))
        await page.screenshot({ path: join(SCREENS, `${name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`) });
    }
    expect([name, width, await overflowing(page)]).toEqual([name, width, []]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The pages with what is not there on a walk: by axe and for overflow, with screenshots in docs/screens when COMPTOIR_SCREENS is 1. */
export function layoutStories(fixture: () => BrowserFixture): void {
  describe('what a page shows while it is used', () => {
    test('of the till and the receipt: nothing serious for axe, nothing overflows', async () => {
      if (SCREENS) await mkdir(SCREENS, { recursive: true });
      const session = await fixture().openSession('fr');
      const { page } = session;
      await page.goto('/');
      await page.getByRole('button', { name: 'Caissier', exact: true }).waitFor();
      await checkLayout(session, 'sign-in');
      await signIn(session, 'cashier');
      await tillReady(session);
      await scanAll(session, ['KET-17', 'TV-55', 'REF-280', 'CAB-USBC']);
      await page.locator('table.cart input').nth(1).fill('14');
      await page.locator('table.cart .mark.bad').waitFor();
      await checkLayout(session, 'till');
      await page.locator('#scan').focus();
      await typeByHand(session, 'caf');
      await listed(session);
      await checkLayout(session, 'till-search');
      await page.keyboard.press('Escape');
      await page.keyboard.press('F4');
      await page.locator('.choice').first().waitFor();
      await checkLayout(session, 'till-customer');
      await page.keyboard.press('Escape');
      await page.locator('table.cart input').nth(1).fill('1');
      await payDialog(session);
      await typeByHand(session, '300000');
      await checkLayout(session, 'till-pay');
      await page.keyboard.press('Enter');
      await page.getByTestId('sold').waitFor();
      await checkLayout(session, 'receipt');
      await checkPrint(session);
      await session.close();
    });

    test('behind the till: nothing serious for axe, nothing overflows', async () => {
      const [till, office] = [await fixture().openSession('fr'), await fixture().openSession('fr')];
      await signIn(till, 'cashier');
      await tillReady(till);
      await sellForCash(till, ['TV-43', 'CAB-USBC', 'CAB-USBC']);
      await till.page.keyboard.press('Enter');
      await tillReady(till);
      await scanAll(till, ['ROB-PET']);
      await negotiate(till, '33000');
      await till.page.keyboard.press('F9');
      await till.page.locator('.given input').press('Enter');
      await till.page.locator('.pending-sale .progress li').nth(1).waitFor();
      await checkLayout(till, 'till-waiting');
      const { page } = office;
      await signIn(office, 'owner');
      await page.goto('/day');
      await page.getByTestId('sales').filter({ hasText: /\d/ }).waitFor();
      await page.getByRole('button', { name: 'Contrôler la comptabilité' }).click();
      await page.getByTestId('audit-result').waitFor({ timeout: 45_000 });
      await checkLayout(office, 'day');
      await till.page.getByRole('button', { name: 'Retirer cette vente' }).click();
      await till.page.getByText('rien n’a été vendu').waitFor();
      await cartHas(till, 1);
      await till.close();
      await office.close();
    });
  });
}

/** The printed receipt: on 80 mm and on A4, with nothing of the page around it. */
async function checkPrint(session: BrowserSession): Promise<void> {
  const { page } = session;
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  for (const [paper, widthMm] of [
    ['slip', 80],
    ['a4', 210],
  ] as const) {
    await page.emulateMedia({ media: 'screen' });
    const button = page.getByRole('button', { name: paper === 'slip' ? 'Imprimer 80 mm' : 'Imprimer A4' });
    const text = await printedBy(session, () => button.click());
    // the first print is the original, the second one a copy
    expect([paper, text.includes('DUPLICATA')]).toEqual([paper, paper === 'a4']);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#root').isVisible()).toBe(false);
    await page.locator('#print .receipt').waitFor();
    const box = await page.locator('#print .receipt').boundingBox();
    if (paper === 'slip') expect(box?.width).toBeLessThan((widthMm / 25.4) * 96);
    if (SCREENS) await page.locator('#print .receipt').screenshot({ path: join(SCREENS, `receipt-${paper}.png`) });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const [, width = '0'] = /\/MediaBox \[0 0 ([\d.]+)/.exec(pdf.toString('latin1')) ?? [];
    expect(Math.round((Number(width) / 72) * 25.4)).toBe(widthMm);
  }
  await page.emulateMedia({ media: 'screen' });
}
