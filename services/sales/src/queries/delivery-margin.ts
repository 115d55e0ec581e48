import { sales, type DeliveryMarginRow } from '@comptoir/contracts';
import { marginOfDelivery, openDaysOf } from '../domain/delivery-days.js';
import { marginTotals } from '../domain/margin.js';
import { latestDay } from '../reads/customer-account.js';
import { on } from '../store/sales-store.js';

/** What was sold of deliveries so far: of closed days as it was sealed, of open ones by their STIs. */
export const deliveryMargin = on.query(sales.deliveryMargin, async (store, { deliveries }) => {
  const closed = await store.lastClosedDays([...new Set(deliveries.map((one) => one.storeId))]);
  const items: DeliveryMarginRow[] = [];
  for (const { deliveryId, storeId, since } of deliveries) {
    const last = closed.get(storeId);
    const sealed = last === undefined ? [] : await store.deliveryDays(deliveryId, since, last);
    const open = await store.stisOfDelivery(deliveryId, storeId, openDaysOf(since, last, latestDay()));
    items.push(...marginOfDelivery(deliveryId, sealed, open));
  }
  return { totals: marginTotals(items), items };
});
