import { Link, useNavigate } from '@tanstack/react-router';
import type { Supplier } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useList } from '../kit/use-list.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { SupplierForm } from './supplier-form.js';

/** The suppliers of the chain, by the start of a word of the name, phone or tax number; they are added here. */
export function SuppliersPage() {
  const { t } = useMessages();
  const may = useMay();
  const navigate = useNavigate();
  const filters = useFilters<'text' | 'archived'>();
  const list = useList('GET /suppliers', { query: filters.values });
  const columns: Column<Supplier>[] = [
    {
      id: 'name',
      head: t('customer.name'),
      cell: ({ supplierId, name }) => (
        <Link className="link" to="/suppliers/$supplierId" params={{ supplierId }}>
          {name}
        </Link>
      ),
    },
    { id: 'phone', head: t('customer.phone'), cell: ({ phone }) => phone ?? '' },
    { id: 'taxId', head: t('customer.taxId'), wide: true, cell: ({ identifiers }) => identifiers[0]?.value ?? '' },
    { id: 'city', head: t('customer.city'), wide: true, cell: ({ address }) => address?.city ?? '' },
    { id: 'lead', head: t('supplier.lead-time'), numeric: true, cell: ({ leadTimeDays }) => leadTimeDays ?? '–' },
  ];
  const add = may('changeSuppliers') && (
    <ActDialog label={t('supplier.add')} title={t('supplier.add')}>
      {(done) => (
        <SupplierForm
          done={({ supplierId }) => {
            done();
            void navigate({ to: '/suppliers/$supplierId', params: { supplierId } });
          }}
        />
      )}
    </ActDialog>
  );
  return (
    <Page
      title={t('page.suppliers')}
      tools={
        <>
          {add}
          <CsvButton route="GET /suppliers" query={filters.values} name="suppliers" />
        </>
      }
    >
      <FilterBar>
        <TextFilter filters={filters} name="text" label={t('supplier.find')} />
        <ChoiceFilter
          filters={filters}
          name="archived"
          label={t('supplier.which')}
          none={t('supplier.offered')}
          choices={[{ value: 'true', label: t('supplier.archived-ones') }]}
        />
      </FilterBar>
      <DataTable
        label={t('page.suppliers')}
        list={list}
        columns={columns}
        rowKey={({ supplierId }) => supplierId}
        empty={t('supplier.none')}
      />
    </Page>
  );
}
