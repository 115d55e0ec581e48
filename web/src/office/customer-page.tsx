import { Paper, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Customer, Invoice } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Page } from '../kit/page.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';
import { CustomerForm } from './customer-form.js';

/** The card of a customer: who it is, what is owed, and what was bought. */
export function CustomerPage() {
  const { t } = useMessages();
  const may = useMay();
  const { customerId } = useParams({ from: '/office/customers/$customerId' });
  const { data, error } = useQuery({
    queryKey: ['customer', customerId],
    queryFn: () => ask('GET /customers/{customerId}', { params: { customerId } }),
  });
  const title = data?.kind === 'walkIn' ? t('document.walk-in') : (data?.name ?? t('customer.title'));
  return (
    <Page title={title} about={data && t(`customer.${data.kind}`)}>
      <ProblemNote error={error} />
      {data && (
        <div className="halves">
          {data.kind !== 'walkIn' && may('changeCustomers') ? (
            <CustomerForm key={data.revision} customer={data} />
          ) : (
            <Facts customer={data} />
          )}
          {data.kind !== 'walkIn' && <Balance customer={data} />}
        </div>
      )}
      {data && data.kind !== 'walkIn' && <Documents customerId={customerId} />}
    </Page>
  );
}

function Facts({ customer }: { customer: Customer }) {
  const { t, moment } = useMessages();
  const { store } = useStores();
  const facts = [
    [t('customer.phone'), customer.phone],
    [t('sign-in.email'), customer.email],
    [t('customer.address'), customer.address],
    [t('customer.taxId'), customer.taxId],
    [t('customer.since'), moment(customer.createdAt, store?.timeZone)],
  ].filter(([, value]) => value);
  return (
    <Paper withBorder p="md">
      <SimpleGrid cols={2} component="dl" className="facts">
        {facts.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </SimpleGrid>
    </Paper>
  );
}

function Balance({ customer: { customerId, creditLimit } }: { customer: Customer }) {
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
    </Paper>
  );
}

function Documents({ customerId }: { customerId: string }) {
  const { t, money, moment } = useMessages();
  const { stores } = useStores();
  const zoneOf = (storeId: string) => stores.find((one) => one.storeId === storeId)?.timeZone;
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
