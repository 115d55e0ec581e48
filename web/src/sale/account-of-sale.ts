import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { PaymentDocument, Sale } from '../api/shapes.js';
import type { AccountOfSale } from './refund.js';

const PAGE = '200';

/** Every payment that touched a sale, newest first. */
async function paymentsOf(saleId: string): Promise<PaymentDocument[]> {
  const all: PaymentDocument[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await ask('GET /payments', { query: { saleId, limit: PAGE, ...(cursor ? { cursor } : {}) } });
    all.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return all;
  }
}

/** The payments of a sale, newest first. */
export function useSalePayments(saleId: string) {
  return useQuery({ queryKey: ['payments', 'of-sale', saleId], queryFn: () => paymentsOf(saleId) });
}

/** What a customer owes by sale, the oldest first, and the credits by currency; for no customer it is not asked. */
export function useOpenItems(customerId: string | undefined) {
  return useQuery({
    queryKey: ['payments', 'open-items', customerId],
    queryFn: () => ask('GET /customers/{customerId}/open-items', { params: { customerId: customerId ?? '' } }),
    enabled: customerId !== undefined,
    refetchOnMount: 'always', // it changes with every sale, in other tills too
  });
}

/** What a refund of a sale depends on; undefined until it is read. */
export function useAccountOfSale({ saleId, customer }: Sale): { account: AccountOfSale | undefined; error: unknown } {
  const payments = useSalePayments(saleId);
  const isWalkIn = customer.kind === 'walkIn';
  const open = useOpenItems(isWalkIn ? undefined : customer.customerId);
  const openItems = isWalkIn ? [] : open.data?.items;
  return {
    account: payments.data && openItems && { payments: payments.data, openItems },
    error: payments.error ?? open.error,
  };
}
