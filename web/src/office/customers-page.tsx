import { Link } from '@tanstack/react-router';
import type { Customer } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useList } from '../kit/use-list.js';

const KINDS = ['person', 'company'] as const;

/** The customers of the chain, by the start of a word of the name, phone or tax number. */
export function CustomersPage() {
  const { t, money } = useMessages();
  const filters = useFilters<'text' | 'kind'>();
  const list = useList('GET /customers', { query: filters.values });
  const columns: Column<Customer>[] = [
    {
      id: 'name',
      head: t('customer.name'),
      cell: ({ customerId, kind, name }) => (
        <Link className="link" to="/customers/$customerId" params={{ customerId }}>
          {kind === 'walkIn' ? t('document.walk-in') : name}
        </Link>
      ),
    },
    { id: 'kind', head: t('customer.kind'), wide: true, cell: ({ kind }) => t(`customer.${kind}`) },
    { id: 'phone', head: t('customer.phone'), cell: ({ phone }) => phone ?? '' },
    { id: 'taxId', head: t('customer.taxId'), wide: true, cell: ({ identifiers }) => identifiers[0]?.value ?? '' },
    {
      id: 'limit',
      head: t('customer.limit'),
      numeric: true,
      cell: ({ creditLimit }) => (creditLimit ? money(creditLimit.minor, creditLimit.currency) : '–'),
    },
  ];
  return (
    <Page
      title={t('page.customers')}
      tools={<CsvButton route="GET /customers" query={filters.values} name="customers" />}
    >
      <FilterBar>
        <TextFilter filters={filters} name="text" label={t('customer.find')} />
        <ChoiceFilter
          filters={filters}
          name="kind"
          label={t('customer.kind')}
          choices={KINDS.map((value) => ({ value, label: t(`customer.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.customers')}
        list={list}
        columns={columns}
        rowKey={({ customerId }) => customerId}
        empty={t('customer.none')}
      />
    </Page>
  );
}
