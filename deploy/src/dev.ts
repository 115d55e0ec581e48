import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transformFile } from '@swc/core';
import { messageOf } from './cli-error.js';
import { freePort } from './port-registry.js';
import { rootDir } from './paths.js';
import { runSystem, type RunningSystem } from './start.js';
import { build } from './tools.js';
import { processesOf, watchSources } from './watch-sources.js';

/** `npm run dev`: everything running; a changed service is built and restarted, and the pages reload while they are edited. */
export function main(args: string[]): Promise<number> {
  return runSystem(args, async (system) => {
    await startPages(system);
    system.log('Watching services and workflows for changes.\n');
    await watchSources((files) => rebuild(system, files), system.shutdown);
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

/** Translates the changed files, restarts their processes, and then checks the types, which takes longer. */
async function rebuild({ supervisor, without, log }: RunningSystem, files: readonly string[]): Promise<void> {
  const startedAt = performance.now();
  const present = files.filter((file) => existsSync(join(rootDir, file)));
  const translated = await Promise.allSettled(present.map(translate));
  const names = [...new Set(files.flatMap(processesOf))].filter((name) => !without.includes(name));
  const restarted = await Promise.allSettled(names.map((name) => supervisor.restart(name)));
  for (const result of [...translated, ...restarted]) if (result.status === 'rejected') log(messageOf(result.reason));
  const running = names.filter((_name, index) => restarted[index]?.status === 'fulfilled');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (running.length > 0) log(`${running.join(', ')} restarted after ${seconds} s`);
  if ((await build()) !== 0) log('The types are wrong (see above).');
}

/** Translates one file into the build, without checking its types. */
async function translate(file: string): Promise<void> {
  const { code } = await transformFile(join(rootDir, file), {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  });
  const target = file.replace('/src/', '/dist/src/').replace(/\.ts$/, '.js');
  await writeFile(join(rootDir, target), code);
}
