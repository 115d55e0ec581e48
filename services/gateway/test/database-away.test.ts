import type { ArgumentsHost } from '@nestjs/common';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectMongo, ensureCollections, makeLog, type Connection } from '@comptoir/kit';
import { startWire, testConfig, type Wire } from '@comptoir/kit/testing';
import { ProblemFilter } from '../src/http/problem.js';
import { RequestKeys } from '../src/http/request-keys.js';

const config = testConfig();
let wire: Wire;
let connection: Connection;
let keys: RequestKeys;
beforeAll(async () => {
  wire = await startWire(config.COMPTOIR_MONGO_URL);
  connection = await connectMongo(wire.url, `${config.COMPTOIR_INSTALLATION}_gateway`);
  keys = new RequestKeys(connection);
  await ensureCollections(connection);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  wire.close();
});

/** Status, headers and body that an error is answered with. */
function answerTo(error: unknown): { status: number; headers: Record<string, string>; body: unknown } {
  const answer = { status: 0, headers: {} as Record<string, string>, body: undefined as unknown };
  const reply = {
    status: (status: number) => ((answer.status = status), reply),
    header: (name: string, value: string) => ((answer.headers[name] = value), reply),
    send: (text: string) => ((answer.body = JSON.parse(text)), reply),
  };
  const http = { getResponse: () => reply, getRequest: () => ({ method: 'POST', url: '/api/v1/orders' }) };
  const host = { switchToHttp: () => http } as unknown as ArgumentsHost;
  new ProblemFilter(makeLog('database-away-test', 'silent')).catch(error, host);
  return answer;
}

test('a key that cannot be stored because the database is away: 503, to be tried again; then it is stored', async () => {
  const use = { userId: 'usr_1', key: 'database-away-1', request: 'POST /api/v1/orders', fingerprint: 'a' };
  wire.cut();
  const error = await keys.claim(use).then(
    () => expect('claimed').toBe('refused'),
    (thrown: unknown) => thrown,
  );
  expect(answerTo(error)).toMatchObject({
    status: 503,
    headers: { 'Retry-After': '2' },
    body: { code: 'service.unavailable' },
  });
  wire.mend();
  await keys.claim(use);
  await expect(keys.claim({ ...use, fingerprint: 'b' })).rejects.toMatchObject({ code: 'command.reused' });
}, 60_000);
