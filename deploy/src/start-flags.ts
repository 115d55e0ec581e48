import { parseArgs } from 'node:util';
import { dataDirOf } from './paths.js';
import { CliError, messageOf } from './cli-error.js';
import { readLauncherSettings } from './settings.js';
import { processNames } from './system-processes.js';

/** What `npm start` was asked for. */
export type StartFlags = {
  fresh: boolean;
  yes: boolean;
  demo: boolean;
  help: boolean;
  dataDir: string;
  port: number;
  /** Processes that are not started, because somebody runs them in a debugger. */
  without: readonly string[];
};

/** The help text of `npm start` and `npm run dev`. */
export const startHelp = `npm start -- [flags]
npm run dev -- [flags]    the same, and what is edited is built and restarted

  --fresh         delete the data folder first (asks)
  --yes           answers that question
  --data DIR      the data folder (.data)
  --no-demo       an empty shop instead of the demo shop
  --without NAME  leaves a process out, to run it in a debugger; may be repeated
                  (${processNames.join(', ')})
  --help          this text

PORT is the port of the gateway (8080; 0 for a free one). COMPTOIR_MONGO_URL, COMPTOIR_NATS_URL and
COMPTOIR_TEMPORAL_ADDRESS name servers that are already there. docs/configuration.md lists every setting.`;

/** Reads flags and PORT; throws CliError with exit code 2 for what it does not know. */
export function parseStartFlags(args: string[], env: NodeJS.ProcessEnv): StartFlags {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        fresh: flag,
        yes: flag,
        'no-demo': flag,
        help: flag,
        data: { type: 'string' },
        without: { type: 'string', multiple: true, default: [] },
      },
    });
    return {
      fresh: values.fresh,
      yes: values.yes,
      demo: !values['no-demo'],
      help: values.help,
      dataDir: dataDirOf(values.data),
      port: portOf(readLauncherSettings(env).PORT),
      without: values.without.map(knownProcess),
    };
  } catch (thrown) {
    if (thrown instanceof CliError) throw thrown;
    throw new CliError(
      `${messageOf(thrown).split('. ')[0]}: npm start knows --fresh, --yes, --data DIR, --no-demo, --without NAME and --help.`,
      2,
    );
  }
}

function knownProcess(name: string): string {
  if (processNames.includes(name)) return name;
  throw new CliError(`--without ${name}: there is no such process, it is one of ${processNames.join(', ')}.`, 2);
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 8080;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CliError(`PORT is "${text}" and has to be a whole number from 0 to 65535.`, 2);
}
