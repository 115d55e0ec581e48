import { dinars } from './demo-story.js';
import type { Shop } from './demo-till.js';

/** The day of the store as the owner sees it, and what was earned on it: both are what the ledger says. `elsewhereMinor` is the margin of its goods that came back at other stores. */
export async function readTheDay({ story, manager, storeId }: Shop, elsewhereMinor: number): Promise<void> {
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
  let earnedMinor = 0;
  for (const { deliveryId } of deliveries) {
    const { totals } = await manager.get(`/deliveries/${deliveryId}/margin`);
    earnedMinor += totals[0]?.marginMinor ?? 0;
  }
  story.check(
    `what ${deliveries.length} deliveries earned`,
    earnedMinor,
    netMinor - costMinor - elsewhereMinor,
    dinars,
  );
}
