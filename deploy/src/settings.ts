import { z } from 'zod';
import { commonConfig, orUnset, readConfig, setting } from '@comptoir/kit/config';

/** Settings of the launcher (`npm start`, `npm test` and the commands beside them). */
export const launcherSettings = z.object({
  PORT: setting(orUnset(z.string()), {
    type: '0 to 65535',
    description: 'The port of the gateway; 0 takes a free one.',
    default: '8080',
  }),
  COMPTOIR_MONGO_URL: setting(orUnset(commonConfig.shape.COMPTOIR_MONGO_URL), {
    type: 'mongodb:// URL',
    description: 'A MongoDB replica set that runs already.',
    default: 'mongod on the PATH, the official archive, or the stand-in',
  }),
  COMPTOIR_NATS_URL: setting(orUnset(commonConfig.shape.COMPTOIR_NATS_URL), {
    type: 'nats:// URL',
    description: 'A NATS server that runs already.',
    default: 'nats-server on the PATH, or its wheel',
  }),
  COMPTOIR_TEMPORAL_ADDRESS: setting(orUnset(z.string().regex(/^[^\s:]+(:\d+)?$/, 'must be host:port')), {
    type: 'host:port',
    description:
      'A Temporal server that runs already. It needs the search attributes of deploy/src/servers/temporal.ts.',
    default: 'temporal on the PATH, or its wheel',
  }),
  COMPTOIR_TEMPORAL_UI: setting(orUnset(z.string()), {
    type: 'http:// URL',
    description: 'The pages of the configured Temporal server.',
  }),
  COMPTOIR_TEST_INSTALLATION: setting(commonConfig.shape.COMPTOIR_TEST_INSTALLATION, {
    type: '0 or 1',
    description: 'For tests: `1` restarts killed processes at once instead of with a growing pause.',
  }),
  MONGOMS_VERSION: setting(orUnset(z.string()), {
    type: 'version',
    description: 'The version of mongod to take from the official archive.',
    default: '8.2.6',
  }),
  MONGOMS_DOWNLOAD_MIRROR: setting(orUnset(z.string()), {
    type: 'http:// URL',
    description: 'A mirror of the official archive of MongoDB.',
    default: 'https://fastdl.mongodb.org',
  }),
  MONGOMS_RUNTIME_DOWNLOAD: setting(orUnset(z.string()), {
    type: 'true or false',
    description: '`false` never fetches mongod from the archive.',
    default: 'true',
  }),
});

/** The settings of the launcher. */
export type LauncherSettings = z.infer<typeof launcherSettings>;

/** Reads the settings of the launcher; throws ConfigError that lists every wrong variable. */
export function readLauncherSettings(env: NodeJS.ProcessEnv): LauncherSettings {
  return readConfig(launcherSettings, env);
}
