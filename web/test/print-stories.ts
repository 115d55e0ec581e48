import { expect, test } from '@jest/globals';
import { demoGoods } from '../../deploy/src/demo-goods.js';
import { code128Svg } from '../src/sale/code-128.js';
import { goTo, pressAtOnce, printedBy, sellByApi, signIn, type BrowserFixture } from './browser-fixture.js';
import { pdfPages, type PdfPage } from './pdf-pages.js';

const A4 = { widthMm: 210, heightMm: 297 };

/** Stories of long documents on paper. */
export function printStories(fixture: () => BrowserFixture): void {
  test('a long document: one slip as high as its lines, and A4 pages with their number, their heads and whole lines', async () => {
    const goods = demoGoods.slice(0, 40);
    const sold = await sellByApi(
      fixture(),
      goods.map(({ sku }) => [sku, 1] as const),
    );
    const session = await fixture().openSession('fr');
    const { page } = session;
    await signIn(session, 'manager');
    await page.goto(`/sales/${sold.saleId}`);
    const printOn = async (paper: string): Promise<PdfPage[]> => {
      const button = page.getByRole('button', { name: `Imprimer ${sold.invoiceNumber} sur ${paper}` });
      await printedBy(session, () => button.click());
      return pdfPages(await page.pdf({ preferCSSPageSize: true }));
    };
    const onOneEach = (pages: readonly PdfPage[]): number[] =>
      goods.map(({ sku, name }) => {
        const line = [sku, ...name.split(/[^\p{L}\p{N}]+/u)];
        return pages.filter(({ text }) => line.every((word) => text.includes(word))).length;
      });

    const slip = await printOn('80 mm');
    expect(slip).toHaveLength(1);
    expect(slip[0]?.widthMm).toBe(80);
    expect(slip[0]?.heightMm).toBeGreaterThan(300);
    expect(onOneEach(slip)).toEqual(goods.map(() => 1));

    const pages = await printOn('A4');
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, { widthMm, heightMm, text }] of pages.entries()) {
      expect({ widthMm, heightMm }).toEqual(A4);
      expect(text).toContain(`${sold.invoiceNumber}·page${at + 1}sur${pages.length}`);
    }
    const withLines = pages.filter(({ text }) => goods.some(({ sku }) => text.includes(sku)));
    for (const head of ['Article', 'Qté', 'PrixTTC', 'TVA', 'TTC'])
      expect(withLines.map(({ text }) => [head, text.includes(head)])).toEqual(withLines.map(() => [head, true]));
    expect(onOneEach(pages)).toEqual(goods.map(() => 1));
    expect(pages[0]?.text).toContain('Formejuridique:SARL');
    await page.emulateMedia({ media: 'print' });
    expect(
      await page
        .locator('#print tr')
        .evaluateAll((rows) => [...new Set(rows.map((row) => getComputedStyle(row).breakInside))]),
    ).toEqual(['avoid']);
    await session.close();
  });

  test('a short slip is as short as its content', async () => {
    const sold = await sellByApi(fixture(), [['PIL-AA4', 1]]);
    const session = await fixture().openSession('en');
    const { page } = session;
    await signIn(session, 'manager');
    await page.goto(`/sales/${sold.saleId}`);
    const button = page.getByRole('button', { name: `Print ${sold.invoiceNumber} on 80 mm` });
    await printedBy(session, () => button.click());
    const [slip, ...more] = pdfPages(await page.pdf({ preferCSSPageSize: true }));
    expect(more).toEqual([]);
    expect(slip?.heightMm).toBeLessThan(150);
    expect(slip?.text).toContain(sold.invoiceNumber);
    await session.close();
  });

  test('a slip carries its number as a code, and scanning it on the page of sales opens the sale', async () => {
    const sold = await sellByApi(fixture(), [['PIL-AA4', 1]]);
    const session = await fixture().openSession('en');
    const { page } = session;
    await signIn(session, 'cashier');
    await page.goto(`/sales/${sold.saleId}`);
    await printedBy(session, () => page.getByRole('button', { name: `Print ${sold.invoiceNumber} on 80 mm` }).click());
    const code = page.locator('#print .receipt-code');
    expect(await code.getAttribute('aria-label')).toBe(sold.invoiceNumber);
    expect(await code.locator('svg').innerHTML()).toBe(
      await page.evaluate(
        (svg) => new DOMParser().parseFromString(svg, 'text/html').querySelector('svg')!.innerHTML,
        code128Svg(sold.invoiceNumber),
      ),
    );
    await goTo(session, '/sales');
    await page.getByLabel('Scan a receipt or enter its number').and(page.locator(':focus')).waitFor();
    await pressAtOnce(session, 'NONE-1', 'Enter');
    await page.getByText('No document has the number NONE-1.').waitFor();
    await page.keyboard.press('Control+A');
    await pressAtOnce(session, sold.invoiceNumber, 'Enter');
    await page.waitForURL(`**/sales/${sold.saleId}`);
    await page.getByRole('heading', { name: `Sale ${sold.invoiceNumber}` }).waitFor();
    await session.close();
  });
}
