import { z } from 'zod';
import { commonConfig, setting } from '@comptoir/kit';

/** Settings of the Temporal worker; it has no database. */
export const workerConfig = commonConfig.omit({ COMPTOIR_MONGO_URL: true }).extend({
  COMPTOIR_TEMPORAL_ADDRESS: setting(z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port'), {
    type: 'host:port',
    description: 'The Temporal server.',
  }),
  COMPTOIR_TEMPORAL_NAMESPACE: setting(z.string().min(1).default('default'), {
    type: 'text',
    description: 'The Temporal namespace of the workflows.',
  }),
});

/** The settings of the worker, as read. */
export type WorkerConfig = z.infer<typeof workerConfig>;
