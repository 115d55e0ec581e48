import { Button, Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../api/client.js';
import type { Customer, Invoice } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores, useZoneOf } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { useCustomer } from '../kit/use-customer.js';
import { useList } from '../kit/use-list.js';
import { ActDialog } from '../payment/act-dialog.js';
import { CustomerMoney, CustomerPayments } from '../payment/customer-money.js';
import { useMay } from '../session.js';
import { CustomerFacts, MergedAccounts } from './customer-facts.js';
import { CustomerForm } from './customer-form.js';
import { CustomerHistory } from './customer-history.js';
import { EraseCustomer } from './erase-customer.js';
import { MergeCustomer } from './merge-customer.js';

/** The card of a customer: who it is, what is owed, what was bought, and what was done to the account. */
export function CustomerPage() {
  const { t, moment } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const { customerId } = useParams({ from: '/office/customers/$customerId' });
  const [mergedName, setMergedName] = useState<string>();
  const { data, error } = useCustomer(customerId);
  const title = data?.kind === 'walkIn' ? t('document.walk-in') : (data?.name ?? t('customer.title'));
  const isNamed = data !== undefined && data.kind !== 'walkIn';
  const isLiving = isNamed && data.erasedAt === undefined;
  return (
    <Page
      title={title}
      about={data && t(`customer.${data.kind}`)}
      tools={
        isNamed && (
          <>
            {may('readLedger') && (
              <Button
                variant="default"
                renderRoot={(button) => <Link {...button} to="/customer-statement" search={{ customerId }} />}
              >
                {t('page.customer-statement')}
              </Button>
            )}
            {isLiving && may('mergeCustomers') && (
              <ActDialog label={t('merge.open')} title={t('merge.title', { name: data.name })}>
                {(done) => <MergeCustomer customer={data} done={(other) => (setMergedName(other), done())} />}
              </ActDialog>
            )}
            {isLiving && may('eraseCustomers') && <EraseCustomer customer={data} />}
          </>
        )
      }
    >
      <ProblemNote error={error} />
      <p role="status" className="quiet">
        {mergedName !== undefined && t('merge.done', { other: mergedName })}
      </p>
      {data?.mergedInto !== undefined && <p className="quiet">{t('card.merged-note')}</p>}
      {data?.erasedAt !== undefined && (
        <Paper withBorder p="md">
          <p>{t('card.erased-note', { day: moment(data.erasedAt, store?.timeZone) })}</p>
          <p className="quiet">{t('erase.done')}</p>
        </Paper>
      )}
      {data && (
        <div className="halves">
          {isLiving && may('changeCustomers') ? (
            <CustomerForm key={data.revision} customer={data} />
          ) : (
            <CustomerFacts customer={data} />
          )}
          {isNamed && (
            <div className="stack">
              <Balance customer={data} />
              {may('readBalances') && <CustomerMoney customer={data} />}
              <MergedAccounts customer={data} />
            </div>
          )}
        </div>
      )}
      {isNamed && may('readPayments') && <CustomerPayments customerId={customerId} />}
      {isNamed && <Documents customerId={customerId} />}
      {isNamed && may('readCustomerHistory') && <CustomerHistory customerId={customerId} />}
    </Page>
  );
}

function Balance({ customer: { customerId, creditLimit, paymentTermsDays } }: { customer: Customer }) {
  const { t, money } = useMessages();
  const may = useMay();
  const { data, error } = useQuery({
    queryKey: ['balance', customerId],
    queryFn: () => ask('GET /customers/{customerId}/balance', { params: { customerId } }),
    enabled: may('readBalances'),
  });
  return (
    <Paper withBorder p="md">
      <h2>{t('customer.owes')}</h2>
      <ProblemNote error={error} />
      {data?.balances.length === 0 && <p className="quiet">{t('customer.owes-nothing')}</p>}
      {data?.balances.map(({ currency, balanceMinor }) => (
        <p key={currency} className="tile-figure">
          {money(balanceMinor, currency)}
        </p>
      ))}
      {creditLimit && (
        <p className="quiet">{t('customer.up-to', { amount: money(creditLimit.minor, creditLimit.currency) })}</p>
      )}
      {paymentTermsDays !== undefined && <p className="quiet">{t('card.terms-days', { count: paymentTermsDays })}</p>}
    </Paper>
  );
}

function Documents({ customerId }: { customerId: string }) {
  const { t, money, moment } = useMessages();
  const zoneOf = useZoneOf();
  const list = useList('GET /invoices', { query: { customerId } });
  const columns: Column<Invoice>[] = [
    {
      id: 'number',
      head: t('sale.number'),
      cell: ({ number, saleId }) => (
        <Link className="link" to="/sales/$saleId" params={{ saleId }}>
          {number}
        </Link>
      ),
    },
    { id: 'type', head: t('document.type'), wide: true, cell: ({ type }) => t(`document.${type}`) },
    { id: 'at', head: t('sale.at'), cell: ({ issuedAt, seller }) => moment(issuedAt, zoneOf(seller.storeId)) },
    {
      id: 'gross',
      head: t('total.all'),
      numeric: true,
      cell: ({ type, grossMinor, currency }) => money(type === 'CREDIT_NOTE' ? 0 - grossMinor : grossMinor, currency),
    },
  ];
  return (
    <DataTable
      label={t('page.documents')}
      list={list}
      columns={columns}
      rowKey={({ invoiceId }) => invoiceId}
      empty={t('document.none')}
    />
  );
}
