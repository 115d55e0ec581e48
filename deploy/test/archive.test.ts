import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { freePort } from '../src/port-registry.js';
import { archivedMongod } from '../src/servers/archive.js';
import { mirrorOnLoopback } from './mirror.js';
import { ownContext, ownFolder, printed } from './process-fixtures.js';

async function contextFor(mirror: string) {
  return ownContext({ ...process.env, MONGOMS_DOWNLOAD_MIRROR: mirror }, join(await ownFolder(), 'servers'));
}

test('a good archive gives a mongod that runs, and is not fetched a second time', async () => {
  const mirror = await mirrorOnLoopback('good');
  const context = await contextFor(mirror.url);
  const progress = printed();
  const first = await archivedMongod(context);
  expect(first?.version).toBe('8.0.99');
  expect(progress.join('\n')).toMatch(/Downloading MongoDB "8\.2\.6": 100%/);
  mirror.behavior = 'refused';
  expect(await archivedMongod(context)).toEqual(first);
});

test.each(['broken off', 'corrupt', 'refused'] as const)(
  'an archive that is %s is reported, leaves nothing, and a later good one is used',
  async (behavior) => {
    printed();
    const mirror = await mirrorOnLoopback(behavior);
    const context = await contextFor(mirror.url);
    expect(await archivedMongod(context)).toBeUndefined();
    expect(context.said.at(-1)).toContain(`no mongod 8.2.6 from ${mirror.url}: `);
    expect(existsSync(join(context.serversDir, 'mongodb'))).toBe(false);
    mirror.behavior = 'good';
    expect((await archivedMongod(context))?.version).toBe('8.0.99');
  },
);

test('a refused connection costs no wait', async () => {
  const context = await contextFor(`http://127.0.0.1:${await freePort()}`);
  const begunAt = performance.now();
  expect(await archivedMongod(context)).toBeUndefined();
  expect(performance.now() - begunAt).toBeLessThan(1_000);
  expect(context.said.at(-1)).toContain('ECONNREFUSED');
});

test('a download that is switched off is not tried', async () => {
  const context = await ownContext({ MONGOMS_RUNTIME_DOWNLOAD: 'false' }, join(await ownFolder(), 'servers'));
  expect(await archivedMongod(context)).toBeUndefined();
  expect(context.said).toEqual([]);
});
