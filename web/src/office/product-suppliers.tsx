import { Paper } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ProductSupplier } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';

/** Who supplies a product: under which number, and at what cost last. */
export function ProductSuppliers({ productId }: { productId: string }) {
  const { t, date, money } = useMessages();
  const may = useMay();
  const list = useList('GET /products/{productId}/suppliers', { params: { productId } });
  const columns: Column<ProductSupplier>[] = [
    {
      id: 'supplier',
      head: t('supplier.title'),
      cell: ({ supplierId, supplierName, archived }) => (
        <>
          <Link className="link" to="/suppliers/$supplierId" params={{ supplierId }}>
            {supplierName}
          </Link>{' '}
          {archived && <span className="quiet">{t('supplier.archived')}</span>}
        </>
      ),
    },
    { id: 'number', head: t('supplier.number'), cell: ({ catalogNumber }) => catalogNumber ?? '–' },
    ...(may('seeCosts')
      ? [
          {
            id: 'cost',
            head: t('supplier.last-cost'),
            numeric: true,
            cell: ({ last, lastUnitCostMinor }: ProductSupplier) =>
              last && lastUnitCostMinor !== undefined ? money(lastUnitCostMinor, last.currency) : '–',
          },
        ]
      : []),
    { id: 'day', head: t('supplier.last-day'), wide: true, cell: ({ last }) => (last ? date(last.receivedDay) : '–') },
  ];
  return (
    <Paper withBorder p="md">
      <h2>{t('supplier.of-product')}</h2>
      <DataTable
        label={t('supplier.of-product')}
        list={list}
        columns={columns}
        rowKey={({ supplierId }) => supplierId}
        empty={t('supplier.none')}
      />
    </Paper>
  );
}
