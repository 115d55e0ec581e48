import { Group, Paper } from '@mantine/core';
import { sum } from '@comptoir/contracts/money';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Customer, PaymentDocument } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores, useZoneOf } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { CsvButton } from '../kit/csv-button.js';
import { DataTable } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { useOpenItems } from '../sale/account-of-sale.js';
import { useMay } from '../session.js';
import { ActDialog } from './act-dialog.js';
import { PayOutCredit } from './pay-out-credit.js';
import { usePaymentColumns } from './payment-columns.js';
import { useSaleNumbers } from './sale-numbers.js';
import { TakePayment } from './take-payment.js';

/** What a customer owes by sale, the oldest first, the credit, and what is done about both. */
export function CustomerMoney({ customer: { customerId, name } }: { customer: Customer }) {
  const { t, money, day } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const numberOf = useSaleNumbers(customerId);
  const [taken, setTaken] = useState<PaymentDocument>();
  const { data, error } = useOpenItems(may('readBalances') ? customerId : undefined);
  const items = data?.items ?? [];
  const inCurrency = items.filter((one) => one.currency === store?.currency);
  const creditMinor = sum(
    (data?.credits ?? []).filter((one) => one.currency === store?.currency).map((one) => one.creditMinor),
  );
  return (
    <Paper withBorder p="md" component="section" aria-label={t('payment.open-items')}>
      <h2>{t('payment.open-items')}</h2>
      <ProblemNote error={error} />
      {data && items.length === 0 && <p className="quiet">{t('customer.owes-nothing')}</p>}
      <ul className="plain">
        {items.map(({ saleId, openMinor, currency, dueDay }) => (
          <li key={saleId}>
            <Link className="link" to="/sales/$saleId" params={{ saleId }}>
              {numberOf(saleId) ?? t('payment.open-sale')}
            </Link>
            {dueDay !== undefined && <span className="quiet">{t('card.due', { day: day(dueDay) })}</span>}
            <span className="number strong">{money(openMinor, currency)}</span>
          </li>
        ))}
      </ul>
      {data?.credits
        .filter((one) => one.creditMinor > 0)
        .map((one) => (
          <p key={one.currency} data-testid="credit">
            {t('payment.credit', { amount: money(one.creditMinor, one.currency) })}
          </p>
        ))}
      <p role="status" className="quiet">
        {taken && t('payment.taken', { number: taken.number, amount: money(taken.amountMinor, taken.currency) })}
      </p>
      {store && data && (
        <Group>
          {may('takePayments') && (
            <ActDialog label={t('payment.take')} title={t('payment.take-title', { name })}>
              {(done) => (
                <TakePayment
                  customerId={customerId}
                  store={store}
                  items={inCurrency}
                  creditMinor={creditMinor}
                  done={(payment) => (setTaken(payment), done())}
                />
              )}
            </ActDialog>
          )}
          {may('payOutCredit') && creditMinor > 0 && (
            <ActDialog label={t('payment.pay-out')} title={t('payment.pay-out')}>
              {(done) => <PayOutCredit customerId={customerId} store={store} creditMinor={creditMinor} done={done} />}
            </ActDialog>
          )}
        </Group>
      )}
    </Paper>
  );
}

/** The payments of a customer, newest first. */
export function CustomerPayments({ customerId }: { customerId: string }) {
  const { t } = useMessages();
  const { store } = useStores();
  const zoneOf = useZoneOf();
  const query = { customerId };
  const list = useList('GET /payments', { query });
  const columns = usePaymentColumns(store?.currency ?? '', zoneOf);
  return (
    <section aria-label={t('payment.title')}>
      <Group justify="space-between">
        <h2>{t('payment.title')}</h2>
        <CsvButton route="GET /payments" query={query} name="payments" />
      </Group>
      <DataTable
        label={t('payment.title')}
        list={list}
        columns={columns}
        rowKey={({ paymentId }) => paymentId}
        empty={t('payment.none')}
      />
    </section>
  );
}
