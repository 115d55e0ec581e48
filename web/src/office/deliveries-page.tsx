import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Delivery } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { DayFilter, FilterBar, TextFilter } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';

type Batch = Delivery['batches'][number];

/** How much was received, by unit: pieces and kilograms do not add up. */
function unitsOf(batches: readonly Batch[]): [quantity: number, measure: Batch][] {
  const same = Map.groupBy(batches, ({ unit, quantityDecimals }) => `${unit}/${quantityDecimals}`);
  return [...same.values()].map((some) => [some.reduce((sum, { quantity }) => sum + quantity, 0), some[0]!]);
}

/** The deliveries of a store, newest first. */
export function DeliveriesPage() {
  const { t, figure, moment, quantity } = useMessages();
  const may = useMay();
  const { store, currency, filters, query, list, about } = useStoreList<'GET /deliveries', 'supplier' | 'from' | 'to'>(
    'GET /deliveries',
  );
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
    {
      id: 'supplier',
      head: t('delivery.supplier'),
      cell: ({ supplierId, supplierName = '–', stockCountNumber }) =>
        stockCountNumber !== undefined ? (
          t('delivery.found', { number: stockCountNumber })
        ) : supplierId === undefined ? (
          supplierName
        ) : (
          <Link className="link" to="/suppliers/$supplierId" params={{ supplierId }}>
            {supplierName}
          </Link>
        ),
    },
    { id: 'reference', head: t('delivery.reference'), wide: true, cell: ({ reference }) => reference ?? '–' },
    {
      id: 'units',
      head: t('delivery.units'),
      numeric: true,
      cell: ({ batches }) =>
        unitsOf(batches)
          .map(([count, measure]) => quantity(count, measure))
          .join(' · '),
    },
    ...(may('seeCosts')
      ? [
          {
            id: 'cost',
            head: t('delivery.cost', { currency }),
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
      about={about}
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
