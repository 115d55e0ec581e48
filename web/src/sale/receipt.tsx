import { totalsOf } from '@comptoir/contracts/money';
import type { Sale } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';

/** A slip of 80 mm, or a page of A4. */
export type Paper = 'slip' | 'a4';

/** Net and tax by rate; the parts add up to the document's totals. */
function byRate(sale: Sale): { taxRateBps: number; netMinor: number; taxMinor: number }[] {
  const rates = [...new Set(sale.lines.map((line) => line.taxRateBps))].toSorted((a, b) => b - a);
  return rates.map((taxRateBps) => ({
    taxRateBps,
    ...totalsOf(sale.lines.filter((line) => line.taxRateBps === taxRateBps)),
  }));
}

/** The document of a sale, from the data frozen in the sale, never from the current catalog. */
export function Receipt({ sale, paper }: { sale: Sale; paper: Paper }) {
  const { t, moment, money } = useMessages();
  const { store, customer, currency, payment } = sale;
  return (
    <article className={`receipt ${paper}`} aria-label={t('receipt.title')}>
      <header>
        <div className="receipt-seller">
          <strong>{store.legal.companyName}</strong>
          <span>{store.name}</span>
          <span>{store.address}</span>
          {store.legal.taxId && <span>{t('receipt.tax-id', { id: store.legal.taxId })}</span>}
          {store.legal.tradeRegister && <span>{t('receipt.register', { id: store.legal.tradeRegister })}</span>}
        </div>
        <div className="receipt-head">
          <strong>{t(`document.${sale.documentType}`)}</strong>
          <span className="receipt-number">{sale.invoiceNumber}</span>
          <span>{moment(sale.soldAt, store.timeZone)}</span>
        </div>
        <div className="receipt-buyer">
          <strong>{customer.kind === 'walkIn' ? t('till.walk-in') : customer.name}</strong>
          {customer.address && <span>{customer.address}</span>}
          {customer.taxId && <span>{t('receipt.tax-id', { id: customer.taxId })}</span>}
        </div>
      </header>
      <Lines sale={sale} />
      <table className="receipt-totals">
        <tbody>
          <tr>
            <th scope="row">{t('total.net')}</th>
            <td>{money(sale.netMinor, currency)}</td>
          </tr>
          {byRate(sale).map((one) => (
            <tr key={one.taxRateBps}>
              <th scope="row">
                <Rate bps={one.taxRateBps} />
              </th>
              <td>{money(one.taxMinor, currency)}</td>
            </tr>
          ))}
          <tr className="grand">
            <th scope="row">{t('receipt.total')}</th>
            <td>{money(sale.grossMinor, currency)}</td>
          </tr>
          {payment && (
            <tr>
              <th scope="row">{t(`means.${payment.method}`)}</th>
              <td>{money(payment.tenderedMinor, currency)}</td>
            </tr>
          )}
          {payment && payment.changeMinor > 0 && (
            <tr>
              <th scope="row">{t('pay.change')}</th>
              <td>{money(payment.changeMinor, currency)}</td>
            </tr>
          )}
          {(payment?.amountMinor ?? 0) < sale.grossMinor && (
            <tr>
              <th scope="row">{t('receipt.owed')}</th>
              <td>{money(sale.grossMinor - (payment?.amountMinor ?? 0), currency)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <Warranty sale={sale} />
      <footer>{t('receipt.thanks')}</footer>
    </article>
  );
}

function Rate({ bps }: { bps: number }) {
  const { t, percent } = useMessages();
  return <>{t('receipt.tax-at', { rate: percent(bps) })}</>;
}

function Lines({ sale }: { sale: Sale }) {
  const { t, figure, percent } = useMessages();
  return (
    <table className="receipt-lines">
      <thead>
        <tr>
          <th scope="col">{t('line.product')}</th>
          <th scope="col" className="wide">
            {t('line.tax')}
          </th>
          <th scope="col">{t('line.net')}</th>
        </tr>
      </thead>
      <tbody>
        {sale.lines.map((line) => (
          <tr key={line.saleLineId}>
            <td>
              <div>{line.name}</div>
              <div className="receipt-small">
                {line.quantity} × {figure(line.unitPriceMinor, sale.currency)} · {line.sku}
              </div>
            </td>
            <td className="wide">{percent(line.taxRateBps)}</td>
            <td>{figure(line.netMinor, sale.currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Warranty({ sale }: { sale: Sale }) {
  const { t } = useMessages();
  const covered = sale.lines.filter((line) => line.warrantyMonths > 0);
  if (covered.length === 0) return null;
  return (
    <ul className="receipt-warranty" aria-label={t('receipt.warranty')}>
      {covered.map((line) => (
        <li key={line.saleLineId}>{t('receipt.months', { name: line.name, count: line.warrantyMonths })}</li>
      ))}
    </ul>
  );
}
