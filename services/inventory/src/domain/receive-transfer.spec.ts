import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_TRANSFER_MOVES, sum } from '@comptoir/contracts';
import { sampleBatch, sampleContext, sampleLevel, STORE } from '../../test/samples.js';
import { OTHER_STORE, sampleTransfer } from '../../test/transfer-samples.js';
import { decideLoseTransferRest, decideReceiveTransfer, decideReturnTransfer } from './receive-transfer.js';
import type { Batch } from './records.js';
import { decideShipTransfer } from './ship-transfer.js';
import type { TransferRecord } from './transfer-records.js';

type Line = readonly [productId: string, received: number, lost?: number];
const input = { transferId: 'trf_1', storeId: OTHER_STORE, revision: 2 };

/** Ships all units of these batches, 3 of each for 10.00 and the like. */
function shipped(batches: readonly Batch[]): TransferRecord {
  const products = [...new Set(batches.map((one) => one.productId))];
  const asked = products.map((productId) => ({
    ...sampleTransfer().lines[0]!,
    productId,
    quantity: sum(batches.filter((one) => one.productId === productId).map((one) => one.remainingQty)),
  }));
  const state = {
    levels: products.map((productId) => sampleLevel(productId, batches)),
    open: { batches, readTo: new Map<string, number>() },
    arrivals: new Map(),
    found: sampleTransfer({ lines: asked }),
  };
  const lines = asked.map(({ productId, quantity }) => ({ productId, quantity }));
  return decideShipTransfer(state, { transferId: 'trf_1', storeId: STORE, revision: 1, lines }, sampleContext()).after;
}

const batchOf = (productId: string, seq: number, units: number, costMinor: number): Batch => ({
  ...sampleBatch(productId, seq, units),
  deliveryId: `dlv_${productId}${seq}`,
  receivedQty: units,
  costMinor,
  remainingCostMinor: costMinor,
});

const receive = (found: TransferRecord | null, lines: readonly Line[], facts: object = {}) =>
  decideReceiveTransfer(
    { found, levels: [] },
    {
      ...input,
      revision: found?.revision ?? 1,
      lines: lines.map(([productId, receivedQuantity, lostQuantity = 0]) => ({
        productId,
        receivedQuantity,
        lostQuantity,
      })),
      ...(lines.some(([, , lost]) => lost) ? { reason: 'broken' } : {}),
      ...facts,
    },
    sampleContext(),
  );

