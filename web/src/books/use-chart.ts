import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask } from '../api/client.js';
import type { Account } from '../api/shapes.js';

/** The chart of accounts of a company, in order of the codes; what an account is called by its key. */
export function useChart(companyId: string | undefined) {
  const { data, error } = useQuery({
    queryKey: ['chart', companyId],
    queryFn: () => ask('GET /accounts', { query: { companyId: companyId! } }),
    enabled: companyId !== undefined,
    staleTime: 60_000,
  });
  const accounts = useMemo(() => new Map((data?.items ?? []).map((one) => [one.account, one])), [data]);
  return {
    chart: data,
    error,
    accountOf: (key: string): Account | undefined => accounts.get(key),
    /** Code and name; of an account that the chart does not have, its key. */
    nameOf: (key: string): string => {
      const found = accounts.get(key);
      return found ? titleOf(found) : key;
    },
  };
}

/** An account as it is written: its code, then its name. */
export function titleOf({ code, name }: Pick<Account, 'code' | 'name'>): string {
  return `${code} ${name}`;
}
