import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { StockAlert } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { ChoiceFilter, FilterBar } from '../kit/filters.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { usePeople } from '../kit/use-people.js';
import { useStoreList } from '../kit/use-store-list.js';
import { useMay } from '../session.js';
import { ExpiryStatus } from './expiry-status.js';
import { MailChoice } from './mail-choice.js';
import { useMarkSeen } from './use-mark-seen.js';
import { useProductNames } from './use-product-names.js';

/** Stock alerts of a store, open and past, newest first: what crossed its threshold or expires, through whom, and who has seen it. */
export function AlertsPage() {
  const { t, quantity, moment } = useMessages();
  const may = useMay();
  const { store, filters, query, list, about } = useStoreList<'GET /stock-alerts', 'state' | 'productId'>(
    'GET /stock-alerts',
  );
  const productName = useProductNames(list.rows.map(({ productId }) => productId));
  const { nameOf } = usePeople();
  const person = (userId: string): string => nameOf(userId) ?? t('alert.somebody');
  const at = (instant: string): string => moment(instant, store?.timeZone);
  const markSeen = useMarkSeen();
  const columns: Column<StockAlert>[] = [
    {
      id: 'product',
      head: t('alert.product'),
      cell: ({ productId }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {productName(productId)}
        </Link>
      ),
    },
    { id: 'state', head: t('alert.state'), cell: (alert) => <AlertState alert={alert} timeZone={store?.timeZone} /> },
    {
      id: 'threshold',
      head: t('alert.threshold'),
      numeric: true,
      wide: true,
      cell: (alert) => (alert.expiring ? '–' : quantity(alert.threshold, alert)),
    },
    { id: 'raised', head: t('alert.raised'), cell: ({ raisedAt }) => at(raisedAt) },
    {
      id: 'by',
      head: t('alert.by'),
      wide: true,
      cell: ({ low, out, expiring }) => (expiring ? '–' : person((low ?? out)?.by ?? '')),
    },
    { id: 'ended', head: t('alert.ended'), cell: ({ recovered }) => (recovered ? at(recovered.at) : '–') },
    {
      id: 'seen',
      head: t('alert.seen'),
      cell: ({ alertId, productId, seen, state }) => {
        if (seen) return t('alert.seen-by', { moment: at(seen.at), name: person(seen.by) });
        if (state === 'recovered' || !may('markStockAlerts')) return '–';
        return (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('alert.mark-of', { name: productName(productId) })}
            loading={markSeen.isPending && markSeen.variables === alertId}
            onClick={() => markSeen.mutate(alertId)}
          >
            {t('alert.mark')}
          </Button>
        );
      },
    },
  ];
  const { productId } = filters.values;
  return (
    <Page
      title={t('page.alerts')}
      about={about}
      tools={
        <>
          {may('readPurchaseOrders') && (
            <Button component={Link} to="/what-to-order" variant="default">
              {t('page.what-to-order')}
            </Button>
          )}
          <CsvButton route="GET /stock-alerts" query={query} name="stock-alerts" />
        </>
      }
    >
      <FilterBar>
        <ChoiceFilter
          filters={filters}
          name="state"
          label={t('alert.state')}
          choices={[
            { value: 'open', label: t('alert.open') },
            { value: 'recovered', label: t('alert.recovered') },
          ]}
        />
        {productId !== undefined && (
          <ChoiceFilter
            filters={filters}
            name="productId"
            label={t('alert.product')}
            none={t('alert.all-products')}
            choices={[{ value: productId, label: t('alert.of-product', { name: productName(productId) }) }]}
          />
        )}
      </FilterBar>
      <MailChoice />
      <ProblemNote error={markSeen.error} />
      <DataTable
        label={t('page.alerts')}
        list={list}
        columns={columns}
        rowKey={({ alertId }) => alertId}
        empty={t(Object.keys(filters.values).length > 0 ? 'alert.none-found' : 'alert.none')}
      />
    </Page>
  );
}

function AlertState({ alert, timeZone }: { alert: StockAlert; timeZone: string | undefined }) {
  const { t, quantity } = useMessages();
  const { state, low, out, expiring } = alert;
  if (state === 'recovered') return <Status tone="good">{t(expiring ? 'alert.over' : 'alert.recovered')}</Status>;
  if (expiring) return <ExpiryStatus expiring={expiring} timeZone={timeZone} />;
  if (out) return <Status tone="bad">{t('alert.out')}</Status>;
  const left = quantity(low?.available ?? 0, alert);
  return (
    <Status tone="warn">
      {t('alert.low')} · {t('alert.left', { quantity: left })}
    </Status>
  );
}
