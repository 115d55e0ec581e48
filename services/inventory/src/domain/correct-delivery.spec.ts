import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum, type DeliveryView, type MintingContext } from '@comptoir/contracts';
import { takeUnits } from './batch-cost.js';
import { decideCorrectDelivery, type CorrectionState, type DeliveryCorrected } from './correct-delivery.js';
import { correctedBatches, correctedDelivery, correctedReceipts } from './corrected-delivery.js';
import type { Batch, Level } from './records.js';
import { billingViewOf, newBilling, type BillingRecord } from './supplier-bill-records.js';
import { BillWork } from './supplier-bill.js';

let minted = 0;
const moment: MintingContext = {
  now: '2026-11-29T12:00:00.000Z',
  actor: { id: 'usr_1', role: 'owner' },
  mint: (kind) => `${kind}_${(minted += 1)}`,
} as MintingContext;
const STORE = { code: 'A', timeZone: 'Africa/Algiers' };

function delivered(quantity: number, costMinor: number, extraCostMinor = 0): { delivery: DeliveryView; batch: Batch } {
  const total = costMinor + extraCostMinor;
  return {
    delivery: {
      deliveryId: 'dlv_1',
      storeId: 'sto_1',
      supplierId: 'sup_1',
      currency: 'DZD',
      totalCostMinor: total,
      ...(extraCostMinor === 0 ? {} : { extraCostMinor }),
      receivedAt: moment.now,
      receivedBy: 'usr_1',
      batches: [
        {
          batchId: 'bat_1',
          productId: 'prd_1',
          quantity,
          costMinor: total,
          ...(extraCostMinor === 0 ? {} : { extraCostMinor }),
        },
      ],
    },
    batch: {
      _id: 'bat_1',
      storeId: 'sto_1',
      productId: 'prd_1',
      levelKey: 'sto_1/prd_1',
      seq: 0,
      slot: 'sto_1/prd_1/0000000000',
      origin: 'delivery',
      originId: 'dlv_1',
      deliveryId: 'dlv_1',
      receivedQty: quantity,
      costMinor: total,
      remainingQty: quantity,
      remainingCostMinor: total,
      currency: 'DZD',
      receivedAt: moment.now,
    },
  };
}
const levelOf = (available: number): Level => ({
  _id: 'sto_1/prd_1',
  storeId: 'sto_1',
  productId: 'prd_1',
  currency: 'DZD',
  available,
  version: 1,
  head: 0,
  next: 1,
});
const correct = (
  state: Omit<CorrectionState, 'levels' | 'billing'> & Partial<CorrectionState>,
  change: Parameters<typeof decideCorrectDelivery>[1]['change'],
  facts: Partial<Parameters<typeof decideCorrectDelivery>[1]> = {},
): DeliveryCorrected =>
  decideCorrectDelivery(
    { billing: newBilling('dlv_1'), levels: [levelOf(state.batch?.remainingQty ?? 0)], ...state },
    {
      deliveryCorrectionId: 'dco_1',
      deliveryId: 'dlv_1',
      storeId: 'sto_1',
      store: STORE,
      batchId: 'bat_1',
      change,
      seen: state.delivery?.corrections?.length ?? 0,
      reason: 'Miscounted',
      ...facts,
    },
    moment,
  );
const codeOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

