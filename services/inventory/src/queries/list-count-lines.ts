import { inventory, type CountLine } from '@comptoir/contracts';
import { countLineOf, differenceCost, judgeLines, totalsOf, type JudgedLine } from '../domain/count-lines.js';
import { levelKeyOf } from '../domain/records.js';
import type { StockCountRecord } from '../domain/stock-count-records.js';
import { requireStockCount } from '../domain/stock-count.js';
import { on, type InventoryStore } from '../store/inventory-store.js';

const SHOWN: Readonly<Record<string, (line: CountLine) => boolean>> = {
  all: () => true,
  counted: (line) => line.countedQuantity !== undefined,
  uncounted: (line) => line.countedQuantity === undefined,
  differing: (line) => (line.difference ?? 0) !== 0,
  uncertain: (line) => line.uncertain,
  unpriced: (line) => line.unpriced,
};

/** Lines of a count in order of product; the cursor is the last product's id. Of a posted count, as they were posted. */
export const listCountLines = on.query(
  inventory.listCountLines,
  async (store, { stockCountId, show, limit, cursor }) => {
    const count = requireStockCount(await store.stockCount(stockCountId), stockCountId);
    const judged = judgeLines(await store.countLines(stockCountId), await store.countEntries(stockCountId));
    const all =
      count.state === 'posted' ? await postedLines(store, count, judged) : await linesAtCost(store, count, judged);
    const wanted = all.filter((line) => SHOWN[show]!(line) && (cursor === undefined || line.productId > cursor));
    const items = wanted.slice(0, limit);
    return {
      items,
      nextCursor: wanted.length > limit ? items.at(-1)!.productId : undefined,
      totals: totalsOf(all),
    };
  },
);

/** Lines with their differences at the cost of the stock as it is now. */
async function linesAtCost(
  store: InventoryStore,
  { storeId }: StockCountRecord,
  judged: readonly JudgedLine[],
): Promise<CountLine[]> {
  const differing = judged.filter(({ result }) => result && result.difference !== 0);
  const levels = await store.levels(differing.map(({ productId }) => levelKeyOf(storeId, productId)));
  const isFound = new Set(differing.flatMap(({ productId, result }) => (result!.difference > 0 ? productId : [])));
  const newest = await store.newestBatches(levels.filter((level) => isFound.has(level.productId)));
  const short = levels.filter((level) => !isFound.has(level.productId)).map((level) => level._id);
  const open = Map.groupBy(await store.batchesOf(short), (batch) => batch.productId);
  return judged.map((line) => {
    const { productId, result } = line;
    const source = { open: open.get(productId) ?? [], newest: newest.get(productId) };
    return countLineOf(
      line,
      result && differenceCost(result.difference, source),
      isFound.has(productId) && source.newest === undefined,
    );
  });
}

/** Lines of a posted count: what was posted stands, with its cost of that moment. */
async function postedLines(
  store: InventoryStore,
  { _id }: StockCountRecord,
  judged: readonly JudgedLine[],
): Promise<CountLine[]> {
  const posting = await store.countPosting(_id);
  const posted = new Map(posting?.lines.map((line) => [line.productId, line]));
  return judged.map((line) => {
    const own = posted.get(line.productId);
    if (!own) return countLineOf(line, line.result && 0, false);
    const { differenceCostMinor, productId: _productId, ...result } = own;
    return countLineOf({ ...line, result }, differenceCostMinor, false);
  });
}
