import { z } from 'zod';

/** Settings of every process. A service with settings of its own extends this schema. */
export const commonConfig = z.object({
  COMPTOIR_MONGO_URL: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must be a mongodb:// URL of a replica set'),
  COMPTOIR_NATS_URL: z.string().regex(/^(nats|tls):\/\//, 'must be a nats:// URL'),
  /** Name of this installation: prefix of its databases, subjects and stream, so that several can share the same servers. */
  COMPTOIR_INSTALLATION: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,23}$/, 'must be 1 to 24 small letters, digits or dashes')
    .default('comptoir'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** The common configuration. */
export type CommonConfig = z.infer<typeof commonConfig>;

/** Every missing or wrong variable, in one message. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment once at boot; throws ConfigError with one message that lists every variable that is missing or wrong. */
export function readConfig<T extends z.ZodType>(schema: T, env: NodeJS.ProcessEnv = process.env): z.output<T> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return `  ${name}: ${env[name] === undefined ? 'is missing' : issue.message}`;
  });
  throw new ConfigError(`The configuration cannot be used:\n${lines.join('\n')}`);
}
