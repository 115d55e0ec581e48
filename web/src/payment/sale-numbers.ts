import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';

/** How the sales of a customer are called: by the number of their document, of the last two hundred of them. */
export function useSaleNumbers(customerId: string): (saleId: string) => string | undefined {
  const { data } = useQuery({
    queryKey: ['sales', 'of-customer', customerId],
    queryFn: () => ask('GET /sales', { query: { customerId, limit: '200' } }),
  });
  return (saleId) => data?.items.find((one) => one.saleId === saleId)?.invoiceNumber;
}
