import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { useMessages } from '../i18n/messages.js';

const AFTER_TYPING_MS = 200;
const SHOWN = '8';

/** The brand of a product: what is typed, or one of those that other products have. */
export function BrandField({ value, ...input }: { value: string }) {
  const { t } = useMessages();
  const [sought] = useDebouncedValue(value.trim(), AFTER_TYPING_MS);
  const { data } = useQuery({
    queryKey: ['brands', sought],
    queryFn: ({ signal }) =>
      ask('GET /brands', { query: { limit: SHOWN, ...(sought === '' ? {} : { text: sought }) }, signal }),
    placeholderData: keepPreviousData,
  });
  const brands = data?.items.map(({ brand }) => brand) ?? [];
  return (
    <Autocomplete
      label={t('product.brand')}
      maxLength={80}
      data={brands}
      filter={({ options }) => options} // the server has found them, accents aside
      value={value}
      {...input}
    />
  );
}
