import { Paper, UnstyledButton } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { cartTotals } from './cart.js';
import { PendingSalePanel } from './pending-sale-panel.js';
import type { TillStore, WaitingSale } from './till-store.js';

const TICK_MS = 5_000;
const MINUTE_MS = 60_000;

/** The sales that wait for a manager, each as a chip beside the cart of the next customer; a chip opens its sale. */
export function WaitingSales({
  store,
  tillStore,
  waiting,
  occupied,
}: {
  store: Store;
  tillStore: TillStore;
  waiting: readonly WaitingSale[];
  /** The cart has lines, so that no refused sale can become it. */
  occupied: boolean;
}) {
  const { t } = useMessages();
  /** What the person has opened, or nothing; before any choice an idle till shows the newest. */
  const [chosen, setChosen] = useState<string | null>();
  const waits = waiting.filter(({ outcome }) => !outcome);
  const open =
    chosen === undefined && !occupied ? waits.at(-1) : waits.find(({ pendingSale }) => pendingSale.id === chosen);
  if (waiting.length === 0) return null;
  return (
    <Paper withBorder className="waiting-sales" component="section" aria-label={t('parking.waiting-title')}>
      <div role="status">
        <ul className="choices">
          {waiting.map((sale) => (
            <li key={sale.pendingSale.id}>
              <Chip
                sale={sale}
                store={store}
                isOpen={sale === open}
                disabled={occupied && isUnsold(sale)}
                press={() => {
                  const { id } = sale.pendingSale;
                  if (sale.outcome) tillStore.takeUp(id);
                  else setChosen(sale === open ? null : id);
                }}
              />
            </li>
          ))}
        </ul>
      </div>
      {occupied && waiting.some(isUnsold) && <p className="side-note">{t('parking.cart-first')}</p>}
      {open && <PendingSalePanel tillStore={tillStore} pendingSale={open.pendingSale} timeZone={store.timeZone} />}
    </Paper>
  );
}

/** It has an outcome and is no sale: its cart can come back. */
function isUnsold({ outcome }: WaitingSale): boolean {
  return outcome !== undefined && outcome.kind !== 'sold';
}

function Chip({
  sale: { cart, pendingSale, outcome },
  store,
  isOpen,
  disabled,
  press,
}: {
  sale: WaitingSale;
  store: Store;
  isOpen: boolean;
  disabled: boolean;
  press: () => void;
}) {
  const { t, money } = useMessages();
  const minutes = useMinutesLeft(outcome ? undefined : pendingSale.draft?.orderId);
  const state = outcome?.kind ?? 'waits';
  const tone = { sold: 'good', refused: 'bad', cancelled: 'quiet', waits: 'warn' }[state];
  return (
    <UnstyledButton
      className="choice"
      data-testid="waiting-sale"
      data-state={state}
      aria-expanded={outcome ? undefined : isOpen}
      disabled={disabled}
      onClick={press}
    >
      <span className="strong">{money(cartTotals(cart, store.pricesIncludeTax).grossMinor, store.currency)}</span>{' '}
      {cart.customer && <span>{cart.customer.name}</span>}{' '}
      <span className={`mark ${tone}`}>{t(`parking.${state}`)}</span>{' '}
      {minutes !== undefined && <span className="quiet">{t('parking.minutes-left', { minutes })}</span>}
    </UnstyledButton>
  );
}

/** Whole minutes until the deadline of an order that waits for a manager; undefined where there is none. */
function useMinutesLeft(orderId: string | undefined): number | undefined {
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), TICK_MS, { autoInvoke: true });
  const order = useQuery({
    queryKey: ['orders', orderId],
    queryFn: () => ask('GET /orders/{orderId}', { params: { orderId: orderId ?? '' } }),
    enabled: orderId !== undefined,
  });
  const deadline = order.data?.approval?.deadline;
  if (orderId === undefined || deadline === undefined) return undefined;
  return Math.max(0, Math.ceil((Date.parse(deadline) - now) / MINUTE_MS));
}
