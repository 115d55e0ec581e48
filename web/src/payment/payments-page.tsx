import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { ChoiceFilter, DayFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useStoreList } from '../kit/use-store-list.js';
import { METHODS } from './methods.js';
import { usePaymentColumns } from './payment-columns.js';

/** The payments of a store, newest first. */
export function PaymentsPage() {
  const { t } = useMessages();
  const { store, currency, filters, query, list, about } = useStoreList<'GET /payments', 'method' | 'from' | 'to'>(
    'GET /payments',
    ({ method }) => method !== undefined,
  );
  const columns = usePaymentColumns(currency, () => store?.timeZone);
  return (
    <Page
      title={t('page.payments')}
      about={about}
      tools={<CsvButton route="GET /payments" query={query} name="payments" />}
    >
      <FilterBar>
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
        <ChoiceFilter
          filters={filters}
          name="method"
          label={t('payment.means')}
          choices={METHODS.map((value) => ({ value, label: t(`means.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.payments')}
        list={list}
        columns={columns}
        rowKey={({ paymentId }) => paymentId}
        empty={t('payment.none')}
      />
    </Page>
  );
}
