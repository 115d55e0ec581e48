import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { ChoiceFilter, DayFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';
import { STOCK_COUNT_STATES, toneOf } from './stock-count-state.js';

/** The stock counts of a store, newest first, by state and day. */
export function StockCountsPage() {
  const { t, day } = useMessages();
  const may = useMay();
  const { filters, query, list, about } = useStoreList<'GET /stock-counts', 'state' | 'from' | 'to'>(
    'GET /stock-counts',
  );
  return (
    <Page
      title={t('page.stock-counts')}
      about={about}
      tools={
        <>
          {may('countStock') && (
            <Button component={Link} to="/stock-counts/new">
              {t('count.new')}
            </Button>
          )}
          <CsvButton route="GET /stock-counts" query={query} name="stock-counts" />
        </>
      }
    >
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="state"
          label={t('count.state')}
          choices={STOCK_COUNT_STATES.map((value) => ({ value, label: t(`count.is.${value}`) }))}
        />
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
      </FilterBar>
      <DataTable
        label={t('page.stock-counts')}
        list={list}
        columns={[
          {
            id: 'number',
            head: t('count.number'),
            cell: ({ stockCountId, number }) => (
              <Link className="link" to="/stock-counts/$stockCountId" params={{ stockCountId }}>
                <bdi>{number}</bdi>
              </Link>
            ),
          },
          { id: 'begun', head: t('count.begun'), cell: ({ createdDay }) => day(createdDay) },
          { id: 'scope', head: t('count.scope'), wide: true, cell: ({ scope }) => t(`count.scope.${scope.kind}`) },
          { id: 'products', head: t('count.products'), numeric: true, wide: true, cell: ({ products }) => products },
          {
            id: 'state',
            head: t('count.state'),
            cell: ({ state }) => <Status tone={toneOf(state)}>{t(`count.is.${state}`)}</Status>,
          },
        ]}
        rowKey={({ stockCountId }) => stockCountId}
        empty={t(Object.keys(filters.values).length > 0 ? 'count.none-found' : 'count.none')}
      />
    </Page>
  );
}
