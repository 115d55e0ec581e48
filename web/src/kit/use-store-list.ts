import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { dayRange } from './day-range.js';
import { useFilters, type Filters } from './filters.js';
import { useList, type ListRoute } from './use-list.js';

/** A list of the chosen store as the filters in the address narrow it, with what its page says of it. */
export function useStoreList<R extends ListRoute, K extends string>(
  route: R,
  needsDays: (values: Filters<K>['values']) => boolean = () => false,
) {
  const { t } = useMessages();
  const { store } = useStores();
  const filters = useFilters<K>();
  const chosen: { from?: string; to?: string } = filters.values;
  const days = dayRange(chosen, needsDays(filters.values), store?.timeZone ?? 'UTC');
  const query = { storeId: store?.storeId, ...filters.values, ...days };
  const within = days.from && t('filter.days', { from: days.from, to: days.to ?? '' });
  return {
    store,
    currency: store?.currency ?? '',
    filters,
    query,
    list: useList(route, { query, enabled: store !== undefined }),
    /** The store, and the days when there are any. */
    about: [store?.name, within].filter(Boolean).join(' · '),
  };
}
