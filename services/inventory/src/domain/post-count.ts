import {
  businessDayOf,
  fieldInvalid,
  inventoryErrors,
  MAX_COUNT_DIFFERENCES,
  sum,
  type DeliveryView,
  type inventory,
  type MintingContext,
  type ParsedInputOf,
} from '@comptoir/contracts';
import { allocate, unitsByBatch } from './allocate.js';
import { costOf } from './amounts.js';
import { judgeLines, type JudgedLine } from './count-lines.js';
import { createBatches } from './create-batches.js';
import { costAsNewestBatch } from './found-cost.js';
import { movementOf, refuseShortages, type OpenBatches } from './hold.js';
import type { LevelChange } from './levels.js';
import type { ThresholdRecord } from './stock-alert-records.js';
import { levelKeyOf, type Batch, type HeldUnits, type Movement } from './records.js';
import type {
  CountEntryRecord,
  CountLineRecord,
  CountPosting,
  PostedDifference,
  StockCountRecord,
} from './stock-count-records.js';
import { moveCount, requireCountRevision } from './stock-count-states.js';
import { changedBy, requireStockCount, type StockSnapshot } from './stock-count.js';
import { requireWithinLimit } from './stock-limit.js';
import { levelsAfterTaking } from './write-off.js';

type Command = ParsedInputOf<typeof inventory.postCount>;

/** What the posting of a count is decided on. */
export interface PostState extends StockSnapshot {
  readonly found: StockCountRecord | null;
  readonly lines: readonly CountLineRecord[];
  readonly entries: readonly CountEntryRecord[];
  /** Those of products that are new to the store. */
  readonly thresholds: readonly ThresholdRecord[];
  /** Of products of which units are missing: at least as many units, or all there are. */
  readonly open: OpenBatches;
  /** Of products of which units were found: the batch that came last. */
  readonly newest: ReadonlyMap<string, Batch>;
}

/** A difference to post. */
export type Difference = Omit<PostedDifference, 'differenceCostMinor'>;

/** What the posting of a count does. */
export interface CountPosted {
  readonly before: StockCountRecord;
  readonly after: StockCountRecord;
  readonly posting: CountPosting;
  readonly takes: readonly HeldUnits[];
  readonly batches: readonly Batch[];
  readonly delivery?: DeliveryView;
  readonly levels: readonly LevelChange[];
  readonly movements: readonly Movement[];
}

/**
 * The differences of a count in order of product. Of lines that nobody counted nothing is there where the poster says so:
 * then what should be there now is missing, what is held too.
 */
export function differencesOf(
  judged: readonly JudgedLine[],
  uncounted: Command['uncounted'],
  storeId: string,
  { levels, held }: StockSnapshot,
): Difference[] {
  const available = new Map(levels.map((level) => [level._id, level.available]));
  return judged
    .flatMap(({ productId, result }): Difference[] => {
      if (result) return [{ productId, ...result }];
      if (uncounted === 'leave') return [];
      const key = levelKeyOf(storeId, productId);
      const expectedQuantity = (available.get(key) ?? 0) + (held.get(key) ?? 0);
      return [{ productId, countedQuantity: 0, expectedQuantity, difference: 0 - expectedQuantity }];
    })
    .filter((one) => one.difference !== 0)
    .toSorted((a, b) => (a.productId < b.productId ? -1 : 1));
}

/**
 * Posts a count: missing units leave the stock, the oldest first; found ones enter it as new batches that cost as the newest
 * batch. All of it or nothing. Refuses stock-count.unknown, stock-count.state, stock-count.changed, stock-count.uncertain,
 * stock-count.too-many-differences, stock-count.cost-missing, stock.insufficient, stock.above-limit and amount.too-large.
 */
export function decidePostCount(state: PostState, command: Command, moment: MintingContext): CountPosted {
  const before = requireStockCount(state.found, command.stockCountId);
  const next = moveCount(before, 'post');
  requireCountRevision(before, command.revision);
  const judged = judgeLines(state.lines, state.entries);
  requireCertain(judged, command);
  const differences = differencesOf(judged, command.uncounted, before.storeId, state);
  requirePostable(differences.length);
  const missing = takeMissing(state, differences, moment);
  const found = bringFound(state, before, differences, command, moment);
  const missingCostMinor = costOf(missing.takes);
  const foundCostMinor = costOf(found.batches);
  costOf([{ costMinor: missingCostMinor }, { costMinor: foundCostMinor }]);
  requireWithinLimit(missingCostMinor + foundCostMinor, command.limitMinor);
  const context = { storeId: before.storeId, currency: before.currency, ref: before._id, moment };
  return {
    before,
    after: {
      ...before,
      state: next,
      ...changedBy(before, moment),
      posted: {
        at: moment.now,
        by: moment.actor.id,
        uncounted: command.uncounted,
        differing: differences.length,
        missingCostMinor,
        foundCostMinor,
        ...(found.delivery ? { foundDeliveryId: found.delivery.deliveryId } : {}),
      },
    },
    posting: postingOf(before, judged, differences, [...missing.takes, ...found.batches], moment),
    takes: missing.takes,
    batches: found.batches,
    ...(found.delivery ? { delivery: found.delivery } : {}),
    levels: [...missing.levels, ...found.levels].toSorted((a, b) => (a.after._id < b.after._id ? -1 : 1)),
    movements: [
      ...missing.takes.map((units) => movementOf('writtenOff', units, [-units.quantity, 0], context)),
      ...found.batches.map((batch) =>
        movementOf(
          'found',
          { ...batch, batchId: batch._id, quantity: batch.receivedQty },
          [batch.receivedQty, 0],
          context,
        ),
      ),
    ],
  };
}

