import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';

/** A customer by id; nobody without one. */
export function useCustomer(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId],
    queryFn: () => ask('GET /customers/{customerId}', { params: { customerId } }),
    enabled: customerId !== '',
  });
}
