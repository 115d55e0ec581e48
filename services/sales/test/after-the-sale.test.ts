import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sales, type SaleView } from '@comptoir/contracts';
import type { TestService } from '@comptoir/kit/testing';
import {
  aCustomer,
  aStore,
  beginCorrection,
  correctionSaga,
  finalizeCorrection,
  GIVEN_UP,
  sell,
  startSales,
  takeBack,
} from './fixtures.js';

/** The state of an order after its sale: what came back, and what is owed. */

let service: TestService;
const store = aStore();
beforeAll(async () => {
  service = await startSales();
}, 60_000);
afterAll(() => service.stop());

/** A sale of two units to a customer who may owe, and owes nothing else. */
async function two(paid: 'full' | number): Promise<SaleView> {
  const { customerId } = await aCustomer(service, { creditLimit: { minor: 100_000, currency: 'DZD' } });
  return sell(service, store, customerId, [{ quantity: 2 }], paid);
}
const orderOf = (sale: SaleView) => service.call(sales.readOrder, { orderId: sale.orderId });
const one = (sale: SaleView) => [
  { saleLineId: sale.lines[0]!.saleLineId, quantity: 1, disposition: 'restock' as const },
];

describe('a return', () => {
  test.each([
    ['of a paid sale', 'full', 'partlyReturned'],
    ['that settles what was owed', 1190, 'partlyReturned'],
    ['after which something is still owed', 500, 'invoiced'],
  ] as const)('%s', async (_name, paid, state) => {
    const sale = await two(paid);
    const after = await takeBack(service, sale, one(sale));
    expect((await orderOf(sale)).state).toBe(state);
    await takeBack(service, after, one(after));
    const order = await orderOf(sale);
    expect(order.state).toBe('returned');
    expect(order.life.slice(-2).map((step) => [step.name, step.state])).toEqual([
      ...(state === 'invoiced' ? [['invoice', 'invoiced']] : [['takeBack', 'partlyReturned']]),
      ['takeBack', 'returned'],
    ]);
  });
});

describe('a cancellation', () => {
  test.each([
    ['full', false, 'paid'],
    [0, false, 'invoiced'],
    ['full', true, 'partlyReturned'],
  ] as const)('of a sale paid %s, with a return before it: %s', async (paid, returned, state) => {
    const sold = await two(paid);
    const sale = returned ? await takeBack(service, sold, one(sold)) : sold;
    expect((await orderOf(sale)).state).toBe(state);
    const { correctionId } = await beginCorrection(service, sale);
    expect(await orderOf(sale)).toMatchObject({ state: 'cancelling', cancelling: { correctionId, from: state } });
    const named = { correctionId, saleId: sale.saleId };
    const undo = { ...named, revision: sale.revision, refusal: GIVEN_UP } as const;
    expect(await service.call(sales.abandonCorrection, undo, { sagaId: correctionSaga(sale) })).toEqual({
      abandoned: true,
    });
    const before = await orderOf(sale);
    expect(before.state).toBe(state);
    expect(before.cancelling).toBeUndefined();
    const again = await service.call(sales.readSale, { saleId: sale.saleId });
    const second = await beginCorrection(service, again);
    const posting = { correctionId: second.correctionId, saleId: sale.saleId };
    await service.call(sales.postReversal, posting, { sagaId: correctionSaga(again) });
    await finalizeCorrection(service, sale.saleId, second.correctionId);
    const order = await orderOf(sale);
    expect(order).toMatchObject({ state: 'cancelled', cancelled: { reason: 'does not work' } });
    expect(order.life.slice(-4).map((step) => step.state)).toEqual(['cancelling', state, 'cancelling', 'cancelled']);
  });
});
