import {
  businessDayOf,
  inventoryErrors,
  MAX_COUNT_PRODUCTS,
  type inventory,
  type MintingContext,
  type ParsedInputOf,
} from '@comptoir/contracts';
import { documentSeriesName, drawDocumentNumber, type DocumentSeries } from './document-series.js';
import { levelKeyOf, type Level } from './records.js';
import {
  countLineId,
  type CountEntryRecord,
  type CountLineRecord,
  type StockCountRecord,
} from './stock-count-records.js';
import { moveCount, requireCountRevision } from './stock-count-states.js';

type Moment = Pick<MintingContext, 'now' | 'actor'>;

/** Stock of products as it stands: levels by key, and units held by key. */
export interface StockSnapshot {
  readonly levels: readonly Level[];
  readonly held: ReadonlyMap<string, number>;
}

/** The count, or stock-count.unknown. */
export function requireStockCount(found: StockCountRecord | null, stockCountId: string): StockCountRecord {
  if (found) return found;
  throw inventoryErrors.stockCountUnknown('There is no stock count with this number.', { stockCountId });
}

/** Refuses more products than one count has. */
export function requireCountSize(products: number): void {
  if (products <= MAX_COUNT_PRODUCTS) return;
  throw inventoryErrors.stockCountTooLarge(
    `These are more than ${MAX_COUNT_PRODUCTS} products, which one count has at most: split it, by category for example.`,
    { products, limit: MAX_COUNT_PRODUCTS },
  );
}

/**
 * A new count with its lines: the figures of this moment are kept on them. Refuses stock-count.empty and
 * stock-count.too-large.
 */
export function decideCreateStockCount(
  state: StockSnapshot & { readonly series: DocumentSeries | null; readonly productIds: readonly string[] },
  { stockCountId, storeId, store, scope, note }: ParsedInputOf<typeof inventory.createStockCount>,
  { now, actor }: Moment,
): { readonly count: StockCountRecord; readonly lines: readonly CountLineRecord[]; readonly series: DocumentSeries } {
  const productIds = [...new Set(state.productIds)].toSorted();
  requireCountSize(productIds.length);
  if (productIds.length === 0 && scope.kind !== 'store')
    throw inventoryErrors.stockCountEmpty('Nothing is to be counted: no product is of this scope.');
  const createdDay = businessDayOf(now, store.timeZone);
  const { number, series } = drawDocumentNumber(state.series, documentSeriesName(store.code, 'SC', createdDay));
  const available = new Map(state.levels.map((level) => [level._id, level.available]));
  const startQuantityOf = (productId: string): number => {
    const key = levelKeyOf(storeId, productId);
    return (available.get(key) ?? 0) + (state.held.get(key) ?? 0);
  };
  return {
    count: {
      _id: stockCountId,
      number,
      storeId,
      currency: store.currency,
      scope: {
        kind: scope.kind,
        ...(scope.kind === 'categories' ? { categoryIds: scope.categoryIds } : {}),
      },
      ...(note === undefined ? {} : { note }),
      state: 'open',
      revision: 1,
      round: 1,
      products: productIds.length,
      entries: 0,
      createdAt: now,
      createdDay,
      createdBy: actor.id,
      changedAt: now,
      changedBy: actor.id,
    },
    lines: productIds.map((productId) => ({
      _id: countLineId(stockCountId, productId),
      stockCountId,
      productId,
      startQuantity: startQuantityOf(productId),
      round: 1,
    })),
    series,
  };
}

/** What an entry is decided on. */
export interface EntryState {
  readonly found: StockCountRecord | null;
  readonly line: CountLineRecord | null;
  readonly level?: Level | undefined;
  /** Units of the product that checkouts under way hold. */
  readonly held: number;
}

/** An entry, and the line it makes where a count of the whole store had none of the product. */
export interface Entered {
  readonly count: StockCountRecord;
  readonly entry: CountEntryRecord;
  readonly newLine?: CountLineRecord;
}

/**
 * Enters what was counted, with what should have been there at this moment: units to sell and units held, which are still on
 * the shelf. Refuses stock-count.unknown, stock-count.state, stock-count.out-of-scope and stock-count.not-recounted.
 */
export function decideEnterCount(
  state: EntryState,
  { entryId, stockCountId, ...facts }: ParsedInputOf<typeof inventory.enterCount>,
  moment: Moment,
): Entered {
  const count = requireStockCount(state.found, stockCountId);
  moveCount(count, 'enter');
  const { line, newLine } = lineFor(count, state, facts.productId);
  const entry = entryOf(count, state, moment, { _id: entryId, ...facts });
  if (line.round !== count.round) {
    throw inventoryErrors.stockCountNotRecounted(
      'This product is not among those that are counted anew; what was counted of it stands.',
      { stockCountId, productId: facts.productId },
    );
  }
  return { count, entry, ...(newLine ? { newLine } : {}) };
}

