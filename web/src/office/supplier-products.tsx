import { Link } from '@tanstack/react-router';
import type { Supplier, SupplierProduct } from '../api/shapes.js';
import { useMessages } from '../i18n/messages.js';
import { DataTable, type Column } from '../kit/data-table.js';
import { useList } from '../kit/use-list.js';
import { ActDialog } from '../payment/act-dialog.js';
import { useMay } from '../session.js';
import { SupplierNumberForm } from './supplier-number-form.js';
import { useProductNames } from './use-product-names.js';

/** What a supplier supplies: its numbers for the products, and what they cost last. */
export function SupplierProducts({ supplier: { supplierId, archived } }: { supplier: Supplier }) {
  const { t, date, money } = useMessages();
  const may = useMay();
  const list = useList('GET /suppliers/{supplierId}/products', { params: { supplierId } });
  const nameOf = useProductNames(list.rows.map(({ productId }) => productId));
  const mayChange = may('changeSuppliers') && !archived;
  const columns: Column<SupplierProduct>[] = [
    {
      id: 'product',
      head: t('product.name'),
      cell: ({ productId }) => (
        <Link className="link" to="/products/$productId" params={{ productId }}>
          {nameOf(productId)}
        </Link>
      ),
    },
    { id: 'number', head: t('supplier.number'), cell: ({ catalogNumber }) => catalogNumber ?? '–' },
    ...(may('seeCosts')
      ? [
          {
            id: 'cost',
            head: t('supplier.last-cost'),
            numeric: true,
            cell: ({ last, lastUnitCostMinor }: SupplierProduct) =>
              last && lastUnitCostMinor !== undefined ? money(lastUnitCostMinor, last.currency) : '–',
          },
        ]
      : []),
    { id: 'day', head: t('supplier.last-day'), wide: true, cell: ({ last }) => (last ? date(last.receivedDay) : '–') },
    ...(mayChange
      ? [
          {
            id: 'change',
            head: <span className="unseen">{t('supplier.set-number')}</span>,
            cell: (product: SupplierProduct) => (
              <ActDialog
                small
                label={t('supplier.set-number')}
                name={t('supplier.set-number-of', { name: nameOf(product.productId) })}
                title={t('supplier.number-of', { name: nameOf(product.productId) })}
              >
                {(done) => <SupplierNumberForm supplierId={supplierId} product={product} done={done} />}
              </ActDialog>
            ),
          },
        ]
      : []),
  ];
  return (
    <section>
      <div className="page-head">
        <h2>{t('supplier.products')}</h2>
        {mayChange && (
          <div className="page-tools">
            <ActDialog label={t('supplier.add-number')} title={t('supplier.add-number')}>
              {(done) => <SupplierNumberForm supplierId={supplierId} done={done} />}
            </ActDialog>
          </div>
        )}
      </div>
      <DataTable
        label={t('supplier.products')}
        list={list}
        columns={columns}
        rowKey={({ productId }) => productId}
        empty={t('supplier.no-products')}
      />
    </section>
  );
}
