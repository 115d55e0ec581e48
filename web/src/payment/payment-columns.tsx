import { Link } from '@tanstack/react-router';
import type { PaymentDocument } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import type { Column } from '../kit/data-table.js';
import { usePeople } from '../kit/use-people.js';
import { useMay } from '../session.js';
import { ActDialog } from './act-dialog.js';
import { isReversible, ReversePayment } from './reverse-payment.js';

/** The amount of a payment as money moved, minor units: below zero what went out, cash with its rounding. */
export function movedMinor({ direction, amountMinor, roundingMinor }: PaymentDocument): number {
  return direction === 'in' ? amountMinor + roundingMinor : 0 - amountMinor - roundingMinor;
}

/** The columns of a list of payments of one currency; the last one reverses, for those who may. */
export function usePaymentColumns(currency: string, zoneOf: (storeId: string) => string | undefined) {
  const { t, figure, moment } = useMessages();
  const may = useMay();
  const { nameOf } = usePeople();
  const columns: Column<PaymentDocument>[] = [
    {
      id: 'number',
      head: t('payment.number'),
      cell: ({ number, allocations, saleId: own }) => {
        const saleId = own ?? allocations[0]?.saleId;
        return saleId === undefined ? (
          number
        ) : (
          <Link className="link" to="/sales/$saleId" params={{ saleId }}>
            {number}
          </Link>
        );
      },
    },
    { id: 'at', head: t('payment.at'), cell: ({ at, storeId }) => moment(at, zoneOf(storeId)) },
    {
      id: 'kind',
      head: t('payment.kind'),
      cell: ({ kind, reversedBy }) => (
        <>
          {t(`payment.${kind}`)} {reversedBy && <span className="mark warn">{t('payment.reversed')}</span>}
        </>
      ),
    },
    { id: 'means', head: t('payment.means'), cell: ({ method }) => t(`means.${method}`) },
    { id: 'reference', head: t('payment.reference'), wide: true, cell: ({ reference }) => reference },
    { id: 'till', head: t('payment.till'), wide: true, cell: ({ through }) => through?.till },
    { id: 'by', head: t('payment.by'), wide: true, cell: ({ by }) => nameOf(by) },
    {
      id: 'amount',
      head: t('payment.amount', { currency }),
      numeric: true,
      cell: (one) => figure(movedMinor(one), one.currency),
    },
  ];
  if (may('reversePayments')) columns.push({ id: 'reverse', head: '', cell: (one) => <ReverseButton payment={one} /> });
  return columns;
}

/** The button that reverses a payment, where it can be reversed. */
export function ReverseButton({ payment }: { payment: PaymentDocument }) {
  const { t, money } = useMessages();
  if (!isReversible(payment)) return null;
  const { number, amountMinor, currency } = payment;
  return (
    <ActDialog
      small
      label={t('payment.reverse')}
      name={t('payment.reverse-of', { number })}
      title={t('payment.reverse-title', { number, amount: money(amountMinor, currency) })}
    >
      {(done) => <ReversePayment payment={payment} done={done} />}
    </ActDialog>
  );
}