describe('decideReceiveTransfer', () => {
  test('whole: one batch a parcel, with its cost, its delivery and its age, at the end of the queue', () => {
    const road = shipped([batchOf('a', 0, 3, 1_000), batchOf('a', 1, 1, 7)]);
    const level = { ...sampleLevel('a', []), _id: `${OTHER_STORE}/a`, storeId: OTHER_STORE, available: 5, next: 9 };
    const { after, batches, levels, movements, moved } = decideReceiveTransfer(
      { found: road, levels: [level] },
      { ...input, lines: [{ productId: 'a', receivedQuantity: 4, lostQuantity: 0 }] },
      sampleContext(),
    );
    expect(after).toMatchObject({
      state: 'received',
      revision: 3,
      leftQuantity: 0,
      leftCostMinor: 0,
      received: { by: 'usr_1' },
      lines: [{ shippedQuantity: 4, receivedQuantity: 4, receivedCostMinor: 1_007, lostQuantity: 0 }],
    });
    expect(batches).toMatchObject([
      {
        storeId: OTHER_STORE,
        origin: 'transfer',
        originId: 'trf_1',
        deliveryId: 'dlv_a0',
        movedFrom: 'bat_a_0',
        agedSince: '2026-01-01T00:00:00.000Z',
        receivedAt: '2026-01-02T00:00:00.000Z',
        seq: 9,
        receivedQty: 3,
        costMinor: 1_000,
        remainingQty: 3,
      },
      { deliveryId: 'dlv_a1', seq: 10, costMinor: 7 },
    ]);
    expect(levels).toMatchObject([{ after: { available: 9, next: 11, head: 0 } }]);
    expect(movements.map((one) => [one.kind, one.storeId, one.remainingDelta, one.costMinor, one.ref])).toEqual([
      ['transferredIn', OTHER_STORE, 3, 1_000, 'trf_1'],
      ['transferredIn', OTHER_STORE, 1, 7, 'trf_1'],
    ]);
    expect(moved).toMatchObject([{ kind: 'received', costMinor: 1_007 }]);
  });

  test('in parts, with a loss: three for 10.00 come at 3.34, 3.33 and 3.33', () => {
    const road = shipped([batchOf('a', 0, 3, 1_000)]);
    const first = receive(road, [['a', 1]]);
    expect(first.after).toMatchObject({ state: 'partlyReceived', leftQuantity: 2, leftCostMinor: 666 });
    const second = receive(first.after, [['a', 1, 1]]);
    expect([first, second].map((one) => one.batches.map((batch) => batch.costMinor))).toEqual([[334], [333]]);
    expect(second.moved).toMatchObject([
      { kind: 'received', costMinor: 333 },
      { kind: 'lost', costMinor: 333, reason: 'broken' },
    ]);
    expect(second.after).toMatchObject({
      state: 'received',
      lines: [{ receivedQuantity: 2, receivedCostMinor: 667, lostQuantity: 1, lostCostMinor: 333 }],
    });
    expect(second.after.moves.map((one) => one.kind)).toEqual(['shipped', 'received', 'received', 'lost']);
  });

  test('all of it lost: no batch comes', () => {
    const { after, batches, movements } = receive(shipped([batchOf('a', 0, 2, 9)]), [['a', 0, 2]]);
    expect([after.state, batches, movements]).toEqual(['received', [], []]);
  });

  const road = shipped([batchOf('a', 0, 3, 1_000)]);
  test.each<[string, () => unknown, string, object?]>([
    ['what nobody knows', () => receive(null, [['a', 1]]), 'transfer.unknown'],
    ['the sending store', () => receive(road, [['a', 1]], { storeId: STORE }), 'transfer.other-store'],
    ['what was not shipped', () => receive(sampleTransfer(), [['a', 1]]), 'transfer.state', { state: 'requested' }],
    ['another revision', () => receive(road, [['a', 1]], { revision: 1 }), 'transfer.changed'],
    [
      'a product twice',
      () =>
        receive(road, [
          ['a', 1],
          ['a', 1],
        ]),
      'message.invalid',
    ],
    ['a loss without a reason', () => receive(road, [['a', 1, 1]], { reason: undefined }), 'message.invalid'],
    [
      'more than is on the road',
      () =>
        receive(road, [
          ['a', 2, 2],
          ['b', 1],
        ]),
      'transfer.not-on-the-road',
      {
        products: [
          { productId: 'a', left: 3, quantity: 4 },
          { productId: 'b', left: 0, quantity: 1 },
        ],
      },
    ],
    [
      'one part too many',
      () => {
        const many = Array.from({ length: MAX_TRANSFER_MOVES }, () => road.moves[0]!);
        return receive({ ...road, moves: many }, [['a', 1]]);
      },
      'transfer.too-many-moves',
    ],
    [
      'into costs of another currency',
      () => {
        const level = { ...sampleLevel('a', []), _id: `${OTHER_STORE}/a`, storeId: OTHER_STORE, currency: 'EUR' };
        const lines = [{ productId: 'a', receivedQuantity: 1, lostQuantity: 0 }];
        return decideReceiveTransfer({ found: road, levels: [level] }, { ...input, lines }, sampleContext());
      },
      'stock.currency-mixed',
    ],
  ])('refuses %s', (...[, decide, code, details]) => {
    expect(decide).toThrow(
      expect.objectContaining(details ? { code, details: expect.objectContaining(details) } : { code }),
    );
  });
});

test('the rest is lost, and the transfer closed; a second time is refused', () => {
  const part = receive(shipped([batchOf('a', 0, 3, 1_000)]), [['a', 2]]).after;
  const lose = (found: TransferRecord) =>
    decideLoseTransferRest(found, { ...input, revision: found.revision, reason: 'stolen' }, sampleContext());
  const { after, moved } = lose(part);
  expect(after).toMatchObject({ state: 'closed', leftQuantity: 0, leftCostMinor: 0, closed: { reason: 'stolen' } });
  expect(moved).toMatchObject([{ kind: 'lost', costMinor: 333, lines: [{ productId: 'a', quantity: 1 }] }]);
  expect(() => lose(after)).toThrow(expect.objectContaining({ code: 'transfer.state' }));
});

test('cancelled in transit: every unit is back in the sending store at its cost; not once something was received', () => {
  const road = shipped([batchOf('a', 0, 3, 1_000), batchOf('b', 0, 2, 5)]);
  const asked = { transferId: 'trf_1', storeId: STORE, reason: 'the van broke down' };
  const { after, batches, movements } = decideReturnTransfer({ found: road, levels: [] }, asked, sampleContext());
  expect(after).toMatchObject({ state: 'returned', leftQuantity: 0, returned: { reason: 'the van broke down' } });
  expect(batches.map((one) => [one.storeId, one.origin, one.deliveryId, one.receivedQty, one.costMinor])).toEqual([
    [STORE, 'transfer', 'dlv_a0', 3, 1_000],
    [STORE, 'transfer', 'dlv_b0', 2, 5],
  ]);
  expect(movements.map((one) => one.kind)).toEqual(['transferredIn', 'transferredIn']);
  const part = receive(road, [['a', 1]]).after;
  expect(() => decideReturnTransfer({ found: part, levels: [] }, asked, sampleContext())).toThrow(
    expect.objectContaining({ code: 'transfer.state' }),
  );
});

