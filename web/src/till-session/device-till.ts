import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { cacheResult, readCached } from '../local-cache.js';
import { observable, useObservable } from '../observable.js';

type Tills = Api['GET /tills']['reply'];
/** A till of a store, with its open session. */
export type Till = Tills['items'][number];

const KEY = 'comptoir.device-till';
const REFETCH_MS = 60_000;

function stored(): Readonly<Record<string, string>> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

/** The till that this device is, by store. */
const chosen = observable(stored());

/** Makes this device a till of a store; it stays so after a reload. */
export function chooseTill({ storeId, till }: Pick<Till, 'storeId' | 'till'>): void {
  const next = { ...chosen.get(), [storeId]: till };
  localStorage.setItem(KEY, JSON.stringify(next));
  chosen.set(next);
}

/** The tills of a store with their open sessions; what was read last is there after a reload without the gateway. */
export function tillsOf(storeId: string) {
  const name = `tills.${storeId}`;
  return queryOptions({
    queryKey: ['tills', storeId],
    queryFn: () => cacheResult(name, ask('GET /tills', { query: { storeId } })),
    initialData: () => readCached<Tills>(name),
    initialDataUpdatedAt: 0,
    refetchInterval: REFETCH_MS,
  });
}

/** The till of this device among those of a store: the one that was chosen, or the only one there is. */
export function deviceTillIn(storeId: string, tills: readonly Till[]): Till | undefined {
  const found = tills.find((one) => one.till === chosen.get()[storeId]);
  return found ?? (tills.length === 1 ? tills[0] : undefined);
}

/** The tills of a store and the one that this device is; undefined until they are read. */
export function useDeviceTill(storeId: string): {
  tills: readonly Till[] | undefined;
  till: Till | undefined;
  error: unknown;
} {
  useObservable(chosen);
  const { data, error } = useQuery(tillsOf(storeId));
  return { tills: data?.items, till: data && deviceTillIn(storeId, data.items), error };
}
