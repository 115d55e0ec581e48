import { dinars } from './demo-story.js';
import type { Shop } from './demo-till.js';

/** The day of the store as the owner sees it, and what was earned on it: both are what the ledger says. */
export async function readTheDay({ story, manager, storeId }: Shop): Promise<void> {
  story.chapter('The day and its margin, live as long as the day is open');
  const { businessDay } = (await manager.get(`/sales?storeId=${storeId}&limit=1`)).items[0];
  const day = await manager.get(`/stores/${storeId}/days/${businessDay}`);
  const { sales, corrections, grossMinor, netMinor, costMinor } = day.figures;
  story.tell(`${sales} sales, ${corrections} returns and cancellations: ${dinars(grossMinor)} with tax`);
  story.tell(
    `stock at the end: ${dinars(day.ends.stockMinor)}; owed by customers: ${dinars(day.ends.receivableMinor)}`,
  );
  const asked = `storeId=${storeId}&from=${businessDay}&to=${businessDay}`;
  for (const by of ['product', 'category', 'supplier']) {
    const { totals } = await manager.get(`/reports/margin?by=${by}&${asked}`);
    story.check(`margin by ${by}`, totals[0].marginMinor, netMinor - costMinor, dinars);
  }
  const { items: deliveries } = await manager.get(`/deliveries?storeId=${storeId}&limit=100`);
  let [earnedMinor, linesMinor, hereMinor] = [0, 0, 0];
  for (const { deliveryId } of deliveries) {
    const { totals } = await manager.get(`/deliveries/${deliveryId}/margin`);
    earnedMinor += totals[0]?.marginMinor ?? 0;
    for (let cursor = ''; ;) {
      const { items, nextCursor } = await manager.get(`/deliveries/${deliveryId}/sales?limit=200${cursor}`);
      for (const { storeId: ofStore, marginMinor } of items) {
        linesMinor += marginMinor;
        if (ofStore === storeId) hereMinor += marginMinor;
      }
      if (nextCursor === undefined) break;
      cursor = `&cursor=${nextCursor}`;
    }
  }
  story.check(`what ${deliveries.length} deliveries earned, line by line`, earnedMinor, linesMinor, dinars);
  story.check('and of it in this store', hereMinor, netMinor - costMinor, dinars);
}
