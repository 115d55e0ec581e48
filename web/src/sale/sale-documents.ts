import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Guarantee, Invoice, Sale } from '../api/shapes.js';

/** The documents of a sale as they are stored: its invoice first, then its credit notes; none while it is posting. */
export function useSaleDocuments(sale: Sale): {
  documents: readonly Invoice[];
  guarantee: Guarantee | undefined;
  error: unknown;
} {
  const { saleId, guaranteeId } = sale;
  const guarantee = useQuery({
    queryKey: ['sales', saleId, 'guarantee'],
    queryFn: () => ask('GET /guarantees/{guaranteeId}', { params: { guaranteeId: guaranteeId ?? '' } }),
    enabled: guaranteeId !== undefined,
  });
  const invoices = useQuery({
    queryKey: ['sales', saleId, 'invoices'],
    queryFn: () => ask('GET /invoices', { query: { saleId } }),
  });
  const documents = (invoices.data?.items ?? []).toSorted((a, b) => (a.issuedAt < b.issuedAt ? -1 : 1));
  return {
    documents: documents.toSorted((a, b) => Number(a.type === 'CREDIT_NOTE') - Number(b.type === 'CREDIT_NOTE')),
    guarantee: guarantee.data,
    error: invoices.error ?? guarantee.error,
  };
}
