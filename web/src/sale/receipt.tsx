import type { Guarantee, Invoice } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import type { Credited } from './credited.js';

/** A slip of 80 mm, or a page of A4. */
export type Paper = 'slip' | 'a4';

/** What is printed: a stored document, and what became of it. */
export interface Printable {
  readonly document: Invoice;
  readonly credited: Credited;
  /** The guarantee issued with it. */
  readonly guarantee?: Guarantee | undefined;
  /** The document was handed out before. */
  readonly copy: boolean;
  /** Time zone of the store. */
  readonly timeZone: string;
}

/** A legal document as it was issued and stored, never from the sale or the current catalog. */
export function Receipt({ printable, paper }: { printable: Printable; paper: Paper }) {
  const { t } = useMessages();
  const { document, guarantee } = printable;
  return (
    <article className={`receipt ${paper}`} aria-label={t('receipt.title')}>
      <Marks printable={printable} />
      <Head printable={printable} />
      <Lines document={document} />
      <Totals document={document} />
      {guarantee && <Warranty guarantee={guarantee} />}
      {document.type !== 'CREDIT_NOTE' && <footer>{t('receipt.thanks')}</footer>}
    </article>
  );
}

function Marks({ printable: { copy, credited } }: { printable: Printable }) {
  const { t } = useMessages();
  const numbers = credited.numbers.join(', ');
  if (!copy && credited.extent === 'none') return null;
  return (
    <div className="receipt-marks">
      {copy && <strong>{t('receipt.copy')}</strong>}
      {credited.extent === 'all' && <strong>{t('receipt.cancelled', { numbers })}</strong>}
      {credited.extent === 'part' && <strong>{t('receipt.credited', { numbers })}</strong>}
    </div>
  );
}

function Head({ printable: { document, timeZone } }: { printable: Printable }) {
  const { t, day, moment } = useMessages();
  const { seller, buyer, corrects, occurredDay } = document;
  return (
    <header>
      <div className="receipt-seller">
        <strong>{seller.legal.companyName}</strong>
        <span>{seller.storeName}</span>
        <span>{seller.address}</span>
        {seller.legal.taxId && <span>{t('receipt.tax-id', { id: seller.legal.taxId })}</span>}
        {seller.legal.tradeRegister && <span>{t('receipt.register', { id: seller.legal.tradeRegister })}</span>}
      </div>
      <div className="receipt-head">
        <strong>{t(`document.${document.type}`)}</strong>
        <span className="receipt-number">{document.number}</span>
        {corrects && <span>{t('receipt.corrects', { number: corrects.number })}</span>}
        <span>{day(document.businessDay)}</span>
        {occurredDay && <span>{t('receipt.of-day', { day: day(occurredDay) })}</span>}
        <span className="receipt-small">{t('receipt.issued', { at: moment(document.issuedAt, timeZone) })}</span>
      </div>
      <div className="receipt-buyer">
        <strong>{buyer.kind === 'walkIn' ? t('till.walk-in') : buyer.name}</strong>
        {buyer.address && <span>{buyer.address}</span>}
        {buyer.taxId && <span>{t('receipt.tax-id', { id: buyer.taxId })}</span>}
      </div>
    </header>
  );
}

function Totals({ document }: { document: Invoice }) {
  const { t, money, percent } = useMessages();
  const { currency, payment, grossMinor } = document;
  const owedMinor = grossMinor - (payment?.amountMinor ?? 0);
  return (
    <table className="receipt-totals">
      <tbody>
        <tr>
          <th scope="row">{t('total.net')}</th>
          <td>{money(document.netMinor, currency)}</td>
        </tr>
        {document.taxByRate.toReversed().map((one) => (
          <tr key={one.taxRateBps}>
            <th scope="row">{t('receipt.tax-at', { rate: percent(one.taxRateBps) })}</th>
            <td>{money(one.taxMinor, currency)}</td>
          </tr>
        ))}
        <tr className="grand">
          <th scope="row">{t('receipt.total')}</th>
          <td>{money(grossMinor, currency)}</td>
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
        {document.type !== 'CREDIT_NOTE' && owedMinor > 0 && (
          <tr>
            <th scope="row">{t('receipt.owed')}</th>
            <td>{money(owedMinor, currency)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Lines({ document }: { document: Invoice }) {
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
        {document.lines.map((line, index) => (
          <tr key={index}>
            <td>
              <div>{line.name}</div>
              <div className="receipt-small">
                {line.quantity} × {figure(line.unitPriceMinor, document.currency)} · {line.sku}
              </div>
            </td>
            <td className="wide">{percent(line.taxRateBps)}</td>
            <td>{figure(line.netMinor, document.currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is still under guarantee, and until when. */
function Warranty({ guarantee }: { guarantee: Guarantee }) {
  const { t, day } = useMessages();
  const covered = guarantee.lines.filter((line) => line.quantity > line.voidedQty);
  if (covered.length === 0) return null;
  return (
    <ul className="receipt-warranty" aria-label={t('receipt.warranty')}>
      {covered.map((line) => (
        <li key={line.saleLineId}>
          {t('receipt.covered', {
            count: line.quantity - line.voidedQty,
            name: line.name,
            day: day(line.expiresOn),
          })}
        </li>
      ))}
    </ul>
  );
}
