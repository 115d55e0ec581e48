import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { ProblemNote } from '../frame/problem-note.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { useProducts } from '../office/use-products.js';
import { rowsOfBill, rowsOfReturn } from './paper-rows.js';
import { SupplierPaperForm } from './supplier-paper-form.js';

/** Enters a credit note for goods that went back, or for a bill that was too high. */
export function NewCreditNotePage() {
  const { t } = useMessages();
  const { stores } = useStores();
  const { billId, supplierReturnId } = useSearch({ from: '/office/supplier-bills/credit' });
  const bill = useQuery({
    queryKey: ['supplier-bill', billId],
    queryFn: () => ask('GET /supplier-bills/{billId}', { params: { billId: billId! } }),
    enabled: billId !== undefined,
  });
  const sent = useQuery({
    queryKey: ['supplier-return', supplierReturnId],
    queryFn: () => ask('GET /supplier-returns/{supplierReturnId}', { params: { supplierReturnId: supplierReturnId! } }),
    enabled: supplierReturnId !== undefined,
  });
  const about = bill.data ?? sent.data;
  const products = useProducts(about?.lines.flatMap((line) => line.productId ?? []) ?? []);
  const nameOf = (productId: string): string => products?.get(productId)?.name ?? productId;
  const rows = products
    ? [
        ...(bill.data
          ? rowsOfBill(bill.data, nameOf, {
              price: (name) => t('bill.price', { name }),
              notReceived: (name) => t('bill.notReceived', { name }),
            })
          : []),
        ...(sent.data ? rowsOfReturn(sent.data, products, (name) => t('bill.returned', { name })) : []),
      ]
    : [];
  const store = stores.find(({ storeId }) => storeId === about?.storeId);
  return (
    <Page
      title={about ? t('bill.credit-of', { name: about.supplierName }) : t('bill.credit')}
      about={[store?.name, about?.number].filter(Boolean).join(' · ')}
    >
      <ProblemNote error={bill.error ?? sent.error} />
      {about && store && products && (
        <SupplierPaperForm key={about.number} kind="creditNote" store={store} supplier={about} rows={rows} />
      )}
    </Page>
  );
}
