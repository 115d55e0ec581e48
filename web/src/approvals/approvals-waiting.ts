import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Order } from '../api/shapes.js';
import { useStores } from '../frame/store-choice.js';
import { useMay } from '../session.js';

/** Far more than may wait at once in a store. */
const LIMIT = '200';

/**
 * Orders that wait for a manager in the person's stores, newest first: live on every page, by the events of orders.
 * Undefined until they are read, and for roles that do not decide.
 */
export function useApprovalsWaiting(): { waiting: readonly Order[] | undefined; error: unknown } {
  const may = useMay();
  const { stores } = useStores();
  const { data, error } = useQuery({
    queryKey: ['orders', 'pending'],
    queryFn: () => ask('GET /orders', { query: { state: 'pendingApproval', limit: LIMIT } }),
    enabled: may('approve'),
    refetchInterval: 15_000, // for an event that was lost
  });
  return { waiting: data?.items.filter((order) => stores.some((one) => one.storeId === order.storeId)), error };
}
