import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Api } from '../api/schema.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { DayFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useProductNames } from '../office/use-product-names.js';
import { useMay } from '../session.js';

type Row = Api['GET /supplier-returns']['reply']['items'][number];

/** Goods of a store that went back to their suppliers, newest first, and whether they are credited. */
export function SupplierReturnsPage() {
  const { t, day, figure, quantity } = useMessages();
  const may = useMay();
  const { filters, query, list, about, currency } = useStoreList<'GET /supplier-returns', 'from' | 'to'>(
    'GET /supplier-returns',
  );
  const nameOf = useProductNames(list.rows.flatMap((row) => row.lines.map(({ productId }) => productId)));
  const columns: Column<Row>[] = [
    { id: 'number', head: t('bill.paid-number'), cell: ({ number }) => <bdi>{number}</bdi> },
    { id: 'day', head: t('bill.paid-day'), cell: ({ returnedDay }) => day(returnedDay) },
    {
      id: 'supplier',
      head: t('delivery.supplier'),
      cell: ({ supplierId, supplierName }) => (
        <Link className="link" to="/suppliers/$supplierId" params={{ supplierId }}>
          {supplierName}
        </Link>
      ),
    },
    {
      id: 'goods',
      head: t('line.product'),
      wide: true,
      cell: ({ lines, reason }) => (
        <>
          {lines.map((line) => `${quantity(line.quantity, line)} × ${nameOf(line.productId)}`).join(', ')}{' '}
          <span className="quiet">{reason}</span>
        </>
      ),
    },
    ...(may('seeCosts')
      ? [
          {
            id: 'cost',
            head: t('delivery.cost', { currency }),
            numeric: true,
            cell: ({ totalCostMinor, currency: own }: Row) =>
              totalCostMinor === undefined ? '' : figure(totalCostMinor, own),
          },
        ]
      : []),
    {
      id: 'credit',
      head: t('bill.credited'),
      cell: ({ supplierReturnId, lines }) => {
        const isOpen = lines.some((line) => line.credited.quantity < line.quantity);
        if (!isOpen) return '✓';
        return may('recordSupplierBills') ? (
          <Button
            component={Link}
            size="compact-sm"
            variant="default"
            to="/supplier-bills/credit"
            search={{ supplierReturnId } as never}
          >
            {t('bill.credit')}
          </Button>
        ) : (
          '–'
        );
      },
    },
  ];
  return (
    <Page
      title={t('page.supplier-returns')}
      about={about}
      tools={<CsvButton route="GET /supplier-returns" query={query} name="supplier-returns" />}
    >
      <FilterBar>
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
      </FilterBar>
      <DataTable
        label={t('page.supplier-returns')}
        list={list}
        columns={columns}
        rowKey={({ supplierReturnId }) => supplierReturnId}
        empty={t('bill.returns-none')}
      />
    </Page>
  );
}
