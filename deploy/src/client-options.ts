import { parseArgs } from 'node:util';
import { demoUser } from './demo-shop.js';
import { dataDirOf } from './paths.js';
import { CliError } from './cli-error.js';
import { readLauncherSettings } from './settings.js';
import { readInstallationFile } from './installation-file.js';

/** The address of an installation, the people that a command signs in as, and what else was on the command line. */
export type ClientOptions = {
  url: string;
  help: boolean;
  password: string;
  emailOf: (role: string) => string;
  /** Words that are no flags; none unless the command takes words. */
  words: string[];
  /** Values of the command's own flags. */
  own: Readonly<Record<string, string | undefined>>;
};

/** What a command takes beside the flags that all of them have. */
export type CommandShape = {
  /** Its own flags with a value, as the message about a wrong flag names them: `{service: '--service NAME'}`. */
  readonly flags?: Readonly<Record<string, string>>;
  readonly takesWords?: boolean;
  /** The command is of use on an installation that says it is not well. */
  readonly worksWhenIll?: boolean;
};

/** Reads `--url`, `--data`, `--domain`, `--password` and the command's own flags; without a URL, the installation that runs here. */
export async function parseClientOptions(
  args: string[],
  command: string,
  shape: CommandShape = {},
): Promise<ClientOptions> {
  const { values, positionals } = readArgs(args, command, shape);
  const url =
    values.url ??
    (await readInstallationFile(dataDirOf(values.data)))?.url ??
    `http://localhost:${readLauncherSettings(process.env).PORT ?? '8080'}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new CliError(`--url must be an address such as http://localhost:8080, not "${url}".`);
  if (!values.help) await assertOpen(url, shape.worksWhenIll ?? false);
  const { email, password } = demoUser('owner');
  const domain = values.domain ?? email.split('@')[1];
  return {
    url,
    help: values.help ?? false,
    password: values.password ?? password,
    emailOf: (role) => `${role}@${domain}`,
    words: positionals,
    own: Object.fromEntries(
      Object.keys(shape.flags ?? {}).map((name) => [name, (values as Record<string, string | undefined>)[name]]),
    ),
  };
}

function readArgs(args: string[], command: string, { flags = {}, takesWords = false }: CommandShape) {
  try {
    return parseArgs({
      args,
      options: {
        url: { type: 'string' },
        data: { type: 'string' },
        domain: { type: 'string' },
        password: { type: 'string' },
        help: { type: 'boolean' },
        ...Object.fromEntries(Object.keys(flags).map((name) => [name, { type: 'string' as const }])),
      },
      allowPositionals: takesWords,
    });
  } catch (error) {
    const own = Object.values(flags).map((flag) => `${flag}, `);
    throw new CliError(
      `npm run ${command}: ${(error as Error).message} It takes ${own.join('')}--url ADDRESS, --data DIR, --domain DOMAIN and --password PASSWORD.`,
    );
  }
}

async function assertOpen(url: string, worksWhenIll: boolean): Promise<void> {
  const answer = await fetch(new URL('/api/v1/health', url)).catch(() => undefined);
  if (!answer)
    throw new CliError(`Nobody answers at ${url}: start the shop with npm start, or name another address with --url.`);
  if (!answer.ok && !worksWhenIll)
    throw new CliError(`The shop at ${url} cannot sell at the moment: ${(await answer.text()).slice(0, 300)}`);
}
