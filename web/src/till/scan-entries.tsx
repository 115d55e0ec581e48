import { Button, CloseButton, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useObservable } from '../observable.js';
import { useStores } from '../frame/store-choice.js';
import { cartTotals, EMPTY_CART, added, goodsOf } from './cart.js';
import { offersIn } from './offers.js';
import type { ScanQueue } from './scan-queue.js';
import { play } from './sounds.js';
import type { Scans } from './use-scans.js';

const SAID = {
  waiting: 'till.waiting',
  unknown: 'till.unknown',
  choice: 'till.choose-code',
  failed: 'till.scan-failed',
} as const;

/** The codes without a product, and what else may have been meant, until each is put away. */
export function UnknownCodes({ scans }: { scans: Scans }) {
  const { t } = useMessages();
  const entries = scans.entries.filter((entry) => entry.state !== 'waiting');
  if (entries.length === 0) return null;
  return (
    <ul className="unknown-codes" aria-label={t('till.unknown-codes')}>
      {entries.map(({ id, text, state, choice = [], error }) => (
        <li key={id}>
          {t(choice[0]?.variantOf ? 'till.choose-variant' : SAID[state], { code: text })}
          {choice.map((product) => (
            <Button
              key={product.productId}
              size="compact-sm"
              variant="default"
              onClick={() => {
                scans.putAway(id);
                scans.add(product);
              }}
            >
              {product.name}
            </Button>
          ))}
          <ProblemNote error={error} />
          <CloseButton aria-label={t('till.put-away', { code: text })} onClick={() => scans.putAway(id)} />
        </li>
      ))}
    </ul>
  );
}

/** One line for each scan that is being looked up. */
export function WaitingScans({ scans }: { scans: Scans }) {
  const { t } = useMessages();
  const entries = scans.entries.filter((entry) => entry.state === 'waiting');
  if (entries.length === 0) return null;
  return (
    <ul className="waiting-scans" data-testid="waiting-scans">
      {entries.map(({ id, text }) => (
        <li key={id}>
          <Loader size="xs" aria-hidden /> {t('till.waiting', { code: text })}
          <CloseButton aria-label={t('till.put-away', { code: text })} onClick={() => scans.putAway(id)} />
        </li>
      ))}
    </ul>
  );
}

/** Tells ears and screen readers what became of the last scan. */
export function ScanAnnouncement({ queue }: { queue: ScanQueue }) {
  const { t, money } = useMessages();
  const latest = useObservable(queue.latest);
  const { store } = useStores();
  const pricesIncludeTax = store?.pricesIncludeTax ?? false;
  useEffect(() => {
    if (latest) play(latest.product ? 'added' : 'unknown');
  }, [latest]);
  const said = (): string => {
    if (!latest) return '';
    const { text, product, line } = latest;
    if (!product) return t('till.said-unknown', { code: text });
    const { grossMinor } = cartTotals(
      added(EMPTY_CART, goodsOf(product, offersIn(product, store)), line),
      pricesIncludeTax,
    );
    return t('till.said-added', { name: product.name, price: money(grossMinor, product.currency) });
  };
  return (
    <div role="status" aria-live="polite" aria-atomic className="unseen" data-testid="scan-said">
      {latest && <span key={latest.id}>{said()}</span>}
    </div>
  );
}
