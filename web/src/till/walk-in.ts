import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Customer } from '../api/shapes.js';
import { keeping, kept } from '../kept.js';

async function walkIn(storeId: string): Promise<Customer> {
  const [known] = (await ask('GET /customers', { query: { kind: 'walkIn', limit: '1' } })).items;
  return (
    known ?? ask('POST /customers', { body: { kind: 'walkIn', name: 'Client de passage' }, key: `walk-in-${storeId}` })
  );
}

/** The account that sales to nobody in particular are posted to; opened once where there is none. */
export function walkInOf(storeId: string) {
  return queryOptions({
    queryKey: ['walk-in'],
    queryFn: () => keeping('walk-in', walkIn(storeId)),
    staleTime: 300_000,
    initialData: () => kept<Customer>('walk-in'),
    initialDataUpdatedAt: 0,
  });
}
