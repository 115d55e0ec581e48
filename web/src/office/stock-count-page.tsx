import { Link, useParams } from '@tanstack/react-router';
import type { StockCount } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Facts } from '../kit/facts.js';
import { Page } from '../kit/page.js';
import { Status } from '../kit/status.js';
import { usePeople } from '../kit/use-people.js';
import { CountEntries } from './count-entries.js';
import { CountReview } from './count-review.js';
import { StockCountActs } from './stock-count-acts.js';
import { toneOf } from './stock-count-state.js';
import { useStockCount } from './use-stock-count.js';

/** A stock count: counted while it is open, then looked at, posted and kept. */
export function StockCountPage() {
  const { t } = useMessages();
  const { stockCountId } = useParams({ from: '/office/stock-counts/$stockCountId' });
  const { data: count, error } = useStockCount(stockCountId);
  return (
    <Page
      title={count?.number ?? t('count.title')}
      about={count && <Status tone={toneOf(count.state)}>{t(`count.is.${count.state}`)}</Status>}
      tools={count && <StockCountActs count={count} />}
    >
      <ProblemNote error={error} />
      {count && (
        <>
          {count.state === 'open' && <CountEntries count={count} />}
          {count.state !== 'open' && <CountReview key={count.revision} count={count} />}
          <CountFacts count={count} />
        </>
      )}
    </Page>
  );
}

function CountFacts({ count }: { count: StockCount }) {
  const { t, moment } = useMessages();
  const { stores } = useStores();
  const { nameOf: personOf } = usePeople();
  const store = stores.find(({ storeId }) => storeId === count.storeId);
  const doneOf = (act: { at: string; by: string; reason?: string } | undefined): string | undefined => {
    if (!act) return undefined;
    const [what, name] = [moment(act.at, store?.timeZone), personOf(act.by)];
    return [name ? t('count.by', { what, name }) : what, act.reason].filter(Boolean).join(' · ');
  };
  const { foundDeliveryId } = count.posted ?? {};
  return (
    <>
      <Facts
        facts={[
          [t('count.scope'), t(`count.scope.${count.scope.kind}`)],
          [t('count.products'), String(count.products)],
          [t('count.begun'), doneOf({ at: count.createdAt, by: count.createdBy })],
          [t('count.note'), count.note],
          [t('count.posted'), doneOf(count.posted)],
          [t('count.is.cancelled'), doneOf(count.cancelled)],
        ]}
      />
      {foundDeliveryId !== undefined && (
        <p>
          <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId: foundDeliveryId }}>
            {t('count.found-goods')}
          </Link>
        </p>
      )}
    </>
  );
}
