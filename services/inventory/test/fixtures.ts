import { expect } from '@jest/globals';
import { inventory, DomainError, type InventoryAuditRecords, type ReplyOf } from '@comptoir/contracts';
import { mint } from '@comptoir/kit';
import { startTestService, type TestService } from '@comptoir/kit/testing';
import { inventoryService } from '../src/index.js';

/** Boots inventory for a test file. */
export function startService(): Promise<TestService> {
  return startTestService(inventoryService);
}

/** What a delivery is told of its store's books. */
export const BOOKS = { code: 'ALG1', currency: 'DZD', timeZone: 'Africa/Algiers' } as const;

/** Takes in one batch a pair of [quantity, unit cost] of one product. */
export async function deliver(
  service: TestService,
  storeId: string,
  productId: string,
  ...batches: readonly (readonly [number, number])[]
) {
  return deliverFrom(service, storeId, productId, {}, ...batches);
}

/** Takes in one batch a pair of [quantity, unit cost] of one product, of a supplier. */
export async function deliverFrom(
  service: TestService,
  storeId: string,
  productId: string,
  supplier: {
    readonly supplierId?: string;
    readonly supplierName?: string;
    readonly purchaseOrderId?: string;
    readonly reference?: string;
  },
  ...batches: readonly (readonly [number, number])[]
) {
  return service.call(inventory.receiveDelivery, {
    deliveryId: mint('delivery'),
    storeId,
    ...supplier,
    currency: 'DZD',
    store: BOOKS,
    lines: batches.map(([quantity, unitCostMinor]) => ({ productId, quantity, costMinor: quantity * unitCostMinor })),
  });
}

/** Takes in one batch of units that cost an amount together. */
export async function deliverFor(
  service: TestService,
  storeId: string,
  productId: string,
  quantity: number,
  costMinor: number,
) {
  return service.call(inventory.receiveDelivery, {
    deliveryId: mint('delivery'),
    storeId,
    currency: 'DZD',
    store: BOOKS,
    lines: [{ productId, quantity, costMinor }],
  });
}

/** Lines for a hold, one a pair of [product, quantity]. */
export function linesOf(...pairs: readonly (readonly [string, number])[]) {
  return pairs.map(([productId, quantity]) => ({ lineId: mint('line'), productId, quantity }));
}

/** Sets units of one product aside. */
export async function hold(
  service: TestService,
  storeId: string,
  productId: string,
  quantity: number,
  holdId = mint('hold'),
) {
  return service.call(
    inventory.holdStock,
    { holdId, storeId, lines: linesOf([productId, quantity]) },
    { sagaId: `checkout/${holdId}` },
  );
}

/** The refusal of a call; fails when the call is not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<DomainError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(DomainError);
  return outcome as DomainError;
}

/** Available units of a product as inventory reports them. */
export async function stockOf(
  service: TestService,
  storeId: string,
  productId: string,
): Promise<ReplyOf<typeof inventory.readStock>['items'][number]> {
  return (await service.call(inventory.readStock, { storeId, productIds: [productId] })).items[0]!;
}

/** Every audit record of a kind, read in pages of three. */
export async function recordsOf<K extends keyof InventoryAuditRecords>(
  service: TestService,
  kind: K,
  limit = 500,
): Promise<InventoryAuditRecords[K][]> {
  const all: InventoryAuditRecords[K][] = [];
  let after: string | undefined;
  do {
    const page = await service.call(inventory.auditRecords, { kind, after, limit });
    all.push(...(page.items as unknown as InventoryAuditRecords[K][]));
    after = page.next;
  } while (after !== undefined);
  return all;
}

/** Recomputes from the records: movements = batches = levels = holds, units and costs, and nothing below zero. */
export async function expectTrue(service: TestService): Promise<void> {
  const [batches, levels, holds, movements] = [
    await recordsOf(service, 'batches'),
    await recordsOf(service, 'levels'),
    await recordsOf(service, 'holds'),
    await recordsOf(service, 'movements'),
  ];
  const sumBy = <T>(all: readonly T[], key: (one: T) => string, figure: (one: T) => number): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const one of all) sums.set(key(one), (sums.get(key(one)) ?? 0) + figure(one));
    return sums;
  };
  const remaining = sumBy(
    movements,
    (one) => one.batchId,
    (one) => one.remainingDelta,
  );
  const held = sumBy(
    movements,
    (one) => one.batchId,
    (one) => one.heldDelta,
  );
  const openUnits = holds
    .filter((one) => one.state === 'open')
    .flatMap((one) => one.lines.flatMap((line) => line.allocations));
  const heldByHolds = sumBy(
    openUnits,
    (one) => one.batchId,
    (one) => one.quantity,
  );
  const costHeldByHolds = sumBy(
    openUnits,
    (one) => one.batchId,
    (one) => one.costMinor,
  );
  const costRemaining = sumBy(
    movements,
    (one) => one.batchId,
    (one) => (one.kind === 'revalued' ? one.costMinor : Math.sign(one.remainingDelta) * one.costMinor),
  );
  const costHeld = sumBy(
    movements,
    (one) => one.batchId,
    (one) => Math.sign(one.heldDelta) * one.costMinor,
  );
  const costGone = sumBy(
    movements.filter((one) =>
      ['sold', 'writtenOff', 'takenBack', 'returnedToSupplier', 'transferredOut', 'correctedOut'].includes(one.kind),
    ),
    (one) => one.batchId,
    (one) => one.costMinor,
  );
  const revalued = sumBy(
    movements.filter((one) => one.kind === 'revalued'),
    (one) => one.batchId,
    (one) => one.costMinor,
  );
  for (const batch of batches) {
    expect(batch.remainingQty).toBeGreaterThanOrEqual(0);
    expect([batch.id, remaining.get(batch.id)]).toEqual([batch.id, batch.remainingQty]);
    expect([batch.id, held.get(batch.id)]).toEqual([batch.id, heldByHolds.get(batch.id) ?? 0]);
    expect(batch.remainingCostMinor).toBeGreaterThanOrEqual(0);
    if (batch.remainingQty === 0) expect([batch.id, batch.remainingCostMinor]).toEqual([batch.id, 0]);
    expect([batch.id, costRemaining.get(batch.id)]).toEqual([batch.id, batch.remainingCostMinor]);
    expect([batch.id, costHeld.get(batch.id)]).toEqual([batch.id, costHeldByHolds.get(batch.id) ?? 0]);
    const parts = batch.remainingCostMinor + (costHeld.get(batch.id) ?? 0) + (costGone.get(batch.id) ?? 0);
    expect([batch.id, parts]).toEqual([batch.id, batch.costMinor + (revalued.get(batch.id) ?? 0)]);
  }
  const availableByLevel = sumBy(
    batches,
    (one) => `${one.storeId}/${one.productId}`,
    (one) => one.remainingQty,
  );
  expect(new Map(levels.map((one) => [one.id, one.available]))).toEqual(availableByLevel);
}
