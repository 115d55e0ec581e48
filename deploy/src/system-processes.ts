import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from './paths.js';
import { CliError } from './cli-error.js';
import type { ProcessPlan } from './supervise.js';

const services = ['catalog', 'inventory', 'sales', 'invoicing', 'warranty'];

/** The processes of an installation, beside its servers, with the stage in which each is stopped. */
export const systemProcesses: readonly { name: string; entry: string; stage: number }[] = [
  ...services.map((name) => ({ name, entry: `services/${name}/dist/src/main.js`, stage: 3 })),
  { name: 'worker', entry: 'workflows/dist/src/main.js', stage: 4 },
  { name: 'gateway', entry: 'services/gateway/dist/src/main.js', stage: 5 },
];

/** Names of the processes. */
export const processNames: readonly string[] = systemProcesses.map(({ name }) => name);

/** How each process is started with the given environment, except those left out. Throws CliError when the build is incomplete. */
export function processPlans(env: Record<string, string>, without: readonly string[] = []): ProcessPlan[] {
  const missing = systemProcesses.filter(({ entry }) => !existsSync(join(rootDir, entry)));
  if (missing.length > 0)
    throw new CliError(
      `The build holds no ${missing.map(({ entry }) => entry).join(', ')}: run npm run build and read what it says.`,
    );
  return systemProcesses
    .filter(({ name }) => !without.includes(name))
    .map(({ name, entry, stage }) => ({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', join(rootDir, entry)],
      env,
      ready: 'message',
      readyWithinMs: 60_000,
      stage,
    }));
}
