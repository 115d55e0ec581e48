import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { useAct } from '../kit/use-act.js';

/** Notes that an alert was seen, and reads again what shows it. */
export function useMarkSeen() {
  const queries = useQueryClient();
  return useAct({
    run: (alertId: string, key) => ask('POST /stock-alerts/{alertId}/seen', { params: { alertId }, key }),
    onDone: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['alerts'] }),
        queries.invalidateQueries({ queryKey: ['list', 'GET /stock-alerts'] }),
      ]),
  });
}
