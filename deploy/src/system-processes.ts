import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from './paths.js';
import { CliError } from './cli-error.js';
import type { ProcessPlan } from './supervise.js';

const services = ['catalog', 'inventory', 'sales', 'invoicing', 'warranty'];

/** The processes of the house that are not servers, with the stage each is stopped in. */
export const systemProcesses: readonly { name: string; entry: string; stage: number }[] = [
  ...services.map((name) => ({ name, entry: `services/${name}/dist/src/main.js`, stage: 3 })),
  { name: 'worker', entry: 'workflows/dist/src/main.js', stage: 4 },
  { name: 'gateway', entry: 'services/gateway/dist/src/main.js', stage: 5 },
];

/** How each process of the house is started with the given environment. */
export function processPlans(env: Record<string, string>): ProcessPlan[] {
  const missing = systemProcesses.filter(({ entry }) => !existsSync(join(rootDir, entry)));
  if (missing.length > 0)
    throw new CliError(
      `The build holds no ${missing.map(({ entry }) => entry).join(', ')}: run npm run build and read what it says.`,
    );
  return systemProcesses.map(({ name, entry, stage }) => ({
    name,
    command: process.execPath,
    args: ['--enable-source-maps', join(rootDir, entry)],
    env,
    ready: 'message',
    readyWithinMs: 60_000,
    stage,
  }));
}
