import { Autocomplete } from '@mantine/core';
import { useMessages } from '../i18n/messages.js';
import { usePriceLists } from '../kit/use-price-lists.js';

/** A group of customers: what is typed, or one that a price list names. */
export function GroupField({ how, ...input }: { how: string; value?: string }) {
  const { t } = useMessages();
  const { groups } = usePriceLists();
  return <Autocomplete label={t('customer.group')} description={how} maxLength={80} data={[...groups]} {...input} />;
}
