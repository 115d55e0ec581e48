import { describe, expect, test } from '@jest/globals';
import { MAX_TRANSFER_PARCELS } from '@comptoir/contracts';
import { sampleBatch, sampleContext, sampleLevel, STORE } from '../../test/samples.js';
import { OTHER_STORE, sampleRequest, sampleTransfer } from '../../test/transfer-samples.js';
import type { Batch } from './records.js';
import { decideSendTransfer, decideShipTransfer, type ShippingState } from './ship-transfer.js';
import type { TransferRecord } from './transfer-records.js';

const stateOf = (batches: readonly Batch[], products = ['a', 'b']): ShippingState => ({
  levels: products.map((productId) => sampleLevel(productId, batches)),
  open: { batches, readTo: new Map() },
  arrivals: new Map([['dlv_1', { receivedAt: '2025-12-01T00:00:00.000Z', supplierId: 'sup_1' }]]),
});
/** Two batches of a, 2 at 100 and 5 at 101 each; one of b, 6 at 100. */
const goods = (): Batch[] => [sampleBatch('a', 0, 2), sampleBatch('a', 1, 5), sampleBatch('b', 0, 6)];
const input = { transferId: 'trf_1', storeId: STORE, revision: 1 };
const shipping = (lines: readonly [string, number][], found: TransferRecord | null = sampleTransfer(), facts = {}) =>
  decideShipTransfer(
    { ...stateOf(goods()), found },
    { ...input, lines: lines.map(([productId, quantity]) => ({ productId, quantity })), ...facts },
    sampleContext(),
  );
const code = (expected: string, details?: object) =>
  expect.objectContaining(details ? { code: expected, details: expect.objectContaining(details) } : { code: expected });

describe('decideShipTransfer', () => {
  test('takes the oldest batch first, at its exact cost; what was not shipped stays asked for', () => {
    const { before, after, moved, takes, levels, movements } = shipping([['a', 3]]);
    expect(before.revision).toBe(1);
    expect(takes.map(({ batchId, quantity, costMinor }) => [batchId, quantity, costMinor])).toEqual([
      ['bat_a_0', 2, 200],
      ['bat_a_1', 1, 101],
    ]);
    expect(after).toMatchObject({ state: 'shipped', revision: 2, leftQuantity: 3, leftCostMinor: 301 });
    expect(after.lines).toMatchObject([
      { productId: 'a', quantity: 4, shippedQuantity: 3, shippedCostMinor: 301 },
      { productId: 'b', quantity: 6, shippedQuantity: 0 },
    ]);
    expect(after.parcels).toEqual([
      {
        productId: 'a',
        batchId: 'bat_a_0',
        deliveryId: 'dlv_1',
        supplierId: 'sup_1',
        agedSince: '2025-12-01T00:00:00.000Z',
        quantity: 2,
        costMinor: 200,
        leftQuantity: 2,
        leftCostMinor: 200,
      },
      expect.objectContaining({ batchId: 'bat_a_1', quantity: 1, costMinor: 101 }),
    ]);
    expect(moved).toMatchObject({
      kind: 'shipped',
      costMinor: 301,
      lines: [{ productId: 'a', quantity: 3, costMinor: 301 }],
    });
    expect(after.moves).toEqual([moved]);
    expect(levels).toMatchObject([{ after: { productId: 'a', available: 4, head: 1 } }]);
    expect(movements.map((one) => [one.kind, one.remainingDelta, one.costMinor, one.ref])).toEqual([
      ['transferredOut', -2, 200, 'trf_1'],
      ['transferredOut', -1, 101, 'trf_1'],
    ]);
  });

  test('goods whose delivery is not known are as old as their batch, or as it says', () => {
    const [first, second] = [sampleBatch('a', 0, 1), { ...sampleBatch('a', 1, 1), agedSince: '2025-01-01T00:00:00Z' }];
    const state = { ...stateOf([first, second], ['a']), arrivals: new Map(), found: sampleTransfer() };
    const lines = [{ productId: 'a', quantity: 2 }];
    const { after } = decideShipTransfer(state, { ...input, lines }, sampleContext());
    expect(after.parcels.map((one) => [one.agedSince, one.supplierId])).toEqual([
      [first.receivedAt, undefined],
      ['2025-01-01T00:00:00Z', undefined],
    ]);
  });

  test.each<[string, () => unknown, string, object?]>([
    ['what nobody knows', () => shipping([['a', 1]], null), 'transfer.unknown'],
    [
      'the store that asked',
      () => shipping([['a', 1]], sampleTransfer(), { storeId: OTHER_STORE }),
      'transfer.other-store',
      { storeId: STORE },
    ],
    ['a second time', () => shipping([['a', 1]], sampleTransfer({ state: 'shipped' })), 'transfer.state'],
    [
      'another revision',
      () => shipping([['a', 1]], sampleTransfer({ revision: 2 })),
      'transfer.changed',
      { revision: 2, asked: 1 },
    ],
    [
      'more than was asked, and what was not',
      () => shipping([['a', 5], ['c', 1]]), // prettier-ignore
      'transfer.not-asked',
      {
        products: [
          { productId: 'a', asked: 4, quantity: 5 },
          { productId: 'c', asked: 0, quantity: 1 },
        ],
      },
    ],
    [
      'a product twice',
      () =>
        shipping([
          ['a', 1],
          ['a', 1],
        ]),
      'message.invalid',
    ],
    [
      'more than there is',
      () =>
        decideShipTransfer(
          { ...stateOf([sampleBatch('a', 0, 2)]), found: sampleTransfer() },
          { ...input, lines: [{ productId: 'a', quantity: 3 }] },
          sampleContext(),
        ),
      'stock.insufficient',
      { shortages: [{ productId: 'a', asked: 3, available: 2 }] },
    ],
    [
      'goods of another currency',
      () =>
        decideShipTransfer(
          { ...stateOf([{ ...sampleBatch('a', 0, 2), currency: 'EUR' }]), found: sampleTransfer() },
          { ...input, lines: [{ productId: 'a', quantity: 1 }] },
          sampleContext(),
        ),
      'stock.currency-mixed',
    ],
    [
      'goods in more batches than it carries',
      () => {
        const batches = Array.from({ length: MAX_TRANSFER_PARCELS + 1 }, (_none, at) => sampleBatch('a', at, 1));
        const quantity = batches.length;
        const nothing = sampleTransfer().lines[0]!;
        return decideShipTransfer(
          { ...stateOf(batches, ['a']), found: sampleTransfer({ lines: [{ ...nothing, quantity }] }) },
          { ...input, lines: [{ productId: 'a', quantity }] },
          sampleContext(),
        );
      },
      'transfer.too-many-parcels',
      { parcels: MAX_TRANSFER_PARCELS + 1, limit: MAX_TRANSFER_PARCELS },
    ],
  ])('refuses %s', (...[, decide, expected, details]) => {
    expect(decide).toThrow(code(expected, details));
  });
});

test('decideSendTransfer writes and ships at once, under a number of its own', () => {
  const { after, series, takes } = decideSendTransfer(
    { ...stateOf(goods()), series: null },
    sampleRequest(),
    sampleContext(),
  );
  expect(series).toEqual({ _id: 'ALG1-TR-2026', last: 1 });
  expect(after).toMatchObject({
    number: 'ALG1-TR-2026-000001',
    begunBy: 'sending',
    state: 'shipped',
    revision: 1,
    leftQuantity: 10,
    leftCostMinor: 200 + 202 + 600,
  });
  expect(takes).toHaveLength(3);
});
