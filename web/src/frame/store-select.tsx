import { NativeSelect } from '@mantine/core';
import { useMessages } from '../i18n/messages.js';
import { chooseStore, useStores } from './store-choice.js';

/** The store whose pages are shown; its name alone where the person works in one. */
export function StoreSelect() {
  const { t } = useMessages();
  const { stores, store } = useStores();
  if (stores.length === 1) return <span className="store-name">{store?.name}</span>;
  return (
    <NativeSelect
      size="xs"
      aria-label={t('frame.store')}
      value={store?.storeId ?? ''}
      onChange={(event) => chooseStore(event.currentTarget.value)}
      data={stores.map(({ storeId, name }) => ({ value: storeId, label: name }))}
      className="store-select"
    />
  );
}