/** Refuses stock-count.uncertain while a line that is not accepted was counted while its stock moved. */
function requireCertain(judged: readonly JudgedLine[], { acceptUncertain, stockCountId }: Command): void {
  const accepted = new Set(acceptUncertain);
  const productIds = judged
    .filter((line) => line.uncertain && !accepted.has(line.productId))
    .map((line) => line.productId);
  if (productIds.length === 0) return;
  throw inventoryErrors.stockCountUncertain(
    `Stock moved while ${productIds.length} of the products were counted: count them anew, or accept them.`,
    { stockCountId, productIds: productIds.slice(0, MAX_COUNT_DIFFERENCES) },
  );
}

/** Refuses more differences than one transaction posts. */
function requirePostable(differing: number): void {
  if (differing <= MAX_COUNT_DIFFERENCES) return;
  throw inventoryErrors.stockCountTooManyDifferences(
    `${differing} lines differ; a count posts ${MAX_COUNT_DIFFERENCES} at most. Cancel it and count category by category.`,
    { differing, limit: MAX_COUNT_DIFFERENCES },
  );
}

function takeMissing({ open, levels }: PostState, differences: readonly Difference[], moment: MintingContext) {
  const demand = differences
    .filter((one) => one.difference < 0)
    .map(({ productId, difference }) => ({ lineId: productId, productId, quantity: -difference }));
  const { lines, shortages } = allocate(demand, open.batches);
  if (shortages.length > 0) refuseShortages(shortages);
  const takes = unitsByBatch(lines);
  return { takes, levels: levelsAfterTaking(levels, open, takes, moment) };
}

/** Cost of each found product's units: as the newest batch, or as the poster says where there never was one. */
function foundCosts(
  { newest }: PostState,
  found: readonly Difference[],
  { costs, stockCountId }: Command,
): Map<string, number> {
  const given = new Map<string, number>();
  for (const [at, { productId, costMinor }] of costs.entries()) {
    if (given.has(productId)) throw fieldInvalid(`costs.${at}.productId`, 'names a product that is there already');
    if (newest.has(productId))
      throw fieldInvalid(`costs.${at}.productId`, 'had a batch in this store: its units cost as the newest one');
    given.set(productId, costMinor);
  }
  const productIds = found
    .filter(({ productId }) => !newest.has(productId) && !given.has(productId))
    .map((one) => one.productId);
  if (productIds.length > 0) {
    throw inventoryErrors.stockCountCostMissing(
      `${productIds.length} of the products found never had a batch in this store: name what they cost.`,
      { stockCountId, productIds },
    );
  }
  return new Map(
    found.map(({ productId, difference }) => {
      const batch = newest.get(productId);
      return [productId, batch ? costAsNewestBatch(batch, difference) : given.get(productId)!];
    }),
  );
}

function bringFound(
  state: PostState,
  { _id, number, storeId, currency }: StockCountRecord,
  differences: readonly Difference[],
  command: Command,
  moment: MintingContext,
): { batches: readonly Batch[]; levels: readonly LevelChange[]; delivery?: DeliveryView } {
  const found = differences.filter((one) => one.difference > 0);
  const costs = foundCosts(state, found, command);
  if (found.length === 0) return { batches: [], levels: [] };
  const totalCostMinor = costOf([...costs.values()].map((costMinor) => ({ costMinor })));
  const deliveryId = moment.mint('delivery');
  const arrivals = found.map(({ productId, difference }) => ({
    productId,
    quantity: difference,
    sellableQty: difference,
    costMinor: costs.get(productId)!,
    deliveryId,
  }));
  const source = { storeId, currency, origin: 'count', originId: _id } as const;
  const { batches, levels } = createBatches(state.levels, arrivals, source, moment, state.thresholds);
  return {
    batches,
    levels,
    delivery: {
      deliveryId,
      storeId,
      stockCountId: _id,
      stockCountNumber: number,
      currency,
      totalCostMinor,
      receivedAt: moment.now,
      receivedDay: businessDayOf(moment.now, command.store.timeZone),
      receivedBy: moment.actor.id,
      batches: batches.map((batch) => ({
        batchId: batch._id,
        productId: batch.productId,
        quantity: batch.receivedQty,
        costMinor: batch.costMinor,
      })),
    },
  };
}

function postingOf(
  { _id, storeId }: StockCountRecord,
  judged: readonly JudgedLine[],
  differences: readonly Difference[],
  moved: readonly { readonly productId: string; readonly costMinor: number }[],
  { now }: MintingContext,
): CountPosting {
  const costs = new Map(
    [...Map.groupBy(moved, (one) => one.productId)].map(([productId, own]) => [
      productId,
      sum(own.map((one) => one.costMinor)),
    ]),
  );
  return {
    _id,
    storeId,
    postedAt: now,
    lines: differences.map((one) => ({
      ...one,
      differenceCostMinor: (one.difference < 0 ? -1 : 1) * costs.get(one.productId)! + 0,
    })),
    countedProductIds: judged.filter((line) => line.result).map((line) => line.productId),
  };
}
