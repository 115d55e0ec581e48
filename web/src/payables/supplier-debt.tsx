import { Link } from '@tanstack/react-router';
import type { Supplier } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { PaySupplier, type OpenBill } from './pay-supplier.js';
import { SupplierPayments } from './supplier-payments.js';

/** What the chosen store owes a supplier, paper by paper, and what was paid. */
export function SupplierDebt({ supplier: { supplierId, name } }: { supplier: Supplier }) {
  const { t, day, figure } = useMessages();
  const may = useMay();
  const { store } = useStores();
  const currency = store?.currency ?? '';
  const list = useList('GET /open-bills', {
    query: { storeId: store?.storeId, supplierId },
    enabled: store !== undefined,
  });
  const columns: Column<OpenBill>[] = [
    {
      id: 'number',
      head: t('bill.number'),
      cell: ({ billId, number }) => (
        <Link className="link" to="/supplier-bills/$billId" params={{ billId }}>
          <bdi>{number}</bdi>
        </Link>
      ),
    },
    { id: 'kind', head: t('bill.kind'), wide: true, cell: ({ kind }) => t(`bill.${kind}`) },
    { id: 'due', head: t('bill.due'), cell: ({ dueDay }) => (dueDay ? day(dueDay) : '–') },
    {
      id: 'open',
      head: t('bill.open', { currency }),
      numeric: true,
      cell: ({ openMinor, currency: own }) => figure(openMinor, own),
    },
  ];
  return (
    <>
      <section>
        <div className="page-head">
          <h2>{t('bill.owed')}</h2>
          {may('paySuppliers') && list.rows.length > 0 && (
            <div className="page-tools">
              <ActDialog label={t('bill.pay')} title={t('bill.pay-title', { name })}>
                {(done) => <PaySupplier bills={list.rows} done={done} />}
              </ActDialog>
            </div>
          )}
        </div>
        <DataTable
          label={t('bill.owed')}
          list={list}
          columns={columns}
          rowKey={({ billId }) => billId}
          empty={t('bill.nothing-open')}
        />
      </section>
      <SupplierPayments title={t('bill.paid')} query={{ supplierId }} currency={currency} />
    </>
  );
}
