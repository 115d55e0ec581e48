import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { StockValue, StockValueSums } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { FiguresTable } from '../kit/figures-table.js';
import { ChoiceFilter, DayFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useCategories } from '../kit/use-categories.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';

/** What the stock of the store was worth at the end of a day, by category, product and batch, beside the accounts of the books. */
export function StockValuesPage() {
  const { t, date, quantity, money, moment } = useMessages();
  const seesCosts = useMay()('seeCosts');
  const { store } = useStores();
  const { categories } = useCategories();
  const filters = useFilters<'day' | 'categoryId' | 'productId'>();
  const day = filters.values.day ?? dayIn(store?.timeZone ?? 'UTC', new Date());
  const query = { storeId: store?.storeId, ...filters.values, day };
  const enabled = store !== undefined;
  const list = useList('GET /stock-values', { query, enabled });
  const ofStore = { storeId: store?.storeId ?? '', day };
  const { data: sums, error } = useQuery({
    queryKey: ['stock-values', ofStore],
    queryFn: () => ask('GET /stock-values/summary', { query: ofStore }),
    enabled,
  });
  const one = filters.values.productId === undefined ? undefined : list.rows[0];
  const value = (row: { costMinor?: number | undefined }, currency: string): string =>
    row.costMinor === undefined ? '' : money(row.costMinor, currency);
  const columns: Column<StockValue>[] = [
    {
      id: 'product',
      head: t('goods.product'),
      cell: ({ productId, name }) => (
        <Link className="link" to="/stock-values" search={{ ...filters.values, productId }}>
          {name}
        </Link>
      ),
    },
    { id: 'batches', head: t('goods.batches'), numeric: true, wide: true, cell: (row) => row.batches.length },
    { id: 'quantity', head: t('goods.units'), numeric: true, cell: (row) => quantity(row.quantity, row) },
    ...(seesCosts
      ? [{ id: 'value', head: t('goods.value'), numeric: true, cell: (row: StockValue) => value(row, row.currency) }]
      : []),
  ];
  return (
    <Page
      title={t('page.stock-values')}
      about={[store?.name, date(day)].filter(Boolean).join(' · ')}
      tools={<CsvButton route="GET /stock-values" query={query} name="stock-values" />}
    >
      <FilterBar>
        <DayFilter filters={filters} name="day" label={t('goods.day')} />
        <ChoiceFilter
          filters={filters}
          name="categoryId"
          label={t('goods.category')}
          none={t('goods.all')}
          choices={categories.map((category) => ({ value: category.categoryId, label: category.name }))}
        />
      </FilterBar>
      <ProblemNote error={error} />
      {sums && !sums.known && (
        <p className="quiet">{sums.since ? t('goods.known-since', { day: sums.since }) : t('goods.nothing-known')}</p>
      )}
      {sums?.known && seesCosts && <Sums sums={sums} />}
      {one && (
        <Paper withBorder p="md">
          <h2>{one.name}</h2>
          <FiguresTable
            label={t('goods.batches')}
            name={t('goods.batch')}
            heads={[t('goods.came'), t('goods.units'), ...(seesCosts ? [t('goods.value')] : [])]}
            rows={one.batches.map((batch) => ({
              key: batch.batchId,
              name: <bdi>{batch.batchId}</bdi>,
              figures: [
                moment(batch.receivedAt, store?.timeZone),
                quantity(batch.quantity, one),
                ...(seesCosts ? [value(batch, one.currency)] : []),
              ],
            }))}
          />
          <Link className="link" to="/stock-values" search={{ ...filters.values, productId: undefined }}>
            {t('goods.all-products')}
          </Link>
        </Paper>
      )}
      <DataTable
        label={t('page.stock-values')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        empty={t('goods.none')}
      />
    </Page>
  );
}

/** The value by category, and how it comes to the accounts of the books; each late entry by its document. */
function Sums({ sums }: { sums: StockValueSums }) {
  const { t, figure } = useMessages();
  const { nameOf } = useCategories();
  const shown = (minor = 0): string => figure(minor, sums.currency);
  return (
    <Paper withBorder p="md">
      <FiguresTable
        label={t('goods.by-category')}
        name={t('goods.category')}
        heads={[t('goods.products'), t('goods.value')]}
        rows={sums.categories.map(({ categoryId, products, costMinor }) => ({
          key: categoryId ?? '',
          name: categoryId === undefined ? t('goods.no-category') : (nameOf(categoryId) ?? categoryId),
          figures: [String(products), shown(costMinor)],
        }))}
        totals={[{ key: 'value', name: t('goods.total'), figures: ['', shown(sums.costMinor)] }]}
      />
      <FiguresTable
        label={t('goods.books')}
        name={t('goods.books')}
        heads={[t('goods.value')]}
        rows={[
          { key: 'total', name: t('goods.total'), figures: [shown(sums.costMinor)] },
          ...(sums.late ?? []).map((one) => ({
            key: one.entryId,
            name: (
              <Link className="link" to="/journal/$entryId" params={{ entryId: one.entryId }}>
                {t('goods.late', { day: one.businessDay, document: one.document ?? one.memo })}
              </Link>
            ),
            figures: [shown(-(one.inventoryCostMinor ?? 0))],
          })),
          ...(sums.differenceCostMinor === 0
            ? []
            : [{ key: 'on-its-way', name: t('goods.on-its-way'), figures: [shown(-(sums.differenceCostMinor ?? 0))] }]),
        ]}
        totals={[
          { key: 'account', name: t('goods.account'), figures: [shown(sums.inventoryCostMinor)] },
          { key: 'transit', name: t('goods.transit'), figures: [shown(sums.transitCostMinor)] },
        ]}
      />
    </Paper>
  );
}
