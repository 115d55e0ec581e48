import { useQueryClient } from '@tanstack/react-query';

/** What the pages have read that a payment changes. */
const CHANGED = ['payments', 'sales', 'balance', 'list', 'customers', 'till-session'] as const;

/** Reads again what a payment has changed; resolves when it is there. */
export function useMoneyChanged(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all(CHANGED.map((key) => queries.invalidateQueries({ queryKey: [key] })));
}
