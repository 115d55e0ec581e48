import type { XReport, ZReport } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { usePeople } from '../kit/use-people.js';
import { METHODS } from '../payment/methods.js';

/** Characters of a hash that are enough to compare by eye. */
const HASH_SHOWN = 16;

/** The report of a till session as it is printed: X while it is open, Z with its chain once it is closed. */
export function TillReport({
  report,
  storeName,
  timeZone,
}: {
  report: XReport | ZReport;
  storeName: string;
  timeZone: string;
}) {
  const { t, moment, money, percent } = useMessages();
  const { nameOf } = usePeople();
  const { figures, currency, till, number } = report;
  const closed = 'closedAt' in report ? report : undefined;
  const person = (id: string): string => nameOf(id) ?? '';
  const amounts: (readonly [name: string, minor: number | undefined])[] = [
    [t('report.net'), figures.netMinor],
    ...Object.entries(figures.taxByRate).map(
      ([rate, minor]) => [t('report.tax-at', { rate: percent(Number(rate)) }), minor] as const,
    ),
    [t('report.gross'), figures.grossMinor],
    ...METHODS.map((method) => [t(`means.${method}`), figures.received[method]] as const).filter(
      ([, minor]) => minor !== 0,
    ),
    [t('report.float'), report.floatMinor],
    [t('report.cash-in'), figures.cashInMinor],
    [t('report.cash-out'), figures.cashOutMinor],
    [t('report.expected'), report.expectedMinor],
    [t('report.counted'), closed?.countedMinor],
    [t('report.difference'), closed?.differenceMinor],
    [t('report.kept'), closed?.keptMinor],
    [t('report.grand'), closed?.grandTotalMinor],
    [t('report.perpetual'), closed?.perpetualTotalMinor],
  ];
  return (
    <article className="receipt slip" aria-label={t(closed ? 'report.z' : 'session.x')} data-testid="till-report">
      <header>
        <div className="receipt-head">
          <strong>{t(closed ? 'report.z' : 'session.x')}</strong>
          <span>{storeName}</span>
          <span className="receipt-number">{t('report.number', { till, number })}</span>
          <span className="receipt-small">
            {t('report.opened', { at: moment(report.openedAt, timeZone), by: person(report.openedBy) })}
          </span>
          <span className="receipt-small">
            {closed
              ? t('report.closed', { at: moment(closed.closedAt, timeZone), by: person(closed.closedBy) })
              : t('report.as-of', { at: moment(report.at, timeZone) })}
          </span>
        </div>
      </header>
      <table className="receipt-totals">
        <tbody>
          {(
            [
              [t('report.sales'), figures.sales],
              [t('report.corrections'), figures.corrections],
            ] as const
          ).map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="figure">{count}</td>
            </tr>
          ))}
          {amounts
            .filter((row): row is readonly [string, number] => row[1] !== undefined)
            .map(([name, minor]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="figure">{money(minor, currency)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <ul className="receipt-warranty">
        {report.movements.map((one) => (
          <li key={one.at}>
            {[
              t(`session.${one.direction}`),
              t(`session.${one.purpose}`),
              money(one.amountMinor, currency),
              one.reason,
            ].join(' · ')}
          </li>
        ))}
      </ul>
      {closed && (
        <footer className="receipt-small">
          {closed.note && <div>{closed.note}</div>}
          {t('report.chain')} {closed.previousHash.slice(0, HASH_SHOWN)}… → {closed.hash.slice(0, HASH_SHOWN)}…
        </footer>
      )}
    </article>
  );
}
