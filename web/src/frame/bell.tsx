import { ActionIcon, Indicator, Menu } from '@mantine/core';
import '@mantine/notifications/styles.css';
import { Notifications, notifications } from '@mantine/notifications';
import { IconBell } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useApprovalsWaiting } from '../approvals/approvals-waiting.js';
import { useMessages } from '../i18n/messages.js';
import { useStores } from './store-choice.js';

/** The bell of a manager: sales that wait for an answer, and a notice of each new one, on whichever page the manager is. */
export default function Bell() {
  const { t, money } = useMessages();
  const { stores } = useStores();
  const navigate = useNavigate();
  const { waiting } = useApprovalsWaiting();
  const known = useRef<ReadonlySet<string> | undefined>(undefined);
  const open = (): void => void navigate({ to: '/approvals' });
  useEffect(() => {
    if (!waiting) return;
    const seen = known.current; // what waits already when the page opens is not new
    if (seen)
      for (const { orderId, priced } of waiting)
        if (!seen.has(orderId))
          notifications.show({
            id: orderId,
            title: t('bell.asked'),
            message: priced ? money(priced.grossMinor, priced.currency) : '',
            onClick: open,
            closeButtonProps: { 'aria-label': t('dialog.close') },
          });
    known.current = new Set(waiting.map(({ orderId }) => orderId));
  });
  const count = waiting?.length ?? 0;
  return (
    <>
      <Notifications position="top-right" />
      <Menu position="bottom-end" width={280}>
        <Indicator label={count} size={18} disabled={count === 0} color="orange.8">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('bell.title', { count })}>
              <IconBell size={20} stroke={1.5} />
            </ActionIcon>
          </Menu.Target>
        </Indicator>
        <Menu.Dropdown>
          {count === 0 && <Menu.Label>{t('bell.none')}</Menu.Label>}
          {waiting?.map(({ orderId, storeId, priced }) => (
            <Menu.Item key={orderId} onClick={open}>
              {priced && money(priced.grossMinor, priced.currency)}
              <div className="quiet">{stores.find((one) => one.storeId === storeId)?.name}</div>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