/** The line of a product; a count of the whole store takes every product, also one that never was there. */
function lineFor(
  count: StockCountRecord,
  { line, level, held }: EntryState,
  productId: string,
): { readonly line: CountLineRecord; readonly newLine?: CountLineRecord } {
  if (line) return { line };
  if (count.scope.kind !== 'store') {
    throw inventoryErrors.stockCountOutOfScope(`This product is not of the stock count ${count.number}.`, {
      stockCountId: count._id,
      productId,
    });
  }
  requireCountSize(count.products + 1);
  const newLine = {
    _id: countLineId(count._id, productId),
    stockCountId: count._id,
    productId,
    startQuantity: (level?.available ?? 0) + held,
    round: count.round,
  };
  return { line: newLine, newLine };
}

function entryOf(
  count: StockCountRecord,
  { level, held }: Pick<EntryState, 'level' | 'held'>,
  { now, actor }: Moment,
  facts: Pick<CountEntryRecord, '_id' | 'productId' | 'quantity' | 'withdraws' | 'place' | 'device'>,
): CountEntryRecord {
  return {
    ...facts,
    stockCountId: count._id,
    seq: count.entries + 1,
    round: count.round,
    physicalQuantity: (level?.available ?? 0) + held,
    levelVersion: level?.version ?? 0,
    heldQuantity: held,
    enteredAt: now,
    enteredBy: actor.id,
  };
}

/**
 * Withdraws an entry by a new record; it no longer counts. Refuses stock-count.unknown, stock-count.state,
 * stock-count.entry-unknown, also for a withdrawal, and stock-count.entry-withdrawn.
 */
export function decideWithdrawCountEntry(
  state: EntryState & { readonly entry: CountEntryRecord | null; readonly isWithdrawn: boolean },
  { entryId, stockCountId, withdraws, device }: ParsedInputOf<typeof inventory.withdrawCountEntry>,
  moment: Moment,
): Entered {
  const count = requireStockCount(state.found, stockCountId);
  moveCount(count, 'enter');
  const { entry } = state;
  if (!entry || entry.stockCountId !== stockCountId || entry.withdraws !== undefined || entry.round !== count.round) {
    throw inventoryErrors.countEntryUnknown('This count has no such entry that could be withdrawn.', {
      stockCountId,
      entryId: withdraws,
    });
  }
  if (state.isWithdrawn)
    throw inventoryErrors.countEntryWithdrawn('This entry was withdrawn already.', { entryId: withdraws });
  const { productId, quantity } = entry;
  return {
    count,
    entry: entryOf(count, state, moment, {
      _id: entryId,
      productId,
      quantity,
      withdraws,
      ...(device === undefined ? {} : { device }),
    }),
  };
}

/** The count in review. Refuses stock-count.unknown, stock-count.state and stock-count.changed. */
export function decideReviewCount(
  found: StockCountRecord | null,
  { stockCountId, revision }: ParsedInputOf<typeof inventory.reviewCount>,
  moment: Moment,
): StockCountRecord {
  const count = requireStockCount(found, stockCountId);
  const state = moveCount(count, 'review');
  requireCountRevision(count, revision);
  return { ...count, state, ...changedBy(count, moment) };
}

/** The count open again, and the lines that are counted anew. Refuses what a review refuses, and stock-count.out-of-scope. */
export function decideRecountLines(
  { found, lines }: { readonly found: StockCountRecord | null; readonly lines: readonly CountLineRecord[] },
  { stockCountId, revision, productIds }: ParsedInputOf<typeof inventory.recountLines>,
  moment: Moment,
): { readonly before: StockCountRecord; readonly after: StockCountRecord; readonly lines: readonly CountLineRecord[] } {
  const before = requireStockCount(found, stockCountId);
  const state = moveCount(before, 'recount');
  requireCountRevision(before, revision);
  const known = new Set(lines.map((line) => line.productId));
  const other = productIds.find((productId) => !known.has(productId));
  if (other !== undefined) {
    throw inventoryErrors.stockCountOutOfScope(`This product is not of the stock count ${before.number}.`, {
      stockCountId,
      productId: other,
    });
  }
  const round = before.round + 1;
  return {
    before,
    after: { ...before, state, round, ...changedBy(before, moment) },
    lines: lines.map((line) => ({ ...line, round })),
  };
}

/** The count cancelled. Refuses stock-count.unknown and stock-count.state. */
export function decideCancelCount(
  found: StockCountRecord | null,
  { stockCountId, reason }: ParsedInputOf<typeof inventory.cancelCount>,
  moment: Moment,
): StockCountRecord {
  const count = requireStockCount(found, stockCountId);
  const state = moveCount(count, 'cancel');
  return {
    ...count,
    state,
    ...changedBy(count, moment),
    cancelled: { at: moment.now, by: moment.actor.id, reason },
  };
}

/** Who changed it when, under the next revision. */
export function changedBy(
  { revision }: StockCountRecord,
  { now, actor }: Moment,
): Pick<StockCountRecord, 'revision' | 'changedAt' | 'changedBy'> {
  return { revision: revision + 1, changedAt: now, changedBy: actor.id };
}
