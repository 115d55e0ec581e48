import { sales, type DeliveryMarginRow } from '@comptoir/contracts';
import { isClosed, lastClosedOfAny, marginOfDelivery, openDaysOfAny } from '../domain/delivery-days.js';
import { marginTotals } from '../domain/margin.js';
import { latestDay } from '../reads/customer-account.js';
import { on } from '../store/sales-store.js';

/** What was sold of deliveries so far, in whichever of their stores: of closed days as it was sealed, of open ones by their STIs. */
export const deliveryMargin = on.query(sales.deliveryMargin, async (store, { deliveries }) => {
  const all = deliveries.flatMap((one) => [one.storeId, ...one.alsoIn]);
  const closed = await store.lastClosedDays([...new Set(all)]);
  const items: DeliveryMarginRow[] = [];
  for (const { deliveryId, storeId, alsoIn, since } of deliveries) {
    const storeIds = [storeId, ...alsoIn];
    const last = lastClosedOfAny(storeIds, closed);
    const sealed = last === undefined ? [] : await store.deliveryDays(deliveryId, since, last);
    const days = openDaysOfAny(storeIds, since, closed, latestDay());
    const stis = await store.stisOfDelivery(deliveryId, storeIds, days);
    items.push(
      ...marginOfDelivery(
        deliveryId,
        sealed.filter((day) => storeIds.includes(day.storeId) && isClosed(day, closed)),
        stis.filter((sti) => !isClosed(sti, closed)),
      ),
    );
  }
  return { totals: marginTotals(items), items };
});
