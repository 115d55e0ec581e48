import { Link } from '@tanstack/react-router';
import type { Product } from '../api/shapes.js';
import { LowStock } from '../day/low-stock.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { FilterBar, TextFilter, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { useList } from '../kit/use-list.js';

/** What each store has of each product; what runs out in the chosen store comes first. */
export function StockPage() {
  const { t, quantity } = useMessages();
  const { store, stores } = useStores();
  const filters = useFilters<'text'>();
  const list = useList('GET /products', { query: filters.values });
  const columns: Column<Product>[] = [
    {
      id: 'name',
      head: t('product.name'),
      cell: ({ productId, name }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {name}
        </Link>
      ),
    },
    { id: 'sku', head: t('product.sku'), wide: true, cell: ({ sku }) => sku },
    ...stores.map(({ storeId, name }): Column<Product> => ({
      id: storeId,
      head: name,
      numeric: true,
      wide: storeId !== store?.storeId,
      cell: (product) => {
        const at = product.stock.find((one) => one.storeId === storeId);
        return (
          <>
            {at?.low && <Status tone="warn">{t('product.low')}</Status>} {quantity(at?.available ?? 0, product)}
          </>
        );
      },
    })),
  ];
  return (
    <Page title={t('page.stock')} about={store?.name}>
      {store && <LowStock store={store} />}
      <FilterBar>
        <TextFilter filters={filters} name="text" label={t('product.find')} />
      </FilterBar>
      <DataTable
        label={t('page.stock')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        empty={filters.values.text ? t('product.none-found') : t('product.none')}
      />
    </Page>
  );
}
