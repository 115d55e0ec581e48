import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inventory, DomainError } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import type { TestService } from '@comptoir/kit/testing';
import { deliver, deliverFor, expectTrue, hold, startService, stockOf } from './fixtures.js';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** What a till or a delivery does, and after which others it starts. */
const operation = fc.record({
  kind: fc.constantFrom('deliver', 'hold', 'hold', 'holdAndRelease', 'sell', 'sellAndReturn', 'sellAndWriteOff'),
  product: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 5 }),
});
type Operation = { kind: string; product: number; quantity: number };
/** Smallest units of one unit of each product: the third is sold by weight, in portions of 375 g. */
const PORTIONS = [1, 1, 375];

/** Units that an operation took from the stock for good, or added to it (the slow and obvious oracle). */
async function perform(
  storeId: string,
  products: readonly string[],
  { kind, product, quantity: portions }: Operation,
): Promise<{ available: number; held: number }> {
  const productId = products[product]!;
  const quantity = portions * PORTIONS[product]!;
  if (kind === 'deliver') {
    await deliverFor(service, storeId, productId, quantity, 1_000 + quantity);
    return { available: quantity, held: 0 };
  }
  const granted = await hold(service, storeId, productId, quantity);
  const { holdId } = granted;
  if (kind === 'hold') return { available: -quantity, held: quantity };
  if (kind === 'holdAndRelease') {
    await Promise.all([1, 2].map(() => service.call(inventory.releaseHold, { holdId, storeId })));
    return { available: 0, held: 0 };
  }
  const saleId = mint('sale');
  await Promise.all([1, 2].map(() => service.call(inventory.settleHold, { holdId, saleId })));
  if (kind === 'sell') return { available: -quantity, held: 0 };
  const restock = kind === 'sellAndReturn';
  await service.call(inventory.returnStock, {
    correctionId: mint('correction'),
    saleId,
    storeId,
    currency: 'DZD',
    lines: granted.lines[0]!.allocations.map(({ deliveryId: _deliveryId, ...units }) => ({
      ...units,
      productId,
      disposition: restock ? ('restock' as const) : ('writeOff' as const),
    })),
  });
  return { available: restock ? 0 : -quantity, held: 0 };
}

test('after any day of concurrent operations the books add up and agree with the oracle', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 15, maxLength: 40 }), async (operations) => {
      const storeId = mint('store');
      const products = [mint('product'), mint('product'), mint('product')];
      const expected: { available: number; held: number }[] = [];
      for (const [index, productId] of products.entries()) {
        const portion = PORTIONS[index]!;
        await deliver(service, storeId, productId, [3 * portion, 100]);
        await deliverFor(service, storeId, productId, 4 * portion, 999);
        expected.push({ available: 7 * portion, held: 0 });
      }
      const outcomes = await Promise.allSettled(operations.map((one) => perform(storeId, products, one)));
      outcomes.forEach((outcome, index) => {
        const book = expected[operations[index]!.product]!;
        if (outcome.status === 'fulfilled') {
          book.available += outcome.value.available;
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
