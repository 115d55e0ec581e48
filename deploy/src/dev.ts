import { join } from 'node:path';
import { messageOf } from './cli-error.js';
import { freePort } from './port-registry.js';
import { rootDir } from './paths.js';
import { runSystem, type RunningSystem } from './start.js';
import { build } from './tools.js';
import { watchSources } from './watch-sources.js';

/** `npm run dev`: everything running; a changed service is built and restarted, and the pages reload while they are edited. */
export function main(args: string[]): Promise<number> {
  return runSystem(args, async (system) => {
    await startPages(system);
    system.log('Watching services and workflows for changes.\n');
    await watchSources((changed) => rebuild(system, changed), system.shutdown);
  });
}

/** Vite's development server for the pages; it passes API requests on to the gateway. */
async function startPages({ url, supervisor, log }: RunningSystem): Promise<void> {
  const port = await freePort();
  const args = [join(rootDir, 'web', 'build', 'dev.mjs'), url, String(port)];
  await supervisor.start({
    name: 'pages',
    command: process.execPath,
    args,
    ready: 'message',
    readyWithinMs: 30_000,
    stage: 6,
  });
  log(`  pages, reloaded as you edit   http://localhost:${port}`);
}

async function rebuild({ supervisor, without, log }: RunningSystem, changed: readonly string[]): Promise<void> {
  const startedAt = performance.now();
  if ((await build()) !== 0) return log('The build failed (see above); the old code keeps running.');
  const names = changed.filter((name) => !without.includes(name));
  const results = await Promise.allSettled(names.map((name) => supervisor.restart(name)));
  for (const result of results) if (result.status === 'rejected') log(messageOf(result.reason));
  const restarted = names.filter((_name, index) => results[index]?.status === 'fulfilled');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (restarted.length > 0) log(`${restarted.join(', ')} restarted after ${seconds} s`);
}
