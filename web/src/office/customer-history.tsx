import type { CustomerChange } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';

type Currency = Parameters<ReturnType<typeof useMessages>['money']>[1];
type Shown = CustomerChange['fields'][number]['before'];

/** A value of a field in words: an amount, the parts of an address, numbers, or the text itself. */
function valueText(value: Shown, money: (minor: number, currency: Currency) => string): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return (value as { value: string }[]).map((one) => one.value).join(', ');
  if (typeof value !== 'object') return String(value);
  if ('minor' in value) {
    const { minor, currency } = value as { minor: number; currency: Currency };
    return money(minor, currency);
  }
  return Object.values(value).join(', ');
}

/** What was done to a customer: who, when, why, and each field before and after. */
export function CustomerHistory({ customerId }: { customerId: string }) {
  const { t, moment, money } = useMessages();
  const { store } = useStores();
  const { nameOf } = usePeople();
  const list = useList('GET /customers/{customerId}/history', { params: { customerId } });
  const columns: Column<CustomerChange>[] = [
    { id: 'at', head: t('history.when'), cell: ({ at }) => moment(at, store?.timeZone) },
    { id: 'by', head: t('history.by'), wide: true, cell: ({ by }) => nameOf(by) ?? by },
    {
      id: 'what',
      head: t('history.what'),
      cell: ({ what, fields, reason }) => (
        <>
          {t(`history.${what}`)}
          {reason && <div className="quiet">{reason}</div>}
          {fields.map(({ field, before, after }) => (
            <div key={field}>
              {t(`field.${field}`)}: {valueText(before, money) || t('history.nothing')} →{' '}
              {valueText(after, money) || t('history.nothing')}
            </div>
          ))}
        </>
      ),
    },
  ];
  return (
    <section aria-label={t('history.title')}>
      <h2>{t('history.title')}</h2>
      <DataTable
        label={t('history.title')}
        list={list}
        columns={columns}
        rowKey={({ customerId: id, at, what }) => `${at}/${id}/${what}`}
        empty={t('history.none')}
      />
    </section>
  );
}
