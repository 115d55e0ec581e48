import type { ApiClient } from './api-client.js';
import type { DemoGood } from './demo-goods.js';

/** Traders pay so many hundredths of the price on the tag. */
const TRADE_PERCENT = 85;
/** The list has the first goods of the shop. */
const GOODS_ON_LIST = 12;

/** A price list for traders: customers who are put into the group `Revendeurs` get it in every store. */
export async function addTradePrices(
  owner: ApiClient,
  products: readonly { readonly productId: string; readonly good: DemoGood }[],
): Promise<void> {
  const list = { name: 'Tarif revendeurs', group: 'Revendeurs', from: '2026-01-01', currency: 'DZD' };
  const { priceListId } = await owner.post('/price-lists', list, 'demo-price-list');
  const prices = products.slice(0, GOODS_ON_LIST).map(({ productId, good: { listMinor } }) => ({
    productId,
    price: { priceListMinor: Math.round((listMinor * TRADE_PERCENT) / 100) },
  }));
  const { status, body } = await owner.ask('PUT', `/price-lists/${priceListId}/prices`, { prices });
  if (status !== 200) throw new Error(`The prices for traders were refused: ${JSON.stringify(body)}`);
}
