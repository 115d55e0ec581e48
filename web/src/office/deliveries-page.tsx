import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Delivery } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { dayRange } from '../kit/day-range.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { DayFilter, FilterBar, TextFilter, useFilters } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';

/** The deliveries of a store, newest first. */
export function DeliveriesPage() {
  const { t, figure, moment } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const filters = useFilters<'supplier' | 'from' | 'to'>();
  const days = dayRange(filters.values, false, store?.timeZone ?? 'UTC');
  const query = { storeId: store?.storeId, ...filters.values, ...days };
  const list = useList('GET /deliveries', { query, enabled: store !== undefined });
  const columns: Column<Delivery>[] = [
    {
      id: 'at',
      head: t('delivery.at'),
      cell: ({ deliveryId, receivedAt }) => (
        <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId }}>
          {moment(receivedAt, store?.timeZone)}
        </Link>
      ),
    },
    { id: 'supplier', head: t('delivery.supplier'), cell: ({ supplierName }) => supplierName ?? '–' },
    { id: 'reference', head: t('delivery.reference'), wide: true, cell: ({ reference }) => reference ?? '–' },
    {
      id: 'units',
      head: t('delivery.units'),
      numeric: true,
      cell: ({ batches }) => batches.reduce((sum, { quantity }) => sum + quantity, 0),
    },
    ...(may('seeCosts')
      ? [
          {
            id: 'cost',
            head: t('delivery.cost', { currency: store?.currency ?? '' }),
            numeric: true,
            cell: ({ totalCostMinor, currency }: Delivery) =>
              totalCostMinor === undefined ? '' : figure(totalCostMinor, currency),
          },
        ]
      : []),
  ];
  const receive = may('receiveDeliveries') && (
    <Button component={Link} to="/deliveries/new">
      {t('delivery.new')}
    </Button>
  );
  return (
    <Page
      title={t('page.deliveries')}
      about={[store?.name, days.from && t('filter.days', { from: days.from, to: days.to ?? '' })]
        .filter(Boolean)
        .join(' · ')}
      tools={
        <>
          {receive} <CsvButton route="GET /deliveries" query={query} name="deliveries" />
        </>
      }
    >
      <FilterBar>
        <TextFilter filters={filters} name="supplier" label={t('delivery.supplier')} />
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
      </FilterBar>
      <DataTable
        label={t('page.deliveries')}
        list={list}
        columns={columns}
        rowKey={({ deliveryId }) => deliveryId}
        empty={
          <>
            {t('delivery.none')} {receive}
          </>
        }
      />
    </Page>
  );
}
