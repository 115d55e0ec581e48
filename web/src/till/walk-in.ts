import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Customer } from '../api/shapes.js';
import { cacheResult, readCached } from '../local-cache.js';

async function walkIn(storeId: string): Promise<Customer> {
  const [known] = (await ask('GET /customers', { query: { kind: 'walkIn', limit: '1' } })).items;
  return (
    known ?? ask('POST /customers', { body: { kind: 'walkIn', name: 'Client de passage' }, key: `walk-in-${storeId}` })
  );
}

/** The customer of sales without a named customer; created once where there is none. */
export function walkInOf(storeId: string) {
  return queryOptions({
    queryKey: ['walk-in'],
    queryFn: () => cacheResult('walk-in', walkIn(storeId)),
    staleTime: 300_000,
    initialData: () => readCached<Customer>('walk-in'),
    initialDataUpdatedAt: 0,
  });
}
