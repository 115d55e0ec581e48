import { useQuery } from '@tanstack/react-query';
import type { StockCardRow } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { DayFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';
import { useMay } from '../session.js';
import { ProductField } from './product-field.js';
import { productQuery } from './product-query.js';
import { StockDocumentLink } from './stock-document-link.js';

/** What moved of a product in the store, newest first, with the balance after each movement and the document behind it. */
export function StockCardPage() {
  const { t, quantity, money, moment } = useMessages();
  const seesCosts = useMay()('seeCosts');
  const { store } = useStores();
  const { nameOf } = usePeople();
  const filters = useFilters<'productId' | 'from' | 'to'>();
  const { productId = '' } = filters.values;
  const { data: product } = useQuery({ ...productQuery(productId), enabled: productId !== '' });
  const query = { storeId: store?.storeId, ...filters.values };
  const list = useList('GET /stock-cards', { query, enabled: store !== undefined && productId !== '' });
  const signed = (shown: string, value: number): string => (value > 0 ? `+${shown}` : shown);
  const columns: Column<StockCardRow>[] = [
    { id: 'at', head: t('view.at'), cell: ({ occurredAt }) => moment(occurredAt, store?.timeZone) },
    { id: 'kind', head: t('view.kind'), cell: ({ kind }) => t(`view.moved.${kind}`) },
    { id: 'document', head: t('view.document'), cell: ({ document }) => <StockDocumentLink document={document} /> },
    { id: 'by', head: t('view.by'), wide: true, cell: ({ by }) => nameOf(by) },
    {
      id: 'units',
      head: t('view.units'),
      numeric: true,
      cell: (row) => <bdi>{row.quantity === 0 ? '–' : signed(quantity(row.quantity, row), row.quantity)}</bdi>,
    },
    { id: 'balance', head: t('view.balance'), numeric: true, cell: (row) => quantity(row.balance, row) },
    ...(seesCosts
      ? [
          {
            id: 'cost',
            head: t('view.cost'),
            numeric: true,
            wide: true,
            cell: ({ costMinor, currency }: StockCardRow) => (
              <bdi>{costMinor === undefined ? '' : signed(money(costMinor, currency), costMinor)}</bdi>
            ),
          },
          {
            id: 'value',
            head: t('view.value'),
            numeric: true,
            cell: ({ balanceCostMinor, currency }: StockCardRow) =>
              balanceCostMinor === undefined ? '' : money(balanceCostMinor, currency),
          },
        ]
      : []),
  ];
  return (
    <Page
      title={t('page.stock-card')}
      about={[product?.name, store?.name].filter(Boolean).join(' · ')}
      tools={productId !== '' && <CsvButton route="GET /stock-cards" query={query} name="stock-card" />}
    >
      <FilterBar>
        <ProductField label={t('view.find')} onProduct={(found) => filters.set('productId', found.productId)} />
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
      </FilterBar>
      {productId === '' ? (
        <p className="quiet">{t('view.choose')}</p>
      ) : (
        <DataTable
          label={t('page.stock-card')}
          list={list}
          columns={columns}
          rowKey={({ movementId }) => movementId}
          empty={t('view.nothing-moved')}
        />
      )}
    </Page>
  );
}
