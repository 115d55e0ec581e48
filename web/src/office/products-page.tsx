import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Product } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { ProductPicture } from '../kit/product-picture.js';
import { useCategories } from '../kit/use-categories.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';
import { TryWithGoods } from './try-with-goods.js';

/** The catalog: found by name, SKU or barcode and narrowed to a category, with the stock of the store. */
export function ProductsPage() {
  const { t, figure, percent, quantity } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const filters = useFilters<'text' | 'categoryId' | 'state'>();
  const { categories, nameOf } = useCategories();
  const list = useList('GET /products', { query: { ...filters.values, variants: 'grouped' } });
  const stockOf = (product: Product) => product.stock.find(({ storeId }) => storeId === store?.storeId);
  const columns: Column<Product>[] = [
    { id: 'sku', head: t('product.sku'), wide: true, cell: ({ sku }) => sku },
    {
      id: 'name',
      head: t('product.name'),
      cell: ({ productId, name, archivedAt, parts, picture, variantOptions }) => (
        <>
          <ProductPicture product={{ productId, picture }} />{' '}
          <Link className="link" to="/products/$productId" params={{ productId }}>
            {name}
          </Link>{' '}
          {parts && <Status tone="quiet">{t('product.bundle')}</Status>}{' '}
          {variantOptions && (
            <small className="quiet">{variantOptions.map(({ values }) => values.join(', ')).join(' · ')}</small>
          )}{' '}
          {archivedAt && <Status tone="warn">{t('product.archived')}</Status>}
        </>
      ),
    },
    { id: 'brand', head: t('product.brand'), wide: true, cell: ({ brand }) => brand },
    {
      id: 'category',
      head: t('product.category'),
      wide: true,
      cell: ({ categoryId }) => categoryId && nameOf(categoryId),
    },
    {
      id: 'price',
      head: t('product.price', { currency: store?.currency ?? '' }),
      numeric: true,
      cell: ({ priceListMinor, currency }) => figure(priceListMinor, currency),
    },
    { id: 'tax', head: t('line.tax'), numeric: true, wide: true, cell: ({ taxRateBps }) => percent(taxRateBps) },
    {
      id: 'stock',
      head: t('product.available'),
      numeric: true,
      cell: (product) => {
        const at = stockOf(product);
        return (
          <>
            {at?.low && <Status tone="warn">{t('product.low')}</Status>} {quantity(at?.available ?? 0, product)}
          </>
        );
      },
    },
  ];
  const add = may('changeProducts') && (
    <Button component={Link} to="/products/new">
      {t('product.add')}
    </Button>
  );
  return (
    <Page
      title={t('page.products')}
      tools={
        <>
          {add} <CsvButton route="GET /products" query={filters.values} name="products" />{' '}
        </>
      }
    >
      <FilterBar>
        <TextFilter filters={filters} name="text" label={t('product.find')} />
        <ChoiceFilter
          filters={filters}
          name="categoryId"
          label={t('product.category')}
          choices={categories.map(({ categoryId, name }) => ({ value: categoryId, label: name }))}
        />
        <ChoiceFilter
          filters={filters}
          name="state"
          label={t('product.state')}
          none={t('product.state-active')}
          choices={[
            { value: 'archived', label: t('product.state-archived') },
            { value: 'any', label: t('product.state-any') },
          ]}
        />
      </FilterBar>
      <DataTable
        label={t('page.products')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        empty={
          filters.values.text || filters.values.categoryId || filters.values.state ? (
            t('product.none-found')
          ) : (
            <>
              {t('product.none')} {add}{' '}
              {store && may('changeProducts') && may('receiveDeliveries') && <TryWithGoods store={store} />}
            </>
          )
        }
      />
    </Page>
  );
}
