import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { rootDir } from '../src/paths.js';
import { answersTcp } from '../src/waiting.js';
import { launch } from './launched.js';
import { afterThisTest, folderWithPrograms, ownFolder } from './process-fixtures.js';

test('a port in use is one sentence with the way out, and nothing is started', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  afterThisTest(() => other.close());
  const { port } = other.address() as AddressInfo;
  const dataDir = await ownFolder();
  const launched = launch(['start', '--data', dataDir], { PORT: String(port) });
  expect(await launched.ended).toBe(1);
  expect(launched.output()).toBe(
    `Port ${port} is in use by another program: stop that one, or choose another port, as in PORT=8080 npm start.\n`,
  );
  expect(await readdir(dataDir)).toEqual([]);
});

test.each([
  {
    args: ['--frsh'],
    env: {},
    code: 2,
    sentence:
      "Unknown option '--frsh': npm start knows --fresh, --yes, --data DIR, --no-demo, --without NAME and --help.\n",
  },
  {
    args: [],
    env: { PORT: 'eighty' },
    code: 2,
    sentence: 'PORT is "eighty" and has to be a whole number from 0 to 65535.\n',
  },
])('what npm start does not know is one sentence: $sentence', async ({ args, env, code, sentence }) => {
  const launched = launch(['start', ...args], env);
  expect(await launched.ended).toBe(code);
  expect(launched.output()).toBe(sentence);
});

test('an unknown command is one sentence before anything is installed', () => {
  const result = spawnSync(process.execPath, [join(rootDir, 'deploy', 'bin', 'comptoir.mjs'), 'strat'], {
    encoding: 'utf8',
  });
  expect([result.status, result.stderr]).toEqual([
    2,
    'There is no command "strat": it is one of start, dev, test, check, demo, audit, events, faults, chaos, bench, docs.\n',
  ]);
});

test('--fresh deletes nothing without a yes, and nothing that is no shop', async () => {
  const dataDir = await ownFolder();
  const other = launch(['start', '--fresh', '--yes', '--data', dataDir], { PORT: '0' });
  expect(await other.ended).toBe(1);
  expect(other.output()).toContain('does not look like the data of a shop and was not deleted');
  await mkdir(join(dataDir, 'logs'));
  const unasked = launch(['start', '--fresh', '--data', dataDir], { PORT: '0' });
  expect(await unasked.ended).toBe(1);
  expect(unasked.output()).toBe(
    '--fresh deletes all data of the shop and nobody is at the terminal to be asked: add --yes.\n',
  );
  expect(existsSync(join(dataDir, 'logs'))).toBe(true);
});

test('a server that does not start is reported with its log, and the other servers are gone', async () => {
  const bin = await folderWithPrograms({ 'nats-server': 'echo the store is damaged; exit 1' });
  const dataDir = await ownFolder();
  const launched = launch(['start', '--no-demo', '--data', dataDir], {
    PORT: '0',
    PATH: `${bin}:${process.env['PATH']}`,
  });
  expect(await launched.ended).toBe(1);
  expect(launched.output()).toContain(
    'nats did not come up: it ended with exit code 1. Its log says why:\n    the store is damaged',
  );
  expect(await readdir(join(dataDir, 'run'))).toEqual([]);
  const ports = Object.values(
    JSON.parse(await readFile(join(dataDir, 'ports.json'), 'utf8')) as Record<string, number>,
  );
  expect(ports.length).toBeGreaterThan(3);
  expect(await Promise.all(ports.map((port) => answersTcp('127.0.0.1', port)))).toEqual(ports.map(() => false));
});

test('a configured server that does not answer is reported with its setting', async () => {
  const launched = launch(['start', '--no-demo', '--data', await ownFolder()], {
    PORT: '0',
    COMPTOIR_NATS_URL: 'nats://127.0.0.1:1',
  });
  expect(await launched.ended).toBe(1);
  expect(launched.output()).toContain(
    'Nothing answers at nats://127.0.0.1:1, the NATS of COMPTOIR_NATS_URL (nobody listens there): start it, or correct or remove that setting.',
  );
});
