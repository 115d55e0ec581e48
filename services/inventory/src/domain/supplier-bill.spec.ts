import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DeliveryView, DomainError } from '@comptoir/contracts';
import { sampleBatch, sampleContext, samplePurchaseOrder, sampleSupplier, STORE } from '../../test/samples.js';
import type { Batch } from './records.js';
import { decideReverseSupplierBill } from './reverse-supplier-bill.js';
import { decideRecordSupplierBill, matchSupplierPaper, type BillState, type SupplierPaper } from './supplier-bill.js';
import { newBilling, paperKeyOf, type BillingRecord, type SupplierBillRecord } from './supplier-bill-records.js';

/** Ten of `a` for 1,000 with 30 of extra costs, and four of `b` for 400 with 12. */
const delivery: DeliveryView = {
  deliveryId: 'dlv_1',
  storeId: STORE,
  supplierId: 'sup_1',
  supplierName: 'Sarl Exemple',
  purchaseOrderId: 'por_1',
  purchaseOrderNumber: 'ALG1-PO-2026-000001',
  currency: 'DZD',
  extraCostMinor: 42,
  totalCostMinor: 1_442,
  receivedAt: '2026-01-01T00:00:00.000Z',
  receivedDay: '2026-01-01',
  receivedBy: 'usr_1',
  batches: [
    { batchId: 'bat_a_0', productId: 'a', quantity: 10, costMinor: 1_030, extraCostMinor: 30 },
    { batchId: 'bat_b_0', productId: 'b', quantity: 4, costMinor: 412, extraCostMinor: 12 },
  ],
};
const batchOf = (productId: 'a' | 'b', remainingQty: number): Batch => {
  const { quantity, costMinor } = delivery.batches.find((one) => one.productId === productId)!;
  return {
    ...sampleBatch(productId, 0, quantity),
    costMinor,
    remainingQty,
    remainingCostMinor: Math.floor((costMinor * remainingQty) / quantity),
  };
};
const state = (facts: Partial<BillState> = {}): BillState => ({
  supplier: sampleSupplier({ paymentTermsDays: 30 }),
  sameNumber: null,
  deliveries: [delivery],
  billings: [],
  batches: [batchOf('a', 10), batchOf('b', 4)],
  orders: [samplePurchaseOrder({ state: 'received' })],
  returns: [],
  bills: [],
  ...facts,
});
type Line = SupplierPaper['lines'][number];
const bill = (lines: readonly Line[], facts: object = {}): SupplierPaper =>
  ({
    kind: 'bill',
    billId: 'bil_1',
    storeId: STORE,
    supplierId: 'sup_1',
    number: 'FA-12',
    currency: 'DZD',
    billDay: '2026-01-01',
    store: { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' },
    lines,
    ...facts,
  }) as SupplierPaper;
const of = { deliveryId: 'dlv_1', taxRateBps: 1_900 };
const goods = (batchId: string, quantity: number, netMinor: number) =>
  ({ kind: 'goods', ...of, batchId, quantity, netMinor }) as const;
const extra = (netMinor: number, final = false) =>
  ({ kind: 'extra', ...of, label: 'Freight', netMinor, final }) as const;
const price = (batchId: string, netMinor: number) => ({ kind: 'price', ...of, batchId, netMinor }) as const;
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('matchSupplierPaper', () => {
  test('goods at their price clear what was received, with what was ordered beside it', () => {
    const { match, billings, revalued } = matchSupplierPaper(state(), bill([goods('bat_a_0', 10, 1_000)]));
    expect(match).toMatchObject({
      netMinor: 1_000,
      taxes: [{ taxRateBps: 1_900, netMinor: 1_000, taxMinor: 190 }],
      grossMinor: 1_190,
      clearedMinor: 1_000,
      differenceMinor: 0,
      notReceivedMinor: 0,
    });
    expect(match.lines[0]).toMatchObject({
      productId: 'a',
      ordered: { quantity: 4, costMinor: 400 },
      received: { quantity: 10, costMinor: 1_000, billedBefore: 0 },
    });
    expect(revalued).toEqual([]);
    expect(billings[0]!.after.lines).toEqual([
      { batchId: 'bat_a_0', billed: 10, clearedMinor: 1_000, differenceMinor: 0, toCostMinor: 0 },
    ]);
  });

  test.each<[string, number, number, [cleared: number, difference: number, toStock: number, toCost: number]]>([
    ['dearer, all of it there', 10, 1_100, [1_000, 100, 100, 0]],
    ['dearer, six gone', 4, 1_100, [1_000, 100, 40, 60]],
    ['cheaper, six gone', 4, 900, [1_000, -100, -40, -60]],
    ['dearer, all of it gone', 0, 1_001, [1_000, 1, 0, 1]],
  ])('%s', (_name, left, netMinor, [clearedMinor, differenceMinor, toStockMinor, toCostMinor]) => {
    const { match, revalued } = matchSupplierPaper(
      state({ batches: [batchOf('a', left), batchOf('b', 4)] }),
      bill([goods('bat_a_0', 10, netMinor)]),
    );
    expect(match).toMatchObject({ clearedMinor, differenceMinor, toStockMinor, toCostMinor });
    expect(revalued.map((one) => one.byMinor)).toEqual(toStockMinor === 0 ? [] : [toStockMinor]);
  });

  test('units that did not come are kept apart', () => {
    const { match } = matchSupplierPaper(state(), bill([goods('bat_a_0', 12, 1_200)]));
    expect(match).toMatchObject({ clearedMinor: 1_000, notReceivedMinor: 200, differenceMinor: 0 });
    const before: BillingRecord = {
      ...newBilling('dlv_1'),
      lines: [{ batchId: 'bat_a_0', billed: 10, clearedMinor: 1_000, differenceMinor: 0, toCostMinor: 0 }],
    };
    const again = matchSupplierPaper(state({ billings: [before] }), bill([goods('bat_a_0', 2, 200)])).match;
    expect(again).toMatchObject({ clearedMinor: 0, notReceivedMinor: 200, differenceMinor: 0 });
  });

  test('extra costs clear what was expected; the last bill of them what is left', () => {
    const first = matchSupplierPaper(state(), bill([extra(30)]));
    expect(first.match).toMatchObject({ clearedMinor: 30, differenceMinor: 0 });
    const billings = first.billings.map((one) => one.after);
    const more = matchSupplierPaper(state({ billings }), bill([extra(20)])).match;
    expect(more).toMatchObject({ clearedMinor: 12, differenceMinor: 8, toStockMinor: 8 });
    const last = matchSupplierPaper(state({ billings }), bill([extra(5, true)])).match;
    expect(last).toMatchObject({ clearedMinor: 12, differenceMinor: -7, toStockMinor: -7 });
  });

  test.each<[string, SupplierPaper, Partial<BillState>, string]>([
    [
      'a known number',
      bill([extra(1)]),
      { sameNumber: { recordedDay: '2026-01-01' } as SupplierBillRecord },
      'bill.number-taken',
    ],
    ['an unknown supplier', bill([extra(1)]), { supplier: null }, 'supplier.unknown'],
    ['another currency', bill([extra(1)], { currency: 'EUR' }), {}, 'stock.currency-mixed'],
    ['an unknown delivery', bill([extra(1)]), { deliveries: [] }, 'bill.not-of-delivery'],
    [
      'goods that were found',
      bill([extra(1)]),
      { deliveries: [{ ...delivery, stockCountId: 'cnt_1' }] },
      'bill.not-of-delivery',
    ],
    ['opening stock', bill([extra(1)]), { deliveries: [{ ...delivery, opening: true }] }, 'bill.not-of-delivery'],
    [
      'of another supplier',
      bill([goods('bat_a_0', 1, 1)]),
      { deliveries: [{ ...delivery, supplierId: 'sup_2' }] },
      'bill.not-of-delivery',
    ],
    ['of another store', bill([extra(1)]), { deliveries: [{ ...delivery, storeId: 'sto_2' }] }, 'bill.not-of-delivery'],
    ['a batch of another delivery', bill([goods('bat_z_0', 1, 1)]), {}, 'bill.not-of-delivery'],
    ['a batch twice', bill([goods('bat_a_0', 1, 1), goods('bat_a_0', 1, 1)]), {}, 'message.invalid'],
    [
      'a tax too far off',
      bill([extra(100)], { taxes: [{ taxRateBps: 1_900, taxMinor: 21 }] }),
      {},
      'bill.tax-mismatch',
    ],
    ['a tax of no line', bill([extra(100)], { taxes: [{ taxRateBps: 900, taxMinor: 9 }] }), {}, 'message.invalid'],
    ['a total that is not that of the lines', bill([extra(100)], { grossMinor: 120 }), {}, 'bill.total-mismatch'],
    ['more credited than billed', bill([price('bat_a_0', 1)], { kind: 'creditNote' }), {}, 'bill.too-much-credited'],
  ])('refuses %s', (_name, paper, facts, code) =>
    expect(codeOf(() => matchSupplierPaper(state(facts), paper))).toBe(code),
  );

  test('takes a tax that a rounding is off, and the total with it', () => {
    const paper = bill([extra(100)], { taxes: [{ taxRateBps: 1_900, taxMinor: 20 }], grossMinor: 120 });
    expect(matchSupplierPaper(state(), paper).match).toMatchObject({ taxMinor: 20, grossMinor: 120 });
  });
});

describe('decideRecordSupplierBill', () => {
  test('is due after the terms of its supplier, and keeps its key', () => {
    const { bill: recorded } = decideRecordSupplierBill(state(), bill([extra(42)]), sampleContext());
    expect(recorded).toMatchObject({ dueDay: '2026-01-31', recordedDay: '2026-01-02', paperKey: 'sup_1/bill/FA12' });
    expect(paperKeyOf('sup_1', 'bill', 'fa 12')).toBe(recorded.paperKey);
  });

  test.each<[string, object]>([
    ['a day ahead', { billDay: '2026-01-03' }],
    ['due before its day', { dueDay: '2025-12-31' }],
  ])('refuses %s', (_name, facts) => {
    const paper = bill([extra(1)], facts);
    expect(codeOf(() => decideRecordSupplierBill(state(), paper, sampleContext()))).toBe('message.invalid');
  });
});

type Step =
  | { readonly act: 'goods'; readonly at: number; readonly quantity: number; readonly netMinor: number }
  | { readonly act: 'extra'; readonly netMinor: number; readonly final: boolean }
  | { readonly act: 'price'; readonly at: number; readonly netMinor: number }
  | { readonly act: 'sell'; readonly at: number; readonly quantity: number }
  | { readonly act: 'reverse'; readonly which: number };

describe('any bills, credit notes, reversals and sales of a delivery', () => {
  const at = fc.nat(1);
  const netMinor = fc.nat(1_500);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ act: fc.constant('goods' as const), at, quantity: fc.integer({ min: 1, max: 12 }), netMinor }),
    fc.record({ act: fc.constant('extra' as const), netMinor: fc.nat(60), final: fc.boolean() }),
    fc.record({ act: fc.constant('price' as const), at, netMinor: fc.nat(300) }),
    fc.record({ act: fc.constant('sell' as const), at, quantity: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ act: fc.constant('reverse' as const), which: fc.nat(5) }),
  );

  test('what is cleared, what the stock is worth and what left it add up to what was received and billed, to the cent', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        let now = state();
        let papers: SupplierBillRecord[] = [];
        /** The slow side: accounts as plain numbers. */
        const account = { received: 0, stock: 1_442, cost: 0, billed: 0 };
        steps.forEach((one, index) => {
          if (one.act === 'sell') {
            const [batch, other] = [now.batches[one.at]!, now.batches[1 - one.at]!];
            const units = Math.min(one.quantity, batch.remainingQty);
            const stays = batch.remainingQty - units;
            const left = stays === 0 ? 0 : Math.floor((batch.remainingCostMinor * stays) / batch.remainingQty);
            account.stock -= batch.remainingCostMinor - left;
            account.cost += batch.remainingCostMinor - left;
            const after = { ...batch, remainingQty: stays, remainingCostMinor: left };
            now = { ...now, batches: one.at === 0 ? [after, other] : [other, after] };
            return;
          }
          const effects = effectsOf(one, index);
          if (!effects) return;
          now = {
            ...now,
            billings: effects.billings.length > 0 ? effects.billings.map((each) => each.after) : now.billings,
            batches: now.batches.map((batch) => {
              const by = effects.revalued.find((each) => each.batch._id === batch._id)?.byMinor ?? 0;
              expect(batch.remainingCostMinor + by).toBeGreaterThanOrEqual(0);
              if (batch.remainingQty === 0) expect(by).toBe(0);
              return { ...batch, remainingCostMinor: batch.remainingCostMinor + by };
            }),
          };
        });
        const [billing = newBilling('dlv_1')] = now.billings;
        const worth = now.batches.reduce((total, batch) => total + batch.remainingCostMinor, 0);
        expect(worth).toBe(account.stock);
        const cleared = billing.lines.reduce((total, line) => total + line.clearedMinor, billing.extraClearedMinor);
        expect(cleared).toBe(account.received);
        const different = billing.lines.reduce((total, line) => total + line.differenceMinor, 0);
        expect(account.stock + account.cost).toBe(1_442 + different);
        expect(cleared + different + notCome()).toBe(account.billed);
        for (const [line, full] of [['bat_a_0', 1_000, 10] as const, ['bat_b_0', 400, 4] as const].map(
          ([id, cost, units]) => [billing.lines.find((each) => each.batchId === id), [cost, units] as const] as const,
        )) {
          if (!line) continue;
          expect(line.billed).toBeLessThanOrEqual(full[1]);
          if (line.billed === full[1]) expect(line.clearedMinor).toBe(full[0]);
          if (line.billed === 0) expect(line.clearedMinor).toBe(0);
        }

        function notCome(): number {
          return papers.reduce((total, paper) => total + paper.notReceivedMinor, 0);
        }

        function effectsOf(one: Exclude<Step, { act: 'sell' }>, index: number) {
          try {
            if (one.act === 'reverse') {
              const found = papers[one.which];
              if (!found) return undefined;
              const back = decideReverseSupplierBill(
                { ...now, found },
                { billId: found._id, storeId: STORE, reason: 'x' },
                sampleContext(),
              );
              papers = papers.filter((paper) => paper !== found);
              const sign = found.kind === 'bill' ? 1 : -1;
              account.billed -= sign * found.netMinor;
              account.received -= found.clearedMinor;
              account.stock += back.toStockMinor;
              account.cost += back.toCostMinor;
              return back;
            }
            const batchId = 'at' in one ? delivery.batches[one.at]!.batchId : '';
            const line =
              one.act === 'goods'
                ? goods(batchId, one.quantity, one.netMinor)
                : one.act === 'extra'
                  ? extra(one.netMinor, one.final)
                  : price(batchId, one.netMinor);
            const kind = one.act === 'price' ? 'creditNote' : 'bill';
            const done = decideRecordSupplierBill(
              now,
              bill([line], { kind, billId: `bil_${index}`, number: `N${index}` }),
              sampleContext(),
            );
            papers.push(done.bill);
            account.billed += (kind === 'bill' ? 1 : -1) * done.bill.netMinor;
            account.received += done.bill.clearedMinor;
            account.stock += done.bill.toStockMinor;
            account.cost += done.bill.toCostMinor;
            return done;
          } catch (error) {
            const refusals = ['bill.too-much-credited', 'bill.in-use'];
            expect(refusals).toContain((error as DomainError).code);
            return undefined;
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
