import { Group, Paper } from '@mantine/core';
import type { Sale } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useMessages } from '../i18n/messages.js';
import { useOpenItems, useSalePayments } from '../sale/account-of-sale.js';
import { useMay } from '../session.js';
import { ActDialog } from './act-dialog.js';
import { movedMinor, ReverseButton } from './payment-columns.js';
import { TakePayment } from './take-payment.js';

/** The payments of a sale with their numbers, and what is owed of it. */
export function SalePayments({ sale }: { sale: Sale }) {
  const { t, money, moment } = useMessages();
  const may = useMay();
  const { customer, store, openMinor = 0 } = sale;
  const { data = [], error } = useSalePayments(sale.saleId);
  const owes = openMinor > 0 && customer.kind !== 'walkIn' && may('takePayments');
  const { data: account } = useOpenItems(owes ? customer.customerId : undefined);
  const items = account?.items.filter((one) => one.currency === store.currency) ?? [];
  const creditMinor = account?.credits.find((one) => one.currency === store.currency)?.creditMinor ?? 0;
  return (
    <Paper withBorder className="records" component="section" aria-label={t('payment.title')}>
      <h2>{t('payment.title')}</h2>
      <ProblemNote error={error} />
      <ul className="plain">
        {data.toReversed().map((one) => (
          <li key={one.paymentId}>
            <span>
              <span className="strong">{one.number}</span> ·{' '}
              {[t(`payment.${one.kind}`), t(`means.${one.method}`), one.reference, moment(one.at, store.timeZone)]
                .filter(Boolean)
                .join(' · ')}{' '}
              {one.reversedBy && <span className="mark warn">{t('payment.reversed')}</span>}
            </span>
            <span className="number">{money(movedMinor(one), one.currency)}</span>
            {may('reversePayments') && <ReverseButton payment={one} />}
          </li>
        ))}
      </ul>
      <Group justify="space-between">
        <span className={openMinor > 0 ? 'mark warn' : 'mark good'} data-testid="owed">
          {openMinor > 0 ? t('payment.owed', { amount: money(openMinor, store.currency) }) : t('payment.paid')}
        </span>
        {owes && account && (
          <ActDialog label={t('payment.take')} title={t('payment.take-title', { name: customer.name })}>
            {(done) => (
              <TakePayment
                customerId={customer.customerId}
                store={store}
                items={items}
                creditMinor={creditMinor}
                chosen={[sale.saleId]}
                done={done}
              />
            )}
          </ActDialog>
        )}
      </Group>
    </Paper>
  );
}
