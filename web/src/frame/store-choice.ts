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

/** The stores the person works in, and the selected one. */
export function useStores(): { stores: readonly Store[]; store: Store | undefined; error: unknown } {
  const person = useObservable(session)?.person;
  const storeId = useObservable(chosen);
  const { data, error } = useQuery({
    queryKey: ['stores'],
    queryFn: () => cacheResult('stores', ask('GET /stores', {})),
    staleTime: 300_000,
    enabled: person !== undefined,
    initialData: () => readCached<Api['GET /stores']['reply']>('stores'),
    initialDataUpdatedAt: 0,
  });
  const stores = (data?.items ?? []).filter((one) => !person?.storeIds || person.storeIds.includes(one.storeId));
  return { stores, store: stores.find((one) => one.storeId === storeId) ?? stores[0], error };
}

/** The business day of a store at an instant, in its own time zone. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return shifted(day, -1);
}

/** The day after a day. */
export function dayAfter(day: string): string {
  return shifted(day, 1);
}
