import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import type { StockCount } from '../api/shapes.js';
import { useAct } from '../kit/use-act.js';

/** A stock count, without its lines. */
export function useStockCount(stockCountId: string) {
  return useQuery({
    queryKey: ['stock-count', stockCountId],
    queryFn: () => ask('GET /stock-counts/{stockCountId}', { params: { stockCountId } }),
  });
}

/** An act on a count, after which what pages know of it and of the stock is read again. */
export function useCountAct<Input>(run: (input: Input, key: string) => Promise<StockCount>, done: () => void) {
  const queries = useQueryClient();
  return useAct({
    run,
    onDone: async ({ stockCountId }) => {
      await queries.invalidateQueries({ queryKey: ['stock-count', stockCountId] });
      await queries.invalidateQueries({ queryKey: ['list'] });
      done();
    },
  });
}
