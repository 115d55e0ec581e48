import { by, Check, sumBy, total, type Finding } from './finding.js';
import type { Records } from './records.js';

/** 1. For each batch: received − Σ movements = remainingQty ≥ 0; the movements of held units are those of open holds. */
export function checkBatches({ batches, movements }: Records): Finding {
  const check = new Check(1, 'For each batch: received − Σ movements = remaining ≥ 0');
  const moved = sumBy(
    movements.filter((one) => one.kind !== 'received'),
    (one) => one.batchId,
    (one) => one.remainingDelta,
  );
  const received = sumBy(
    movements.filter((one) => one.kind === 'received' || one.kind === 'returned'),
    (one) => one.batchId,
    (one) => one.remainingDelta,
  );
  for (const batch of batches) {
    const returnedIn = batch.origin === 'return' ? (received.get(batch.id) ?? 0) : 0;
    const left = batch.receivedQty + (moved.get(batch.id) ?? 0) - returnedIn;
    check.equal(`batch ${batch.id}: received plus movements against remaining`, left, batch.remainingQty, [
      batch.id,
      batch.productId,
    ]);
    check.holds(`batch ${batch.id}: remaining is not negative`, batch.remainingQty >= 0, batch.remainingQty, 0, [
      batch.id,
    ]);
    check.equal(
      `batch ${batch.id}: units received against its first movement`,
      batch.receivedQty,
      received.get(batch.id) ?? 0,
      [batch.id],
    );
  }
  return check.end();
}

/** 2. Level per product and store = Σ remainingQty. */
export function checkLevels({ batches, levels }: Records): Finding {
  const check = new Check(2, 'Level per product and store = Σ remaining of its batches');
  const remaining = sumBy(
    batches,
    (one) => `${one.storeId}/${one.productId}`,
    (one) => one.remainingQty,
  );
  const byKey = by(levels, (one) => `${one.storeId}/${one.productId}`);
  for (const key of new Set([...remaining.keys(), ...byKey.keys()])) {
    const [storeId = '', productId = ''] = key.split('/');
    check.equal(
      `level of ${productId} in ${storeId} against its batches`,
      byKey.get(key)?.available ?? 0,
      remaining.get(key) ?? 0,
      [storeId, productId],
    );
  }
  check.show(
    total(levels, (one) => one.available),
    total(batches, (one) => one.remainingQty),
  );
  return check.end();
}

/** 3. Catalog's cached stock = the level at its version. */
export function checkCachedStock({ levels, cachedStock }: Records): Finding {
  const check = new Check(3, 'The till’s cached stock = the level at its version');
  const cached = by(cachedStock, (one) => `${one.storeId}/${one.productId}`);
  for (const level of levels) {
    const projected = cached.get(`${level.storeId}/${level.productId}`);
    const right = { available: level.available, version: level.version };
    const left = projected ? { available: projected.available, version: projected.version } : undefined;
    check.equal(`cached stock of ${level.productId} in ${level.storeId} against its level`, left, right, [
      level.storeId,
      level.productId,
    ]);
  }
  return check.end();
}
