import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { identityOf } from '../src/process-table.js';
import { readInstallationFile } from '../src/installation-file.js';
import { until } from '../src/waiting.js';
import { launch, opened } from './launched.js';
import { ownFolder } from './process-fixtures.js';

const allProcesses = [
  'catalog',
  'gateway',
  'inventory',
  'invoicing',
  'launcher',
  'mongo',
  'nats',
  'sales',
  'temporal',
  'warranty',
  'worker',
];

test('the shop opens, mends itself, survives its launcher, opens again, and stops without a trace', async () => {
  const dataDir = await ownFolder();
  const start = () => launch(['start', '--no-demo', '--data', dataDir], { PORT: '0' });
  const aliveOf = async (pids: Record<string, number>) => {
    const identities = await Promise.all(Object.values(pids).map(identityOf));
    return Object.keys(pids).filter((_, index) => identities[index] !== undefined);
  };

  const first = start();
  const shop = await opened(first, dataDir);
  expect(Object.keys(shop.pids).sort()).toEqual(allProcesses);
  expect((await fetch(`${shop.url}/api/v1/health`)).status).toBe(200);

  process.kill(shop.pids['sales']!, 'SIGKILL');
  expect(await until(async () => first.output().includes('sales runs again'), 60_000)).toBe(true);
  const mended = async () => (await readInstallationFile(dataDir))?.pids ?? {};
  expect(await until(async () => ![undefined, shop.pids['sales']].includes((await mended())['sales']), 30_000)).toBe(
    true,
  );

  const secondStart = start();
  expect(await secondStart.ended).toBe(1);
  expect(secondStart.output()).toBe(
    `A shop already runs on ${dataDir} (process ${first.pid}, ${shop.url}): stop it first, or choose another folder with --data.\n`,
  );

  const before = await mended();
  first.kill('SIGKILL');
  await first.ended;
  const second = start();
  const reopened = await opened(second, dataDir);
  expect(second.output()).toMatch(/ended what an earlier start left behind: .*mongo/);
  expect(await aliveOf(before)).toEqual([]);

  second.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(await aliveOf(reopened.pids)).toEqual([]);
  expect(await readdir(join(dataDir, 'run'))).toEqual([]);
});