describe('a correction', () => {
  test('units fewer leave the batch at its cost, and nothing is owed for them', () => {
    const { correction, takes, movements, levels } = correct(delivered(3, 1_000), { kind: 'fewer', quantity: 1 });
    expect(correction).toMatchObject({ quantity: 1, owedCostMinor: -334, stockCostMinor: -334 });
    expect(takes).toMatchObject([{ batchId: 'bat_1', quantity: 1, costMinor: 334 }]);
    expect(movements).toMatchObject([{ kind: 'correctedOut', remainingDelta: -1, costMinor: 334, ref: 'dco_1' }]);
    expect(levels[0]!.after.available).toBe(2);
  });

  test('extra costs stay owed: their part of units that never came is a price difference', () => {
    const { correction } = correct(delivered(2, 1_000, 100), { kind: 'fewer', quantity: 1 });
    expect(correction).toMatchObject({ owedCostMinor: -500, stockCostMinor: -550 });
  });

  test('units more are a batch of the delivery at the unit cost of the line, by cumulative shares', () => {
    const first = correct(delivered(3, 1_000), { kind: 'more', quantity: 1 });
    expect(first.batches).toMatchObject([{ origin: 'delivery', originId: 'dlv_1', receivedQty: 1, costMinor: 333 }]);
    const { batch } = delivered(3, 1_000);
    const second = correct({ delivery: first.delivery, batch }, { kind: 'more', quantity: 2 });
    expect(second.batches).toMatchObject([{ receivedQty: 2, costMinor: 667 }]);
    expect(correctedBatches(second.delivery).map(({ quantity, costMinor }) => [quantity, costMinor])).toEqual([
      [3, 1_000],
      [1, 333],
      [2, 667],
    ]);
    expect(second.delivery.batches).toHaveLength(1); // what was typed stays
  });

  test('another cost goes to the units that remain, and the rest to the price difference', () => {
    const { delivery, batch } = delivered(4, 400);
    const left = { ...batch, remainingQty: 1, remainingCostMinor: 100 };
    const { correction, revalued, movements } = correct({ delivery, batch: left }, { kind: 'cost', costMinor: 600 });
    expect(correction).toMatchObject({ quantity: 0, owedCostMinor: 200, stockCostMinor: 50 });
    expect(revalued).toMatchObject([{ byMinor: 50 }]);
    expect(movements).toMatchObject([{ kind: 'revalued', costMinor: 50, ref: 'dco_1' }]);
  });

  test('is refused where units are gone, billed, or worth more than the person may correct', () => {
    const { delivery, batch } = delivered(4, 400);
    const held = { ...batch, remainingQty: 1, remainingCostMinor: 100 };
    const billing = (billed: number, clearedMinor: number): BillingRecord => ({
      ...newBilling('dlv_1'),
      lines: [{ batchId: 'bat_1', billed, clearedMinor, differenceMinor: 0, toCostMinor: 0 }],
    });
    const all = { kind: 'fewer', quantity: 4 } as const;
    expect(codeOf(() => correct({ delivery, batch: held }, { kind: 'fewer', quantity: 2 }))).toBe(
      'delivery.units-gone',
    );
    expect(codeOf(() => correct({ delivery, batch, billing: billing(1, 100) }, all))).toBe('delivery.units-billed');
    expect(codeOf(() => correct({ delivery, batch, billing: billing(1, 100) }, { kind: 'cost', costMinor: 1 }))).toBe(
      'delivery.units-billed',
    );
    expect(codeOf(() => correct({ delivery, batch }, all, { limitMinor: 399 }))).toBe('stock.above-limit');
    expect(codeOf(() => correct({ delivery, batch }, all, { limitMinor: 400 }))).toBeUndefined();
    expect(codeOf(() => correct({ delivery, batch }, { kind: 'fewer', quantity: 5 }))).toBe('message.invalid');
    expect(codeOf(() => correct({ delivery, batch }, { kind: 'cost', costMinor: 400 }))).toBe('message.invalid');
    expect(codeOf(() => correct({ delivery, batch }, all, { seen: 1 }))).toBe('delivery.corrected');
    expect(codeOf(() => correct({ delivery, batch }, all, { batchId: 'bat_9' }))).toBe('batch.unknown');
    expect(codeOf(() => correct({ delivery, batch }, all, { storeId: 'sto_2' }))).toBe('delivery.unknown');
    expect(codeOf(() => correct({ delivery: { ...delivery, opening: true }, batch }, all))).toBe(
      'delivery.not-correctable',
    );
    expect(codeOf(() => correct({ delivery: { ...delivery, stockCountId: 'cnt_1' }, batch }, all))).toBe(
      'delivery.not-correctable',
    );
  });
});

/** What the books and the shelves are, kept by adding up everything that was said so far, unit by unit. */
class Oracle {
  inventory = 0;
  /** Goods received not invoiced. */
  owed = 0;
  difference = 0;
  spent = 0;
}

