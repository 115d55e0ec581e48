import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { rootDir } from '../../deploy/src/paths.js';
import {
  eventually,
  LANGUAGES,
  startBrowser,
  whereChromiumIs,
  type BrowserSession,
  type TestBrowser,
} from './browser-fixture.js';
import { overflowing, seriousViolations } from './page-checks.js';

jest.setTimeout(60_000);

const ROWS = 100_000;

/** The pages as those who build them see them, with the gallery of the kit. */
async function startDevelopmentServer(): Promise<{ url: string; server: ChildProcess }> {
  const vite = join(rootDir, 'node_modules', 'vite', 'bin', 'vite.js');
  const server = spawn(process.execPath, [vite, 'web', '--host', '127.0.0.1', '--port', '0'], {
    cwd: rootDir,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    server.stdout!.on('data', (chunk) => {
      printed += String(chunk);
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
      if (found) resolve(found);
    });
    server.once('exit', () => reject(new Error(`the development server ended: ${printed}`)));
  });
  return { url, server };
}

whereChromiumIs('the kit', () => {
  let development: { url: string; server: ChildProcess };
  let browser: TestBrowser;
  let session: BrowserSession;
  beforeAll(async () => {
    [development, browser] = await Promise.all([startDevelopmentServer(), startBrowser()]);
    session = await browser.open(development.url, { language: 'en' });
    await session.page.goto('/kit');
    await session.page.getByRole('heading', { name: 'Kit' }).waitFor({ timeout: 60_000 }); // the libraries are prepared once
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    development.server.kill();
  });
  beforeEach(async () => {
    await session.page.goto('/kit');
    await session.page.getByRole('heading', { name: 'Kit' }).waitFor();
  });
  const part = (name: string) => session.page.getByRole('region', { name, exact: true });

  test('is not among the pages that are built', () => {
    const assets = join(rootDir, 'web', 'dist', 'pages', 'assets');
    expect(existsSync(assets)).toBe(true);
    expect(readdirSync(assets).filter((name) => /gallery/.test(name))).toEqual([]);
  });

  test('a table of 100,000 rows scrolls to its end with as many rows on the page as are seen', async () => {
    const { page } = session;
    const table = part('long').getByRole('table');
    const rows = table.locator('tbody tr[aria-rowindex]');
    const lastShown = async (): Promise<number> => Number(await rows.last().getAttribute('aria-rowindex')) - 1;
    await eventually(async () => {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      expect(await lastShown()).toBe(ROWS);
    }, 30_000);
    expect(await rows.count()).toBeLessThan(100);
    expect(await table.getAttribute('aria-rowcount')).toBe(String(ROWS + 1));
    const frame = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const began = performance.now();
          scrollTo(0, document.documentElement.scrollHeight / 2);
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
        }),
    );
    await eventually(async () => expect(Math.abs((await lastShown()) - ROWS / 2)).toBeLessThan(1_000));
    expect(frame).toBeLessThan(1_000);
  });

  test('a table says that it is loading, that nothing is there and what to do, or what went wrong', async () => {
    expect(await part('loading').getByRole('table').getAttribute('aria-busy')).toBe('true');
    await part('empty').getByRole('link', { name: 'There is no product yet.' }).waitFor();
    await part('Table that failed').getByRole('alert').getByText('A field is not filled in as it must be.').waitFor();
    await part('Table that failed').getByText('Reference for support: 01KD0EXAMPLE').waitFor();
    expect(await part('failed').getByText('There is no product yet.').count()).toBe(0);
  });

  test('filters stand in the address a moment after the last key, are read from it, and wrong amounts are not', async () => {
    const { page } = session;
    const filters = part('Filters');
    await page.getByLabel('Name, SKU or barcode').pressSequentially('lamp', { delay: 20 });
    await page.getByLabel('State').selectOption('warn');
    await page.getByLabel('At least').fill('1 250,50');
    await eventually(async () =>
      expect(JSON.parse((await filters.locator('output').textContent()) ?? '')).toEqual({
        text: 'lamp',
        tone: 'warn',
        minMinor: '125050',
      }),
    );
    await page.getByLabel('At least').fill('a lot');
    await filters.getByText('An amount, for example 1250.00.').waitFor();
    await page.reload();
    await page.getByLabel('Name, SKU or barcode').waitFor();
    expect(await page.getByLabel('Name, SKU or barcode').inputValue()).toBe('lamp');
    expect(await page.getByLabel('At least').inputValue()).toBe('1250.50');
    await page.getByLabel('Name, SKU or barcode').fill('');
    await eventually(async () => expect(new URL(page.url()).searchParams.has('text')).toBe(false));
  });

  test('a question names the amount, begins on the button that does nothing, and Escape is no', async () => {
    const { page } = session;
    const answer = part('Question').locator('output');
    const ask = page.getByRole('button', { name: 'Cancel the whole sale' });
    await ask.click();
    await page.getByRole('dialog', { name: /^Refund .*90,440\.00.* in cash\?$/ }).waitFor();
    await eventually(async () => expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Back'));
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await answer.textContent()).toBe('no'));
    await ask.click();
    await page.getByRole('button', { name: 'Refund and cancel the sale' }).click();
    await eventually(async () => expect(await answer.textContent()).toBe('yes'));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('a form shows what the server says beside its field, and is not left with changes unasked', async () => {
    const { page } = session;
    const form = part('Form');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('must not be empty').waitFor();
    expect(await form.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('Name').fill('Lamp');
    await form.getByRole('link', { name: 'Back' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await form.getByLabel('Name').inputValue()).toBe('Lamp');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('link', { name: 'Back' }).click();
    await page.waitForURL('**/sign-in');
  });

  describe.each(LANGUAGES)('in %s', (language) => {
    test.each([1440, 390])('has nothing serious for axe and nothing too wide at %i pixels', async (width) => {
      const { page } = session;
      await page.setViewportSize({ width, height: 900 });
      await page.locator(`button[lang=${language}]`).click();
      await eventually(async () => expect(await page.locator('html').getAttribute('lang')).toBe(language));
      await eventually(async () =>
        expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr'),
      );
      expect(await seriousViolations(page)).toEqual([]);
      expect(await overflowing(page)).toEqual([]);
      expect(session.pageErrors).toEqual([]);
    });
  });
});
