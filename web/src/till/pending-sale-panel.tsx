import { Button, Loader, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { reachable } from '../api/connection.js';
import { ProblemNote } from '../frame/problem-note.js';
import { Progress } from '../sale/progress.js';
import { useObservable } from '../observable.js';
import { useMessages } from '../i18n/messages.js';
import type { PendingSale } from './pending-sale.js';
import type { TillStore } from './till-store.js';

/** A pending sale: its progress, what blocks it, and the button to withdraw it. */
export function PendingSalePanel({
  tillStore,
  pendingSale,
  timeZone,
}: {
  tillStore: TillStore;
  pendingSale: PendingSale;
  timeZone: string;
}) {
  const { t, time } = useMessages();
  const problem = useObservable(tillStore.problem);
  const connected = useObservable(reachable);
  const orderId = pendingSale.draft?.orderId;
  const order = useQuery({
    queryKey: ['orders', orderId],
    queryFn: () => ask('GET /orders/{orderId}', { params: { orderId: orderId ?? '' } }),
    enabled: pendingSale.waitsForManager,
  });
  const progress = useQuery({
    queryKey: ['orders', orderId, 'progress'],
    queryFn: () => ask('GET /orders/{orderId}/progress', { params: { orderId: orderId ?? '' } }),
    enabled: orderId !== undefined && connected,
    refetchInterval: pendingSale.waitsForManager ? 5_000 : 500,
    retry: false,
  });
  const deadline = order.data?.approval?.deadline;
  const unreachable = !connected || problem === 'unreachable';
  return (
    <Paper withBorder className="side pending-sale" role="status" aria-live="polite" data-testid="pending-sale">
      <div className="pending-sale-head">
        <Loader size="sm" aria-hidden />{' '}
        <h2>
          {t(
            pendingSale.abandoned
              ? 'pending-sale.cancelling'
              : pendingSale.waitsForManager
                ? 'pending-sale.waiting'
                : 'pending-sale.in-progress',
          )}
        </h2>
      </div>
      {unreachable && <p className="mark warn">{t('pending-sale.unreachable')}</p>}
      {problem && problem !== 'unreachable' && <ProblemNote problem={problem} />}
      {pendingSale.waitsForManager && (
        <p>
          {t('pending-sale.waiting-how')}
          {deadline && ` ${t('pending-sale.deadline', { time: time(deadline, timeZone) })}`}
        </p>
      )}
      {pendingSale.waitsForManager && (
        <ul>
          {order.data?.approval?.reasons.map((reason) => (
            <li key={`${reason.code}${reason.lineId ?? ''}`}>{t(`reason.${reason.code}`)}</li>
          ))}
        </ul>
      )}
      {progress.data?.items.map((saga) => (
        <Progress key={saga.sagaId} saga={saga} timeZone={timeZone} />
      ))}
      {!pendingSale.abandoned && (
        <Button variant="default" onClick={() => tillStore.abandon(pendingSale.id)}>
          {t('pending-sale.cancel')}
        </Button>
      )}
    </Paper>
  );
}
