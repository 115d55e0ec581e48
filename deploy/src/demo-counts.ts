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

/** A delivery was typed with one unit too many: it is put right, and the card of the product shows both. */
export async function correctADelivery({ story, manager, storeId, productId }: Shop): Promise<void> {
  story.chapter('A delivery that was typed wrongly');
  const lines = [{ productId, quantity: 3, costMinor: 300_000 }];
  const { deliveryId, batches } = await manager.post('/deliveries', { storeId, reference: 'BL-2026-17', lines });
  const change = { kind: 'fewer', quantity: 1 };
  const body = { batchId: batches[0].batchId, change, seen: 0, reason: 'deux colis, pas trois' };
  const { corrections } = await manager.post(`/deliveries/${deliveryId}/corrections`, body);
  story.check('one unit less is owed', corrections[0].owedCostMinor, -100_000, dinars);
  const { items } = await manager.get(`/stock-cards?storeId=${storeId}&productId=${productId}&limit=2`);
  story.check('the card shows both', items.map((one: any) => one.quantity).join(), '-1,3');
}
