import { Paper, SimpleGrid } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { ProblemNote } from '../frame/problem-note.js';
import { dayIn } from '../days.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Bars } from '../kit/bars.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, DayFilter, FilterBar, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useList } from '../kit/use-list.js';
import { usePeople } from '../kit/use-people.js';
import { MarginLines } from './margin-lines.js';
import { periodOf } from './periods.js';

type Row = Api['GET /reports/margin']['reply']['items'][number];

/** What a margin is seen by. */
const BY = ['product', 'category', 'cashier', 'customer', 'supplier', 'delivery', 'store', 'day', 'month'] as const;
type By = (typeof BY)[number];

/** Groups of bars that can be told apart. */
const MOST_BARS = 12;

/** Revenue, cost and margin of days by product, category, person and so on, with the lines behind each row. */
export function MarginPage() {
  const { t, figure } = useMessages();
  const { store, stores } = useStores();
  const { nameOf } = usePeople();
  const filters = useFilters<'of' | 'by' | 'from' | 'to' | 'key'>();
  const { of, from, to, key } = filters.values;
  const by: By = BY.find((one) => one === filters.values.by) ?? 'product';
  const month = periodOf('month', dayIn(store?.timeZone ?? 'UTC', new Date())).now;
  const range = { from: from ?? month.from, to: to ?? month.to };
  const query = { by, ...range, ...(of === 'all' || !store ? {} : { storeId: store.storeId }) };
  const list = useList('GET /reports/margin', { query, enabled: store !== undefined });
  const totals = useQuery({
    queryKey: ['day', 'margin', query],
    queryFn: () => ask('GET /reports/margin', { query: { ...query, limit: '1' } }),
    enabled: store !== undefined,
  });
  const titleOf = ({ key: id, label }: Pick<Row, 'key' | 'label'>): string => {
    if (by === 'cashier') return nameOf(id) ?? id;
    if (by === 'supplier' && id === '?') return t('margin.no-supplier');
    if (by === 'category' && id === '?') return t('margin.no-category');
    return label || id;
  };
  const columns: Column<Row>[] = [
    {
      id: 'key',
      head: t(`margin.by-${by}`),
      cell: (row) => (
        <Link className="link" to="/margin" search={{ ...filters.values, key: row.key }}>
          {titleOf(row)}
        </Link>
      ),
    },
    amountColumn('revenue', t('margin.revenue'), ({ revenueMinor, currency }) => figure(revenueMinor, currency)),
    {
      ...amountColumn('cost', t('margin.cost'), ({ costMinor, currency }: Row) => figure(costMinor, currency)),
      wide: true,
    },
    amountColumn('margin', t('margin.margin'), ({ marginMinor, currency }) => figure(marginMinor, currency)),
    {
      ...amountColumn('rate', t('margin.rate'), (row: Row) => rateOf(row)),
      wide: true,
    },
  ];
  return (
    <Page
      title={t('page.margin')}
      about={[of === 'all' ? t('margin.all-stores') : store?.name, t('filter.days', range)].join(' · ')}
      tools={<CsvButton route="GET /reports/margin" query={query} name="margin" />}
    >
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="by"
          label={t('margin.by')}
          choices={BY.filter((one) => one !== 'product').map((value) => ({ value, label: t(`margin.by-${value}`) }))}
          none={t('margin.by-product')}
        />
        {stores.length > 1 && (
          <ChoiceFilter
            filters={filters}
            name="of"
            label={t('frame.store')}
            choices={[{ value: 'all', label: t('margin.all-stores') }]}
            none={store?.name ?? ''}
          />
        )}
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
      </FilterBar>
      <ProblemNote error={totals.error} />
      {totals.data?.totals.map((total) => (
        <Totals key={total.currency} total={total} />
      ))}
      {[...new Set(list.rows.map((row) => row.currency))].map((currency) => (
        <Chart key={currency} currency={currency} rows={list.rows} titleOf={titleOf} />
      ))}
      <DataTable
        label={t('page.margin')}
        list={list}
        columns={columns}
        rowKey={({ key: id, currency }) => `${id}/${currency}`}
        empty={t('margin.none')}
      />
      {key !== undefined && (
        <MarginLines
          query={{ ...query, key }}
          title={titleOf(list.rows.find((row) => row.key === key) ?? { key })}
          onClose={() => filters.set('key', '')}
        />
      )}
    </Page>
  );
}

function amountColumn(id: string, head: string, cell: (row: Row) => string): Column<Row> {
  return { id, head, numeric: true, cell };
}

/** Margin in percent of the revenue; nothing where nothing came in. */
function rateOf({ revenueMinor, marginMinor }: Pick<Row, 'revenueMinor' | 'marginMinor'>): string {
  return revenueMinor === 0 ? '' : `${((100 * marginMinor) / revenueMinor).toFixed(1)} %`;
}

function Totals({ total }: { total: Api['GET /reports/margin']['reply']['totals'][number] }) {
  const { t, money } = useMessages();
  const { currency, revenueMinor, costMinor, marginMinor } = total;
  const tiles = [
    [t('margin.revenue'), revenueMinor],
    [t('margin.cost'), costMinor],
    [t('margin.margin'), marginMinor],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {tiles.map(([name, minor]) => (
        <Paper withBorder className="tile" key={name}>
          <div className="quiet">{name}</div>
          <div className="tile-figure">{money(minor, currency)}</div>
          {minor === marginMinor && <div className="quiet">{rateOf(total)}</div>}
        </Paper>
      ))}
    </SimpleGrid>
  );
}

/** The rows with the highest margin; the others are in the table. */
function Chart({ currency, rows, titleOf }: { currency: string; rows: readonly Row[]; titleOf: (row: Row) => string }) {
  const { t } = useMessages();
  const shown = rows
    .filter((row) => row.currency === currency)
    .toSorted((a, b) => b.marginMinor - a.marginMinor)
    .slice(0, MOST_BARS);
  return (
    <Bars
      title={t('margin.chart', { currency })}
      series={[t('margin.margin'), t('margin.cost')]}
      groups={shown.map((row) => ({ name: titleOf(row), amounts: [row.marginMinor, row.costMinor] }))}
      currency={currency}
    />
  );
}
