import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import type { Delivery, Supplier } from '../api/shapes.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { Facts } from '../kit/facts.js';
import { Page } from '../kit/page.js';
import { useList } from '../kit/use-list.js';
import { useMay } from '../session.js';
import { SupplierDebt } from '../payables/supplier-debt.js';
import { SupplierForm } from './supplier-form.js';
import { SupplierOrders } from './supplier-orders.js';
import { SupplierProducts } from './supplier-products.js';

/** The card of a supplier: who it is, what it supplies under which numbers, and what was received from it. */
export function SupplierPage() {
  const { t } = useMessages();
  const may = useMay();
  const { supplierId } = useParams({ from: '/office/suppliers/$supplierId' });
  const { data, error } = useQuery({
    queryKey: ['supplier', supplierId],
    queryFn: () => ask('GET /suppliers/{supplierId}', { params: { supplierId } }),
  });
  return (
    <Page title={data?.name ?? t('supplier.title')} about={data?.archived ? t('supplier.archived') : undefined}>
      <ProblemNote error={error} />
      {data && (
        <div className="halves">
          <div className="stack">
            <SupplierProducts supplier={data} />
            {may('readPurchaseOrders') && <SupplierOrders supplier={data} />}
          </div>
          {may('changeSuppliers') ? (
            <Paper withBorder p="md" className="form">
              <SupplierForm key={data.revision} supplier={data} />
            </Paper>
          ) : (
            <SupplierFacts supplier={data} />
          )}
        </div>
      )}
      {data && may('readSupplierBills') && <SupplierDebt supplier={data} />}
      {data && may('readDeliveries') && <Deliveries supplierId={supplierId} />}
    </Page>
  );
}

function SupplierFacts({ supplier }: { supplier: Supplier }) {
  const { t } = useMessages();
  const { phone, email, address, identifiers, paymentTermsDays, leadTimeDays, note } = supplier;
  const { street, postcode, city, country } = address ?? {};
  const days = [
    paymentTermsDays === undefined ? '' : t('card.terms-days', { count: paymentTermsDays }),
    leadTimeDays === undefined ? '' : t('supplier.lead-days', { count: leadTimeDays }),
  ];
  return (
    <Facts
      facts={[
        [t('customer.phone'), phone],
        [t('sign-in.email'), email],
        [t('customer.address'), [street, postcode, city, country].filter(Boolean).join(', ')],
        ...identifiers.map(({ kind, value }) => [t(`identifier.${kind}`), value] as const),
        [t('card.terms'), days[0]],
        [t('supplier.lead-time'), days[1]],
        [t('supplier.note'), note],
      ]}
    />
  );
}

function Deliveries({ supplierId }: { supplierId: string }) {
  const { t, money, moment } = useMessages();
  const may = useMay();
  const { stores } = useStores();
  const storeOf = (storeId: string) => stores.find((one) => one.storeId === storeId);
  const list = useList('GET /deliveries', { query: { supplierId } });
  const columns: Column<Delivery>[] = [
    {
      id: 'at',
      head: t('delivery.at'),
      cell: ({ deliveryId, storeId, receivedAt }) => (
        <Link className="link" to="/deliveries/$deliveryId" params={{ deliveryId }}>
          {moment(receivedAt, storeOf(storeId)?.timeZone)}
        </Link>
      ),
    },
    { id: 'store', head: t('frame.store'), cell: ({ storeId }) => storeOf(storeId)?.name ?? '' },
    { id: 'reference', head: t('delivery.reference'), wide: true, cell: ({ reference }) => reference ?? '–' },
    ...(may('seeCosts')
      ? [
          {
            id: 'cost',
            head: t('total.all'),
            numeric: true,
            cell: ({ totalCostMinor, currency }: Delivery) =>
              totalCostMinor === undefined ? '' : money(totalCostMinor, currency),
          },
        ]
      : []),
  ];
  return (
    <section>
      <h2>{t('supplier.deliveries')}</h2>
      <DataTable
        label={t('supplier.deliveries')}
        list={list}
        columns={columns}
        rowKey={({ deliveryId }) => deliveryId}
        empty={t('supplier.no-deliveries')}
      />
    </section>
  );
}
