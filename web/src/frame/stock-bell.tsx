import { ActionIcon, Indicator, Popover } from '@mantine/core';
import { IconAlertTriangle, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { StockAlert } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { Status } from '../kit/status.js';
import { ExpiryStatus } from '../office/expiry-status.js';
import { useMarkSeen } from '../office/use-mark-seen.js';
import { useProductNames } from '../office/use-product-names.js';
import { useMay } from '../session.js';
import { useStores } from './store-choice.js';

/** Alerts that the bell reads; what is beyond is on the page of alerts. */
const MOST = 100;
const SHOWN = 8;

/** The bell of the stock: what is low, sold out or about to expire in the person's stores, live by the events of stock. */
export default function StockBell() {
  const { t } = useMessages();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['alerts', 'open'],
    queryFn: () => ask('GET /stock-alerts', { query: { state: 'open', limit: String(MOST) } }),
    refetchInterval: 60_000, // for an event that was lost
  });
  const alerts = data?.items ?? [];
  const unseen = alerts.filter(({ seen }) => seen === undefined);
  const count = unseen.length;
  const label = count === MOST ? `${MOST}+` : count;
  const close = (): void => setOpen(false);
  return (
    <Popover position="bottom-end" width={340} opened={isOpen} onChange={setOpen} trapFocus>
      <Indicator label={label} size={18} disabled={count === 0} color="orange.8">
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('stock-bell.title', { count })}
            onClick={() => setOpen((before) => !before)}
          >
            <IconAlertTriangle size={20} stroke={1.5} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        {alerts.length === 0 && <p className="quiet">{t('stock-bell.none')}</p>}
        {isOpen && (
          <OpenAlerts alerts={[...unseen, ...alerts.filter(({ seen }) => seen)].slice(0, SHOWN)} close={close} />
        )}
        <div className="page-tools">
          <Link className="link" to="/alerts" search={{ state: 'open' }} onClick={close}>
            {t('stock-bell.all')}
          </Link>
          {may('readPurchaseOrders') && (
            <Link className="link" to="/what-to-order" search={{}} onClick={close}>
              {t('page.what-to-order')}
            </Link>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function OpenAlerts({ alerts, close }: { alerts: readonly StockAlert[]; close: () => void }) {
  const { t, quantity } = useMessages();
  const may = useMay();
  const { stores } = useStores();
  const nameOf = useProductNames(alerts.map(({ productId }) => productId));
  return (
    <ul className="plain">
      {alerts.map((alert) => {
        const { alertId, productId, storeId, low, out, expiring, seen } = alert;
        const left = (out ?? low)?.available ?? 0;
        const store = stores.find((one) => one.storeId === storeId);
        return (
          <li key={alertId}>
            <span>
              <Link className="link" to="/products/$productId" params={{ productId }} onClick={close}>
                {nameOf(productId)}
              </Link>
              <div className="quiet">{store?.name}</div>
            </span>
            <span>
              {expiring ? (
                <ExpiryStatus expiring={expiring} timeZone={store?.timeZone} />
              ) : (
                <Status tone={out ? 'bad' : 'warn'}>
                  {out ? t('alert.out') : t('alert.left', { quantity: quantity(left, alert) })}
                </Status>
              )}
              {!seen && may('markStockAlerts') && <MarkSeen alertId={alertId} name={nameOf(productId)} />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function MarkSeen({ alertId, name }: { alertId: string; name: string }) {
  const { t } = useMessages();
  const mark = useMarkSeen();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      loading={mark.isPending}
      aria-label={t('stock-bell.seen', { name })}
      onClick={() => mark.mutate(alertId)}
    >
      <IconEye size={18} stroke={1.5} />
    </ActionIcon>
  );
}
