import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, jest } from '@jest/globals';
import { rootDir, serversDir } from '../src/paths.js';
import { PortRegistry } from '../src/port-registry.js';
import type { ServerContext } from '../src/servers/server.js';

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Has something undone after the test, last one first. */
export function afterThisTest(step: () => unknown): void {
  undo.push(step);
}

/** A folder of the test's own, gone after it. */
export async function ownFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'comptoir-deploy-')));
  afterThisTest(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder to be put on a PATH, with the given shell scripts in it. */
export async function folderWithPrograms(scripts: Record<string, string>): Promise<string> {
  const folder = join(await ownFolder(), 'bin');
  await mkdir(folder);
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

/** What is printed during the test, kept from the terminal. */
export function printed(): string[] {
  const lines: string[] = [];
  const spy = jest.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
  afterThisTest(() => spy.mockRestore());
  return lines;
}

/** A script that runs the program which answers as mongod does. */
export const asMongod = `exec '${process.execPath}' '${join(rootDir, 'deploy', 'test', 'answers-as-mongod.mjs')}' "$@"`;

/** A context in a folder of the test's own, with what was said kept. */
export async function ownContext(
  env: NodeJS.ProcessEnv,
  fetchedServers = serversDir,
): Promise<ServerContext & { said: string[] }> {
  const dataDir = join(await ownFolder(), 'data');
  const said: string[] = [];
  return {
    env,
    dataDir,
    serversDir: fetchedServers,
    ports: await PortRegistry.open(join(dataDir, 'ports.json')),
    log: (line) => said.push(line),
    said,
  };
}
