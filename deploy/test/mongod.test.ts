import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { keepDatabase } from '../src/servers/database-note.js';
import { resolveMongo } from '../src/servers/mongo.js';
import { PortRegistry } from '../src/port-registry.js';
import type { ServerContext } from '../src/servers/server.js';
import { Supervisor } from '../src/supervise.js';
import { afterThisTest, asMongod, folderWithPrograms, ownContext } from './process-fixtures.js';

async function startedOnce(context: ServerContext): Promise<{ url: string; port: number; journal: unknown[] }> {
  const server = await resolveMongo(context);
  const supervisor = new Supervisor({ dataDir: context.dataDir, log: context.log });
  afterThisTest(() => supervisor.stop());
  await supervisor.start(server.plan!);
  await keepDatabase(context.dataDir, server.source);
  await supervisor.stop();
  const lines = await readFile(join(context.dataDir, 'mongod', 'journal'), 'utf8');
  return {
    url: server.url,
    port: Number(new URL(server.url).port),
    journal: lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  };
}

test('mongod is started as a one-node replica set and initiated once; moved to another port it is reconfigured', async () => {
  const bin = await folderWithPrograms({ mongod: asMongod });
  const context = await ownContext({ PATH: `${bin}:${process.env['PATH']}` });
  const storage = join(context.dataDir, 'mongod');
  const commandLine = (port: number) => ({
    args: ['--replSet', 'comptoir', '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', storage],
  });

  const first = await startedOnce(context);
  const members = (port: number) => [{ _id: 0, host: `127.0.0.1:${port}` }];
  expect(first.url).toBe(`mongodb://127.0.0.1:${first.port}/?replicaSet=comptoir`);
  const begun = [
    commandLine(first.port),
    { replSetGetConfig: 1 },
    { replSetInitiate: { _id: 'comptoir', members: members(first.port) } },
  ];
  expect(first.journal).toEqual(begun);

  const ports = await PortRegistry.open(join(context.dataDir, 'ports.json'));
  const second = await startedOnce({ ...context, ports });
  expect(second.port).toBe(first.port);
  expect(second.journal).toEqual([...begun, commandLine(first.port)]);

  const moved = await startedOnce({ ...context, ports });
  expect(moved.port).not.toBe(first.port);
  const reconfig = { replSetReconfig: { _id: 'comptoir', version: 2, members: members(moved.port) }, force: true };
  expect(moved.journal.slice(second.journal.length)).toEqual([
    commandLine(moved.port),
    { replSetGetConfig: 1 },
    reconfig,
  ]);
});
