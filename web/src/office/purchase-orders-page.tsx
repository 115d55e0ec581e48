import { Button } from '@mantine/core';
import { PURCHASE_ORDER_STATES } from '@comptoir/contracts/purchase-order-states';
import { Link } from '@tanstack/react-router';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { ChoiceFilter, DayFilter, FilterBar, TextFilter } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';
import { usePurchaseOrderColumns } from './purchase-order-columns.js';

/** The purchase orders of a store, newest first, by number, supplier, state and day. */
export function PurchaseOrdersPage() {
  const { t, day } = useMessages();
  const may = useMay();
  const { filters, query, list, about } = useStoreList<'GET /purchase-orders', 'text' | 'state' | 'from' | 'to'>(
    'GET /purchase-orders',
  );
  const columns = usePurchaseOrderColumns([
    {
      id: 'supplier',
      head: t('delivery.supplier'),
      cell: ({ supplierId, supplierName }) => (
        <Link className="link" to="/suppliers/$supplierId" params={{ supplierId }}>
          {supplierName}
        </Link>
      ),
    },
    { id: 'created', head: t('purchase.created'), wide: true, cell: ({ createdDay }) => day(createdDay) },
  ]);
  return (
    <Page
      title={t('page.purchase-orders')}
      about={about}
      tools={
        <>
          {may('changePurchaseOrders') && (
            <Button component={Link} to="/purchase-orders/new">
              {t('purchase.new')}
            </Button>
          )}
          <CsvButton route="GET /purchase-orders" query={query} name="purchase-orders" />
        </>
      }
    >
      <FilterBar>
        <TextFilter filters={filters} name="text" label={t('purchase.find')} />
        <ChoiceFilter
          filters={filters}
          name="state"
          label={t('purchase.state')}
          choices={PURCHASE_ORDER_STATES.map((value) => ({ value, label: t(`purchase.is.${value}`) }))}
        />
        <DayFilter filters={filters} name="from" label={t('filter.from')} />
        <DayFilter filters={filters} name="to" label={t('filter.to')} />
      </FilterBar>
      <DataTable
        label={t('page.purchase-orders')}
        list={list}
        columns={columns}
        rowKey={({ purchaseOrderId }) => purchaseOrderId}
        empty={t(Object.keys(filters.values).length > 0 ? 'purchase.none-found' : 'purchase.none')}
      />
    </Page>
  );
}
