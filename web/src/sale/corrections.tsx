import { Paper } from '@mantine/core';
import type { Sale } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { refundGiven } from './refund.js';
import { useRefundText } from './refund-text.js';

/** What came back of a sale, oldest first: what was refunded, by which means, and why. */
export function Corrections({ sale }: { sale: Sale }) {
  const { t, moment, quantity } = useMessages();
  const refundText = useRefundText();
  const made = sale.corrections
    .filter((one) => one.state === 'posted' || one.state === 'final')
    .toSorted((a, b) => (a.begunAt < b.begunAt ? -1 : 1));
  /** A quantity and the name of a line of the sale. */
  const unitsOf = (saleLineId: string, count: number): string => {
    const line = sale.lines.find((one) => one.saleLineId === saleLineId);
    return line ? `${quantity(count, line)} × ${line.name}` : '';
  };
  if (made.length === 0) return null;
  return (
    <Paper withBorder className="records" role="status" aria-label={t('correction.title')}>
      <h2>{t('correction.title')}</h2>
      <ul className="plain corrections">
        {made.map((one) => (
          <li key={one.correctionId}>
            <span>
              <span className="strong">{t(`correction.${one.kind}`)}</span> ·{' '}
              {moment(one.postedAt ?? one.begunAt, sale.store.timeZone)} · {one.reason}
              {one.takenBackIn && <> · {t('correction.taken-in', { store: one.takenBackIn.name })}</>}
              <br />
              <span className="quiet">
                {one.lines.map((line) => unitsOf(line.saleLineId, line.quantity)).join(', ')}
              </span>
            </span>
            <span className="strong">{refundText('given', refundGiven(one), one.currency).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
