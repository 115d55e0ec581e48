import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bootService, makeCaller, mint, type RunningService } from '../src/index.js';
import { eventually, startWire, TEST_ACTOR, testConfig, type Wire } from '../src/testing/index.js';
import { tally, tallyService } from './tally-service.js';

let wire: Wire;
let running: RunningService;
const config = testConfig();
beforeAll(async () => {
  wire = await startWire(config.COMPTOIR_MONGO_URL);
  running = await bootService(tallyService, { ...config, COMPTOIR_MONGO_URL: wire.url });
});
afterAll(async () => {
  await running.connection.dropDatabase();
  await running.stop();
  wire.close();
});

test('while the database is away, commands and queries are answered as unavailable, never as a fault; the same command then runs once', async () => {
  const caller = makeCaller(running.nats, config.COMPTOIR_INSTALLATION);
  const box = mint('batch');
  const commandId = `test/${mint('event')}`;
  const add = () => caller.call(tally.addBox, { box, left: 3 }, { actor: TEST_ACTOR, commandId, timeoutMs: 60_000 });
  const read = () => caller.call(tally.readBox, { box }, { actor: TEST_ACTOR, timeoutMs: 60_000 });
  wire.cut();
  const away = { code: 'service.unavailable', kind: 'unavailable' };
  await Promise.all([
    expect(add()).rejects.toMatchObject({ ...away, message: 'tally.addBox: the database cannot be reached' }),
    expect(read()).rejects.toMatchObject({ ...away, message: 'tally.readBox: the database cannot be reached' }),
  ]);
  wire.mend();
  await eventually(async () => expect(await add()).toEqual({ box }), 30_000);
  expect(await add()).toEqual({ box });
  expect(await read()).toEqual({ left: 3 });
}, 120_000);
