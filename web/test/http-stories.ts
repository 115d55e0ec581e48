import { describe, expect, test } from '@jest/globals';
import { sellByApi, signIn, tillReady, type BrowserFixture } from './browser-fixture.js';

/** HTTP responses of the pages: content, security headers, size and speed. */
export function httpStories(fixture: () => BrowserFixture): void {
  const fetchPage = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, fixture().system.shop.url), { headers });

  describe('the pages over HTTP', () => {
    test.each(['/', '/till', '/sales/sal_01', '/day'])(
      '%s is the page, revalidated each time, under a strict policy',
      async (path) => {
        const response = await fetchPage(path);
        const policy = response.headers.get('content-security-policy') ?? '';
        expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
        expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
        expect(policy).not.toMatch(/script-src[^;]*unsafe/);
        expect(await response.text()).not.toMatch(/<script(?![^>]* src=)|\son\w+=/);
      },
    );

    test('files named by their content may be cached for ever and are compressed; a missing one is not a page', async () => {
      const [, file = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(await (await fetchPage('/')).text()) ?? [];
      const response = await fetchPage(file, { 'accept-encoding': 'br' });
      expect([
        response.status,
        response.headers.get('cache-control'),
        response.headers.get('content-encoding'),
      ]).toEqual([200, 'public, max-age=31536000, immutable', 'br']);
      expect((await fetchPage('/assets/none.js')).status).toBe(404);
      expect((await fetchPage('/%2e%2e/package.json')).status).toBeGreaterThanOrEqual(400);
    });

    test('an unknown address of the API is a problem document, never a page', async () => {
      const response = await fetchPage('/api/v1/nothing');
      expect([response.status, response.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
      expect(await response.json()).toMatchObject({ code: 'route.unknown' });
    });

    test('the till’s code is under 305 kB compressed, and the other pages’ code is not in it', async () => {
      const session = await fixture().openSession('fr');
      await signIn(session, 'cashier');
      await session.page.goto('/till'); // without the page where she signed in
      await tillReady(session);
      const loaded = await session.page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name }) => name.includes('/assets/'))
          .map(({ name, encodedBodySize }) => ({ name, size: encodedBodySize })),
      );
      expect(loaded.reduce((total, { size }) => total + size, 0)).toBeLessThan(305_000);
      expect(loaded.filter(({ name }) => /day-page|approvals-page/.test(name))).toEqual([]);
      await session.close();
    });

    test('a page shows its frame in under 100 ms and its data in under 300 ms', async () => {
      await sellByApi(fixture(), [['MUL-4P', 1]]);
      const session = await fixture().openSession('fr');
      const { page } = session;
      await signIn(session, 'owner', '/day');
      await page.getByTestId('sales').filter({ hasText: /\d/ }).waitFor();
      const best = { frame: Infinity, data: Infinity };
      for (let round = 0; round < 20; round += 1) {
        // the machine is shared: the best round counts
        const took = await page.evaluate(async () => {
          const linkTo = (path: string) => document.querySelector<HTMLAnchorElement>(`.office-side a[href="${path}"]`)!;
          const until = async (there: () => boolean): Promise<number> => {
            for (const begun = performance.now(); ; await new Promise(requestAnimationFrame))
              if (there() || performance.now() - begun > 5_000) return performance.now();
          };
          const begun = performance.now();
          linkTo('/sales').click();
          const frame = await until(() => document.querySelector('h1')?.textContent === 'Ventes');
          const data = await until(() => document.querySelectorAll('tbody tr a').length > 0);
          linkTo('/day').click();
          await until(
            () =>
              document.querySelector('h1')?.textContent === 'Journée' &&
              document.querySelector('[data-testid=sales]') !== null,
          );
          return { frame: frame - begun, data: data - begun };
        });
        best.frame = Math.min(best.frame, took.frame);
        best.data = Math.min(best.data, took.data);
        if (best.frame < 100 && best.data < 300) break;
      }
      expect(best.frame).toBeLessThan(100);
      expect(best.data).toBeLessThan(300);
      await session.close();
    });
  });
}
