import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { ChoiceFilter, type Filters } from '../kit/filters.js';

/** The store of a report; nothing to choose where the person works in one. */
export function StoreFilter({ filters }: { filters: Filters<'storeId'> }) {
  const { t } = useMessages();
  const { stores } = useStores();
  if (stores.length < 2) return null;
  return (
    <ChoiceFilter
      filters={filters}
      name="storeId"
      label={t('frame.store')}
      choices={stores.map(({ storeId, name }) => ({ value: storeId, label: name }))}
      none={t('report.all-stores')}
    />
  );
}
