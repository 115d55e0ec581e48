import { Button, Kbd } from '@mantine/core';
import { useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Store } from '../api/shapes.js';
import { dayIn } from '../days.js';
import { useMessages } from '../i18n/messages.js';
import type { Till } from './device-till.js';

/** Id of the place in the head of the till's shell. */
export const TILL_BAR = 'till-bar';

/** Whether a session was left open over night. */
export function isOvernight({ openSession }: Till, timeZone: string): boolean {
  return openSession !== undefined && openSession.openedDay < dayIn(timeZone, new Date());
}

/** The till and its session in the head of the page: a button that opens what can be done with it. */
export function TillBar({ till, open }: { till: Till; open: () => void }) {
  const { t } = useMessages();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setPlace(document.getElementById(TILL_BAR)), []);
  const { openSession } = till;
  return (
    place &&
    createPortal(
      openSession ? (
        <Button size="compact-sm" variant="default" onClick={open}>
          {t('session.bar', { till: till.till, number: openSession.number })}{' '}
          <Kbd size="xs" ms={6} className="wide-only">
            F1
          </Kbd>
        </Button>
      ) : (
        <span className="quiet">{t('session.bar-closed', { till: till.till })}</span>
      ),
      place,
    )
  );
}

/** Says that the session was left open over night. */
export function OvernightNote({ till, store, open }: { till: Till; store: Store; open: () => void }) {
  const { t, day } = useMessages();
  if (!till.openSession || !isOvernight(till, store.timeZone)) return null;
  return (
    <div className="mark warn overnight" role="status" data-testid="overnight">
      {t('session.overnight', { till: till.name, day: day(till.openSession.openedDay) })}{' '}
      <Button size="compact-sm" variant="default" onClick={open}>
        {t('session.close')}
      </Button>
    </div>
  );
}
