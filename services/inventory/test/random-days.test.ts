import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inventory, DomainError } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { deliver, expectTrue, hold, startService, stockOf } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** What a till or the back door does, and after which others it starts. */
const act = fc.record({
  kind: fc.constantFrom('deliver', 'hold', 'hold', 'holdAndRelease', 'sell', 'sellAndReturn', 'sellAndWriteOff'),
  product: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 5 }),
});
type Act = { kind: string; product: number; quantity: number };

/** Units an act took from the shelf for good, or added to it (the slow, obvious book-keeping of a clerk). */
async function perform(
  storeId: string,
  products: readonly string[],
  { kind, product, quantity }: Act,
): Promise<{ shelf: number; held: number }> {
  const productId = products[product]!;
  if (kind === 'deliver') {
    await deliver(service, storeId, productId, [quantity, 10 * quantity]);
    return { shelf: quantity, held: 0 };
  }
  const granted = await hold(service, storeId, productId, quantity);
  const { holdId } = granted;
  if (kind === 'hold') return { shelf: -quantity, held: quantity };
  if (kind === 'holdAndRelease') {
    await Promise.all([1, 2].map(() => service.call(inventory.releaseHold, { holdId, storeId })));
    return { shelf: 0, held: 0 };
  }
  const saleId = mint('sale');
  await Promise.all([1, 2].map(() => service.call(inventory.settleHold, { holdId, saleId })));
  if (kind === 'sell') return { shelf: -quantity, held: 0 };
  const restock = kind === 'sellAndReturn';
  await service.call(inventory.returnStock, {
    correctionId: mint('correction'),
    saleId,
    storeId,
    currency: 'DZD',
    lines: granted.lines[0]!.allocations.map((units) => ({
      ...units,
      productId,
      disposition: restock ? ('restock' as const) : ('writeOff' as const),
    })),
  });
  return { shelf: restock ? 0 : -quantity, held: 0 };
}

test('after any day of rival acts the books add up and agree with a clerk who noted each act that succeeded', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 40 }), async (acts) => {
      const storeId = mint('store');
      const products = [mint('product'), mint('product'), mint('product')];
      const expected: { available: number; held: number }[] = [];
      for (const productId of products) {
        await deliver(service, storeId, productId, [3, 100], [4, 200]);
        expected.push({ available: 7, held: 0 });
      }
      const outcomes = await Promise.allSettled(acts.map((one) => perform(storeId, products, one)));
      outcomes.forEach((outcome, index) => {
        const book = expected[acts[index]!.product]!;
        if (outcome.status === 'fulfilled') {
          book.available += outcome.value.shelf;
          book.held += outcome.value.held;
        } else {
          expect([(outcome.reason as DomainError).code, (outcome.reason as Error).message]).toEqual([
            'stock.insufficient',
            expect.any(String),
          ]);
        }
      });
      for (const [index, productId] of products.entries())
        expect(await stockOf(service, storeId, productId)).toMatchObject(expected[index]!);
      await expectTrue(service);
    }),
    { numRuns: 8 },
  );
}, 120_000);
