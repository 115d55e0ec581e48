import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { useFilters } from '../kit/filters.js';
import { daysAsked } from './usual-periods.js';

/** The chosen store, and the days of a page that stand in its address. */
export function useStoreDays<K extends string = never>() {
  const { t } = useMessages();
  const { store } = useStores();
  const filters = useFilters<'from' | 'to' | K>();
  const today = dayIn(store?.timeZone ?? 'UTC', new Date());
  const days = daysAsked(filters.values as { from?: string; to?: string }, today);
  return { store, filters, today, days, within: t('filter.days', { ...days }) };
}
