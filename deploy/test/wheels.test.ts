import { existsSync } from 'node:fs';
import { realpath, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { freePort } from '../src/port-registry.js';
import { findOnPath } from '../src/servers/executable.js';
import { findPython } from '../src/servers/python.js';
import { wheelExecutable } from '../src/servers/wheels.js';
import { folderWithPrograms, ownContext, ownFolder } from './process-fixtures.js';

const noVenv =
  'case "$*" in *version_info*) echo 3 11;; *) echo "The virtual environment was not created because ensurepip is not available" >&2; exit 1;; esac';

test.each([
  {
    what: 'missing',
    scripts: {} as Record<string, string>,
    expected: /^Python was not found .* install Python 3\.10 or later/,
  },
  {
    what: 'too old',
    scripts: { python3: 'echo 3 8' },
    expected: /^Python 3\.10 or later is needed .* is Python 3\.8: install/,
  },
  { what: 'not the third', scripts: { python: 'echo 2 7' }, expected: /^Python was not found/ },
  {
    what: 'without its venv module',
    scripts: { python3: noVenv },
    expected: /has no venv module .* apt install python3-venv/,
  },
])('Python $what is one sentence with the way out, and leaves nothing', async ({ scripts, expected }) => {
  const context = await ownContext({ PATH: await folderWithPrograms(scripts) }, await ownFolder());
  const refusal = await wheelExecutable('nats-server', context).catch((thrown: Error) => thrown.message);
  expect(refusal).toMatch(expected);
  expect(refusal).not.toContain('\n');
  expect(existsSync(join(context.serversDir, 'venv'))).toBe(false);
});

test('through a link to a folder, the environment is made where the folder is', async () => {
  const python3 = 'case "$*" in *version_info*) echo 3 11;; *) echo "the disk is full" >&2; exit 1;; esac';
  const folder = await ownFolder();
  const context = await ownContext({ PATH: await folderWithPrograms({ python3 }) }, await ownFolder());
  await rm(context.serversDir, { recursive: true, force: true });
  await symlink(folder, context.serversDir);
  await expect(wheelExecutable('nats-server', context)).rejects.toThrow(join(await realpath(folder), 'venv'));
});

test('a network that does not let the registry through is one sentence with the way out', async () => {
  const closed = `http://127.0.0.1:${await freePort()}/simple`;
  const env = { PATH: process.env['PATH'], PIP_INDEX_URL: closed, PIP_FIND_LINKS: '', PIP_CONFIG_FILE: '/dev/null' };
  const context = await ownContext(env, await ownFolder());
  await expect(wheelExecutable('nats-server', context)).rejects.toThrow(
    /^The servers could not be fetched, because the Python package registry does not answer: [^\n]*$/,
  );
  expect(existsSync(join(context.serversDir, 'venv'))).toBe(false);
});

test('a Python that all wheels know is taken before a later one', async () => {
  const bin = await folderWithPrograms({ python3: 'echo 3 14', 'python3.12': 'echo 3 12' });
  expect(await findPython({ PATH: bin })).toBe(join(bin, 'python3.12'));
  expect(await findOnPath('python3.11', { PATH: bin })).toBeUndefined();
});

test('the wheels hold the three servers', async () => {
  const context = await ownContext(process.env);
  for (const name of ['secantusd-py', 'nats-server', 'temporal'])
    expect(await wheelExecutable(name, context)).toContain(name);
  await expect(wheelExecutable('mongod', context)).rejects.toThrow(/The wheels hold no mongod/);
});
