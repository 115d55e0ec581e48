import { dinars } from './demo-story.js';
import type { Shop } from './demo-till.js';

/** Goods are counted and one is missing, another one is broken: both leave the stock at what they cost, each with its document. */
export async function countAndWriteOff({ story, manager, storeId, productId }: Shop): Promise<void> {
  story.chapter('A stock count that misses one, and a broken one');
  const stockOf = async () => (await manager.get(`/stock?storeId=${storeId}&productId=${productId}`)).items[0];
  const { available, held, batches } = await stockOf();
  const scope = { kind: 'products', productIds: [productId] };
  const { stockCountId } = await manager.post('/stock-counts', { storeId, scope });
  const quantity = available + held - 1;
  await manager.post(`/stock-counts/${stockCountId}/entries`, { productId, quantity, place: 'rayon' });
  const { revision } = await manager.post(`/stock-counts/${stockCountId}/review`, { revision: 1 });
  const { totals } = await manager.get(`/stock-counts/${stockCountId}/lines`);
  const { posted } = await manager.post(`/stock-counts/${stockCountId}/post`, { revision });
  story.check('the count takes out what the review showed', posted.missingCostMinor, totals.missingCostMinor, dinars);
  const oldest = batches[0];
  const rest = (await stockOf()).batches.find((one: any) => one.batchId === oldest.batchId);
  const left = oldest.remainingCostMinor - (rest?.remainingCostMinor ?? 0);
  story.check('which is what the oldest unit cost', posted.missingCostMinor, left, dinars);
  const lines = [{ productId, quantity: 1 }];
  const writeOff = await manager.post('/write-offs', { storeId, reason: 'damaged', note: 'anse cassée', lines });
  story.check('its number is of write-offs', /-WO-\d{4}-\d{6}$/.test(writeOff.number), true);
  story.check('two are gone', (await stockOf()).available, available - 2);
}
