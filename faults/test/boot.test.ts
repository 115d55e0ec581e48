import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootDir } from '@comptoir/deploy/testing';

/** Runs a process of the house that is to end at once; answers its exit code and what it says. */
function ended(entry: string, env: NodeJS.ProcessEnv): Promise<[code: number | null, said: string]> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(rootDir, entry)],
      { env: { PATH: process.env.PATH, ...env }, timeout: 60_000 },
      (_error, _out, said) => resolve([child.exitCode, said]),
    );
  });
}

test('no process boots with fault injection where this is not a test installation', async () => {
  const entries = [
    ...['catalog', 'inventory', 'sales', 'invoicing', 'warranty', 'gateway'].map(
      (name) => `services/${name}/dist/src/main.js`,
    ),
    'workflows/dist/src/main.js',
  ];
  const all = await Promise.all(entries.map((entry) => ended(entry, { COMPTOIR_FAULTS: '{"folder": "/tmp"}' })));
  for (const [code, said] of all) {
    expect(code).toBe(1);
    expect(said).toContain(
      'COMPTOIR_FAULTS: injects faults on purpose, and this is not a test installation (COMPTOIR_TEST_INSTALLATION=1)',
    );
  }
}, 90_000);

test('nor with a setting that cannot be used', async () => {
  const all = await Promise.all(
    ['yes', '{"folder": "/tmp", "more": 1}'].map((text) =>
      ended('services/catalog/dist/src/main.js', { COMPTOIR_TEST_INSTALLATION: '1', COMPTOIR_FAULTS: text }),
    ),
  );
  for (const [code, said] of all) {
    expect(code).toBe(1);
    expect(said).toContain('COMPTOIR_FAULTS: must be JSON as {"folder": "/path"}');
  }
}, 90_000);
