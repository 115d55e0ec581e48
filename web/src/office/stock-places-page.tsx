import { Link } from '@tanstack/react-router';
import type { StockPlaces } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useCategories } from '../kit/use-categories.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';

/** Where the units of each product are: a column for each store, and what is on the road between two. */
export function StockPlacesPage() {
  const { t, quantity } = useMessages();
  const { categories } = useCategories();
  const filters = useFilters<'text' | 'categoryId'>();
  const list = useList('GET /stock-places', { query: filters.values });
  const columns: Column<StockPlaces>[] = [
    {
      id: 'product',
      head: t('goods.product'),
      cell: ({ productId, name }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {name}
        </Link>
      ),
    },
    ...(list.first?.stores ?? []).map(({ storeId, name }): Column<StockPlaces> => ({
      id: storeId,
      head: name,
      numeric: true,
      wide: true,
      cell: (row) => {
        const at = row.stores.find((one) => one.storeId === storeId);
        return at === undefined ? '–' : quantity(at.available + at.held, row);
      },
    })),
    { id: 'road', head: t('goods.on-the-road'), cell: (row) => <OnTheRoad row={row} /> },
    { id: 'total', head: t('goods.in-all'), numeric: true, cell: (row) => quantity(row.total, row) },
  ];
  return (
    <Page
      title={t('page.stock-places')}
      tools={<CsvButton route="GET /stock-places" query={filters.values} name="stock-places" />}
    >
      <FilterBar>
        <TextFilter filters={filters} name="text" label={t('goods.find')} />
        <ChoiceFilter
          filters={filters}
          name="categoryId"
          label={t('goods.category')}
          none={t('goods.all')}
          choices={categories.map((category) => ({ value: category.categoryId, label: category.name }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.stock-places')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        empty={t('goods.no-products')}
      />
    </Page>
  );
}

/** What of a product is on the road, each with its transfer. */
function OnTheRoad({ row }: { row: StockPlaces }) {
  const { quantity } = useMessages();
  const mayRead = useMay()('readTransfers');
  return row.onTheRoad.map((one) => {
    const shown = `${one.fromStoreCode} – ${one.toStoreCode}: ${quantity(one.quantity, row)}`;
    return (
      <div key={one.transferId}>
        {mayRead ? (
          <Link className="link" to="/transfers/$transferId" params={{ transferId: one.transferId }}>
            <bdi>{shown}</bdi>
          </Link>
        ) : (
          <bdi>{shown}</bdi>
        )}
      </div>
    );
  });
}
