import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.js';

/** Whether the shop has to be set up: nobody owns it yet. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => ask('GET /auth/setup', {}),
  staleTime: 60_000,
});
