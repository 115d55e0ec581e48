import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';

/** A purchase order with its deliveries; without an id, none. */
export function usePurchaseOrder(purchaseOrderId: string | undefined) {
  return useQuery({
    queryKey: ['purchase-order', purchaseOrderId],
    queryFn: () =>
      ask('GET /purchase-orders/{purchaseOrderId}', { params: { purchaseOrderId: purchaseOrderId as string } }),
    enabled: purchaseOrderId !== undefined,
  });
}
