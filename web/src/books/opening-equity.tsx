import './books.css';
import type { Store } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { useChart } from './use-chart.js';

/** The line that balances an opening position: what it comes to, on the opening equity. */
export function OpeningEquity({
  store: { companyId, currency },
  differenceMinor,
}: {
  store: Store;
  /** Debit less credit of the other lines. */
  differenceMinor: number;
}) {
  const { t, money } = useMessages();
  const { nameOf } = useChart(companyId);
  return (
    <p role="status" className="entry-difference" data-testid="opening-equity">
      {t(differenceMinor < 0 ? 'opening.equity-debit' : 'opening.equity-credit', {
        account: nameOf('openingEquity'),
        amount: money(Math.abs(differenceMinor), currency),
      })}
    </p>
  );
}
