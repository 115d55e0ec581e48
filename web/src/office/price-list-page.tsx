import { Modal } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListedProduct, PriceList, Product } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { NotHere } from '../frame/not-here.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';
import { usePriceLists } from '../kit/use-price-lists.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { ListPriceForm } from './list-price-form.js';
import { PriceListForm } from './price-list-form.js';
import { ProductField } from './product-field.js';

/** One price list: the products that it has a price for, and how its name and period came about. */
export function PriceListPage() {
  const { t } = useMessages();
  const { priceListId } = useParams({ from: '/office/price-lists/$priceListId' });
  const { priceLists, isLoading, error } = usePriceLists();
  const list = priceLists.find((one) => one.priceListId === priceListId);
  if (list) return <Prices list={list} />;
  if (!isLoading && !error) return <NotHere reason="unknown" />;
  return (
    <Page title={t('page.price-lists')}>
      <ProblemNote error={error} />
    </Page>
  );
}

function Prices({ list }: { list: PriceList }) {
  const { t, figure } = useMessages();
  const may = useMay();
  const { stores } = useStores();
  const { priceListId, name, group, storeId, from, until, currency } = list;
  const rows = useList('GET /price-lists/{priceListId}/prices', { params: { priceListId } });
  const [adding, setAdding] = useState<Product>();
  const columns: Column<ListedProduct>[] = [
    {
      id: 'name',
      head: t('pricelist.product'),
      cell: ({ productId, name: product, sku }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {product} <small className="quiet">{sku}</small>
        </Link>
      ),
    },
    {
      id: 'price',
      head: t('pricelist.priceListMinor', { currency }),
      numeric: true,
      cell: ({ priceListMinor }) => figure(priceListMinor, currency),
    },
    {
      id: 'range',
      head: t('price.range'),
      numeric: true,
      wide: true,
      cell: ({ priceMinMinor, priceMaxMinor }) =>
        [priceMinMinor, priceMaxMinor].map((minor) => figure(minor, currency)).join(' – '),
    },
    {
      id: 'change',
      head: <span className="unseen">{t('pricelist.change')}</span>,
      cell: (product) =>
        may('changeProducts') && (
          <ActDialog
            small
            label={t('pricelist.change')}
            name={t('pricelist.change-of', { name: product.name })}
            title={t('pricelist.change-of', { name: product.name })}
          >
            {(done) => <ListPriceForm list={list} product={product} isOn done={done} />}
          </ActDialog>
        ),
    },
  ];
  const where = stores.find((one) => one.storeId === storeId)?.name ?? t('pricelist.all-stores');
  const when = until === undefined ? t('pricelist.since', { from }) : t('filter.days', { from, to: until });
  const before = rows.rows.find((one) => one.productId === adding?.productId);
  return (
    <Page
      title={name}
      about={[where, group ?? t('pricelist.everybody'), when].join(' · ')}
      tools={
        <>
          {may('changeProducts') && (
            <ActDialog label={t('pricelist.rename')} title={t('pricelist.rename')}>
              {(done) => <PriceListForm list={list} done={done} />}
            </ActDialog>
          )}
          <CsvButton
            route="GET /price-lists/{priceListId}/prices"
            params={{ priceListId }}
            query={{}}
            name="list-prices"
          />
        </>
      }
    >
      {may('changeProducts') && <ProductField label={t('pricelist.add-product')} onProduct={setAdding} />}
      <Modal
        opened={adding !== undefined}
        onClose={() => setAdding(undefined)}
        title={adding && t('pricelist.change-of', { name: adding.name })}
        closeButtonProps={{ 'aria-label': t('dialog.close') }}
      >
        {adding && (
          <ListPriceForm
            list={list}
            product={before ?? { productId: adding.productId }}
            isOn={before !== undefined}
            done={() => setAdding(undefined)}
          />
        )}
      </Modal>
      <DataTable
        label={name}
        list={rows}
        columns={columns}
        rowKey={({ productId }) => productId}
        empty={t('pricelist.no-product')}
      />
      <Versions list={list} />
    </Page>
  );
}

/** What the list was called and when it held, since it was added. */
function Versions({ list: { versions } }: { list: PriceList }) {
  const { t, moment } = useMessages();
  const { store } = useStores();
  const { nameOf } = usePeople();
  return (
    <section aria-label={t('pricelist.versions')}>
      <h2>{t('pricelist.versions')}</h2>
      <ul className="plain">
        {versions.toReversed().map(({ name, from, until, setAt, setBy }) => (
          <li key={setAt}>
            {[moment(setAt, store?.timeZone), nameOf(setBy), name].filter(Boolean).join(' · ')} ·{' '}
            {until === undefined ? t('pricelist.since', { from }) : t('filter.days', { from, to: until })}
          </li>
        ))}
      </ul>
    </section>
  );
}
