import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Supplier } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';
import { usePurchaseOrderColumns } from './purchase-order-columns.js';

/** The purchase orders of a supplier that are neither closed nor cancelled. */
export function SupplierOrders({ supplier: { supplierId, archived } }: { supplier: Supplier }) {
  const { t } = useMessages();
  const may = useMay();
  const { stores } = useStores();
  const list = useList('GET /purchase-orders', { query: { supplierId, open: 'true' } });
  const columns = usePurchaseOrderColumns([
    {
      id: 'store',
      head: t('frame.store'),
      wide: true,
      cell: ({ storeId }) => stores.find((one) => one.storeId === storeId)?.name ?? '',
    },
  ]);
  return (
    <section>
      <div className="page-head">
        <h2>{t('purchase.of-supplier')}</h2>
        {may('changePurchaseOrders') && !archived && (
          <div className="page-tools">
            <Button component={Link} variant="default" to="/purchase-orders/new" search={{ supplierId } as never}>
              {t('purchase.new')}
            </Button>
          </div>
        )}
      </div>
      <DataTable
        label={t('purchase.of-supplier')}
        list={list}
        columns={columns}
        rowKey={({ purchaseOrderId }) => purchaseOrderId}
        empty={t('purchase.none-open')}
      />
    </section>
  );
}
