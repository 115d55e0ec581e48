import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rootDir } from '../src/paths.js';
import { until } from '../src/waiting.js';
import { launch, opened } from './launched.js';
import { afterThisTest, ownFolder } from './process-fixtures.js';

test('a service that is left out is started by the printed command, and the shop opens then', async () => {
  const dataDir = await ownFolder();
  const launched = launch(['start', '--no-demo', '--data', dataDir, '--without', 'sales'], { PORT: '0' });
  const line = /^ {2}(node_modules.*)\n/m; // may be printed later than the sentence before it
  expect(await until(async () => line.test(launched.output()), 120_000)).toBe(true);
  expect(launched.output()).toContain('sales was left out');
  const [, command] = line.exec(launched.output())!;
  expect(command).toContain('--inspect ');
  const onFreePort = command!.replace('--inspect ', '--inspect=127.0.0.1:0 ');
  const { PATH } = process.env; // only: a variable that is set already wins over the environment file
  const child = execFile('sh', ['-c', `exec ${onFreePort}`], { cwd: rootDir, env: { PATH } });
  let printed = '';
  child.stderr?.on('data', (chunk) => (printed += String(chunk)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  afterThisTest(() => child.kill('SIGKILL'));
  const shop = await opened(launched, dataDir);
  expect((await fetch(`${shop.url}/api/v1/health`)).status).toBe(200);
  expect(shop.pids['sales']).toBeUndefined();
  expect(printed).toContain('Debugger listening on');
  child.kill('SIGTERM');
  await ended;
  launched.kill('SIGINT');
  expect(await launched.ended).toBe(0);
  expect(await readdir(join(dataDir, 'run'))).toEqual([]);
});

test('a process that does not exist cannot be left out', async () => {
  const launched = launch(['start', '--without', 'till'], { PORT: '0' });
  expect(await launched.ended).toBe(2);
  expect(launched.output()).toBe(
    '--without till: there is no such process, it is one of catalog, inventory, sales, invoicing, warranty, worker, gateway.\n',
  );
});
