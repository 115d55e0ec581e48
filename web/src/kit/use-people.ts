import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../api/client.js';
import type { Api } from '../api/schema.js';
import { useMay } from '../session.js';

type Colleague = Api['GET /people']['reply']['items'][number];

const PAGE = '200';

async function everybody(): Promise<Colleague[]> {
  const all: Colleague[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await ask('GET /people', { query: { limit: PAGE, ...(cursor ? { cursor } : {}) } });
    all.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === undefined) return all;
  }
}

/** The people of the person's stores, by name; nobody for those who may not read them. */
export function usePeople(): { people: readonly Colleague[]; nameOf: (userId: string) => string | undefined } {
  const may = useMay();
  const { data = [] } = useQuery({
    queryKey: ['people'],
    queryFn: everybody,
    enabled: may('readPeople'),
    staleTime: 60_000,
  });
  const names = useMemo(() => new Map(data.map(({ userId, name }) => [userId, name])), [data]);
  return { people: data, nameOf: (userId) => names.get(userId) };
}
