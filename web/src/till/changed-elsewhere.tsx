import { Alert, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { usePeople } from '../kit/use-people.js';
import type { Cart } from './cart.js';
import { readCart } from './parking.js';
import type { TillStore } from './till-store.js';

/** Says that the order of this cart was changed elsewhere, by whom and when: the person takes the newer one, or keeps hers as a new order. */
export function ChangedElsewhere({
  tillStore,
  draft,
  timeZone,
}: {
  tillStore: TillStore;
  draft: NonNullable<Cart['draft']>;
  timeZone: string;
}) {
  const { t, moment } = useMessages();
  const { nameOf } = usePeople();
  const { orderId, revision } = draft;
  const order = useQuery({
    queryKey: ['orders', orderId],
    queryFn: () => ask('GET /orders/{orderId}', { params: { orderId } }),
  });
  const take = useAct({
    run: () => readCart(orderId, tillStore.store),
    onDone: (cart) => tillStore.change(() => cart),
  });
  if (!order.data || order.data.revision <= revision) return null;
  const { changedBy, changedAt, state } = order.data;
  const open = state === 'draft' || state === 'refused';
  const values = { name: nameOf(changedBy) ?? t('parking.somebody'), time: moment(changedAt, timeZone) };
  return (
    <Alert color="yellow" variant="outline" role="alert" data-testid="changed-elsewhere">
      {t(open ? 'parking.changed' : 'parking.gone', values)}
      <ProblemNote error={take.error} />
      <Group mt="xs">
        {open && (
          <Button size="compact-sm" loading={take.isPending} onClick={() => take.mutate(undefined)}>
            {t('parking.take-newer')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => tillStore.change((cart) => ({ ...cart, draft: undefined }))}
        >
          {t('parking.keep-mine')}
        </Button>
      </Group>
    </Alert>
  );
}
