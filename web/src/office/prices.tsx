import { Paper } from '@mantine/core';
import type { Api } from '../api/schema.js';
import type { Product } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';

type Price = Api['GET /products/{productId}/prices']['reply']['items'][number];

/** What a product costs and has cost, newest first. */
export function Prices({ product: { productId, currency } }: { product: Product }) {
  const { t, figure, moment, percent } = useMessages();
  const { nameOf } = usePeople();
  const { store } = useStores();
  const list = useList('GET /products/{productId}/prices', { params: { productId } });
  const range = ({ priceMinMinor, priceMaxMinor, currency: of }: Price): string =>
    [priceMinMinor, priceMaxMinor].map((minor) => figure(minor, of)).join(' – ');
  const listOf = ({ priceList, isOff }: Price): string =>
    priceList ? (isOff ? t('price.off-list', { list: priceList.name }) : priceList.name) : t('price.own');
  /** The list price before this one, on the same price list; of the oldest that is loaded while there are older ones, not known yet. */
  const before = (price: Price): string => {
    const older = list.rows
      .slice(list.rows.indexOf(price) + 1)
      .find((one) => one.priceList?.priceListId === price.priceList?.priceListId && !one.isOff);
    return older ? figure(older.priceListMinor, older.currency) : '';
  };
  const columns: Column<Price>[] = [
    {
      id: 'at',
      head: t('price.since'),
      cell: ({ setAt, setBy }) => [moment(setAt, store?.timeZone), nameOf(setBy)].filter(Boolean).join(' · '),
    },
    { id: 'name', head: t('price.list-name'), cell: listOf },
    {
      id: 'list',
      head: t('product.price', { currency }),
      numeric: true,
      cell: ({ priceListMinor, currency: of }) => figure(priceListMinor, of),
    },
    { id: 'before', head: t('price.before'), numeric: true, cell: before },
    { id: 'range', head: t('price.range'), numeric: true, wide: true, cell: range },
    { id: 'tax', head: t('line.tax'), numeric: true, wide: true, cell: ({ taxRateBps }) => percent(taxRateBps) },
  ];
  return (
    <Paper withBorder p="md">
      <h2>{t('price.history')}</h2>
      <DataTable
        label={t('price.history')}
        list={list}
        columns={columns}
        rowKey={({ setAt }) => setAt}
        empty={t('price.none')}
      />
    </Paper>
  );
}
