import { Button, CloseButton, Kbd } from '@mantine/core';
import { useEffect } from 'react';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import type { TillStore } from './till-store.js';

const SHOWN_MS = 15_000;

/** Says what was just removed from the cart, with the way back. */
export function RemovedNote({ tillStore }: { tillStore: TillStore }) {
  const { t } = useMessages();
  const removed = useObservable(tillStore.removed);
  const forget = (): void => tillStore.removed.set(undefined);
  useEffect(() => {
    if (!removed) return;
    const timer = setTimeout(() => tillStore.removed.set(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [removed, tillStore]);
  if (!removed) return null;
  const [first] = removed.lines;
  const { length: count } = removed.lines;
  return (
    <div className="removed-note" role="status" data-testid="removed">
      <span>
        {count === 1 ? t('removed.one', { name: first?.line.goods.name ?? '' }) : t('removed.all', { count })}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => tillStore.undoRemoval()}>
        {t('removed.undo')}{' '}
        <Kbd size="xs" ms={6}>
          Ctrl Z
        </Kbd>
      </Button>
      <CloseButton aria-label={t('dialog.close')} onClick={forget} />
    </div>
  );
}
