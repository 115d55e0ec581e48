import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { identityOf } from '../src/process-table.js';
import { launchByNpm, opened } from './launched.js';
import { ownFolder } from './process-fixtures.js';

test('npm start opens the shop, prints its address, and leaves nothing when npm is terminated', async () => {
  const dataDir = await ownFolder();
  const launched = launchByNpm(['--no-demo', '--data', dataDir], { PORT: '0' });
  const shop = await opened(launched, dataDir);
  for (const address of [shop.url, shop.docsUrl, shop.temporalPages, shop.database])
    expect(launched.output()).toContain(address);
  expect(launched.output()).toMatch(/\d+\.\d s {2}built\n/);
  expect((await fetch(shop.temporalPages!)).status).toBe(200);
  launched.kill('SIGTERM');
  await launched.ended;
  expect((await Promise.all(Object.values(shop.pids).map(identityOf))).filter(Boolean)).toEqual([]);
  expect(await readdir(join(dataDir, 'run'))).toEqual([]);
});
