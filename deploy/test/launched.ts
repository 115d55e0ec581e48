import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isAlive } from '../src/process-table.js';
import { rootDir } from '../src/paths.js';
import { type InstallationFile, readInstallationFile } from '../src/installation-file.js';
import { until } from '../src/waiting.js';
import { afterThisTest } from './process-fixtures.js';

/** A launcher that was started: what it printed, how it ended, and the shop it runs. */
export type Launched = {
  pid: number;
  output: () => string;
  ended: Promise<number | null>;
  kill: (signal: NodeJS.Signals) => void;
};

/** Runs the built launcher as `npm start` does, without a terminal. */
export function launch(args: string[], env: NodeJS.ProcessEnv = {}): Launched {
  return run(process.execPath, [join(rootDir, 'deploy', 'dist', 'src', 'cli.js'), ...args], env);
}

/** Runs `npm start` itself. */
export function launchByNpm(args: string[], env: NodeJS.ProcessEnv = {}): Launched {
  return run('npm', ['start', '--', ...args], env);
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Launched {
  const servers = { COMPTOIR_MONGO_URL: undefined, COMPTOIR_NATS_URL: undefined, COMPTOIR_TEMPORAL_ADDRESS: undefined };
  const child = spawn(command, args, {
    cwd: rootDir,
    env: { ...process.env, ...servers, MONGOMS_RUNTIME_DOWNLOAD: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  afterThisTest(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  return { pid: child.pid!, output: () => text, ended, kill: (signal) => child.kill(signal) };
}

/** Waits until the shop is open. */
export async function opened(launched: Launched, dataDir: string): Promise<InstallationFile> {
  const isOpen = async () => launched.output().includes('The shop is open') || !isAlive(launched.pid);
  await until(isOpen, 150_000);
  const shop = await readInstallationFile(dataDir);
  if (!shop) throw new Error(`The shop did not open: ${launched.output()}`);
  return shop;
}
