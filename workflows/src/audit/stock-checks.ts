import { by, Check, sumBy, total, type Finding, type Suspect } from './finding.js';
import { COMMIT_MS, shifted, type ReadSpan, type Records } from './records.js';

type Movement = Records['movements'][number];

/** The findings on stock, and the places that have to be looked at again, one by one (recheck.ts). */
export interface StockFindings {
  readonly findings: readonly Finding[];
  /** `<storeId>/<productId>` where an equation does not hold, or where units moved in the moment of reading. */
  readonly unsure: readonly string[];
}

export function placeOf({ storeId, productId }: { storeId: string; productId: string }): string {
  return `${storeId}/${productId}`;
}

/** What a movement adds to the cost that remains of its batch, minor units: that of its units, or what they cost more since. */
function costDeltaOf({ kind, remainingDelta, costMinor }: Movement): number {
  return kind === 'revalued' ? costMinor : Math.sign(remainingDelta) * costMinor;
}

/** Movements by what they moved, and of those the young ones, which may have come after a record was read. */
class Moved {
  private readonly young: Map<string, Movement[]>;
  private readonly sums: Map<string, number>;

  constructor(
    movements: readonly Movement[],
    startedAt: string | undefined,
    keyOf: (one: Movement) => string,
    private readonly deltaOf: (one: Movement) => number,
  ) {
    this.sums = sumBy(movements, keyOf, deltaOf);
    const since = startedAt === undefined ? '~' : shifted(startedAt, -COMMIT_MS);
    this.young = Map.groupBy(
      movements.filter((one) => one.occurredAt > since),
      keyOf,
    );
  }

  /** The sum as it was when a record was read; all of it where the record carries no time. */
  sumAt(key: string, read: ReadSpan | undefined): number {
    const all = this.sums.get(key) ?? 0;
    return read ? all - this.between(key, read.to) : all;
  }

  /** The sum of what came after a moment, up to another. */
  between(key: string, after: string, upTo = '~'): number {
    const later = (this.young.get(key) ?? []).filter((one) => one.occurredAt > after && one.occurredAt <= upTo);
    return total(later, this.deltaOf);
  }

  /** Whether something moved so close to the moment of reading that it may have been read or not. */
  movedDuring(key: string, read: ReadSpan | undefined): boolean {
    if (!read) return false;
    const from = shifted(read.from, -COMMIT_MS);
    return (this.young.get(key) ?? []).some((one) => one.occurredAt > from && one.occurredAt <= read.to);
  }
}

/** 1 and 2, from the records of one pass. */
export function checkStock(records: Records): StockFindings {
  const unsure = new Set<string>();
  const batches = checkBatches(records, unsure);
  checkHeld(batches, records);
  return { findings: [batches.end(), checkLevels(records, unsure)], unsure: [...unsure] };
}

/** 1 and 2 for one place whose records were read at one moment: what does not add up there. */
export function checkPlace(records: Pick<Records, 'batches' | 'levels' | 'movements'>): Suspect[] {
  const unsure = new Set<string>();
  return [checkBatches(records, unsure).end(), checkLevels(records, unsure)].flatMap(({ suspects }) => [...suspects]);
}

type StockRecords = Pick<Records, 'batches' | 'levels' | 'movements' | 'startedAt'>;

/** 1. For each batch: received − Σ movements = remaining ≥ 0, in units and in cost; the movements of held units are those of open holds. */
function checkBatches({ batches, movements, startedAt }: StockRecords, unsure: Set<string>): Check {
  const check = new Check(
    1,
    'For each batch: received − Σ movements = remaining ≥ 0, units and cost; units held are those of open holds',
  );
  const isReceipt = (one: Movement): boolean =>
    ['received', 'returned', 'transferredIn', 'found', 'correctedIn'].includes(one.kind);
  const moved = new Moved(
    movements,
    startedAt,
    (one) => one.batchId,
    (one) => one.remainingDelta,
  );
  const received = sumBy(
    movements.filter(isReceipt),
    (one) => one.batchId,
    (one) => one.remainingDelta,
  );
  const movedCost = new Moved(movements, startedAt, (one) => one.batchId, costDeltaOf);
  const receivedCost = sumBy(
    movements.filter(isReceipt),
    (one) => one.batchId,
    (one) => one.costMinor,
  );
  for (const batch of batches) {
    const left = batch.receivedQty - (received.get(batch.id) ?? 0) + moved.sumAt(batch.id, batch.read);
    const costLeft = batch.costMinor - (receivedCost.get(batch.id) ?? 0) + movedCost.sumAt(batch.id, batch.read);
    const sound = left === batch.remainingQty && costLeft === batch.remainingCostMinor;
    if (!sound || moved.movedDuring(batch.id, batch.read)) unsure.add(placeOf(batch));
    const ids = [batch.id, batch.productId];
    check.at(placeOf(batch));
    check.equal(`batch ${batch.id}: received plus movements against remaining`, left, batch.remainingQty, ids);
    const remaining = batch.remainingQty;
    check.holds(`batch ${batch.id}: remaining is not negative`, remaining >= 0, remaining, 0, [batch.id]);
    check.equal(
      `batch ${batch.id}: units received against its first movement`,
      batch.receivedQty,
      received.get(batch.id) ?? 0,
      [batch.id],
    );
    checkBatchCost(check, batch, costLeft, receivedCost.get(batch.id) ?? 0);
  }
  return check;
}

