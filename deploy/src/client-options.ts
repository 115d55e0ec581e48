import { parseArgs } from 'node:util';
import { demoUser } from './demo-shop.js';
import { dataDirOf } from './paths.js';
import { CliError } from './cli-error.js';
import { readLauncherSettings } from './settings.js';
import { readInstallationFile } from './installation-file.js';

/** Where a shop answers, and which people act in it. */
export type ClientOptions = { url: string; help: boolean; password: string; emailOf: (role: string) => string };

/** Reads `--url`, `--data`, `--domain` and `--password`; without a URL, the shop that runs here. */
export async function parseClientOptions(args: string[], command: string): Promise<ClientOptions> {
  const { values } = readArgs(args, command);
  const url =
    values.url ??
    (await readInstallationFile(dataDirOf(values.data)))?.url ??
    `http://localhost:${readLauncherSettings(process.env).PORT ?? '8080'}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new CliError(`--url must be an address such as http://localhost:8080, not "${url}".`);
  if (!values.help) await assertOpen(url);
  const { email, password } = demoUser('owner');
  const domain = values.domain ?? email.split('@')[1];
  return {
    url,
    help: values.help ?? false,
    password: values.password ?? password,
    emailOf: (role) => `${role}@${domain}`,
  };
}

function readArgs(args: string[], command: string) {
  try {
    return parseArgs({
      args,
      options: {
        url: { type: 'string' },
        data: { type: 'string' },
        domain: { type: 'string' },
        password: { type: 'string' },
        help: { type: 'boolean' },
      },
      allowPositionals: false,
    });
  } catch (error) {
    throw new CliError(
      `npm run ${command}: ${(error as Error).message} It takes --url ADDRESS, --data DIR, --domain DOMAIN and --password PASSWORD.`,
    );
  }
}

async function assertOpen(url: string): Promise<void> {
  const answer = await fetch(new URL('/api/v1/health', url)).catch(() => undefined);
  if (!answer)
    throw new CliError(`Nobody answers at ${url}: start the shop with npm start, or name another address with --url.`);
  if (!answer.ok) throw new CliError(`The shop at ${url} cannot sell just now: ${(await answer.text()).slice(0, 300)}`);
}
