import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '@comptoir/kit/config';
import { rootDir } from './paths.js';
import { messageOf, CliError } from './cli-error.js';

type Command = { main: (args: string[]) => Promise<number> };

/** Commands of other packages, by their built file. */
const elsewhere: Readonly<Record<string, string>> = {
  faults: 'faults/dist/src/faults.js',
  chaos: 'faults/dist/src/chaos.js',
  bench: 'bench/dist/src/main.js',
};
const commands = ['start', 'dev', 'test', 'check', 'demo', 'audit', 'events', 'docs', ...Object.keys(elsewhere)];

async function run(command: string | undefined, args: string[]): Promise<number> {
  if (command === undefined || !commands.includes(command))
    throw new CliError(`There is no command "${command ?? ''}": it is one of ${commands.join(', ')}.`, 2);
  const file =
    command in elsewhere
      ? pathToFileURL(join(rootDir, elsewhere[command]!))
      : new URL(`./${command}.js`, import.meta.url);
  if (!existsSync(file))
    throw new CliError(`The command "${command}" is not in this build: run npm run build and read what it says.`, 2);
  const { main } = (await import(file.href)) as Command;
  return main(args);
}

try {
  const [command, ...args] = process.argv.slice(2);
  process.exit(await run(command, args));
} catch (thrown) {
  const failure =
    thrown instanceof ConfigError ? new CliError(thrown.message, 2) : thrown instanceof CliError ? thrown : undefined;
  process.stderr.write(`${failure ? failure.message : thrown instanceof Error ? thrown.stack : messageOf(thrown)}\n`);
  process.exit(failure?.exitCode ?? 1);
}
