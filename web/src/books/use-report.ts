import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { useFilters } from '../kit/filters.js';
import { daysAsked } from './usual-periods.js';

/** What a report of the ledger is asked for: its days and its store, which stand in the address; without one all stores. */
export function useReport<K extends string = never>() {
  const { t } = useMessages();
  const { stores, store } = useStores();
  const filters = useFilters<'storeId' | 'from' | 'to' | K>();
  const values: { storeId?: string; from?: string; to?: string } = filters.values;
  const chosen = stores.find((one) => one.storeId === values.storeId);
  const today = dayIn((chosen ?? store)?.timeZone ?? 'UTC', new Date());
  const days = daysAsked(values, today);
  return {
    stores,
    store: chosen,
    filters,
    today,
    days,
    isReady: store !== undefined,
    of: chosen?.name ?? t('report.all-stores'),
    within: t('filter.days', { ...days }),
  };
}
