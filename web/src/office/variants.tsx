import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Status } from '../kit/status.js';
import { useMay } from '../session.js';
import { variantsOf } from '../till/look-up.js';

/** The variants of a product; of a variant, the way to its parent. */
export function Variants({ product }: { product: Product }) {
  const { t } = useMessages();
  const may = useMay();
  if (product.variantOf) {
    return (
      <Link className="link" to="/products/$productId" params={{ productId: product.variantOf.productId }}>
        {t('variant.parent')}
      </Link>
    );
  }
  return (
    <>
      {product.variantOptions && <List product={product} />}
      {may('changeProducts') && (
        <Link className="link" to="/products/$productId/variants" params={{ productId: product.productId }}>
          {t('variant.add')}
        </Link>
      )}
    </>
  );
}

function List({ product: { productId, currency } }: { product: Product }) {
  const { t, figure, quantity } = useMessages();
  const { store } = useStores();
  const { data, error, isPending } = useQuery(variantsOf(productId));
  const columns: Column<Product>[] = [
    {
      id: 'values',
      head: t('variant.one'),
      cell: ({ productId: id, variantOf, sku, archivedAt }) => (
        <>
          <Link className="link" to="/products/$productId" params={{ productId: id }}>
            {variantOf?.values.join(' / ')}
          </Link>{' '}
          <small className="quiet">{sku}</small> {archivedAt && <Status tone="warn">{t('product.archived')}</Status>}
        </>
      ),
    },
    {
      id: 'price',
      head: t('product.price', { currency }),
      numeric: true,
      cell: ({ priceListMinor, currency: of }) => figure(priceListMinor, of),
    },
    {
      id: 'stock',
      head: t('product.available'),
      numeric: true,
      cell: (one) => quantity(one.stock.find(({ storeId }) => storeId === store?.storeId)?.available ?? 0, one),
    },
  ];
  return (
    <Paper withBorder p="md">
      <h2>{t('variant.title')}</h2>
      <ProblemNote error={error} />
      <DataTable
        label={t('variant.title')}
        list={{ rows: data?.items ?? [], error: null, isLoading: isPending, hasMore: false, loadMore: () => undefined }}
        columns={columns}
        rowKey={({ productId: id }) => id}
        empty={t('variant.none')}
      />
    </Paper>
  );
}