/** The cost of a batch is what remains of it and what its movements took out and gave back; no units, no cost. */
function checkBatchCost(check: Check, batch: Records['batches'][number], left: number, received: number): void {
  const ids = [batch.id, batch.productId];
  const remaining = batch.remainingCostMinor;
  check.equal(`batch ${batch.id}: cost less movements against the cost that remains`, left, remaining, ids);
  const isPossible = batch.remainingQty === 0 ? remaining === 0 : remaining >= 0;
  check.holds(`batch ${batch.id}: the cost that remains is that of units`, isPossible, remaining, 0, [batch.id]);
  check.equal(`batch ${batch.id}: its cost against its first movement`, batch.costMinor, received, [batch.id]);
}

/** Units that movements hold for a checkout are those of its hold, and none when it has ended. */
function checkHeld(check: Check, { holds, movements, startedAt }: Records): void {
  check.at(undefined);
  const held = new Moved(
    movements,
    startedAt,
    (one) => one.ref,
    (one) => one.heldDelta,
  );
  const known = by(holds, (hold) => hold.id);
  for (const hold of holds) {
    const units = total(
      hold.lines.flatMap((line) => line.allocations),
      (one) => one.quantity,
    );
    const unsure = held.movedDuring(hold.id, hold.read);
    check.equalUnless(
      unsure,
      `hold ${hold.id} (${hold.state}): units that movements hold against its own`,
      held.sumAt(hold.id, hold.read),
      hold.state === 'open' ? units : 0,
      [hold.id],
    );
  }
  const others = sumBy(
    movements.filter((one) => one.heldDelta !== 0 && !known.has(one.ref) && !(startedAt && one.occurredAt > startedAt)),
    (one) => one.ref,
    (one) => one.heldDelta,
  );
  for (const [ref, units] of others) check.equal(`units held for ${ref}, which is no hold`, units, 0, [ref]);
}

/** 2. Level per product and store = Σ remainingQty. */
function checkLevels({ batches, levels, movements, startedAt }: StockRecords, unsure: Set<string>): Finding {
  const check = new Check(2, 'Level per product and store = Σ remaining of its batches');
  const byKey = by(levels, placeOf);
  const moved = new Moved(
    movements,
    startedAt,
    (one) => one.batchId,
    (one) => one.remainingDelta,
  );
  /** A batch is read after its level: what moved in between is taken back. */
  const atTheLevel = (batch: Records['batches'][number]): number => {
    const level = byKey.get(placeOf(batch));
    if (!level?.read || !batch.read) return batch.remainingQty;
    if (moved.movedDuring(batch.id, level.read) || moved.movedDuring(batch.id, batch.read)) unsure.add(placeOf(batch));
    return batch.remainingQty - moved.between(batch.id, level.read.to, batch.read.to);
  };
  const remaining = sumBy(batches, placeOf, atTheLevel);
  for (const key of new Set([...remaining.keys(), ...byKey.keys()])) {
    const [storeId = '', productId = ''] = key.split('/');
    const [left, right] = [byKey.get(key)?.available ?? 0, remaining.get(key) ?? 0];
    if (left !== right) unsure.add(key);
    check.at(key);
    check.equal(`level of ${productId} in ${storeId} against its batches`, left, right, [storeId, productId]);
  }
  check.show(
    total(levels, (one) => one.available),
    total([...remaining.values()], (one) => one),
  );
  return check.end();
}

/** 3. Catalog's cached stock = the level at its version. */
export function checkCachedStock({ levels, cachedStock, onItsWay }: Records): Finding {
  const check = new Check(3, 'The till’s cached stock = the level at its version');
  const cached = by(cachedStock, placeOf);
  const late = onItsWay?.stock ?? false;
  for (const level of levels) {
    const projected = cached.get(placeOf(level));
    const ids = [level.storeId, level.productId];
    const message = `cached stock of ${level.productId} in ${level.storeId} against its level`;
    const right = { available: level.available, version: level.version };
    check.at(placeOf(level));
    const left = projected ? { available: projected.available, version: projected.version } : undefined;
    // The cache is read first: where it is behind, either it moves on before the next pass, or its version is the same then.
    if (!left || left.version < right.version)
      check.equalUnless(late, message, left, right, ids, `stays at ${left?.version ?? 'nothing'}`);
    else check.equal(message, left, right, ids);
  }
  return check.end();
}
