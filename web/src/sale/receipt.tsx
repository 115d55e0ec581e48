import type { Guarantee, Invoice } from '../api/shapes.js';
import { sum } from '@comptoir/contracts/money';
import { useMessages } from '../i18n/messages.js';
import { BundleParts } from '../kit/bundle-parts.js';
import type { Paper } from './page-rule.js';
import type { Credited } from './credited.js';
import { changeOf, paidOf } from './paid.js';
import { DocumentCode } from './document-code.js';

/** Columns of A4 only. */
const wideColumns = ({ pricesIncludeTax }: Invoice) =>
  ['line.quantity', pricesIncludeTax ? 'line.price-with-tax' : 'line.price', 'line.tax'] as const;

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
      <Lines document={document} paper={paper} />
      <Totals document={document} />
      {guarantee && <Warranty guarantee={guarantee} />}
      {document.type !== 'CREDIT_NOTE' && (
        <footer>
          {t('receipt.thanks')}
          <DocumentCode number={document.number} />
        </footer>
      )}
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
        {seller.legal.legalForm && <span>{t('receipt.legal-form', { form: seller.legal.legalForm })}</span>}
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
        <strong>{buyer.kind === 'walkIn' ? t('document.walk-in') : buyer.name}</strong>
        {buyer.address && <span>{buyer.address}</span>}
        {buyer.taxId && <span>{t('receipt.tax-id', { id: buyer.taxId })}</span>}
      </div>
    </header>
  );
}

function Totals({ document }: { document: Invoice }) {
  const { t, money, percent, day } = useMessages();
  const { currency, payments = [], grossMinor } = document;
  const discountMinor = sum(document.lines.map((line) => line.documentDiscountMinor));
  const owedMinor = grossMinor - paidOf({ payments });
  const changeMinor = changeOf({ payments });
  const roundingMinor = sum(payments.map((one) => one.roundingMinor));
  return (
    <table className="receipt-totals">
      <tbody>
        {discountMinor > 0 && (
          <tr>
            <th scope="row">
              {t('receipt.discount')}
              {document.discountReason && <div className="receipt-small">{document.discountReason}</div>}
            </th>
            <td className="figure">−{money(discountMinor, currency)}</td>
          </tr>
        )}
        <tr>
          <th scope="row">{t('total.net')}</th>
          <td className="figure">{money(document.netMinor, currency)}</td>
        </tr>
        {document.taxByRate.toReversed().map((one) => (
          <tr key={one.taxRateBps}>
            <th scope="row">
              {t('receipt.tax-at', { rate: percent(one.taxRateBps), net: money(one.netMinor, currency) })}
            </th>
            <td className="figure">{money(one.taxMinor, currency)}</td>
          </tr>
        ))}
        <tr className="grand">
          <th scope="row">{t('receipt.total')}</th>
          <td className="figure">{money(grossMinor, currency)}</td>
        </tr>
        {roundingMinor !== 0 && (
          <tr>
            <th scope="row">{t('receipt.rounding')}</th>
            <td className="figure">{money(roundingMinor, currency)}</td>
          </tr>
        )}
        {payments.map((one, at) => (
          <tr key={at}>
            <th scope="row">
              {t(`means.${one.method}`)}
              {one.reference && <div className="receipt-small">{one.reference}</div>}
            </th>
            <td className="figure">{money(one.tenderedMinor, currency)}</td>
          </tr>
        ))}
        {changeMinor > 0 && (
          <tr>
            <th scope="row">{t('pay.change')}</th>
            <td className="figure">{money(changeMinor, currency)}</td>
          </tr>
        )}
        {document.type !== 'CREDIT_NOTE' && owedMinor > 0 && (
          <tr>
            <th scope="row">
              {t('receipt.owed')}
              {document.dueDay && (
                <div className="receipt-small">{t('receipt.due', { day: day(document.dueDay) })}</div>
              )}
            </th>
            <td className="figure">{money(owedMinor, currency)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

type Line = Invoice['lines'][number];

/** What a line amounts to on the terms of its document, less its own discount and before its share of the document's. */
function amountOfLine({ pricesIncludeTax }: Invoice, line: Line): number {
  return (pricesIncludeTax ? line.grossMinor : line.netMinor) + line.documentDiscountMinor;
}

/** The discount that a line has of its own, with its reason. */
function LineDiscount({ line, currency }: { line: Line; currency: string }) {
  const { t, figure } = useMessages();
  const ownMinor = line.discountMinor - line.documentDiscountMinor;
  if (ownMinor === 0) return null;
  const values = { amount: `−${figure(ownMinor, currency)}`, reason: line.discountReason ?? '' };
  return <div className="receipt-small">{t(line.discountReason ? 'line.discount-why' : 'line.discount', values)}</div>;
}

/** The lines; on A4 with a column each for quantity, unit price and tax, for which a slip is too narrow. */
function Lines({ document, paper }: { document: Invoice; paper: Paper }) {
  const { t, figure, percent, quantity } = useMessages();
  const { currency } = document;
  const amount = document.pricesIncludeTax ? 'line.total' : 'line.net';
  const columns = ['line.product', ...(paper === 'a4' ? wideColumns(document) : []), amount] as const;
  return (
    <table className="receipt-lines">
      <thead>
        <tr>
          {columns.map((key) => (
            <th key={key} scope="col" className={key === 'line.product' ? undefined : 'figure'}>
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {document.lines.map((line, index) => (
          <tr key={index}>
            <td>
              <div>{line.name}</div>
              <div className="receipt-small">
                {paper === 'slip' && `${quantity(line.quantity, line)} × ${figure(line.unitPriceMinor, currency)} · `}
                {line.sku}
              </div>
              <BundleParts parts={line.parts} className="receipt-small" />
              <LineDiscount line={line} currency={currency} />
            </td>
            {paper === 'a4' && (
              <>
                <td className="figure">{quantity(line.quantity, line)}</td>
                <td className="figure">{figure(line.unitPriceMinor, currency)}</td>
                <td className="figure">{percent(line.taxRateBps)}</td>
              </>
            )}
            <td className="figure">{figure(amountOfLine(document, line), currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is still under guarantee, and until when. */
function Warranty({ guarantee }: { guarantee: Guarantee }) {
  const { t, day, quantity } = useMessages();
  const covered = guarantee.lines.filter((line) => line.quantity > line.voidedQty);
  if (covered.length === 0) return null;
  return (
    <ul className="receipt-warranty" aria-label={t('receipt.warranty')}>
      {covered.map((line) => (
        <li key={line.saleLineId}>
          {t('receipt.covered', {
            count: quantity(line.quantity - line.voidedQty, line),
            name: line.name,
            day: day(line.expiresOn),
          })}
        </li>
      ))}
    </ul>
  );
}
