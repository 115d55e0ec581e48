import { Paper, SimpleGrid, Stack, Table } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Product } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { BundleParts } from '../kit/bundle-parts.js';
import { fieldErrors } from '../kit/field-errors.js';
import { FormEnd } from '../kit/form.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { useAct } from '../kit/use-act.js';
import { useCategories } from '../kit/use-categories.js';
import { useMay } from '../session.js';
import { ArchiveProduct } from './archive-product.js';
import { Batches } from './batches.js';
import { ChangePicture } from './change-picture.js';
import { StoreThreshold } from './store-threshold.js';
import { Variants } from './variants.js';
import { Prices } from './prices.js';
import { ProductSuppliers } from './product-suppliers.js';
import { useProducts } from './use-products.js';
import { productChangesOf, ProductInputs, useProductForm, type ProductFields } from './product-form.js';

/** One product: what it is, its prices now and before, and its stock by store. */
export function ProductPage() {
  const { t } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const { productId } = useParams({ from: '/office/products/$productId' });
  const { data, error } = useQuery({
    queryKey: ['product', productId],
    queryFn: () => ask('GET /products/{productId}', { params: { productId } }),
  });
  const parts = useProducts(data?.parts?.map((one) => one.productId) ?? []);
  return (
    <Page title={data?.name ?? t('product.one')} about={data?.sku} tools={data && <ArchiveProduct product={data} />}>
      <ProblemNote error={error} />
      {data && (
        <div className="halves">
          {parts && <Details key={data.revision} product={data} parts={parts} />}
          <div className="stack">
            <ChangePicture product={data} />
            <Variants product={data} />
            <StockByStore product={data} />
            {store && may('setThresholds') && (
              <StoreThreshold key={`${store.storeId}/${data.revision}`} store={store} product={data} />
            )}
            {store && may('readStock') && !data.parts && <Batches store={store} productId={productId} />}
            {may('readStockCards') && !data.parts && (
              <Link className="link" to="/stock-card" search={{ productId }}>
                {t('page.stock-card')}
              </Link>
            )}
            {may('readSuppliers') && !data.parts && <ProductSuppliers productId={productId} />}
            <Prices product={data} />
          </div>
        </div>
      )}
    </Page>
  );
}

interface WithParts {
  readonly product: Product;
  /** The products in it, where it is a bundle. */
  readonly parts: ReadonlyMap<string, Product>;
}

function Details({ product, parts }: WithParts) {
  const { t, money, percent } = useMessages();
  const may = useMay();
  const { nameOf } = useCategories();
  if (may('changeProducts')) return <ChangeProduct product={product} parts={parts} />;
  return (
    <Paper withBorder p="md">
      <SimpleGrid cols={2} component="dl" className="facts">
        <dt>{t('product.price', { currency: '' })}</dt>
        <dd>{money(product.priceListMinor, product.currency)}</dd>
        <dt>{t('product.category')}</dt>
        <dd>{product.categoryId ? nameOf(product.categoryId) : t('product.no-category')}</dd>
        <dt>{t('product.brand')}</dt>
        <dd>{product.brand}</dd>
        <dt>{t('line.tax')}</dt>
        <dd>{percent(product.taxRateBps)}</dd>
        <dt>{t('product.warranty')}</dt>
        <dd>{product.warrantyMonths}</dd>
        <dt>{t('product.barcodes')}</dt>
        <dd>{product.barcodes.join(', ')}</dd>
      </SimpleGrid>
      <BundleParts parts={product.parts?.map((one) => ({ ...parts.get(one.productId)!, quantity: one.quantity }))} />
    </Paper>
  );
}

function ChangeProduct({ product, parts }: WithParts) {
  const { t } = useMessages();
  const queries = useQueryClient();
  const { productId, revision, currency } = product;
  const form = useProductForm(product, currency, parts);
  const change = useAct({
    run: (fields: ProductFields, key) =>
      ask('PATCH /products/{productId}', {
        params: { productId },
        body: { revision, changes: productChangesOf(fields, product, parts) },
        key,
      }),
    onFailed: (error) => form.setErrors(fieldErrors(error)),
    onDone: (changed) => {
      queries.setQueryData(['product', productId], changed);
      void queries.invalidateQueries({ queryKey: ['list'] });
    },
  });
  return (
    <Paper withBorder p="md" className="form">
      <form onSubmit={form.onSubmit((fields) => change.mutate(fields))} noValidate>
        <Stack>
          <ProductInputs form={form} currency={currency} product={product} />
          <FormEnd
            error={change.error}
            isDirty={form.isDirty() && !change.isSuccess}
            isSaving={change.isPending}
            save={t('form.save')}
          />
        </Stack>
      </form>
    </Paper>
  );
}

function StockByStore({ product }: { product: Product }) {
  const { t, quantity } = useMessages();
  const { stores } = useStores();
  const nameOf = (storeId: string): string => stores.find((one) => one.storeId === storeId)?.name ?? storeId;
  return (
    <Paper withBorder p="md">
      <h2>{t('product.by-store')}</h2>
      {product.stock.length === 0 && <p className="quiet">{t('product.no-stock')}</p>}
      {product.stock.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('frame.store')}</Table.Th>
              <Table.Th className="number">{t('product.available')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {product.stock.map(({ storeId, available, low }) => (
              <Table.Tr key={storeId}>
                <Table.Td>{nameOf(storeId)}</Table.Td>
                <Table.Td className="number">
                  {low && <Status tone="warn">{t('product.low')}</Status>} {quantity(available, product)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
}
