import { describe, expect, test } from '@jest/globals';
import type { DeliveryView } from '@comptoir/contracts';
import { sampleBatch, sampleContext, sampleLevel, STORE } from '../../test/samples.js';
import { decideTakeBackDelivery } from './take-back-delivery.js';

const older = sampleBatch('b', 3, 5);
const batches = [sampleBatch('a', 0, 3, 700), sampleBatch('b', 4, 2), sampleBatch('b', 5, 4)];
const levels = [sampleLevel('a', batches), sampleLevel('b', [older, ...batches])];
const delivery: DeliveryView = {
  deliveryId: 'dlv_1',
  storeId: STORE,
  currency: 'DZD',
  totalCostMinor: 2_744,
  receivedAt: '2026-01-01T00:00:00.000Z',
  receivedBy: 'usr_2',
  opening: true,
  batches: batches.map(({ _id, productId, receivedQty, costMinor }) => ({
    batchId: _id,
    productId,
    quantity: receivedQty,
    costMinor,
  })),
};
const command = { deliveryId: 'dlv_1', storeId: STORE, reason: 'Counted twice' };
const takenBack = { at: '2026-01-01T10:00:00.000Z', by: 'usr_2', reason: 'Counted twice' };

describe('decideTakeBackDelivery', () => {
  test('empties each batch by a movement at its whole cost; each level falls by its own batches only', () => {
    const back = decideTakeBackDelivery({ delivery, batches, levels }, command, sampleContext());
    expect(
      back.movements.map((one) => [one.kind, one.batchId, one.remainingDelta, one.heldDelta, one.costMinor]),
    ).toEqual([
      ['takenBack', 'bat_a_0', -3, 0, 2_100],
      ['takenBack', 'bat_b_4', -2, 0, 208],
      ['takenBack', 'bat_b_5', -4, 0, 420],
    ]);
    expect(back.costMinor).toBe(2_100 + 208 + 420);
    expect(
      back.levels.map(({ before, after }) => [after.productId, before?.available, after.available, after.version]),
    ).toEqual([
      ['a', 3, 0, 8],
      ['b', 11, 5, 8],
    ]);
    expect(back.delivery.takenBack).toEqual({ at: sampleContext().now, by: 'usr_1', reason: 'Counted twice' });
  });

  test('is refused while units of a batch are set aside or sold, and names their products', () => {
    const moved = batches.map((batch) => (batch.seq === 5 ? { ...batch, remainingQty: 1 } : batch));
    expect(() => decideTakeBackDelivery({ delivery, batches: moved, levels }, command, sampleContext())).toThrow(
      expect.objectContaining({
        code: 'delivery.not-whole',
        details: { deliveryId: 'dlv_1', products: [{ productId: 'b', received: 4, left: 1 }] },
      }),
    );
  });

  test.each<[string, DeliveryView | undefined, string]>([
    ['an unknown delivery', undefined, 'delivery.unknown'],
    ['one of another store', { ...delivery, storeId: 'sto_2' }, 'delivery.unknown'],
    ['one from a supplier', { ...delivery, opening: undefined }, 'delivery.not-opening'],
    ['one that was taken back', { ...delivery, takenBack }, 'delivery.taken-back'],
  ])('refused: %s', (_name, asked, code) => {
    expect(() => decideTakeBackDelivery({ delivery: asked, batches, levels }, command, sampleContext())).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
