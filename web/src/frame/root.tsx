import { useDirection } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { reachable } from '../api/connection.js';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';

/** What every page has, whichever shell it stands in: whether the gateway can be reached. */
export function Root() {
  const { t, dir } = useMessages();
  const { setDirection } = useDirection();
  useEffect(() => setDirection(dir), [dir, setDirection]);
  const connected = useObservable(reachable);
  return (
    <>
      <div role="status" className="connection-banner" data-shown={!connected || undefined}>
        {connected ? '' : t('connection.lost')}
      </div>
      <Outlet />
    </>
  );
}
