import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inventory, sum, type ReplyOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { readConfig } from '@comptoir/kit/config';
import { testSettings } from '@comptoir/kit/test-settings';
import type { TestService } from '@comptoir/kit/testing';
import { StockOracle, type Held, type OracleBatch } from '../src/testing/stock-oracle.js';
import { linesOf, startService } from './fixtures.js';

/**
 * Two thousand random histories of all that moves stock, at the door of the service, against a slow oracle. Each history is
 * a product of its own. The products of a store take their steps side by side: what they do in the same step goes into one
 * message with a line for each, so that messages of many lines are tried too. After every step the batches of every product
 * are compared, units and cost. Another run: COMPTOIR_SEED=7 npm test -- services/inventory/test/histories.
 */
const { COMPTOIR_SEED } = readConfig(testSettings);
const SEED = Number(COMPTOIR_SEED ?? 20_261_129);
const STORES = 10;
const PRODUCTS = 200;
const STEPS = 4;

let service: TestService;
let supplierId: string;
beforeAll(async () => {
  service = await startService();
  supplierId = mint('supplier');
  await service.call(inventory.createSupplier, { supplierId, name: 'Grossiste des histoires' });
});
afterAll(() => service.stop());

const companyId = mint('company');
const BOOKS = { currency: 'DZD', timeZone: 'Africa/Algiers' } as const;