test('property: after any corrections, sales and bills the books are what batches and billings say, to the minor unit', () => {
  const act = fc.oneof(
    fc.record({ act: fc.constant('fewer' as const), at: fc.nat(4), units: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ act: fc.constant('more' as const), at: fc.nat(4), units: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ act: fc.constant('cost' as const), at: fc.nat(4), units: fc.integer({ min: 0, max: 2_000 }) }),
    fc.record({ act: fc.constant('sell' as const), at: fc.nat(4), units: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ act: fc.constant('bill' as const), at: fc.nat(4), units: fc.integer({ min: 1, max: 8 }) }),
  );
  const start = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 2_000 }), fc.nat(300));
  fc.assert(
    fc.property(start, fc.array(act, { maxLength: 14 }), ([quantity, costMinor, extraMinor], acts) => {
      const first = delivered(quantity, costMinor, extraMinor);
      let { delivery } = first;
      const batches = new Map<string, Batch>([[first.batch._id, first.batch]]);
      let billing = newBilling('dlv_1');
      const books = new Oracle();
      books.inventory = costMinor + extraMinor;
      books.owed = costMinor + extraMinor;
      for (const { act: what, at, units } of acts) {
        const ids = [...batches.keys()];
        const batch = batches.get(ids[at % ids.length]!)!;
        if (what === 'sell') {
          if (batch.remainingQty === 0) continue;
          const taken = Math.min(units, batch.remainingQty);
          const split = takeUnits({ quantity: batch.remainingQty, costMinor: batch.remainingCostMinor }, taken);
          batches.set(batch._id, {
            ...batch,
            remainingQty: split.left.quantity,
            remainingCostMinor: split.left.costMinor,
          });
          books.inventory -= split.taken.costMinor;
          books.spent += split.taken.costMinor;
        } else if (what === 'bill') {
          const corrected = correctedDelivery(delivery);
          if (!corrected.batches.some((one) => one.batchId === batch._id && one.quantity > 0)) continue;
          const work = new BillWork(
            {
              deliveries: [corrected],
              billings: [billing],
              batches: correctedReceipts([...batches.values()], [corrected]),
              orders: [],
              returns: [],
              bills: [],
            },
            { storeId: 'sto_1', supplierId: 'sup_1', currency: 'DZD' },
          );
          const line = work.matchLine(
            {
              kind: 'goods',
              deliveryId: 'dlv_1',
              batchId: batch._id,
              quantity: units,
              netMinor: units * 77,
              taxRateBps: 0,
            },
            'lines.0',
          );
          const { billings, revalued } = work.effects();
          billing = billings[0]?.after ?? billing;
          for (const { batch: of, byMinor } of revalued) {
            const now = batches.get(of._id)!;
            batches.set(of._id, { ...now, remainingCostMinor: now.remainingCostMinor + byMinor });
          }
          books.owed -= line.clearedMinor;
          books.inventory += line.toStockMinor;
          books.difference += line.toCostMinor;
        } else {
          const change = what === 'cost' ? { kind: what, costMinor: units } : { kind: what, quantity: units };
          let done: DeliveryCorrected;
          try {
            done = correct({ delivery, batch, billing }, change, { batchId: batch._id });
          } catch (error) {
            expect((error as { code?: string }).code).toMatch(/^(delivery\.|batch\.unknown|message\.invalid)/);
            continue;
          }
          ({ delivery } = done);
          for (const one of done.takes)
            batches.set(batch._id, {
              ...batch,
              remainingQty: batch.remainingQty - one.quantity,
              remainingCostMinor: batch.remainingCostMinor - one.costMinor,
            });
          for (const one of done.revalued)
            batches.set(batch._id, { ...batch, remainingCostMinor: batch.remainingCostMinor + one.byMinor });
          for (const one of done.batches) batches.set(one._id, one);
          const { owedCostMinor, stockCostMinor } = done.correction;
          books.inventory += stockCostMinor;
          books.owed += owedCostMinor;
          books.difference += owedCostMinor - stockCostMinor;
        }
        const all = [...batches.values()];
        expect(books.inventory).toBe(sum(all.map((one) => one.remainingCostMinor)));
        const view = billingViewOf(correctedDelivery(delivery), billing);
        const open = sum(view.lines.map((one) => one.costMinor - one.clearedMinor));
        expect(books.owed).toBe(open + view.extra.expectedMinor - view.extra.clearedMinor);
        for (const one of view.lines) {
          expect(one.billed).toBeLessThanOrEqual(one.received);
          expect(one.clearedMinor).toBeLessThanOrEqual(one.costMinor);
          if (one.billed === one.received) expect(one.clearedMinor).toBe(one.costMinor);
        }
        for (const one of all) {
          expect(Math.min(one.remainingQty, one.remainingCostMinor)).toBeGreaterThanOrEqual(0);
          if (one.remainingQty === 0) expect(one.remainingCostMinor).toBe(0);
        }
      }
    }),
    { numRuns: 500 },
  );
});
