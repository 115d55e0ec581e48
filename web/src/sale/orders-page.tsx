import { ORDER_STATES } from '@comptoir/contracts/order-states';
import { Link } from '@tanstack/react-router';
import type { Order } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { usePeople } from '../kit/use-people.js';
import { useStoreList } from '../kit/use-store-list.js';
import { toneOf } from './order-state.js';

/** The orders of the store by state, newest first: drafts, parked and expired ones among them. */
export function OrdersPage() {
  const { t, moment } = useMessages();
  const { store, filters, query, list, about } = useStoreList<'GET /orders', 'state'>('GET /orders');
  const { nameOf } = usePeople();
  const columns: Column<Order>[] = [
    {
      id: 'begun',
      head: t('order.begun'),
      cell: ({ orderId, createdAt }) => (
        <Link className="link" to="/orders/$orderId" params={{ orderId }}>
          {moment(createdAt, store?.timeZone)}
        </Link>
      ),
    },
    {
      id: 'state',
      head: t('order.state'),
      cell: ({ state }) => <Status tone={toneOf(state)}>{t(`order.is.${state}`)}</Status>,
    },
    { id: 'parked', head: t('order.parked-as'), wide: true, cell: ({ parked }) => parked?.label },
    {
      id: 'changed',
      head: t('order.last-changed'),
      wide: true,
      cell: ({ changedAt, changedBy }) =>
        [moment(changedAt, store?.timeZone), nameOf(changedBy)].filter(Boolean).join(' · '),
    },
    { id: 'lines', head: t('order.lines'), numeric: true, cell: ({ lines }) => lines.length },
  ];
  return (
    <Page title={t('page.orders')} about={about} tools={<CsvButton route="GET /orders" query={query} name="orders" />}>
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="state"
          label={t('order.state')}
          choices={ORDER_STATES.map((value) => ({ value, label: t(`order.is.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('page.orders')}
        list={list}
        columns={columns}
        rowKey={({ orderId }) => orderId}
        empty={t(Object.keys(filters.values).length > 0 ? 'order.none-found' : 'order.none')}
      />
    </Page>
  );
}
