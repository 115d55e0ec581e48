import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { resolveMongo } from '../src/servers/mongo.js';
import { resolveNats } from '../src/servers/nats.js';
import type { ServerContext } from '../src/servers/server.js';
import { resolveTemporal } from '../src/servers/temporal.js';
import { mirrorOnLoopback } from './mirror.js';
import { asMongod, folderWithPrograms, ownContext, ownFolder, printed } from './process-fixtures.js';

const python = process.env['PATH'];

test('the database comes from the URL, else the PATH, else the archive, else the stand-in', async () => {
  printed();
  const mirror = await mirrorOnLoopback('good');
  const bin = await folderWithPrograms({ mongod: asMongod });
  const everything = {
    COMPTOIR_MONGO_URL: 'mongodb://there/?replicaSet=rs',
    PATH: `${bin}:${python}`,
    MONGOMS_DOWNLOAD_MIRROR: mirror.url,
  };
  expect(await resolveMongo(await ownContext(everything))).toMatchObject({
    source: 'configured',
    url: everything.COMPTOIR_MONGO_URL,
  });
  expect(await resolveMongo(await ownContext({ ...everything, COMPTOIR_MONGO_URL: undefined }))).toMatchObject({
    source: 'path',
    describe: `mongod 8.0.99 from ${join(bin, 'mongod')}`,
  });
  const archived = await ownContext({ ...everything, COMPTOIR_MONGO_URL: undefined, PATH: python }, await ownFolder());
  expect(await resolveMongo(archived)).toMatchObject({
    source: 'archive',
    describe: 'mongod 8.0.99 from the official archive',
  });
  const standIn = await resolveMongo(await ownContext({ PATH: python, MONGOMS_RUNTIME_DOWNLOAD: 'false' }));
  expect(standIn).toMatchObject({ source: 'wheel', describe: expect.stringContaining('for trying out') });
  expect(standIn.plan?.args).toContain('--sync-on-commit');
});

test('a mongod on the PATH that does not run here is passed over, and said', async () => {
  const bin = await folderWithPrograms({ mongod: 'exit 127' });
  const context = await ownContext({ PATH: `${bin}:${python}`, MONGOMS_RUNTIME_DOWNLOAD: 'false' });
  expect(await resolveMongo(context)).toMatchObject({ source: 'wheel' });
  expect(context.said).toEqual([expect.stringContaining('does not run here')]);
});

test.each([
  {
    name: 'nats-server',
    setting: 'COMPTOIR_NATS_URL',
    address: 'nats://there:4222',
    resolve: (context: ServerContext) => resolveNats(context),
  },
  {
    name: 'temporal',
    setting: 'COMPTOIR_TEMPORAL_ADDRESS',
    address: 'there:7233',
    resolve: (context: ServerContext) => resolveTemporal(context),
  },
])('$name comes from its setting, else the PATH, else its wheel', async ({ name, setting, address, resolve }) => {
  const bin = await folderWithPrograms({ [name]: 'echo version 1.2.3' });
  expect(await resolve(await ownContext({ [setting]: address, PATH: `${bin}:${python}` }))).toMatchObject({
    source: 'configured',
    url: address,
  });
  const onPath = await resolve(await ownContext({ PATH: `${bin}:${python}` }));
  expect(onPath).toMatchObject({ source: 'path', describe: `${name} 1.2.3 from ${join(bin, name)}` });
  expect(await resolve(await ownContext({ PATH: python }))).toMatchObject({ source: 'wheel' });
});

test.each([
  { createdOn: 'wheel', env: { COMPTOIR_MONGO_URL: 'mongodb://there' } },
  { createdOn: 'configured', env: {} },
  { createdOn: 'mongod', env: { MONGOMS_RUNTIME_DOWNLOAD: 'false', PATH: python } },
])('data created on another database ($createdOn) is refused with the way out', async ({ createdOn, env }) => {
  const context = await ownContext(env);
  await mkdir(context.dataDir, { recursive: true });
  await writeFile(join(context.dataDir, 'database'), createdOn);
  await expect(resolveMongo(context)).rejects.toThrow(/created on another database.*--fresh/);
});

test('data created on the stand-in stays there when a mongod appears on the PATH', async () => {
  const bin = await folderWithPrograms({ mongod: asMongod });
  const context = await ownContext({ PATH: `${bin}:${python}` });
  await mkdir(context.dataDir, { recursive: true });
  await writeFile(join(context.dataDir, 'database'), 'wheel');
  expect(await resolveMongo(context)).toMatchObject({ source: 'wheel' });
  expect(context.said).toEqual([expect.stringContaining('is not used')]);
});
