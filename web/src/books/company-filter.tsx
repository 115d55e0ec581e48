import { NativeSelect } from '@mantine/core';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import type { Filters } from '../kit/filters.js';

/** The company of a report, and one of its stores or all of them; nothing to choose where there is one store. */
export function CompanyFilter({
  filters,
  companyId,
}: {
  filters: Filters<'storeId' | 'companyId'>;
  companyId: string | undefined;
}) {
  const { t } = useMessages();
  const { stores } = useStores();
  if (stores.length < 2) return null;
  const companies = [...new Map(stores.map((one) => [one.companyId, one.legal.companyName]))];
  const own = stores.filter((one) => one.companyId === companyId);
  const named = (id: string, name: string): string => {
    const isTwice = companies.filter(([, other]) => other === name).length > 1;
    const codes = stores.filter((one) => one.companyId === id).map(({ code }) => code);
    return isTwice ? `${name} (${codes.join(', ')})` : name;
  };
  return (
    <>
      {companies.length > 1 && (
        <NativeSelect
          label={t('report.company')}
          value={companyId ?? ''}
          onChange={(event) => filters.setAll({ companyId: event.currentTarget.value, storeId: '' })}
          data={companies.map(([value, name]) => ({ value, label: named(value, name) }))}
        />
      )}
      {own.length > 1 && (
        <NativeSelect
          label={t('frame.store')}
          value={filters.values.storeId ?? ''}
          onChange={(event) => filters.set('storeId', event.currentTarget.value)}
          data={[
            { value: '', label: t('report.all-stores') },
            ...own.map(({ storeId, name }) => ({ value: storeId, label: name })),
          ]}
        />
      )}
    </>
  );
}