const step = fc.record({
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('deliver' as const, 'hold' as const) },
    { weight: 6, arbitrary: fc.constantFrom('bill' as const, 'comeBack' as const, 'writeOff' as const) },
    { weight: 4, arbitrary: fc.constantFrom('transfer' as const, 'sendBack' as const, 'credit' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('count' as const, 'fewer' as const, 'more' as const, 'cost' as const),
    },
  ),
  units: fc.integer({ min: 1, max: 7 }),
  cost: fc.integer({ min: 0, max: 30_000 }),
  off: fc.integer({ min: -400, max: 400 }),
  which: fc.nat(5),
  yes: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Act = Step['act'];
type Allocation = ReplyOf<typeof inventory.holdStock>['lines'][number]['allocations'][number];

/** Units set aside of a product, or sold. */
interface Part {
  readonly history: History;
  readonly held: Held;
  readonly allocations: readonly Allocation[];
}

/** A product, its steps, and what the oracle says of it in both stores. */
class History {
  readonly productId = mint('product');
  readonly here = new StockOracle();
  readonly there = new StockOracle();
  readonly held: Part[] = [];
  readonly sold: { readonly saleId: string; readonly part: Part }[] = [];

  constructor(readonly steps: readonly Step[]) {}

  get heldUnits(): number {
    return sum(this.held.flatMap((part) => part.held.map((one) => one.units)));
  }

  /** A batch of a delivery for which something may be done; undefined where there is none. */
  batchFor(which: number, fits: (batch: OracleBatch) => boolean): OracleBatch | undefined {
    const fitting = this.here.batches.filter((batch) => batch.batchId !== undefined && fits(batch));
    return fitting[which % Math.max(1, fitting.length)];
  }
}

/** What histories do in a step: those that do the same, with what each does. */
type Doing = readonly { readonly history: History; readonly step: Step }[];

/** A store whose products take their steps side by side, and the store that it sends goods to. */
class Shelf {
  readonly storeId = mint('store');
  readonly toStoreId = mint('store');
  private readonly books: { readonly code: string } & typeof BOOKS;
  private readonly holds: { readonly holdId: string; readonly sells: boolean; readonly parts: readonly Part[] }[] = [];
  /** How many corrections of each delivery were made. */
  private readonly corrections = new Map<string, number>();
  private papers = 0;

  constructor(
    private readonly number: number,
    readonly histories: readonly History[],
  ) {
    this.books = { code: `H${number}`, ...BOOKS };
  }

  async takeStep(at: number): Promise<void> {
    const doing = this.histories.map((history) => ({ history, step: history.steps[at]! }));
    const ending = this.holds.splice(0, at % 2 === 0 ? 0 : this.holds.length); // every second step ends what is held
    for (const [act, those] of Map.groupBy(doing, (one) => one.step.act)) await this.act(act, those);
    for (const { holdId, sells, parts } of ending)
      await (sells ? this.settle(holdId, parts) : this.release(holdId, parts));
    await this.compare(at);
  }

  /** Units and costs of every product in both stores, batch by batch. */
  async compare(at: number): Promise<void> {
    const productIds = this.histories.map((one) => one.productId);
    for (const [storeId, side] of [
      [this.storeId, 'here'],
      [this.toStoreId, 'there'],
    ] as const) {
      const { items } = await service.call(inventory.readStock, { storeId, productIds });
      const found = new Map(items.map((one) => [one.productId, one]));
      for (const history of this.histories) {
        const stock = found.get(history.productId);
        const shown = (stock?.batches ?? []).map((one) => [one.remainingQty, one.remainingCostMinor]);
        const where = `store ${this.number}, step ${at}, ${side}: ${JSON.stringify(history.steps.slice(0, at + 1))}`;
        expect([where, shown]).toEqual([where, history[side].shown]);
        if (side === 'here') expect([where, stock?.held ?? 0]).toEqual([where, history.heldUnits]);
      }
    }
  }

  private async act(act: Act, doing: Doing): Promise<void> {
    const inStock = doing.filter(({ history }) => history.here.available > 0);
    const units = ({ history, step: { units: asked } }: Doing[number]) => Math.min(asked, history.here.available);
    switch (act) {
      case 'deliver':
        return this.deliver(doing);
      case 'hold':
        return this.hold(inStock, units);
      case 'comeBack':
        return this.comeBack(doing);
      case 'writeOff': {
        if (inStock.length === 0) return;
        const lines = inStock.map((one) => ({ productId: one.history.productId, quantity: units(one) }));
        const { storeId, books: store } = this;
        const told = { writeOffId: mint('writeOff'), storeId, store, reason: 'damaged' as const, lines };
        await service.call(inventory.writeOffStock, told);
        for (const one of inStock) one.history.here.writeOff(units(one));
        return;
      }
      case 'count':
        return this.count(doing.filter(({ history }) => history.here.batches.length > 0));
      case 'transfer':
        return this.transfer(inStock, units);
      case 'sendBack':
        return this.sendBack(doing);
      case 'bill':
        return this.bill(doing);
      case 'credit':
        return this.credit(doing);
      default:
        for (const one of doing) await this.correct(act, one);
    }
  }

  /** One delivery with a line for each; now and then with extra costs, whose parts add up and are the nearest whole amounts. */
  private async deliver(doing: Doing): Promise<void> {
    const extraCostMinor = doing[0]!.step.yes ? 1 + doing[0]!.step.which * 97 : 0;
    const { batches, deliveryId } = await service.call(inventory.receiveDelivery, {
      deliveryId: mint('delivery'),
      storeId: this.storeId,
      supplierId,
      currency: 'DZD',
      store: this.books,
      ...(extraCostMinor > 0 ? { extraCostMinor } : {}),
      lines: doing.map(({ history: { productId }, step: { units: quantity, cost: costMinor } }) => ({
        productId,
        quantity,
        costMinor,
      })),
    });
    const of = new Map(batches.map((one) => [one.productId, one]));
    const total = sum(doing.map(({ step: { cost } }) => cost));
    expect(sum(batches.map((one) => one.extraCostMinor ?? 0))).toBe(extraCostMinor);
    for (const {
      history,
      step: { units: quantity, cost },
    } of doing) {
      const { batchId, extraCostMinor: extra = 0 } = of.get(history.productId)!;
      if (total > 0) expect(Math.abs(extra - (extraCostMinor * cost) / total)).toBeLessThan(1);
      history.here.deliver(quantity, cost, extra, { deliveryId, batchId });
    }
  }

  /** One hold with a line for each; whether it is sold or released later is the choice of the first. */
  private async hold(doing: Doing, units: (one: Doing[number]) => number): Promise<void> {
    if (doing.length === 0) return;
    const holdId = mint('hold');
    const lines = linesOf(...doing.map((one) => [one.history.productId, units(one)] as const));
    const granted = await service.call(
      inventory.holdStock,
      { holdId, storeId: this.storeId, lines },
      { sagaId: `checkout/${holdId}` },
    );
    const of = new Map(granted.lines.map((one) => [one.productId, one.allocations]));
    const parts = doing.map((one): Part => {
      const { history } = one;
      return { history, held: history.here.hold(units(one)), allocations: of.get(history.productId)! };
    });
    for (const part of parts) {
      part.history.held.push(part);
      expect(part.allocations.map((one) => [one.quantity, one.costMinor])).toEqual(
        part.held.map((one) => [one.units, Number(one.cost)]),
      );
    }
    this.holds.push({ holdId, sells: doing[0]!.step.which !== 0, parts });
  }

  private async release(holdId: string, parts: readonly Part[]): Promise<void> {
    expect(await service.call(inventory.releaseHold, { holdId, storeId: this.storeId })).toEqual({ released: true });
    for (const part of parts) {
      part.history.here.release(part.held);
      part.history.held.splice(part.history.held.indexOf(part), 1);
    }
  }

  private async settle(holdId: string, parts: readonly Part[]): Promise<void> {
    const saleId = mint('sale');
    await service.call(inventory.settleHold, { holdId, saleId });
    for (const part of parts) {
      part.history.here.settle(part.held);
      part.history.held.splice(part.history.held.indexOf(part), 1);
      part.history.sold.push({ saleId, part });
    }
  }

  /** What was sold comes back whole: a message for each sale, in stock again or damaged as each says. */
  private async comeBack(doing: Doing): Promise<void> {
    const back = doing.flatMap(({ history, step: { which, yes } }) => {
      const [sold] = history.sold.splice(which % Math.max(1, history.sold.length), 1);
      return sold ? [{ history, ...sold, restocked: yes }] : [];
    });
    for (const [saleId, those] of Map.groupBy(back, (one) => one.saleId)) {
      await service.call(inventory.returnStock, {
        correctionId: mint('correction'),
        saleId,
        storeId: this.storeId,
        currency: 'DZD',
        lines: those.flatMap(({ history: { productId }, part, restocked }) =>
          part.allocations.map(({ deliveryId: _deliveryId, ...units }) => ({
            ...units,
            productId,
            disposition: restocked ? ('restock' as const) : ('writeOff' as const),
          })),
        ),
      });
      for (const { history, part, restocked } of those) {
        const shown = part.allocations.map((one) => [one.quantity, one.costMinor] as const);
        history.here.comesBack(part.held, restocked, shown);
      }
    }
  }

  /** Counted on the shelf: what may be sold and what is set aside lie beside each other. */
  private async count(doing: Doing): Promise<void> {
    if (doing.length === 0) return;
    const { storeId, books: store } = this;
    const stockCountId = mint('stockCount');
    const scope = { kind: 'products' as const, productIds: doing.map(({ history }) => history.productId) };
    await service.call(inventory.createStockCount, { stockCountId, storeId, store, scope });
    for (const {
      history,
      step: { off },
    } of doing) {
      const { productId, heldUnits, here } = history;
      const left = Math.max(0, here.available + Math.trunc(off / 100));
      const entry = { entryId: mint('countEntry'), stockCountId, productId, quantity: left + heldUnits };
      await service.call(inventory.enterCount, entry);
      here.count(left);
    }
    const { revision } = await service.call(inventory.reviewCount, { stockCountId, revision: 1 });
    await service.call(inventory.postCount, {
      stockCountId,
      revision,
      store: { code: store.code, timeZone: store.timeZone },
    });
  }

  /** Sent to the other store; all but `which` units of each arrive, the others are lost. */
  private async transfer(doing: Doing, units: (one: Doing[number]) => number): Promise<void> {
    if (doing.length === 0) return;
    const { storeId, toStoreId, books } = this;
    const all = doing.map((one) => {
      const quantity = units(one);
      const lost = Math.min(one.step.which % 3, quantity);
      return { ...one, productId: one.history.productId, quantity, lost };
    });
    const { transferId, revision } = await service.call(inventory.sendTransfer, {
      transferId: mint('transfer'),
      fromStoreId: storeId,
      toStoreId,
      from: { companyId, name: 'From', ...books },
      to: { companyId, name: 'To', ...books, code: `T${this.number}` },
      lines: all.map(({ productId, quantity }) => ({ productId, quantity })),
    });
    await service.call(inventory.receiveTransfer, {
      transferId,
      storeId: toStoreId,
      revision,
      reason: 'broken on the road',
      lines: all.map(({ productId, quantity, lost }) => ({
        productId,
        receivedQuantity: quantity - lost,
        lostQuantity: lost,
      })),
    });
    for (const { history, quantity, lost } of all) history.here.transferTo(history.there, quantity, quantity - lost);
  }

  private async sendBack(doing: Doing): Promise<void> {
    const all = doing.flatMap(({ history, step: { which, units } }) => {
      const batch = history.batchFor(which, (one) => one.units.length > 0);
      return batch ? [{ history, batch, quantity: Math.min(units, batch.units.length) }] : [];
    });
    if (all.length === 0) return;
    await service.call(inventory.returnToSupplier, {
      supplierReturnId: mint('supplierReturn'),
      storeId: this.storeId,
      supplierId,
      reason: 'not as ordered',
      store: this.books,
      lines: all.map(({ batch, quantity }) => ({ batchId: batch.batchId!, quantity })),
    });
    for (const { history, batch, quantity } of all) history.here.sendBack(batch, quantity);
  }

  private paper() {
    const number = `${this.storeId}-${(this.papers += 1)}`;
    const { storeId, books: store } = this;
    return {
      billId: mint('supplierBill'),
      storeId,
      supplierId,
      number,
      currency: store.currency,
      billDay: '2026-01-01',
      store,
    };
  }

  private async bill(doing: Doing): Promise<void> {
    const all = doing.flatMap(({ history, step: { which, units, off } }) => {
      const batch = history.batchFor(which, (one) => one.unbilledUnits > 0);
      if (!batch) return [];
      const quantity = Math.min(units, batch.unbilledUnits);
      const expected = Number((batch.unbilledCost * BigInt(quantity)) / BigInt(batch.unbilledUnits));
      return [{ history, batch, quantity, netMinor: Math.max(0, expected + off) }];
    });
    if (all.length === 0) return;
    await service.call(inventory.recordSupplierBill, {
      kind: 'bill',
      ...this.paper(),
      lines: all.map(({ batch, quantity, netMinor }) => ({
        kind: 'goods' as const,
        deliveryId: batch.deliveryId!,
        batchId: batch.batchId!,
        quantity,
        netMinor,
        taxRateBps: 1_900,
      })),
    });
    for (const { history, batch, quantity, netMinor } of all) history.here.bill(batch, quantity, netMinor, 0);
  }

  /** A lower price of what was billed. */
  private async credit(doing: Doing): Promise<void> {
    const all = doing.flatMap(({ history, step: { which, cost } }) => {
      const batch = history.batchFor(which, (one) => one.billed > 0n);
      return batch ? [{ history, batch, netMinor: Math.min(1 + (cost % 400), Number(batch.billed)) }] : [];
    });
    if (all.length === 0) return;
    await service.call(inventory.recordSupplierBill, {
      kind: 'creditNote',
      ...this.paper(),
      lines: all.map(({ batch, netMinor }) => ({
        kind: 'price' as const,
        deliveryId: batch.deliveryId!,
        batchId: batch.batchId!,
        netMinor,
        taxRateBps: 1_900,
      })),
    });
    for (const { history, batch, netMinor } of all) history.here.credit(batch, netMinor, 0);
  }

  private async correct(act: Act, { history, step: { which, units, cost } }: Doing[number]): Promise<void> {
    const { here } = history;
    const correct = async (
      { deliveryId = '', batchId = '' }: OracleBatch,
      change: { kind: 'fewer' | 'more'; quantity: number } | { kind: 'cost'; costMinor: number },
    ) => {
      const seen = this.corrections.get(deliveryId) ?? 0;
      this.corrections.set(deliveryId, seen + 1);
      const { code, timeZone } = this.books;
      const { corrections = [] } = await service.call(inventory.correctDelivery, {
        deliveryCorrectionId: mint('deliveryCorrection'),
        deliveryId,
        storeId: this.storeId,
        store: { code, timeZone },
        batchId,
        change,
        seen,
        reason: 'typed wrongly',
      });
      return corrections.at(-1)!;
    };
    if (act === 'fewer') {
      const batch = history.batchFor(which, (one) => Math.min(one.units.length, one.unbilledUnits) > 0);
      if (!batch) return;
      const quantity = Math.min(units, batch.units.length, batch.unbilledUnits);
      await correct(batch, { kind: 'fewer', quantity });
      here.cameFewer(batch, quantity);
    } else if (act === 'more') {
      const batch = history.batchFor(which, (one) => one.came > 0);
      if (!batch) return;
      const { newBatchId } = await correct(batch, { kind: 'more', quantity: units });
      here.cameMore(batch, units, newBatchId!);
    } else {
      const isOpen = (one: OracleBatch) =>
        one.came > 0 && one.unbilledUnits === one.came && one.goodsCost !== BigInt(cost);
      const batch = history.batchFor(which, isOpen);
      if (!batch) return;
      await correct(batch, { kind: 'cost', costMinor: cost });
      here.costsOtherwise(batch, cost);
    }
  }
}

test('two thousand histories of all movements: units and cost of every batch are those of the oracle after every step', async () => {
  const steps = fc.sample(fc.array(step, { minLength: STEPS, maxLength: STEPS }), {
    numRuns: STORES * PRODUCTS,
    seed: SEED,
  });
  const first: Step = { act: 'deliver', units: 5, cost: 9_999, off: 0, which: 3, yes: true };
  const histories = steps.map((own) => new History([first, ...own]));
  expect(histories).toHaveLength(2_000);
  const shelves = Array.from(
    { length: STORES },
    (_, at) => new Shelf(at, histories.slice(at * PRODUCTS, (at + 1) * PRODUCTS)),
  );
  for (let at = 0; at <= STEPS; at += 1) for (const shelf of shelves) await shelf.takeStep(at);
  const done = new Set(histories.flatMap((one) => one.steps.map(({ act }) => act)));
  expect(done.size).toBe(12);
}, 600_000);
