import { Stack, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Order, Store } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useAct } from '../kit/use-act.js';
import { usePeople } from '../kit/use-people.js';
import { DialogFrame } from './dialog-frame.js';
import { resumeOrder } from './parking.js';
import type { TillStore } from './till-store.js';

/** The parked orders of the store; the one that is chosen becomes the cart of this till, which has to be empty. */
export function ParkedDialog({ store, tillStore, close }: { store: Store; tillStore: TillStore; close: () => void }) {
  const { t, moment } = useMessages();
  const { nameOf } = usePeople();
  const queries = useQueryClient();
  const parked = useQuery({
    queryKey: ['orders', 'parked', store.storeId],
    queryFn: () => ask('GET /orders', { query: { parked: 'true', storeId: store.storeId, limit: '100' } }),
  });
  const resume = useAct({
    run: (order: Order, key) => resumeOrder(order, store, key),
    onDone: (cart) => {
      tillStore.change(() => cart);
      close();
    },
    onFailed: () => void queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const occupied = tillStore.till.get().cart.lines.length > 0;
  const list = parked.data?.items ?? [];
  return (
    <DialogFrame title={t('parking.parked-title')} close={close}>
      <Stack>
        {occupied && list.length > 0 && <p className="side-note">{t('parking.cart-first')}</p>}
        <ProblemNote error={resume.error ?? parked.error} />
        <ul className="choices" aria-label={t('parking.parked-title')} aria-busy={parked.isPending}>
          {list.map((order, index) => (
            <li key={order.orderId}>
              <UnstyledButton
                className="choice"
                data-testid="parked-order"
                disabled={occupied || resume.isPending}
                onClick={() => resume.mutate(order)}
                {...(index === 0 ? { 'data-autofocus': true, autoFocus: true } : {})}
              >
                <span className="strong">{order.parked?.label ?? t('parking.no-label')}</span>{' '}
                <span className="quiet">
                  {[
                    t('parking.lines', { count: order.lines.length }),
                    order.parked && nameOf(order.parked.by),
                    order.parked && moment(order.parked.at, store.timeZone),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </UnstyledButton>
            </li>
          ))}
          {parked.data && list.length === 0 && <li className="quiet">{t('parking.none')}</li>}
        </ul>
      </Stack>
    </DialogFrame>
  );
}
