import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootDir } from '@comptoir/deploy/testing';

/** Runs a process of the system that must exit at once; returns its exit code and its error output. */
function runProcess(entry: string, env: NodeJS.ProcessEnv): Promise<[code: number | null, errorOutput: string]> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(rootDir, entry)],
      { env: { PATH: process.env.PATH, ...env }, timeout: 60_000 },
      (_error, _out, errorOutput) => resolve([child.exitCode, errorOutput]),
    );
  });
}

test('no process of the system starts with fault injection outside a test installation', async () => {
  const entries = [
    ...['catalog', 'inventory', 'sales', 'invoicing', 'warranty', 'gateway'].map(
      (name) => `services/${name}/dist/src/main.js`,
    ),
    'workflows/dist/src/main.js',
  ];
  const all = await Promise.all(entries.map((entry) => runProcess(entry, { COMPTOIR_FAULTS: '{"folder": "/tmp"}' })));
  for (const [code, errorOutput] of all) {
    expect(code).toBe(1);
    expect(errorOutput).toContain(
      'COMPTOIR_FAULTS: injects faults on purpose, and this is not a test installation (COMPTOIR_TEST_INSTALLATION=1)',
    );
  }
}, 90_000);

test('no process starts with a value of COMPTOIR_FAULTS that cannot be used', async () => {
  const all = await Promise.all(
    ['yes', '{"folder": "/tmp", "more": 1}'].map((text) =>
      runProcess('services/catalog/dist/src/main.js', { COMPTOIR_TEST_INSTALLATION: '1', COMPTOIR_FAULTS: text }),
    ),
  );
  for (const [code, errorOutput] of all) {
    expect(code).toBe(1);
    expect(errorOutput).toContain('COMPTOIR_FAULTS: must be JSON as {"folder": "/path"}');
  }
}, 90_000);
