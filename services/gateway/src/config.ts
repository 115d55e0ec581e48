import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { commonConfig } from '@comptoir/kit';
import { seedUser } from './people/person.js';

function parsedJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON list of {email, name, role, password}' });
    return z.NEVER;
  }
}

/** A setting that docker-compose.yml passes on as empty when nobody set it. */
function orUnset<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

/** What the gateway needs to know beside what every process does. */
export const gatewayConfig = commonConfig.extend({
  COMPTOIR_TEMPORAL_ADDRESS: z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port'),
  COMPTOIR_TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .pipe(z.int().max(65_535))
    .default(8080),
  COMPTOIR_HOST: z.string().min(1).default('127.0.0.1'),
  /** People to be there from the start: the first owner, or the people of a demo shop. */
  COMPTOIR_SEED_USERS: z.string().transform(parsedJson).pipe(z.array(seedUser)).default([]),
  /** Address of the first owner, who is added when the shop has no owner yet; nobody is added without it. */
  COMPTOIR_OWNER_EMAIL: orUnset(seedUser.shape.email),
  /** The first owner's password; without it one is generated and printed once. */
  COMPTOIR_OWNER_PASSWORD: orUnset(seedUser.shape.password),
  /** `1` in a demo shop, whose people are shown on the sign-in page. */
  COMPTOIR_DEMO: z.enum(['0', '1']).default('0'),
  /** Address of Temporal's pages, for links to histories. */
  COMPTOIR_TEMPORAL_UI: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  /** How long a request waits for its saga before it answers 202. */
  COMPTOIR_ANSWER_WITHIN_MS: z
    .string()
    .regex(/^\d{1,5}$/, 'must be milliseconds')
    .transform(Number)
    .default(5_000),
  /** How many checkouts this gateway has under way at a time; the others wait for their turn. */
  COMPTOIR_CHECKOUTS_AT_ONCE: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a number of checkouts')
    .transform(Number)
    .pipe(z.int().min(1))
    .default(4 * availableParallelism()),
  /** How long an order waits for a manager, with its stock held. */
  COMPTOIR_APPROVAL_SECONDS: z
    .string()
    .regex(/^\d{1,6}$/, 'must be seconds')
    .transform(Number)
    .pipe(z.int().min(1))
    .default(900),
});

/** The gateway's configuration. */
export type GatewayConfig = z.infer<typeof gatewayConfig>;

/** Injection token of the configuration. */
export const CONFIG = Symbol('config');
