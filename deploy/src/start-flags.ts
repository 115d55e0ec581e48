import { parseArgs } from 'node:util';
import { dataDirOf } from './paths.js';
import { CliError, messageOf } from './cli-error.js';
import { readLauncherSettings } from './settings.js';

/** What `npm start` was asked for. */
export type StartFlags = { fresh: boolean; yes: boolean; demo: boolean; help: boolean; dataDir: string; port: number };

/** The help text of `npm start`. */
export const startHelp = `npm start -- [flags]

  --fresh      begin anew: the data folder is deleted (asks first)
  --yes        answers that question
  --data DIR   the data folder (.data)
  --no-demo    an empty shop instead of the demo shop
  --help       this text

PORT is the port of the gateway (8080; 0 for a free one). COMPTOIR_MONGO_URL, COMPTOIR_NATS_URL and
COMPTOIR_TEMPORAL_ADDRESS name servers that are already there.`;

/** Reads flags and PORT; refuses what it does not know with exit code 2. */
export function parseStartFlags(args: string[], env: NodeJS.ProcessEnv): StartFlags {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values } = parseArgs({
      args,
      options: { fresh: flag, yes: flag, 'no-demo': flag, help: flag, data: { type: 'string' } },
    });
    return {
      fresh: values.fresh,
      yes: values.yes,
      demo: !values['no-demo'],
      help: values.help,
      dataDir: dataDirOf(values.data),
      port: portOf(readLauncherSettings(env).PORT),
    };
  } catch (thrown) {
    if (thrown instanceof CliError) throw thrown;
    throw new CliError(
      `${messageOf(thrown).split('. ')[0]}: npm start knows --fresh, --yes, --data DIR, --no-demo and --help.`,
      2,
    );
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 8080;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CliError(`PORT is "${text}" and has to be a whole number from 0 to 65535.`, 2);
}
