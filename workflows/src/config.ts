import { z } from 'zod';
import { commonConfig, setting, wholeNumber } from '@comptoir/kit';

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
  COMPTOIR_AUDIT_SHARE: setting(
    wholeNumber(3, 'a whole number of percent from 1 to 100', 1)
      .pipe(z.int().max(100, 'must be a whole number of percent from 1 to 100'))
      .default(25),
    {
      type: '1 to 100 percent',
      description:
        'The part of its time in which the audit reads; in the rest the database is left to the tills. 100 is for a shop that is at rest.',
    },
  ),
  COMPTOIR_DRAFT_HOURS: setting(wholeNumber(5, 'hours', 1).default(72), {
    type: 'hours',
    description:
      'After how many hours without a change a Draft expires. It leaves the list of parked orders, and can be brought back.',
  }),
  COMPTOIR_EXPIRY_DAYS: setting(
    wholeNumber(3, 'a whole number of days from 0 to 730', 0)
      .pipe(z.int().max(730, 'must be a whole number of days from 0 to 730'))
      .default(14),
    {
      type: '0 to 730 days',
      description:
        'How many days before the expiry date of a batch its alert is raised; 0 for its last day. Each batch is told of once.',
    },
  ),
});

/** The settings of the worker, as read. */
export type WorkerConfig = z.infer<typeof workerConfig>;
