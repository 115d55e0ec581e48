import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectNats, makeLog } from '../src/index.js';
import { answerHealth } from '../src/health.js';
import { probe } from '../src/probe.js';
import { testConfig } from '../src/testing/index.js';

const { COMPTOIR_NATS_URL, COMPTOIR_INSTALLATION } = testConfig();
const env = { COMPTOIR_NATS_URL, COMPTOIR_INSTALLATION };
let nats: Awaited<ReturnType<typeof connectNats>>;
let ok = true;
let server: Server;

beforeAll(async () => {
  nats = await connectNats(COMPTOIR_NATS_URL, 'probe-test');
  const check = async () => {
    if (!ok) throw new Error('the database is gone');
    return { service: 'tally', ok };
  };
  answerHealth(nats, COMPTOIR_INSTALLATION, 'tally', check, makeLog('probe-test', 'silent'));
  await nats.flush();
  server = createServer((request, response) => {
    response.statusCode = request.url === '/well' ? 200 : 503;
    response.end('{"ok":false}');
  }).listen(0, '127.0.0.1');
});
afterAll(async () => {
  await nats.close();
  server.close();
});

test('a process that is well passes; one that is not, or not there, fails with the reason', async () => {
  await probe('tally', env);
  ok = false;
  await expect(probe('tally', env)).rejects.toThrow('it says {"service":"tally","ok":false');
  await expect(probe('nobody', env)).rejects.toThrow('no responders');
  await expect(probe('tally', { ...env, COMPTOIR_NATS_URL: 'nats://127.0.0.1:1' })).rejects.toThrow(
    'connection refused',
  );
  await expect(probe('tally', {})).rejects.toThrow('COMPTOIR_NATS_URL: is missing');
  await expect(probe(undefined, env)).rejects.toThrow('name a service');
});

test('an address passes when it answers 2xx', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await probe(`${url}/well`, env);
  await expect(probe(`${url}/ill`, env)).rejects.toThrow('answers 503: {"ok":false}');
});

test('the replica asked is the one on this host', async () => {
  const elsewhere = `${COMPTOIR_INSTALLATION}.tally.health.elsewhere`;
  await expect(nats.request(elsewhere, '{}', { timeout: 500 })).rejects.toThrow('no responders');
});
