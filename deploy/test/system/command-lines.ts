import { describe, expect, test } from '@jest/globals';
import { command } from './command.js';
import { openStoreFixture, sell, stockUp } from './store-fixture.js';
import type { TestSystem } from './system.js';

/** The command lines a person uses on a running shop. */
export function commandLines(system: () => TestSystem): void {
  describe('npm run demo', () => {
    test('runs a day on a shop already in use, and again, and ends with "all true"', async () => {
      const { storeId } = await openStoreFixture(system(), { pricesIncludeTax: true });
      const { companyId } = await system().manager.get(`/stores/${storeId}`);
      await openStoreFixture(system(), { companyId, legal: undefined });
      await system().manager.post('/categories', { name: 'Cuisine' });
      for (let day = 0; day < 2; day += 1) {
        const { code, printed } = await command('demo', '--url', system().shop.url);
        expect([code, printed.trimEnd().split('\n').at(-1), printed]).toEqual([
          0,
          'all true',
          expect.not.stringContaining('✗'),
        ]);
        expect(printed).toContain('✓ cost of 4 at 6,000 and 1 at 6,600: 30,600.00 DZD');
        expect(printed).toContain('✓ margin by category: ');
        expect(printed).toContain('✓ goods in transit in both books: ');
      }
    }, 120_000);

    test.each([
      [['--url', 'not an address'], '--url must be an address such as http://localhost:8080, not "not an address".'],
      [
        ['--url', 'http://localhost:1'],
        'Nobody answers at http://localhost:1: start the shop with npm start, or name another address with --url.',
      ],
      [['--speed', '9'], "npm run demo: Unknown option '--speed'"],
    ])('with %j says what is wrong', async (args, sentence) => {
      const { code, printed } = await command('demo', ...args);
      expect(printed).toContain(sentence);
      expect(code).not.toBe(0);
    });
  });

  test('npm run audit: 0 on a sound shop; not 0 on a broken one, naming the break', async () => {
    const fixture = await openStoreFixture(system());
    const productId = await stockUp(fixture, [[3, 500]]);
    await sell(fixture, [{ productId, quantity: 1 }]);
    const sound = await command('audit', '--url', system().shop.url);
    expect([sound.code, sound.printed]).toEqual([0, expect.stringContaining('The books are proved.')]);
    const levels = system().mongo.db('comptoir_inventory').collection('movements');
    await levels.updateOne({ productId, kind: 'held' }, { $inc: { remainingDelta: -1 } });
    const broken = await command('audit', '--url', system().shop.url);
    await levels.updateOne({ productId, kind: 'held' }, { $inc: { remainingDelta: 1 } });
    expect([broken.code, broken.printed]).toEqual([1, expect.stringContaining('broken 1: batch')]);
  }, 60_000);
}
