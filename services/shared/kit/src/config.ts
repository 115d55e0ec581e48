import { z } from 'zod';

/** What docs/configuration.md says about a setting. */
export interface SettingNotes {
  /** The form of the value, for people: `host:port`, `milliseconds`. */
  readonly type: string;
  /** What the setting is for, in one or two sentences. */
  readonly description: string;
  /** The default in words, where it is computed; else the default of the schema is printed. */
  readonly default?: string;
}

/** A setting in the documentation. `default` is absent where the setting is required. */
export interface DocumentedSetting extends SettingNotes {
  readonly name: string;
  readonly required: boolean;
}

/** Gives the schema of an environment variable its documentation. */
export function setting<T extends z.ZodType>(schema: T, notes: SettingNotes): T {
  return schema.meta({ ...notes });
}

/** A setting that may be absent; an empty value counts as absent, as docker-compose.yml passes it. */
export function orUnset<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
}

/** A whole number of up to `digits` digits, at least `minimum`. */
export function wholeNumber(digits: number, what: string, minimum = 0) {
  return z
    .string()
    .regex(new RegExp(`^\\d{1,${digits}}$`), `must be ${what}`)
    .transform(Number)
    .pipe(z.int().min(minimum));
}

/** The settings of a schema, in its order, as docs/configuration.md lists them. */
export function documentSettings(schema: z.ZodObject): DocumentedSetting[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const notes = (field as z.ZodType).meta() as SettingNotes | undefined;
    if (!notes?.description || !notes.type) throw new Error(`the setting ${name} has no documentation`);
    const absent = (field as z.ZodType).safeParse(undefined);
    const fallback = absent.success && absent.data !== undefined ? printed(absent.data) : undefined;
    return { ...notes, name, required: !absent.success, default: notes.default ?? fallback };
  });
}

function printed(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Settings of every process. A service with settings of its own extends this schema. */
export const commonConfig = z.object({
  COMPTOIR_MONGO_URL: setting(z.string().regex(/^mongodb(\+srv)?:\/\//, 'must be a mongodb:// URL of a replica set'), {
    type: 'mongodb:// URL',
    description: 'The MongoDB replica set. Each service uses a database of its own: `<installation>_<service>`.',
  }),
  COMPTOIR_NATS_URL: setting(z.string().regex(/^(nats|tls):\/\//, 'must be a nats:// URL'), {
    type: 'nats:// or tls:// URL',
    description: 'The NATS server, with JetStream.',
  }),
  COMPTOIR_INSTALLATION: setting(
    z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,23}$/, 'must be 1 to 24 small letters, digits or dashes')
      .default('comptoir'),
    {
      type: '1 to 24 small letters, digits or dashes',
      description:
        'Name of this installation: prefix of its databases, subjects, stream and task queue, so that several can share the same servers.',
    },
  ),
  LOG_LEVEL: setting(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'), {
    type: 'trace, debug, info, warn, error, fatal or silent',
    description: 'What a process logs. `debug` writes one line per message.',
  }),
  COMPTOIR_CHECK_REPLIES: setting(z.enum(['0', '1']).default('0'), {
    type: '0 or 1',
    description: 'For tests: `1` checks every reply against its contract.',
  }),
  COMPTOIR_TEST_INSTALLATION: setting(z.enum(['0', '1']).default('0'), {
    type: '0 or 1',
    description: 'For tests: `1` marks a test installation; only there may faults be injected.',
  }),
  COMPTOIR_FAULTS: setting(orUnset(z.string()), {
    type: 'JSON: {"folder": "/path"}',
    description: 'For tests: the folder in which faults are armed. Refused where this is not a test installation.',
  }),
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
