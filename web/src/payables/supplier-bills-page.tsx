import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { DayFilter, FilterBar, TextFilter } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useSupplierBillColumns } from './supplier-bill-columns.js';

/** Bills and credit notes of suppliers to a store, newest first. */
export function SupplierBillsPage() {
  const { t } = useMessages();
  const { filters, query, list, about, currency } = useStoreList<'GET /supplier-bills', 'text' | 'from' | 'to'>(
    'GET /supplier-bills',
  );
  return (
    <Page
      title={t('page.supplier-bills')}
      about={about}
      tools={<CsvButton route="GET /supplier-bills" query={query} name="supplier-bills" />}
    >
      <FilterBar>
        <TextFilter filters={filters} name="text" label={t('bill.find')} />
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
      </FilterBar>
      <DataTable
        label={t('page.supplier-bills')}
        list={list}
        columns={useSupplierBillColumns(currency)}
        rowKey={({ billId }) => billId}
        empty={t(Object.keys(filters.values).length > 0 ? 'bill.none-found' : 'bill.none')}
      />
    </Page>
  );
}
