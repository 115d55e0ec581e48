import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSagaTestEnvironment, type SagaTestEnvironment } from './saga-test-environment.js';

let sagas: SagaTestEnvironment;
beforeAll(async () => {
  sagas = await startSagaTestEnvironment();
}, 60_000);
afterAll(async () => {
  await sagas?.stop();
}, 30_000);

test.each(['countClaims', 'closeDay'])(
  '%s that is refused ends the close with the reason, and no day is closed',
  async (step) => {
    const { shop, handle } = await sagas.closeDay('2026-03-01', (one) => one.faults.set(step, { kind: 'refuse' }));
    expect(await handle.result()).toMatchObject({ status: 'refused' });
    expect(shop.openDays).toHaveLength(1);
  },
);

test.each([
  ['countClaims', 'silent'],
  ['countClaims', 'flaky'],
  ['closeDay', 'flaky'],
] as const)('%s that does not answer (%s) is waited for: the figure is not left out', async (step, kind) => {
  const { shop, handle } = await sagas.closeDay('2026-03-01', (one) => one.faults.set(step, { kind, times: 6 }));
  expect(await handle.result()).toMatchObject({ status: 'done' });
  expect(shop.openDays).toEqual([]);
});
