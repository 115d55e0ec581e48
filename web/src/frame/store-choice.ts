import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import type { Store } from '../api/shapes.js';
import { cacheResult, readCached } from '../local-cache.js';
import { session } from '../session.js';
import { useObservable, observable } from '../observable.js';

const KEY = 'comptoir.store';
const chosen = observable<string | undefined>(localStorage.getItem(KEY) ?? undefined);

/** Selects another store. */
export function chooseStore(storeId: string): void {
  localStorage.setItem(KEY, storeId);
  chosen.set(storeId);
}

/** Tells the time zone of a store the person works in. */
export function useZoneOf(): (storeId: string | undefined) => string | undefined {
  const { stores } = useStores();
  return (storeId) => stores.find((one) => one.storeId === storeId)?.timeZone;
}

/** The stores the person works in, and the selected one; `isLoaded` tells an installation without stores from one that is being read. */
export function useStores(): {
  stores: readonly Store[];
  store: Store | undefined;
  isLoaded: boolean;
  error: unknown;
} {
  const person = useObservable(session)?.person;
  const storeId = useObservable(chosen);
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: ['stores'],
    queryFn: () => cacheResult('stores', ask('GET /stores', {})),
    staleTime: 300_000,
    enabled: person !== undefined,
    initialData: () => readCached<Api['GET /stores']['reply']>('stores'),
    initialDataUpdatedAt: 0,
  });
  const stores = (data?.items ?? []).filter((one) => !person?.storeIds || person.storeIds.includes(one.storeId));
  return {
    stores,
    store: stores.find((one) => one.storeId === storeId) ?? stores[0],
    isLoaded: dataUpdatedAt > 0, // what this browser remembers of earlier is not an answer
    error,
  };
}
