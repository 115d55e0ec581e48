import { Paper } from '@mantine/core';
import { sum } from '@comptoir/contracts/money';
import type { Order, Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { usePeople } from '../kit/use-people.js';
import { Answer } from './answer.js';
import { Buyer } from './buyer.js';
import { orderUnderListBps, shareBps, underListBps } from './terms.js';

type Priced = NonNullable<Order['priced']>;
type Approval = NonNullable<Order['approval']>;

/** A sale that waits: for whom, why, at which prices and margin, and the answer to it. */
export function WaitingOrder({ order, store }: { order: Order; store: Store }) {
  const { t, money, time } = useMessages();
  const { nameOf } = usePeople();
  const { priced, approval } = order;
  const asker = nameOf(order.createdBy);
  if (!priced || !approval) return null;
  return (
    <Paper
      withBorder
      className="waiting-order"
      component="article"
      aria-label={t('approvals.one', { store: store.name })}
    >
      <div className="page-head">
        <h2>{money(priced.grossMinor, priced.currency)}</h2>
        <span className="quiet">
          {[
            store.name,
            asker && t('approvals.asked-by', { name: asker }),
            t('approvals.until', { time: time(approval.deadline, store.timeZone) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <Buyer customerId={order.customerId} currency={priced.currency} />
      <ul className="reasons">
        {approval.reasons.map((reason) => (
          <li key={`${reason.code}${reason.lineId ?? ''}`}>{t(`reason.${reason.code}`)}</li>
        ))}
      </ul>
      <Lines priced={priced} />
      <Figures priced={priced} approval={approval} />
      {order.discount && (
        <p>
          {t('line.discount-why', {
            amount: money(sum(priced.lines.map((line) => line.documentDiscountMinor)), priced.currency),
            reason: order.discount.reason,
          })}
        </p>
      )}
      {order.taxFreeReason && <p>{t('approvals.tax-free', { reason: order.taxFreeReason })}</p>}
      {order.note && <p>{t('approvals.note-of', { note: order.note })}</p>}
      <Answer orderId={order.orderId} />
    </Paper>
  );
}

function Lines({ priced }: { priced: Priced }) {
  const { t, figure, quantity } = useMessages();
  return (
    <ul className="plain">
      {priced.lines.map((line) => (
        <li key={line.lineId}>
          <span>
            {quantity(line.quantity, line)} × {line.name}
          </span>
          <span className="terms">
            {t('approvals.price', {
              price: figure(line.unitPriceMinor, priced.currency),
              min: figure(line.priceMinMinor, priced.currency),
              max: figure(line.priceMaxMinor, priced.currency),
            })}{' '}
            <FromList bps={underListBps(line)} />
            {line.discount && (
              <span className="mark warn">
                {t('line.discount-why', {
                  amount: figure(line.discountMinor - line.documentDiscountMinor, priced.currency),
                  reason: line.discount.reason,
                })}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How far a price is from the list price; nothing at it. */
function FromList({ bps }: { bps: number }) {
  const { t, percent } = useMessages();
  if (bps === 0) return null;
  return (
    <span className="mark warn">
      {t(bps > 0 ? 'approvals.under-list' : 'approvals.over-list', { percent: percent(Math.abs(bps)) })}
    </span>
  );
}

/** Net, and, where the API gives the cost, cost and margin. */
function Figures({ priced, approval: { costMinor, marginMinor } }: { priced: Priced; approval: Approval }) {
  const { t, money, percent } = useMessages();
  const { currency, netMinor } = priced;
  return (
    <dl className="totals">
      <div>
        <dt>{t('total.net')}</dt>
        <dd>
          <FromList bps={orderUnderListBps(priced)} /> {money(netMinor, currency)}
        </dd>
      </div>
      {costMinor !== undefined && marginMinor !== undefined && (
        <>
          <div>
            <dt>{t('line.cost')}</dt>
            <dd>{money(costMinor, currency)}</dd>
          </div>
          <div className="grand">
            <dt>{t('approvals.margin')}</dt>
            <dd>
              <span className={marginMinor < 0 ? 'mark bad' : 'mark good'}>
                {money(marginMinor, currency)} · {percent(shareBps(marginMinor, netMinor))}
              </span>
            </dd>
          </div>
        </>
      )}
    </dl>
  );
}
