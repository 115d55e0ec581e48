import { nextDay, sum, type Currency, type DeliveryMarginRow } from '@comptoir/contracts';
import { daysFrom } from './business-day.js';
import { addUp, withMargin } from './margin.js';
import type { DeliveryDayRecord, SoldProduct, StiRecord } from './records.js';

/** What is read of an STI to add up what it sold of deliveries. */
export type SoldSti = Pick<StiRecord, '_id' | 'storeId' | 'businessDay' | 'currency' | 'lines'>;

/** Key of what was sold of a delivery on a day. */
export function deliveryKey(deliveryId: string, businessDay: string): string {
  return `${deliveryId}/${businessDay}`;
}

/** Keys that an STI is found by: one for each delivery that it sold of, or brought back to. */
export function deliveryKeysOf({ businessDay, lines }: Pick<StiRecord, 'businessDay' | 'lines'>): string[] {
  const deliveryIds = new Set(lines.flatMap((line) => line.batches.map((one) => one.deliveryId)));
  return [...deliveryIds].map((deliveryId) => deliveryKey(deliveryId, businessDay));
}

/** What STIs sold of each delivery, less what came back, by product in order of their ids. */
export function soldOfDeliveries(stis: readonly Pick<SoldSti, 'lines'>[]): Map<string, SoldProduct[]> {
  const parts = stis.flatMap((sti) =>
    sti.lines.flatMap(({ productId, unit, quantityDecimals, batches }) =>
      batches.map(({ deliveryId, quantity, netMinor: revenueMinor, taxMinor, costMinor, part }) => ({
        deliveryId,
        sold: { ...(part ?? { productId, unit, quantityDecimals }), quantity, revenueMinor, taxMinor, costMinor },
      })),
    ),
  );
  const byDelivery = Map.groupBy(parts, (part) => part.deliveryId);
  return new Map([...byDelivery].map(([deliveryId, of]) => [deliveryId, addUpSold(of.map((part) => part.sold))]));
}

/** What the day of a store sold of each delivery. */
export function sealDeliveryDay(
  day: { readonly storeId: string; readonly businessDay: string; readonly currency: Currency },
  stis: readonly StiRecord[],
): DeliveryDayRecord[] {
  const { storeId, businessDay } = day;
  return [...soldOfDeliveries(stis)].map(([deliveryId, products]) => ({
    _id: `${storeId}/${businessDay}/${deliveryId}`,
    key: `${deliveryKey(deliveryId, businessDay)}/${storeId}`,
    ...day,
    deliveryId,
    products,
  }));
}

/** The margin of a delivery by product: of its closed days, and of the STIs of the open ones. */
export function marginOfDelivery(
  deliveryId: string,
  closed: readonly DeliveryDayRecord[],
  open: readonly Pick<SoldSti, 'currency' | 'lines'>[],
): DeliveryMarginRow[] {
  const currency = closed[0]?.currency ?? open[0]?.currency;
  if (currency === undefined) return [];
  const sold = [...closed.flatMap((day) => day.products), ...(soldOfDeliveries(open).get(deliveryId) ?? [])];
  return addUpSold(sold).map((one) => ({ deliveryId, currency, ...one, ...withMargin(one) }));
}

/** The days of a store that may have sold of a delivery and are not closed, oldest first. */
export function openDaysOf(since: string, lastClosedDay: string | undefined, latest: string): string[] {
  return daysFrom(lastClosedDay === undefined || lastClosedDay < since ? since : nextDay(lastClosedDay), latest);
}

/** The days on which one of several stores may have sold of a delivery and which it has not closed, oldest first. */
export function openDaysOfAny(
  storeIds: readonly string[],
  since: string,
  lastClosed: ReadonlyMap<string, string>,
  latest: string,
): string[] {
  const longest = storeIds.map((storeId) => openDaysOf(since, lastClosed.get(storeId), latest));
  return longest.reduce((most, days) => (days.length > most.length ? days : most), []);
}

/** The last day that one of several stores has closed; undefined where none has. */
export function lastClosedOfAny(
  storeIds: readonly string[],
  lastClosed: ReadonlyMap<string, string>,
): string | undefined {
  return storeIds
    .flatMap((storeId) => lastClosed.get(storeId) ?? [])
    .toSorted()
    .at(-1);
}

/** Whether a store had closed a day when its last closed day was read. */
export function isClosed(
  { storeId, businessDay }: { readonly storeId: string; readonly businessDay: string },
  lastClosed: ReadonlyMap<string, string>,
): boolean {
  return businessDay <= (lastClosed.get(storeId) ?? '');
}

function addUpSold(sold: readonly SoldProduct[]): SoldProduct[] {
  return [...Map.groupBy(sold, (one) => one.productId)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => ({
      ...same[0]!,
      quantity: sum(same.map((one) => one.quantity)),
      ...addUp(same),
    }));
}
