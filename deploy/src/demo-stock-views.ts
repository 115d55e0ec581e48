import { dinars } from './demo-story.js';
import type { Shop } from './demo-till.js';

/** What the stock is worth today is what the books say, and a batch leads to the delivery that brought it. */
export async function lookAtTheStock({ story, manager, storeId, productId }: Shop): Promise<void> {
  story.chapter('The stock, its value and where it came from');
  const [batch] = (await manager.get(`/stock?storeId=${storeId}&productId=${productId}`)).items[0].batches;
  const { delivery, movements } = await manager.get(`/stock-traces/${batch.batchId}`);
  story.check('the oldest batch leads to a delivery', /^dlv_/.test(delivery.deliveryId), true);
  story.check('and to what moved of it', movements.length > 0, true);
  const { items } = await manager.get(`/stock-values?storeId=${storeId}&day=2020-01-01`);
  story.check('nothing was there before the shop', items.length, 0);
  const day = (await manager.get(`/deliveries?storeId=${storeId}&limit=1`)).items[0].receivedDay;
  const value = await manager.get(`/stock-values/summary?storeId=${storeId}&day=${day}`);
  const parts = value.inventoryCostMinor + value.lateInventoryCostMinor + value.differenceCostMinor;
  story.check('its value is the account, and what is on its way to it', value.costMinor, parts, dinars);
}
