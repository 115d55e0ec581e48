import { Button, Loader, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { reachable } from '../api/link.js';
import { ProblemNote } from '../frame/problem-note.js';
import { Story } from '../sale/story.js';
import { useWatched } from '../watched.js';
import { useWords } from '../words/words.js';
import type { Act } from './act.js';
import type { TillStore } from './till-store.js';

/** A sale under way: what is known of it, what is in its way, and a way out while there is one. */
export function ActPanel({ desk, act, timeZone }: { desk: TillStore; act: Act; timeZone: string }) {
  const { t, time } = useWords();
  const trouble = useWatched(desk.trouble);
  const there = useWatched(reachable);
  const orderId = act.draft?.orderId;
  const order = useQuery({
    queryKey: ['orders', orderId],
    queryFn: () => ask('GET /orders/{orderId}', { params: { orderId: orderId ?? '' } }),
    enabled: act.waitsForManager,
  });
  const story = useQuery({
    queryKey: ['orders', orderId, 'progress'],
    queryFn: () => ask('GET /orders/{orderId}/progress', { params: { orderId: orderId ?? '' } }),
    enabled: orderId !== undefined && there,
    refetchInterval: act.waitsForManager ? 5_000 : 500,
    retry: false,
  });
  const deadline = order.data?.approval?.deadline;
  const silent = !there || trouble === 'silent';
  return (
    <Paper withBorder className="side act" role="status" aria-live="polite" data-testid="act">
      <div className="act-head">
        <Loader size="sm" aria-hidden />{' '}
        <h2>{t(act.givenUp ? 'act.giving-up' : act.waitsForManager ? 'act.waits' : 'act.under-way')}</h2>
      </div>
      {silent && <p className="mark warn">{t('act.silent')}</p>}
      {trouble && trouble !== 'silent' && <ProblemNote problem={trouble} />}
      {act.waitsForManager && (
        <p>
          {t('act.waits-how')}
          {deadline && ` ${t('act.deadline', { time: time(deadline, timeZone) })}`}
        </p>
      )}
      {act.waitsForManager && (
        <ul>
          {order.data?.approval?.reasons.map((reason) => (
            <li key={`${reason.code}${reason.lineId ?? ''}`}>{t(`reason.${reason.code}`)}</li>
          ))}
        </ul>
      )}
      {story.data?.items.map((saga) => (
        <Story key={saga.sagaId} saga={saga} timeZone={timeZone} />
      ))}
      {!act.givenUp && (
        <Button variant="default" onClick={() => desk.giveUp()}>
          {t('act.give-up')}
        </Button>
      )}
    </Paper>
  );
}
