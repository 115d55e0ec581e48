import { Link } from '@tanstack/react-router';
import type { Invoice } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, DayFilter, FilterBar, TextFilter } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useStoreList } from '../kit/use-store-list.js';

const TYPES = ['FACTURE', 'BON_DE_VENTE', 'CREDIT_NOTE'] as const;

/** The documents that a store has issued, newest first. */
export function DocumentsPage() {
  const { t, figure, moment } = useMessages();
  const { store, currency, filters, query, list, about } = useStoreList<
    'GET /invoices',
    'number' | 'type' | 'from' | 'to'
  >('GET /invoices');
  const columns: Column<Invoice>[] = [
    {
      id: 'number',
      head: t('sale.number'),
      cell: ({ number, saleId }) => (
        <Link className="link" to="/sales/$saleId" params={{ saleId }}>
          {number}
        </Link>
      ),
    },
    { id: 'type', head: t('document.type'), cell: ({ type }) => t(`document.${type}`) },
    { id: 'at', head: t('sale.at'), cell: ({ issuedAt }) => moment(issuedAt, store?.timeZone) },
    {
      id: 'buyer',
      head: t('document.customer'),
      wide: true,
      cell: ({ buyer }) => (buyer.kind === 'walkIn' ? t('document.walk-in') : buyer.name),
    },
    {
      id: 'gross',
      head: t('document.gross', { currency }),
      numeric: true,
      cell: ({ type, grossMinor, currency }) => figure(type === 'CREDIT_NOTE' ? 0 - grossMinor : grossMinor, currency),
    },
  ];
  return (
    <Page
      title={t('page.documents')}
      about={about}
      tools={<CsvButton route="GET /invoices" query={query} name="documents" />}
    >
      <FilterBar>
        <TextFilter filters={filters} name="number" label={t('sale.number')} />
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
        <ChoiceFilter
          filters={filters}
          name="type"
          label={t('document.type')}
          choices={TYPES.map((value) => ({ value, label: t(`document.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.documents')}
        list={list}
        columns={columns}
        rowKey={({ invoiceId }) => invoiceId}
        empty={t('document.none')}
      />
    </Page>
  );
}
