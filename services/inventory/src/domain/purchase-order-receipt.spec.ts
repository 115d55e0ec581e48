import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PurchaseOrderState } from '@comptoir/contracts';
import { sampleContext, samplePurchaseOrder, sampleSupplier, STORE } from '../../test/samples.js';
import { decideReceiveDelivery, type DeliveryCommand } from './delivery.js';
import { receivedOn, requireReceivable, type OrderedDelivery } from './purchase-order-receipt.js';

const moment = { now: '2026-02-01T00:00:00.000Z', actor: { id: 'usr_2' } };
const delivery: OrderedDelivery = {
  storeId: STORE,
  purchaseOrderId: 'por_1',
  opening: false,
  lines: [{ productId: 'a', quantity: 1, costMinor: 100 }],
};
const sent = samplePurchaseOrder({ state: 'sent' });

describe('requireReceivable', () => {
  test.each<[string, Partial<OrderedDelivery>, Partial<typeof sent> | null, string, object?]>([
    ['no such order', {}, null, 'purchase-order.unknown'],
    ['another store', { storeId: 'sto_2' }, {}, 'purchase-order.other-store', { storeId: STORE }],
    [
      'another supplier',
      { supplierId: 'sup_2' },
      {},
      'purchase-order.other-supplier',
      { supplierId: 'sup_1', supplierName: 'Sarl Exemple' },
    ],
    ['a name beside it', { supplierName: 'Sarl Exemple' }, {}, 'message.invalid'],
    ['opening stock', { opening: true }, {}, 'message.invalid'],
    ['a draft', {}, { state: 'draft' }, 'purchase-order.not-open', { state: 'draft' }],
    ['closed', {}, { state: 'closed' }, 'purchase-order.not-open', { state: 'closed' }],
    ['cancelled', {}, { state: 'cancelled' }, 'purchase-order.not-open', { state: 'cancelled' }],
    [
      'products that were not ordered',
      { lines: ['a', 'x', 'y', 'x'].map((productId) => ({ productId, quantity: 1, costMinor: 1 })) },
      {},
      'purchase-order.not-ordered',
      { productIds: ['x', 'y'] },
    ],
  ])('refused: %s', (_name, changes, order, code, details = {}) => {
    const found = order && { ...sent, ...order };
    expect(() => requireReceivable(found, { ...delivery, ...changes })).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    );
  });

  test('with its supplier or without, also late; a delivery without an order has none', () => {
    for (const state of ['sent', 'partlyReceived', 'received'] as const)
      for (const supplierId of ['sup_1', undefined])
        expect(requireReceivable({ ...sent, state }, { ...delivery, ...(supplierId && { supplierId }) })?.state).toBe(
          state,
        );
    const { purchaseOrderId: _none, ...free } = delivery;
    expect(requireReceivable(undefined, { ...free, opening: true, supplierName: 'X' })).toBeUndefined();
  });
});

describe('receivedOn', () => {
  const productIds = ['a', 'b', 'c'];
  const arrived = fc.array(
    fc.record({
      productId: fc.constantFrom(...productIds),
      quantity: fc.integer({ min: 1, max: 12 }),
      costMinor: fc.nat(100_000),
    }),
    { minLength: 1, maxLength: 4 },
  );

  test('whatever comes in whatever parts: each line has the sums, and the state says whether something is missing', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(quantities, fc.array(arrived, { maxLength: 8 }), (ordered, deliveries) => {
        let order = samplePurchaseOrder({
          state: 'sent',
          lines: productIds.map((productId, at) => ({
            productId,
            quantity: ordered[at]!,
            expectedCostMinor: 10,
            receivedQuantity: 0,
            receivedCostMinor: 0,
          })),
        });
        const all: { productId: string; quantity: number; costMinor: number }[] = [];
        for (const [count, lines] of deliveries.entries()) {
          order = receivedOn(order, lines, moment);
          all.push(...lines);
          let missing = false;
          for (const [at, productId] of productIds.entries()) {
            let [quantity, costMinor] = [0, 0];
            for (const one of all) {
              if (one.productId !== productId) continue;
              quantity += one.quantity;
              costMinor += one.costMinor;
            }
            if (quantity < ordered[at]!) missing = true;
            expect(order.lines[at]).toEqual({
              productId,
              quantity: ordered[at],
              expectedCostMinor: 10,
              receivedQuantity: quantity,
              receivedCostMinor: costMinor,
            });
          }
          const state: PurchaseOrderState = missing ? 'partlyReceived' : 'received';
          expect([order.state, order.revision]).toEqual([state, 3 + count + 1]);
        }
      }),
    );
  });

  test('is part of the delivery, without its extra costs; the delivery names the order', () => {
    const command: DeliveryCommand = {
      ...delivery,
      deliveryId: 'dlv_9',
      currency: 'DZD',
      extraCostMinor: 50,
      store: { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' },
      lines: [
        { productId: 'a', quantity: 3, costMinor: 330 },
        { productId: 'a', quantity: 2, costMinor: 220 },
      ],
    };
    const state = { known: false, levels: [], order: sent, supplier: sampleSupplier({}) };
    const taken = decideReceiveDelivery(state, command, sampleContext());
    expect(taken.delivery).toMatchObject({
      supplierId: 'sup_1',
      purchaseOrderId: 'por_1',
      purchaseOrderNumber: sent.number,
      totalCostMinor: 600,
    });
    expect(taken.ordered?.before).toBe(sent);
    expect(taken.ordered?.after.lines[0]).toMatchObject({ quantity: 4, receivedQuantity: 5, receivedCostMinor: 550 });
    expect(taken.ordered?.after.state).toBe('partlyReceived');
    const archived = { ...state, supplier: sampleSupplier({ archived: true }) };
    expect(() => decideReceiveDelivery(archived, command, sampleContext())).toThrow(
      expect.objectContaining({ code: 'supplier.archived' }),
    );
  });
});
