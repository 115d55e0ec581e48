import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ask } from '../api/client.js';
import { useStores } from '../frame/store-choice.js';
import { useMessages } from '../i18n/messages.js';
import { Page } from '../kit/page.js';
import { PurchaseOrderForm } from './purchase-order-form.js';

/** Writes a purchase order as a draft; the address may name its supplier. */
export function NewPurchaseOrderPage() {
  const { t } = useMessages();
  const { store } = useStores();
  const navigate = useNavigate();
  const { supplierId = '' } = useSearch({ from: '/office/purchase-orders/new' });
  const { data: supplier, isPending } = useQuery({
    queryKey: ['supplier', supplierId],
    queryFn: () => ask('GET /suppliers/{supplierId}', { params: { supplierId } }),
    enabled: supplierId !== '',
  });
  const isReady = store !== undefined && (supplierId === '' || !isPending);
  return (
    <Page title={t('purchase.new')} about={store?.name}>
      {isReady && (
        <PurchaseOrderForm
          key={store.storeId}
          currency={store.currency}
          initial={{
            supplierName: supplier?.name ?? '',
            supplierId: supplier?.supplierId ?? '',
            expectedDay: '',
            note: '',
            lines: [],
          }}
          save={({ expectedDay, note, lines, ...content }, key) =>
            ask('POST /purchase-orders', {
              key,
              body: {
                storeId: store.storeId,
                ...content,
                ...(expectedDay === undefined ? {} : { expectedDay }),
                ...(note === undefined ? {} : { note }),
                lines: lines.map((line) => ({ expectedCostMinor: 0, ...line })),
              },
            })
          }
          done={({ purchaseOrderId }) =>
            void navigate({ to: '/purchase-orders/$purchaseOrderId', params: { purchaseOrderId } })
          }
        />
      )}
    </Page>
  );
}