describe('whatever is received, lost and returned, no unit and no cent is lost', () => {
  /** Slow and obvious: of units for a cost, what stays when some are taken, found by counting. */
  function staysOf(units: number, costMinor: number, stays: number): number {
    let minor = 0;
    while ((minor + 1) * units <= costMinor * stays) minor += 1;
    return minor;
  }

  /** The road, unit by unit in the order they were shipped, and the cost that each parcel still has. */
  class Oracle {
    private units: string[] = [];
    private readonly costs = new Map<string, number>();
    constructor(batches: readonly Batch[]) {
      for (const one of batches) {
        for (let unit = 0; unit < one.remainingQty; unit += 1) this.units.push(one._id);
        this.costs.set(one._id, one.remainingCostMinor);
      }
    }
    left(product: string): number {
      return this.units.filter((one) => one.startsWith(`bat_${product}_`)).length;
    }
    take(product: string, quantity: number): (readonly [batchId: string, units: number, costMinor: number])[] {
      const taken = new Map<string, number>();
      for (let unit = 0; unit < quantity; unit += 1) {
        const at = this.units.findIndex((one) => one.startsWith(`bat_${product}_`));
        const [batchId] = this.units.splice(at, 1) as [string];
        taken.set(batchId, (taken.get(batchId) ?? 0) + 1);
      }
      return [...taken].map(([batchId, units]) => {
        const stays = this.units.filter((one) => one === batchId).length;
        const before = this.costs.get(batchId)!;
        const after = staysOf(units + stays, before, stays);
        this.costs.set(batchId, after);
        return [batchId, units, before - after] as const;
      });
    }
    get costMinor(): number {
      return sum([...this.costs.values()]);
    }
  }

  const batch = fc.record({
    product: fc.constantFrom('a', 'b'),
    units: fc.integer({ min: 1, max: 9 }),
    costMinor: fc.nat(400),
  });
  const step = fc.record({
    product: fc.constantFrom('a', 'b'),
    received: fc.nat(5),
    lost: fc.nat(3),
  });

  test('as a slow count of single units has it', () => {
    fc.assert(
      fc.property(
        fc.array(batch, { minLength: 1, maxLength: 5 }),
        fc.array(step, { maxLength: 8 }),
        fc.constantFrom('lose', 'return', 'nothing'),
        (made, steps, end) => {
          const batches = made
            .map((one, at) => batchOf(one.product, at, one.units, one.costMinor))
            .toSorted((x, y) => (x.productId < y.productId ? -1 : x.productId > y.productId ? 1 : x.seq - y.seq));
          const oracle = new Oracle(batches);
          let transfer = shipped(batches);
          const shippedMinor = transfer.leftCostMinor;
          let [cameMinor, lostMinor] = [0, 0];
          for (const { product, received, lost } of steps) {
            if (received + lost === 0) continue;
            const inTransit = ['shipped', 'partlyReceived'].includes(transfer.state);
            if (!inTransit || received + lost > oracle.left(product)) {
              const code = inTransit ? 'transfer.not-on-the-road' : 'transfer.state';
              expect(() => receive(transfer, [[product, received, lost]])).toThrow(expect.objectContaining({ code }));
              continue;
            }
            const done = receive(transfer, [[product, received, lost]]);
            const came = oracle.take(product, received);
            expect(done.batches.map((one) => [one.movedFrom, one.receivedQty, one.costMinor])).toEqual(came);
            const gone = sum(oracle.take(product, lost).map(([, , costMinor]) => costMinor));
            expect(sum(done.moved.filter((one) => one.kind === 'lost').map((one) => one.costMinor))).toBe(gone);
            cameMinor += sum(came.map(([, , costMinor]) => costMinor));
            lostMinor += gone;
            transfer = done.after;
            expect(transfer.leftCostMinor).toBe(oracle.costMinor);
          }
          const asked = { transferId: 'trf_1', storeId: STORE, reason: 'x' };
          if (end === 'lose' && ['shipped', 'partlyReceived'].includes(transfer.state)) {
            const lose = { ...input, revision: transfer.revision, reason: 'x' };
            const { after, moved } = decideLoseTransferRest(transfer, lose, sampleContext());
            lostMinor += sum(moved.map((one) => one.costMinor));
            transfer = after;
          }
          if (end === 'return' && transfer.state === 'shipped') {
            const back = decideReturnTransfer({ found: transfer, levels: [] }, asked, sampleContext());
            cameMinor += sum(back.batches.map((one) => one.costMinor));
            expect(sum(back.batches.map((one) => one.receivedQty))).toBe(transfer.leftQuantity);
            transfer = back.after;
          }
          expect(cameMinor + lostMinor + transfer.leftCostMinor).toBe(shippedMinor);
          const [line] = [transfer.lines].map((lines) => ({
            shipped: sum(lines.map((one) => one.shippedQuantity)),
            gone: sum(lines.map((one) => one.receivedQuantity + one.lostQuantity)),
          }));
          const expectedLeft = transfer.state === 'returned' ? 0 : line!.shipped - line!.gone;
          expect(transfer.leftQuantity).toBe(expectedLeft);
        },
      ),
    );
  });
});
